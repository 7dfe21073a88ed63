// Households that never answered: what a dwelling is taken to be, and who stands for its people.
#include <doctest.h>

#include <algorithm>

#include "processing/closing_ledger.h"
#include "processing/closing_plan.h"
#include "processing/household_donors.h"
#include "processing/testing/edit_household.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

ClosingPlan plan_of(const char* text) { return parse_closing_plan(parse_json(text).value()).value(); }

/// A case whose answers stand in the order in which a submission stores them.
ClosedCase stored_case(const EditedForm& form, std::int64_t serial, int persons, Rng& rng) {
  CodedResponse response = random_household(form, persons, rng);
  const auto place = [](const CodedAnswer& answer) {
    return std::pair(answer.item == CodedAnswer::none ? -1 : int{answer.item}, answer.node);
  };
  std::sort(response.answers.begin(), response.answers.end(),
            [&](const CodedAnswer& a, const CodedAnswer& b) { return place(a) < place(b); });
  return closed_case(form, serial, std::move(response));
}

struct Donors {
  EditedForm form;
  SplitMix rng{5};
  HouseholdDonors donors{2, 7};
  void offer(const char* region, const char* district, int persons, std::int64_t serial) {
    donors.offer({region, district, true}, persons, stored_case(form, serial, persons, rng));
  }
  std::int64_t pick(const char* region, const char* district, std::optional<int> persons,
                    std::int64_t dwelling) {
    const auto found = donors.pick({region, district, true}, persons, dwelling).value();
    return found ? found->head.serial.value() : 0;
  }
};

}  // namespace

TEST_CASE("closing: the first rule that fits decides; without one nothing is known") {
  const ClosingPlan plan = plan_of(
      R"({"method":"impute","rules":[{"outcome":"refusal","becomes":"occupied"},
          {"outcome":"nobody_home","visits_min":3,"registered":true,"becomes":"occupied"},
          {"outcome":"nobody_home","visits_min":5,"becomes":"empty"}]})");
  CHECK(close_dwelling(plan, {1, "", "refusal", 1}, {}) == Closing::occupied);
  CHECK(close_dwelling(plan, {1, "", "nobody_home", 3}, 2) == Closing::occupied);
  CHECK(close_dwelling(plan, {1, "", "nobody_home", 3}, 0) == Closing::unresolved);
  CHECK(close_dwelling(plan, {1, "", "nobody_home", 2}, 2) == Closing::unresolved);
  CHECK(close_dwelling(plan, {1, "", "nobody_home", 5}, {}) == Closing::empty);
  CHECK(close_dwelling(plan, {1, "", "none", 0}, 4) == Closing::unresolved);
}

TEST_CASE("closing: plans and administrative numbers that cannot be meant are refused") {
  const auto refused = [](const char* text) {
    const auto plan = parse_closing_plan(parse_json(text).value());
    return plan ? std::string() : plan.error().code + ' ' + plan.error().detail;
  };
  CHECK(refused(R"({"method":"guess"})") == "closing.value method");
  CHECK(refused(R"({"rules":[{"outcome":"refusal","becomes":"gone"}]})") == "closing.value becomes");
  CHECK(refused(R"({"rules":[{"becomes":"empty"}]})") == "closing.value outcome");
  CHECK(refused(R"({"rules":[{"outcome":"x","visits":2}]})") == "closing.key visits");
  CHECK(refused(R"({"donors_kept":0})") == "closing.value donors_kept");
  CHECK(refused(R"({"guess":true})") == "closing.key guess");
  CHECK(parse_registered_persons("dwelling,people\n").error().code == "registered.header");
  CHECK(parse_registered_persons("dwelling,persons\n1,2\n1,3\n").error().detail == "row 3");
  CHECK(parse_registered_persons("dwelling,persons\n1,many\n").error().code == "registered.row");
  CHECK(parse_registered_persons("dwelling,persons\n7,3\n").value().at(7) == 3);
}

TEST_CASE("closing: donors come from the district, else the region, else the country, and take turns") {
  Donors d;
  CHECK(d.pick("R1", "D1", {}, 1) == 0);  // nobody was offered
  d.offer("R1", "D1", 2, 1);
  d.offer("R1", "D1", 2, 2);
  d.offer("R1", "D2", 3, 3);
  d.offer("R2", "D9", 5, 4);
  const auto a = d.pick("R1", "D1", 2, 10), b = d.pick("R1", "D1", 2, 11);
  CHECK(a + b == 3);  // each of the two once
  CHECK(d.donors.uses_max() == 1);
  CHECK(d.pick("R1", "D1", 3, 12) == 3);   // of the region
  CHECK(d.pick("R1", "D1", 5, 13) == 4);   // of the country
  CHECK(d.pick("R2", "D9", 9, 14) == 4);   // the nearest size
  CHECK(d.pick("R2", "D8", {}, 15) == 4);  // of any size, near by
}

TEST_CASE("closing: the same donors whatever the order in which they were offered, answers as they were") {
  Donors forward, backward;
  for (std::int64_t serial = 1; serial <= 30; ++serial) forward.offer("R", "D", 2, serial);
  std::vector<ClosedCase> cases;
  SplitMix rng(5);
  for (std::int64_t serial = 1; serial <= 30; ++serial)
    cases.push_back(stored_case(backward.form, serial, 2, rng));
  for (auto one = cases.rbegin(); one != cases.rend(); ++one)
    backward.donors.offer({"R", "D", true}, 2, *one);
  for (std::int64_t dwelling = 1; dwelling < 9; ++dwelling) {
    const auto left = forward.donors.pick({"R", "D", true}, 2, dwelling).value();
    const auto right = backward.donors.pick({"R", "D", true}, 2, dwelling).value();
    CHECK(left->head.serial == right->head.serial);
    CHECK(right->response == cases[static_cast<std::size_t>(right->head.serial.value()) - 1].response);
  }
}

TEST_CASE("closing: the ledger adds up by area and by outcome") {
  ClosingLedger ledger;
  const CensusPlace here{"R", "D1", true}, there{"R", "D2", false};
  ledger.note_answered(here, 3);
  ledger.note_answered(there, 4);
  ledger.note_unanswered(here, "refusal", Closing::occupied);
  ledger.note_unanswered(here, "vacant", Closing::empty);
  ledger.note_imputed(here, 2);
  CHECK(ledger.to_csv() ==
        "area,answered_households,answered_persons,occupied,empty,no_dwelling,unresolved,"
        "imputed_households,imputed_persons\nD1,1,3,1,1,0,0,1,2\nD2,1,4,0,0,0,0,0,0\n");
  CHECK(ledger.all().answered_persons + ledger.all().imputed_persons == 9);
  CHECK(ledger.outcomes().at({"refusal", Closing::occupied}) == 1);
}
