#include <doctest.h>

#include "casework/testing/memory_keys.h"
#include "institution/institution.h"
#include "institution/list_content.h"
#include "institution/typed_person.h"

using namespace sanaq;

namespace {

const CivilDate list_date = CivilDate::parse("2021-06-01").value();

ResidentPerson person(const char* iin = "") {
  ResidentPerson one;
  one.surname = "Үлгібай";
  one.given_name = "Адам";
  one.iin = iin;
  return one;
}

std::vector<std::string> codes(const ResidentPerson& one) {
  std::vector<std::string> out;
  for (const ResidentFinding& finding : check_person(one, list_date)) out.push_back(finding.code);
  return out;
}

}  // namespace

TEST_CASE("000-9 001-9 002-9: a list moves from drawing up to the department, back or on, and is closed") {
  using State = ListState;
  using Command = ListCommand;
  CHECK(after(State::draft, Command::send) == State::sent);
  CHECK(after(State::sent, Command::give_back) == State::returned);
  CHECK(after(State::returned, Command::send) == State::sent);
  CHECK(after(State::sent, Command::accept) == State::accepted);
  CHECK(after(State::accepted, Command::close) == State::closed);
  // Each other pair: nothing.
  int refused = 0;
  for (const State state : {State::draft, State::sent, State::returned, State::accepted, State::closed})
    for (const Command command : {Command::send, Command::accept, Command::give_back, Command::close})
      if (!after(state, command)) ++refused;
  CHECK(refused == 15);
  CHECK(is_being_drawn_up(State::returned));
  CHECK_FALSE(is_being_drawn_up(State::sent));
  CHECK(parse_list_state("returned") == State::returned);
  CHECK_FALSE(parse_list_state("lost"));
}

TEST_CASE("001-9: what is typed for a person is checked") {
  CHECK(codes(person("950517500070")).empty());
  CHECK(codes(person("950517500071")) == std::vector<std::string>{"iin"});
  CHECK(codes(person()) == std::vector<std::string>{"no_document"});
  ResidentPerson one = person("950517500070");
  one.birth_date = "2021-06-02";
  CHECK(codes(one) == std::vector<std::string>{"birth_date"});
  one.birth_date = "1890-01-01";
  CHECK(codes(one) == std::vector<std::string>{"birth_date"});
  one.birth_date = "1949-01-01";
  CHECK(codes(one).empty());  // the number's day lies in 2095: it tells nothing
  ResidentPerson met;
  met.met = "night stay, 1 June, about 60";
  CHECK(codes(met).empty());
  CHECK(full_name(met) == met.met);
}

TEST_CASE("001-9: days and sexes that differ from the number are told, and nothing is refused for it") {
  // Born on 1 January 1901, male: nobody of the register.
  std::string body = "01010130000";
  std::string number;
  for (int serial = 0; number.empty(); ++serial) {
    body = "0101013000" + std::to_string(serial);
    if (const int check = iin_check_digit(body); check >= 0) number = body + std::to_string(check);
  }
  ResidentPerson one = person(number.c_str());
  one.birth_date = "1901-01-02";
  one.sex = "2";
  const auto findings = check_person(one, list_date);
  REQUIRE(findings.size() == 2);
  for (const ResidentFinding& finding : findings) CHECK_FALSE(finding.is_hard);
}

TEST_CASE("words of tables become codes") {
  CHECK(typed_day(" 31.12.1990 ") == "1990-12-31");
  CHECK(typed_day("1/2/1990") == "1990-02-01");
  CHECK(typed_day("1990-12-31 00:00:00") == "1990-12-31");
  CHECK(typed_day("31.02.1990") == "31.02.1990");
  CHECK(typed_day("soon") == "soon");
  CHECK(typed_sex("Муж.") == "1");
  CHECK(typed_sex("ӘЙЕЛ") == "2");
  CHECK(typed_sex("x") == "x");
  CHECK(typed_iin("9505 1750 0070") == "950517500070");
  CHECK(typed_iin("10131300001") == "010131300001");
}

TEST_CASE("what is sealed comes back, and versions show what changed") {
  testing::MemoryHash hash;
  ResidentPerson one = person("950517500070");
  one.patronymic = "Әкесі";
  CHECK(read_person(write_person(one)).value() == one);
  CHECK(key_of(one, hash).has_value());
  CHECK_FALSE(key_of(person(), hash).has_value());
  const auto numbered = [&](std::uint8_t number, const char* surname) {
    Uuid::Bytes bytes{};
    bytes[15] = number;
    Resident row;
    row.id = {Uuid(bytes)};
    row.row = number;
    row.person = person();
    row.person.surname = surname;
    return row;
  };
  const std::vector<Resident> first = {numbered(1, "А"), numbered(2, "Б"), numbered(3, "В")};
  const std::vector<Resident> second = {numbered(1, "А"), numbered(3, "Г"), numbered(4, "Д")};
  const auto read = read_list(write_list(first));
  REQUIRE(read);
  CHECK(compare_lists(*read, first).empty());
  const ListDifference difference = compare_lists(first, second);
  REQUIRE(difference.added.size() == 1);
  CHECK(difference.added[0].row == 4);
  REQUIRE(difference.removed.size() == 1);
  CHECK(difference.removed[0].row == 2);
  REQUIRE(difference.changed.size() == 1);
  CHECK(difference.changed[0].second.person.surname == "Г");
  CHECK_FALSE(read_list("[{}]"));
}

TEST_CASE("000-9 001-9: who could not be asked is answered for, with a reason and a source") {
  Outcome outcome{OutcomeKind::administration, "", "", {1}, "i-1"};
  CHECK(check_outcome(outcome).error().code == "institution.outcome.reason");
  outcome.reason = "unconscious";
  CHECK(check_outcome(outcome).error().code == "institution.outcome.source");
  outcome.source = "case history";
  CHECK(check_outcome(outcome));
  CHECK(check_outcome({OutcomeKind::left, "", "", {1}, ""}).error().code == "institution.outcome.reason");
  CHECK(check_outcome({OutcomeKind::died, "", "", {1}, ""}));
  CHECK(check_outcome({OutcomeKind::died, std::string(601, 'x'), "", {1}, ""}).error().code ==
        "institution.outcome.text");
  for (int kind = 1; kind <= 10; ++kind)
    CHECK(parse_outcome_kind(to_string(static_cast<OutcomeKind>(kind))) == static_cast<OutcomeKind>(kind));
}

TEST_CASE("000-5 001-5: an employee is appointed by an order of the head") {
  ResponsibleEmployee one;
  CHECK(check_employee(one, list_date).error().code == "institution.employee");
  one.name = "Үлгібай Адам";
  CHECK(check_employee(one, list_date).error().code == "institution.order");
  one.order_number = "12-к";
  one.order_date = CivilDate::from_days(list_date.days() + 1);
  CHECK(check_employee(one, list_date).error().code == "institution.order");
  one.order_date = list_date;
  CHECK(check_employee(one, list_date));
}

TEST_CASE("an institution of the register is checked") {
  Institution one;
  CHECK(check_institution(one).error().code == "institution.number");
  one.number = "12-001";
  CHECK(check_institution(one).error().code == "institution.name");
  one.details.name_ru = "Дом";
  CHECK(check_institution(one));
  CHECK(institution_name(one.details, "kk") == "Дом");
  one.expected = -1;
  CHECK(check_institution(one).error().code == "institution.expected");
  one.expected = 0;
  one.details.head = std::string(301, 'x');
  CHECK(check_institution(one).error().code == "institution.text");
}
