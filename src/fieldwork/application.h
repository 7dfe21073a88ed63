#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casework/phone.h"
#include "codelist/codelist.h"
#include "edition/edition.h"
#include "fieldwork/worker.h"

namespace sanaq {

/// An application as typed, or as a row of a list; `languages` with blanks or commas between them.
struct ApplicationForm {
  std::string surname, given, patronymic, iin, birth_date, phone, languages, education, computer_points, role,
      territory;
};

/// The fields of a form by their names, in the order in which people fill them in.
struct ApplicationField {
  std::string_view name;  // "surname" …: of the input, of a column, of a finding
  std::string ApplicationForm::* value;
};
const std::vector<ApplicationField>& application_fields();

/// A field that cannot be taken as it is. Codes: "application.empty", "application.long",
/// "application.name" (letters no name has), "iin.length", "iin.digit", "iin.checksum", "date.form",
/// "application.birth" (in the future, or over 100 years ago), "phone.form", "application.code" (none of the
/// edition's), "application.points", "application.territory" (unknown, or of a level the role is not bound
/// to).
struct FieldFinding {
  std::string_view field;
  std::string code;
  friend bool operator==(const FieldFinding&, const FieldFinding&) = default;
};

/// What an application is checked against.
struct ApplicationGround {
  const Edition& edition;
  const Codelist& territories;
  PhoneRules phone;
  CivilDate today;
};

/// A worker without id and moment, and what is to be sealed.
struct Candidate {
  Worker worker;
  PersonDetails details;
};
struct ApplicationCheck {
  std::vector<Candidate> candidate;  // one when there is no finding, else none
  std::vector<FieldFinding> findings;
};

/// Reads every field and tells all that is wrong. Dates: `YYYY-MM-DD` or `DD.MM.YYYY`.
ApplicationCheck check_application(const ApplicationForm& form, const ApplicationGround& ground);

/// May somebody of the role be bound to the territory? Empty: the whole country, for roles of level 0.
bool fits_territory(const RoleRules& role, std::string_view territory, const Codelist& territories);

}  // namespace sanaq
