#include "institution/resident.h"

#include <array>
#include <utility>

#include "base/iin.h"
#include "base/json.h"
#include "base/text.h"

namespace sanaq {
namespace {

constexpr std::size_t name_bytes_max = 120, met_bytes_max = 600, number_bytes_max = 30;
constexpr int age_years_max = 120;

using Field = std::pair<std::string_view, std::string ResidentPerson::*>;
constexpr std::array<Field, 13> person_fields = {{
    {"surname", &ResidentPerson::surname},
    {"given_name", &ResidentPerson::given_name},
    {"patronymic", &ResidentPerson::patronymic},
    {"sex", &ResidentPerson::sex},
    {"birth_date", &ResidentPerson::birth_date},
    {"iin", &ResidentPerson::iin},
    {"document_kind", &ResidentPerson::document_kind},
    {"document_number", &ResidentPerson::document_number},
    {"document_country", &ResidentPerson::document_country},
    {"met", &ResidentPerson::met},
    {"met_place", &ResidentPerson::met_place},
    {"met_at", &ResidentPerson::met_at},
    {"met_age", &ResidentPerson::met_age},
}};

// The day of birth in a number, when it is one a living person can have: the digits need not tell it. The
// seventh digit: 1/2 born in 18xx, 3/4 in 19xx, 5/6 in 20xx.
std::optional<CivilDate> birth_in_iin(std::string_view iin, CivilDate list_date) {
  if (!Iin::parse(iin) || iin[6] < '1' || iin[6] > '6') return std::nullopt;
  const auto digits = [&](std::size_t at) { return (iin[at] - '0') * 10 + iin[at + 1] - '0'; };
  const auto birth = CivilDate::make(1800 + (iin[6] - '1') / 2 * 100 + digits(0), digits(2), digits(4));
  if (!birth || list_date < *birth || full_years(*birth, list_date) > age_years_max) return std::nullopt;
  return *birth;
}

void check_birth(const ResidentPerson& person, CivilDate list_date, std::vector<ResidentFinding>& found) {
  if (person.birth_date.empty()) return;
  const auto birth = CivilDate::parse(person.birth_date);
  if (!birth || list_date < *birth || full_years(*birth, list_date) > age_years_max) {
    found.push_back({"birth_date", "birth_date"});
    return;
  }
  const auto in_iin = birth_in_iin(person.iin, list_date);
  if (in_iin && *in_iin != *birth) found.push_back({"birth_date", "iin_birth", false});
}

void check_numbers(const ResidentPerson& person, CivilDate list_date, std::vector<ResidentFinding>& found) {
  if (!person.iin.empty() && !Iin::parse(person.iin)) found.push_back({"iin", "iin"});
  if (person.iin.empty() && person.document_number.empty() && person.met.empty() && person.met_place.empty())
    found.push_back({"iin", "no_document"});
  if (person.document_number.size() > number_bytes_max) found.push_back({"document_number", "too_long"});
  if (!person.sex.empty() && person.sex != "1" && person.sex != "2") {
    found.push_back({"sex", "sex"});
  } else if (!person.sex.empty() && birth_in_iin(person.iin, list_date)) {
    const bool man = (person.iin[6] - '0') % 2 == 1;
    if (man != (person.sex == "1")) found.push_back({"sex", "iin_sex", false});
  }
}

// "2021-09-30 23:15"
bool is_moment(std::string_view text) {
  constexpr std::size_t day_letters = 10, letters = 16;
  if (text.size() != letters || text[day_letters] != ' ' || text[13] != ':') return false;
  const auto hour = parse_digits(text.substr(11, 2)), minute = parse_digits(text.substr(14));
  return CivilDate::parse(text.substr(0, day_letters)) && hour && *hour < 24 && minute && *minute < 60;
}

void check_meeting(const ResidentPerson& person, std::vector<ResidentFinding>& found) {
  if (person.met.size() > met_bytes_max) found.push_back({"met", "too_long"});
  if (person.met_place.size() > met_bytes_max) found.push_back({"met_place", "too_long"});
  if (!person.met_at.empty() && !is_moment(person.met_at)) found.push_back({"met_at", "met_at"});
  if (!person.met_at.empty() && person.met_place.empty()) found.push_back({"met_place", "met_place"});
  const auto age = parse_digits(person.met_age);
  if (!person.met_age.empty() && (!age || *age > age_years_max)) found.push_back({"met_age", "met_age"});
}

}  // namespace

std::vector<ResidentFinding> check_person(const ResidentPerson& person, CivilDate list_date) {
  std::vector<ResidentFinding> found;
  if (person.surname.empty() && person.given_name.empty() && person.met.empty() && person.met_place.empty())
    found.push_back({"surname", "no_name"});
  for (const std::string* name : {&person.surname, &person.given_name, &person.patronymic})
    if (name->size() > name_bytes_max) found.push_back({"surname", "too_long"});
  check_meeting(person, found);
  check_birth(person, list_date, found);
  check_numbers(person, list_date, found);
  return found;
}

std::optional<PersonKey> key_of(const ResidentPerson& person, const KeyedHash& hash) {
  if (const auto iin = Iin::parse(person.iin)) return person_key(*iin, hash);
  return person_key(person.document_kind, person.document_number, person.document_country, hash);
}

std::string full_name(const ResidentPerson& person) {
  std::string out;
  for (const std::string* part : {&person.surname, &person.given_name, &person.patronymic})
    if (!part->empty()) out += (out.empty() ? "" : " ") + *part;
  return out.empty() ? person.met : out;
}

std::string write_person(const ResidentPerson& person) {
  Json json = Json::object();
  for (const auto& [name, member] : person_fields)
    if (!(person.*member).empty()) json.set(name, Json::string(person.*member));
  return to_canonical(json);
}

Result<ResidentPerson> read_person(std::string_view text) {
  const auto json = parse_json(text);
  if (!json || !json->is_object()) return Error{"institution.sealed", {}};
  ResidentPerson person;
  for (const auto& [name, member] : person_fields) person.*member = (*json)[name].text();
  return person;
}

}  // namespace sanaq
