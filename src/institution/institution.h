#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "base/civil_date.h"
#include "base/instant.h"
#include "base/uuid.h"
#include "institution/list_state.h"
#include "institution/place_address.h"

namespace sanaq {

using InstitutionId = TaggedUuid<struct InstitutionTag>;

/// What can be read of an institution by whoever may read it; stored sealed, because an address can be one
/// that nobody may know.
struct InstitutionDetails {
  std::string name_kk, name_ru;
  std::string head;  // full name of the head
  std::string street, house;
  std::string bin = {};  // business number, of the organisation's digital key; empty: not known
};

/// A place whose people are counted by an employee of its own.
struct Institution {
  InstitutionId id;
  std::string number;  // of the register, unique
  std::string kind;    // of the edition
  std::string territory;
  std::string ministry;       // empty: the akimat's own
  bool is_protected = false;  // only staff with a permission of its own sees it
  std::int32_t expected = 0;  // people, as the department expects
  InstitutionDetails details;
  std::optional<PlaceAddress> address = {};  // of the frame; a protected one has none
  ListState state = ListState::draft;
  std::int32_t version = 0;  // of the list that was sent last
  std::int32_t people = 0;   // on the list, with those who came later
  std::int32_t done = 0;     // of them, with an outcome
};

/// Errors: "institution.number" (empty, or over 30 bytes), "institution.name", "institution.text" (a part
/// over 300 bytes), "institution.expected" (negative, or over 100,000), "institution.bin" (not 12
/// digits).
Result<Done> check_institution(const Institution& institution);

/// Name in a language: Kazakh in Kazakh, else Russian; whichever there is.
const std::string& institution_name(const InstitutionDetails& details, std::string_view language);

/// Street and house as people write them; empty when neither is known.
std::string institution_address(const InstitutionDetails& details);

/// An employee whom the head of an institution made responsible for its census, by an order.
struct ResponsibleEmployee {
  std::string login;
  InstitutionId institution;
  std::string name;          // sealed at rest
  std::string order_number;  // of the head's order
  CivilDate order_date;
  std::optional<CivilDate> seminar_on;  // attended
  bool has_room = false, has_computer = false;
  std::optional<UtcInstant> ended_at;  // from then on the log-in opens nothing
  bool has_scan = false;               // of the order; read, never written
};

/// Errors: "institution.employee" (name empty or over 120 bytes), "institution.order" (number empty or over
/// 60 bytes, or dated after `today`).
Result<Done> check_employee(const ResponsibleEmployee& employee, CivilDate today);

}  // namespace sanaq
