#include "equipment/holder.h"

#include <array>

#include "base/text.h"

namespace sanaq::equipment {
namespace {

constexpr std::array<std::string_view, holder_kinds> holder_kind_names = {
    "supplier",    "bureau",   "department", "authorised", "instructor",
    "interviewer", "employee", "workshop",   "commission"};

}  // namespace

std::string_view to_string(HolderKind kind) { return holder_kind_names[static_cast<std::size_t>(kind) - 1]; }

std::optional<HolderKind> parse_holder_kind(std::string_view text) {
  for (std::size_t i = 0; i < holder_kind_names.size(); ++i)
    if (holder_kind_names[i] == text) return static_cast<HolderKind>(i + 1);
  return std::nullopt;
}

bool is_office(HolderKind kind) { return kind == HolderKind::bureau || kind == HolderKind::department; }

bool is_person(HolderKind kind) {
  return kind == HolderKind::authorised || kind == HolderKind::instructor ||
         kind == HolderKind::interviewer || kind == HolderKind::employee;
}

Result<Done> check_holder(const Holder& holder) {
  const bool named = !trim(holder.name).empty();
  if ((!named && !is_office(holder.kind)) || holder.name.size() > name_bytes_max || !is_utf8(holder.name))
    return Error{"holder.name", {}};
  if (holder.position.size() > position_bytes_max || !is_utf8(holder.position))
    return Error{"holder.position", {}};
  const bool may_log_in = is_office(holder.kind) || is_person(holder.kind);
  if (holder.login.size() > login_bytes_max || (!holder.login.empty() && !may_log_in))
    return Error{"holder.login", {}};
  const bool needs_territory = is_person(holder.kind) || holder.kind == HolderKind::department;
  if ((needs_territory && holder.territory.empty()) ||
      (holder.kind == HolderKind::bureau && !holder.territory.empty()))
    return Error{"holder.territory", {}};
  return Done{};
}

}  // namespace sanaq::equipment
