#include "institution/list_state.h"

#include <array>
#include <utility>

namespace sanaq {
namespace {

struct Move {
  ListState from;
  ListCommand command;
  ListState to;
};
constexpr std::array<Move, 5> moves = {{
    {ListState::draft, ListCommand::send, ListState::sent},
    {ListState::returned, ListCommand::send, ListState::sent},
    {ListState::sent, ListCommand::accept, ListState::accepted},
    {ListState::sent, ListCommand::give_back, ListState::returned},
    {ListState::accepted, ListCommand::close, ListState::closed},
}};

constexpr std::array<std::pair<ListState, std::string_view>, 5> state_names = {{
    {ListState::draft, "draft"},
    {ListState::sent, "sent"},
    {ListState::returned, "returned"},
    {ListState::accepted, "accepted"},
    {ListState::closed, "closed"},
}};

}  // namespace

std::string_view to_string(ListState state) {
  for (const auto& [value, name] : state_names)
    if (value == state) return name;
  return "";
}

std::optional<ListState> parse_list_state(std::string_view text) {
  for (const auto& [value, name] : state_names)
    if (name == text) return value;
  return std::nullopt;
}

std::optional<ListState> after(ListState state, ListCommand command) {
  for (const Move& move : moves)
    if (move.from == state && move.command == command) return move.to;
  return std::nullopt;
}

bool is_being_drawn_up(ListState state) { return state == ListState::draft || state == ListState::returned; }

}  // namespace sanaq
