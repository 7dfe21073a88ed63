#include "fieldwork/worker.h"

#include <array>
#include <utility>

namespace sanaq {
namespace {

constexpr std::array<std::pair<WorkerState, std::string_view>, 9> state_names = {{
    {WorkerState::applied, "applied"},
    {WorkerState::approved, "approved"},
    {WorkerState::refused, "refused"},
    {WorkerState::reserve, "reserve"},
    {WorkerState::contracted, "contracted"},
    {WorkerState::trained, "trained"},
    {WorkerState::working, "working"},
    {WorkerState::suspended, "suspended"},
    {WorkerState::ended, "ended"},
}};

}  // namespace

std::string_view to_string(WorkerState state) {
  for (const auto& [value, name] : state_names)
    if (value == state) return name;
  return "";
}

std::optional<WorkerState> parse_worker_state(std::string_view text) {
  for (const auto& [value, name] : state_names)
    if (name == text) return value;
  return std::nullopt;
}

bool is_final(WorkerState state) { return state == WorkerState::refused || state == WorkerState::ended; }

bool is_before_contract(WorkerState state) {
  return state == WorkerState::applied || state == WorkerState::approved || state == WorkerState::reserve;
}

std::string full_name(const PersonName& name) {
  std::string text = name.surname + " " + name.given;
  if (!name.patronymic.empty()) text += " " + name.patronymic;
  return text;
}

}  // namespace sanaq
