// Who counts where when several questionnaires hold the same people.
#include "processing/claim_book.h"

#include <doctest.h>

#include "processing/testing/edit_household.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

/// A person of a questionnaire: sex, age, the conflict they stand in (0: none) and what is known of it.
struct Told {
  int sex = 1, age = 1;
  std::int64_t conflict = 0;
  Standing standing = Standing::contested;
};

struct Book {
  EditedForm form;
  InstitutionRules kinds;
  CountingRules rules;
  std::vector<ClosedCase> cases;
  std::vector<DisputedCase> facts;

  Book() {
    kinds.kinds.push_back({});
    kinds.kinds.back().name = "barracks";
    kinds.kinds.push_back({});
    kinds.kinds.back().name = "school";
    kinds.kinds.back().residence = UsualResidence::household;
    rules.channels = {Channel::tablet, Channel::institution, Channel::online};
  }
  void add(Channel channel, const std::vector<Told>& people, const std::string& kind = {},
           std::optional<Uuid> place = {}) {
    CodedResponse response;
    const NodeIndex members = form.form->find("members");
    response.lists.push_back({members, {}});
    for (std::uint16_t item = 0; item < people.size(); ++item) {
      response.lists[0].item_ids.push_back("m" + std::to_string(item));
      response.answers.push_back(
          {form.form->find("sex"), item, CodedAnswer::none, Value::of(people[item].sex - 1)});
      response.answers.push_back(
          {form.form->find("age"), item, CodedAnswer::none, Value::of(people[item].age)});
    }
    const auto serial = static_cast<std::int64_t>(cases.size()) + 1;
    ClosedCase one = closed_case(form, serial, std::move(response));
    one.head.channel = channel;
    for (std::uint16_t item = 0; item < people.size(); ++item)
      if (people[item].conflict != 0)
        one.head.disputed.push_back({static_cast<std::uint16_t>(item + 1), people[item].standing, true,
                                     ConflictId(people[item].conflict)});
    cases.push_back(std::move(one));
    facts.push_back({SubmissionSerial(serial), place, kind});
  }
  ClaimBook settled(bool backwards = false) {
    ClaimBook book(rules, {}, kinds);
    for (std::size_t i = 0; i < cases.size(); ++i) {
      const std::size_t at = backwards ? cases.size() - 1 - i : i;
      book.note(cases[at], facts[at]);
    }
    book.settle();
    for (ClosedCase& one : cases) book.apply(one);
    return book;
  }
};

Uuid place(int number) {
  Uuid::Bytes bytes{};
  bytes[0] = static_cast<std::uint8_t>(number);
  return Uuid(bytes);
}

using Counts = std::vector<bool>;

}  // namespace

TEST_CASE("a person of two questionnaires counts by the first criterion that tells them apart") {
  Book book;
  book.rules.same_person = {ClaimCriterion::channel, ClaimCriterion::last};
  book.rules.shared_percent = 100;
  book.add(Channel::online, {{1, 3, 1}, {2, 3, 2}, {1, 0}});
  book.add(Channel::tablet, {{1, 3, 1}, {2, 4}, {1, 2}});
  book.add(Channel::online, {{2, 3, 2}, {1, 4}});
  const ClaimBook settled = book.settled();
  CHECK(book.cases[0].counts == Counts{false, false, true});
  CHECK(book.cases[1].counts == Counts{true, true, true});
  CHECK(book.cases[2].counts == Counts{true, true});
  CHECK(settled.to_csv() == "household,person,counted_in,rule\n1,1,2,channel\n1,2,3,last\n");
  CHECK(settled.second_households() == 0);
}

TEST_CASE("what the office decided stands whatever the rules say") {
  Book book;
  book.rules.same_person = {ClaimCriterion::channel, ClaimCriterion::last};
  book.rules.shared_percent = 100;
  book.add(Channel::online, {{1, 3, 1, Standing::counted}, {1, 0}});
  book.add(Channel::tablet, {{1, 3, 1, Standing::not_counted}, {2, 4}});
  CHECK(book.settled().to_csv() == "household,person,counted_in,rule\n2,1,,office\n");
  CHECK(book.cases[0].counts == Counts{true, true});
}

TEST_CASE("people of an institution count where its kind says") {
  Book book;
  book.rules.same_person = {ClaimCriterion::institution, ClaimCriterion::first};
  book.rules.shared_percent = 100;
  book.add(Channel::online, {{1, 3, 1}, {1, 2, 2}, {2, 4}});
  book.add(Channel::institution, {{1, 3, 1}, {2, 2}}, "barracks");
  book.add(Channel::institution, {{1, 2, 2}, {2, 1}}, "school");
  book.settled();
  CHECK(book.cases[0].counts == Counts{false, true, true});
  CHECK(book.cases[1].counts == Counts{true, true});
  CHECK(book.cases[2].counts == Counts{false, true});
}

TEST_CASE("a household that answered twice counts once, as a whole, with whom the better answer forgot") {
  Book book;
  book.rules.same_household = {ClaimCriterion::channel, ClaimCriterion::persons, ClaimCriterion::last};
  book.rules.same_facts = {book.form.form->find("sex"), book.form.form->find("age")};
  // The infant has no number: it is known by its facts, because both came from one address.
  book.add(Channel::online, {{1, 3, 1}, {2, 3, 2}, {1, 0}, {2, 4}}, "", place(1));
  book.add(Channel::tablet, {{1, 3, 1}, {2, 3, 2}, {1, 0}}, "", place(1));
  const ClaimBook settled = book.settled();
  CHECK(settled.second_households() == 1);
  CHECK(book.cases[0].counts == Counts{false, false, false, true});
  CHECK(book.cases[1].counts == Counts{true, true, true});
  CHECK(settled.decisions()[0].rule == "household:channel");
  book.rules.others = CountingRules::Others::leave_out;
  book.settled();
  CHECK(book.cases[0].counts == Counts{false, false, false, false});
}

TEST_CASE("two households of one address stay two; without an address nobody is known by facts") {
  Book book;
  book.rules.same_facts = {book.form.form->find("sex"), book.form.form->find("age")};
  book.add(Channel::online, {{1, 3}, {2, 3}, {1, 0}}, "", place(1));
  book.add(Channel::tablet, {{1, 4}, {2, 4}, {1, 0}}, "", place(1));
  book.add(Channel::tablet, {{1, 3}, {2, 3}, {1, 0}});
  CHECK(book.settled().decisions().empty());
}

TEST_CASE("the order in which cases are read does not matter") {
  Book forward, backward;
  for (Book* book : {&forward, &backward}) {
    book->rules.same_person = {ClaimCriterion::persons, ClaimCriterion::last};
    book->rules.shared_percent = 60;
    book->add(Channel::online, {{1, 3, 1}, {2, 3, 2}});
    book->add(Channel::tablet, {{1, 3, 1}, {2, 3, 2}, {1, 1, 3}});
    book->add(Channel::online, {{1, 1, 3}, {2, 2}, {2, 1}});
    book->add(Channel::online, {{1, 3, 1}});
  }
  CHECK(forward.settled().to_csv() == backward.settled(true).to_csv());
}

TEST_CASE("rules that could leave two claims equal, and rules nobody knows, are refused") {
  const EditedForm form;
  const auto refused = [&](const char* text) {
    const auto rules = parse_counting_rules(parse_json(text).value(), *form.form);
    return rules ? std::string() : rules.error().code + ' ' + rules.error().detail;
  };
  CHECK(refused(R"({"same_person":["channel"]})") == "counting.value same_person");
  CHECK(refused(R"({"same_household":["oldest","first"]})") == "counting.value same_household");
  CHECK(refused(R"({"same_facts":["roof"]})") == "counting.question roof");
  CHECK(refused(R"({"same_facts":["iin"]})") == "counting.question iin");
  CHECK(refused(R"({"channels":["pigeon"]})") == "counting.value channels");
  CHECK(refused(R"({"shared_percent":0})") == "counting.value shared_percent");
  CHECK(refused(R"({"others":"maybe"})") == "counting.value others");
  CHECK(refused(R"({"winner":"first"})") == "counting.key winner");
  CHECK(refused(R"({"same_person":["usual_residence","first"],"others":"leave_out"})").empty());
}
