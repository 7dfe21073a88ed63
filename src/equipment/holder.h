#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/uuid.h"

namespace sanaq::equipment {

using HolderId = TaggedUuid<struct HolderTag>;

/// Who things can be with. The numbers are stored.
enum class HolderKind : std::uint8_t {
  supplier = 1,  // outside: what comes from here is new to the census
  bureau = 2,
  department = 3,
  authorised = 4,  // authorised person in a district
  instructor = 5,
  interviewer = 6,
  employee = 7,    // responsible employee of an institution
  workshop = 8,    // outside: repairs
  commission = 9,  // takes what is written off or used up
};
inline constexpr int holder_kinds = 9;
std::string_view to_string(HolderKind kind);
std::optional<HolderKind> parse_holder_kind(std::string_view text);

/// An office of statistics: keeps stock and signs through whoever manages its equipment.
bool is_office(HolderKind kind);
/// A person of the census, who has to hand in what comes back.
bool is_person(HolderKind kind);

/// Somebody things can be with.
struct Holder {
  HolderId id;
  HolderKind kind = HolderKind::interviewer;
  std::string name;  // full name of a person, or of the firm; of an office: of whoever answers for its stock
  std::string position;   // as it stands in an act; may be empty
  std::string territory;  // empty: the whole country
  std::string login;      // of the holder's own account; empty: signs on paper
  std::string reference;  // of the list the holder came from, "worker 0190…"; empty: entered by hand
  bool active = true;     // false: left; what is with them stays with them until it is handed in
};

inline constexpr std::size_t name_bytes_max = 200, position_bytes_max = 200, login_bytes_max = 64;

/// Errors: "holder.name" (empty for a person or a firm, or too long), "holder.position", "holder.login"
/// (too long, or of somebody outside), "holder.territory" (none, for a person or a department; one, for the
/// bureau).
Result<Done> check_holder(const Holder& holder);

}  // namespace sanaq::equipment
