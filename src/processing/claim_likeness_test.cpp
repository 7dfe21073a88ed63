// People without a number in questionnaires of different addresses.
#include <doctest.h>

#include "processing/claim_book.h"
#include "processing/testing/edit_household.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

struct Namesake {
  int sex = 1, state = 0;  // state: 0 not told, 1 a, 2 b
  std::int64_t group = 0;  // 0: nobody has the name and day
  bool has_number = false;
  std::int64_t conflict = 0;
  Standing standing = Standing::contested;
};

struct Census {
  EditedForm form;
  InstitutionRules kinds;
  CountingRules rules;
  LikelyDecisions decisions;
  std::vector<LikelyPerson> likely;
  std::vector<ClosedCase> cases;

  Census() {
    rules.same_person = {ClaimCriterion::channel, ClaimCriterion::last};
    rules.same_household = {ClaimCriterion::channel, ClaimCriterion::last};
    rules.channels = {Channel::tablet, Channel::online};
    rules.shared_percent = 100;
    rules.namesakes = {{form.form->find("sex"), "sex", true}, {form.form->find("state"), "state", false}};
  }
  void add(Channel channel, const std::vector<Namesake>& people) {
    const auto serial = static_cast<std::int64_t>(cases.size()) + 1;
    CodedResponse response;
    response.lists.push_back({form.form->find("members"), {}});
    for (std::uint16_t item = 0; item < people.size(); ++item) {
      const Namesake& one = people[item];
      response.lists[0].item_ids.push_back("m" + std::to_string(item));
      const auto answer = [&](const char* question, int value) {
        response.answers.push_back({form.form->find(question), item, CodedAnswer::none, Value::of(value)});
      };
      answer("sex", one.sex - 1);
      if (one.state != 0) answer("state", one.state - 1);
      if (one.group != 0)
        likely.push_back({{SubmissionSerial(serial), static_cast<std::uint16_t>(item + 1)},
                          one.has_number,
                          one.group,
                          {}});
    }
    ClosedCase closed = closed_case(form, serial, std::move(response));
    closed.head.channel = channel;
    for (std::uint16_t item = 0; item < people.size(); ++item)
      if (people[item].conflict != 0)
        closed.head.disputed.push_back({static_cast<std::uint16_t>(item + 1), people[item].standing, true,
                                        ConflictId(people[item].conflict)});
    cases.push_back(std::move(closed));
  }
  void decide(std::int64_t a, std::uint16_t member, std::int64_t b, std::uint16_t other, PairDecision said) {
    decisions[{{SubmissionSerial(a), member}, {SubmissionSerial(b), other}}] = said;
  }
  ClaimBook settled() {
    ClaimBook book(rules, {}, kinds);
    book.expect(likely, decisions);
    for (auto one = cases.rbegin(); one != cases.rend(); ++one)
      book.note(*one, {one->head.serial, std::nullopt, {}});
    book.settle();
    for (ClosedCase& one : cases) book.apply(one);
    return book;
  }
  std::string csv() {
    return settled().to_csv().substr(std::string("household,person,counted_in,rule\n").size());
  }
};

}  // namespace

TEST_CASE("names, day and facts that agree make one person of two addresses, whose rule is told") {
  Census census;
  census.add(Channel::online, {{2, 1, 7}, {1}});
  census.add(Channel::tablet, {{2, 1, 7, true}, {2}});
  CHECK(census.csv() == "1,1,2,names:channel\n");
  CHECK(census.settled().doubtful().empty());
}

TEST_CASE("namesakes born on one day stay two until facts agree or a clerk says so") {
  Census census;
  census.add(Channel::online, {{2, 1, 9}, {1}});
  census.add(Channel::tablet, {{1, 1, 9}, {2}});  // another sex
  census.add(Channel::tablet, {{2, 2, 5}, {1}});
  census.add(Channel::tablet, {{2, 1, 5}, {2}});  // told something else about the state
  const ClaimBook book = census.settled();
  CHECK(book.decisions().empty());
  REQUIRE(book.doubtful().size() == 2);
  CHECK(book.doubtful()[0].facts[0] == PairFact{"sex", 2, 1});
  CHECK(to_doubtful(book.doubtful()[1]).survey_row == 3 * 256 + 1);
  census.decide(1, 1, 2, 1, PairDecision::same);
  census.decide(3, 1, 4, 1, PairDecision::other);
  CHECK(census.csv() == "1,1,2,clerk:channel\n");
  CHECK(census.settled().doubtful().empty());
}

TEST_CASE(
    "a fact that must agree and was not told makes nobody one; one that may not differ does not hinder") {
  Census census;
  census.add(Channel::online, {{2, 0, 7}, {1}});
  census.add(Channel::tablet, {{2, 1, 7}, {2}});
  CHECK(census.csv() == "1,1,2,names:channel\n");
  census.rules.namesakes[1].must_agree = true;
  CHECK(census.csv().empty());
  census.rules.namesakes.clear();
  CHECK(census.csv().empty());
  CHECK(census.settled().doubtful().size() == 1);
}

TEST_CASE("two numbers are two people, and two of one questionnaire are two") {
  Census census;
  census.add(Channel::online, {{2, 1, 7, true}, {2, 1, 8}, {2, 1, 8}});
  census.add(Channel::tablet, {{2, 1, 7, true}, {1}});
  census.add(Channel::tablet, {{2, 1, 8}, {1}});
  const ClaimBook book = census.settled();
  CHECK(book.decisions().empty());
  CHECK(book.doubtful().size() == 2);  // which of the two is the third's is for a clerk
}

TEST_CASE("three questionnaires of one person leave one, also where two of them are known by a number") {
  Census census;
  census.add(Channel::online, {{2, 1, 7}, {1}});
  census.add(Channel::online, {{2, 1, 7, true, 4}, {1}});
  census.add(Channel::tablet, {{2, 1, 7, true, 4}, {1}});
  CHECK(census.csv() == "1,1,3,names:channel\n2,1,3,channel\n");
}

TEST_CASE("where the office said that a person counts, a namesake who is that person does not") {
  Census census;
  census.add(Channel::tablet, {{2, 1, 7}, {1}});
  census.add(Channel::online, {{2, 1, 7, true, 4, Standing::counted}, {1}});
  census.add(Channel::tablet, {{2, 1, 7, true, 4, Standing::not_counted}, {1}});
  CHECK(census.csv() == "1,1,2,names:office\n3,1,,office\n");
}

TEST_CASE("a household without numbers that answered at two addresses is one household") {
  Census census;
  census.rules.shared_percent = 50;
  census.add(Channel::online, {{2, 1, 7}, {1, 1, 8}, {1, 2}});
  census.add(Channel::tablet, {{2, 1, 7}, {1, 1, 8}});
  const ClaimBook book = census.settled();
  CHECK(book.second_households() == 1);
  CHECK(census.cases[0].counts == std::vector<bool>{false, false, true});
  CHECK(census.cases[1].counts == std::vector<bool>{true, true});
}

TEST_CASE("rules about namesakes are refused without a fact that must agree") {
  const EditedForm form;
  const auto refused = [&](const char* text) {
    const auto rules = parse_counting_rules(parse_json(text).value(), *form.form);
    return rules ? std::string() : rules.error().code + ' ' + rules.error().detail;
  };
  CHECK(refused(R"({"namesakes":{"not_against":["sex"]}})") == "counting.value namesakes");
  CHECK(refused(R"({"namesakes":{"agree":["iin"]}})") == "counting.question iin");
  CHECK(refused(R"({"namesakes":{"like":["sex"]}})") == "counting.key like");
  CHECK(refused(R"({"namesakes":{"agree":["sex"],"not_against":["state"]}})").empty());
}
