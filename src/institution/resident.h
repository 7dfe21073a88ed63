#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil_date.h"
#include "base/uuid.h"
#include "casework/submission.h"
#include "institution/outcome.h"

namespace sanaq {

/// A person of an institution's list. The questionnaire of the person is the case of the same id.
using ResidentId = TaggedUuid<struct ResidentTag>;

/// Who a person is, as the institution's papers say; stored sealed. Codes are those of the questionnaire.
struct ResidentPerson {
  std::string surname, given_name, patronymic;
  std::string sex;                                               // "1" or "2"; empty: not known
  std::string birth_date;                                        // YYYY-MM-DD; empty: not known
  std::string iin;                                               // 12 digits; empty: none
  std::string document_kind, document_number, document_country;  // of a person without IIN
  std::string met;  // of a person met without papers: what they look like, what they said
  std::string met_place = {}, met_at = {};  // where, and when: YYYY-MM-DD hh:mm of the zone of the census
  std::string met_age = {};                 // in years, as it seemed; digits
  friend bool operator==(const ResidentPerson&, const ResidentPerson&) = default;
};

/// Why a person cannot be asked, and from which papers the administration answers.
struct AdministrationSource {
  std::string reason, source;
};

/// One row of the list and what became of it.
struct Resident {
  ResidentId id;
  std::int32_t row = 0;     // from 1, as the list is printed
  bool came_later = false;  // was not on the accepted list
  ResidentPerson person;
  std::optional<PersonKey> key;                        // nothing: neither IIN nor document
  std::string remark;                                  // of the department, when it gave the list back
  std::optional<AdministrationSource> administration;  // before the questionnaire is sent
  std::optional<Outcome> outcome;
};

/// Something about a person that does not look right: a field of ResidentPerson and a code with a text
/// `institution.finding.<code>`. Hard ones keep the person off the list.
struct ResidentFinding {
  std::string field, code;
  bool is_hard = true;
};

/// Checks what was typed or imported: a name is there, the IIN's check digit ("iin"), a day of birth that
/// exists and is not after `list_date` ("birth_date"), no one of over 120 years, a document or an IIN or a
/// description; where somebody was met ("met_place"), a moment that exists ("met_at"), an age ("met_age").
/// Soft: birth day or sex that is not in the IIN ("iin_birth", "iin_sex": digits need not match, by the rule
/// of 2013).
std::vector<ResidentFinding> check_person(const ResidentPerson& person, CivilDate list_date);

/// As casework knows the person; nothing when there is neither IIN nor document.
std::optional<PersonKey> key_of(const ResidentPerson& person, const KeyedHash& hash);

/// "Surname Given Patronymic"; the description when there is no name.
std::string full_name(const ResidentPerson& person);

/// What is sealed. Errors of reading: "institution.sealed".
std::string write_person(const ResidentPerson& person);
Result<ResidentPerson> read_person(std::string_view text);

}  // namespace sanaq
