#include "institution/met_match.h"

#include <doctest.h>

using namespace sanaq;

namespace {

const CivilDate today = CivilDate::parse("2021-09-01").value();

Resident somebody(std::int32_t row, const char* sex, const char* birth_date, const char* place = "") {
  Resident one;
  one.row = row;
  Uuid::Bytes bytes{};
  bytes[0] = static_cast<std::uint8_t>(row);
  one.id = {Uuid(bytes)};
  one.person.surname = "Үлгі" + std::to_string(row);
  one.person.sex = sex;
  one.person.birth_date = birth_date;
  one.person.met_place = place;
  return one;
}

std::string rows_of(const std::vector<MetSuggestion>& found) {
  std::string out;
  for (const MetSuggestion& one : found) out += std::to_string(one.person.row) + ' ';
  return out;
}

}  // namespace

TEST_CASE("000-3 001-3: whoever was met without papers is looked for by sex, age and place") {
  Resident met = somebody(1, "1", "", "Ақтау, теміржол вокзалы");
  met.person.met_age = "45";
  met.person.met = "Үлгі4 деп аталды";
  CHECK(is_met(met));
  std::vector<Resident> people = {
      met,
      somebody(2, "1", "1976-01-01"),                              // 45
      somebody(3, "2", "1976-01-01"),                              // another sex
      somebody(4, "", "1970-01-01", "вокзалы жанында, теміржол"),  // 51, the same place
      somebody(5, "1", "1950-01-01"),                              // 71
      somebody(6, "1", "1974-05-01")};
  people.back().outcome = Outcome{OutcomeKind::died, "", "", {}, ""};
  const auto found = suggest_matches(met, people, today, 10);
  CHECK(rows_of(found) == "2 4 ");
  CHECK(found[0].same_sex);
  CHECK(found[1].same_place);
  CHECK(rows_of(suggest_matches(met, people, today, 1)) == "2 ");
}

TEST_CASE("000-3 001-3: where and when somebody was met is checked") {
  ResidentPerson person;
  person.met = "қара күрте";
  person.met_place = "Ақтау";
  person.met_at = "2021-08-31 23:40";
  person.met_age = "30";
  CHECK(check_person(person, today).empty());
  const auto code = [&](auto member, const char* text) {
    ResidentPerson wrong = person;
    wrong.*member = text;
    const auto found = check_person(wrong, today);
    return found.empty() ? std::string() : found.front().code;
  };
  CHECK(code(&ResidentPerson::met_at, "2021-08-31 24:00") == "met_at");
  CHECK(code(&ResidentPerson::met_at, "кеше") == "met_at");
  CHECK(code(&ResidentPerson::met_age, "130") == "met_age");
  CHECK(code(&ResidentPerson::met_place, "") == "met_place");
  CHECK(read_person(write_person(person)).value() == person);
}
