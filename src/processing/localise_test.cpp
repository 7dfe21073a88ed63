// What must change: against brute force over every value of every answer.
#include "processing/localise.h"

#include <doctest.h>

#include "base/rng.h"
#include "processing/cheapest_cover.h"
#include "processing/testing/edit_household.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

Value visible(const EditRecord& record, CellIndex cell) {
  return record.is_asked(cell) ? record.value(cell) : Value{};
}

int cost(const EditRecord& record) {
  int sum = 0;
  for (CellIndex cell = 0; cell < record.cell_count(); ++cell)
    if (!(visible(record, cell) == record.original(cell))) sum += record.weight(cell);
  return sum;
}

// The cheapest change of all: every assignment of all cells is looked at.
void enumerate(EditRecord& record, CellIndex cell, int& best) {
  if (cell == record.cell_count()) {
    if (record.holds() && (best < 0 || cost(record) < best)) best = cost(record);
    return;
  }
  const Value before = record.value(cell);
  std::vector<Value> values = record.rules().values(record.place(cell).node);
  values.push_back({});
  for (const Value& value : values) {
    if (value.present() && record.rules().form().nodes[record.place(cell).node].name == "age" &&
        value.number > 5)
      continue;
    record.set(cell, value);
    enumerate(record, static_cast<CellIndex>(cell + 1), best);
  }
  record.set(cell, before);
}

EditRecord open(const EditedForm& form, const EditRules& rules, const CodedResponse& response) {
  auto record = EditRecord::open(rules, form.program, form.context, response);
  REQUIRE(record);
  return *std::move(record);
}

EditPlan uneven_plan(const Form& form) {
  EditPlan plan = EditPlan::plain(form);
  plan.weights[form.find("sex")] = 3;
  plan.weights[form.find("age")] = 2;
  return plan;
}

}  // namespace

TEST_CASE("the set of answers to change is the cheapest there is") {
  const EditedForm form;
  SplitMix rng(7);
  int broken = 0;
  for (int round = 0; round < 60; ++round) {
    const EditPlan plan = round % 2 == 0 ? EditPlan::plain(*form.form) : uneven_plan(*form.form);
    const EditRules rules(*form.form, plan, form.context.census_date);
    EditRecord record = open(form, rules, random_household(form, round % 3 == 0 ? 2 : 1, rng));
    const Localisation found = localise(record, plan);
    CAPTURE(round);
    CHECK(cost(record) == 0);  // the search left no trace
    if (record.holds()) {
      CHECK(found.choices.empty());
      continue;
    }
    ++broken;
    int best = -1;
    enumerate(record, 0, best);
    CHECK(found.exact);
    REQUIRE_FALSE(found.choices.empty());
    CHECK(found.weight == best);
    for (const Localisation::Choice& choice : found.choices) {
      int weight = 0;
      for (const CellIndex cell : choice.cells) weight += record.weight(cell);
      CHECK(weight == found.weight);
      EditRecord proven = open(form, rules, random_household(form, 1, rng));
      std::swap(proven, record);
      for (const auto& [cell, value] : choice.proof) proven.set(cell, value);
      CHECK(proven.holds());
      CHECK(cost(proven) == best);
      for (const auto& [cell, value] : choice.proof) proven.set(cell, proven.original(cell));
      std::swap(proven, record);
    }
  }
  CHECK(broken > 30);
}

TEST_CASE("rules that cannot hold are told apart from a search that ended early") {
  const EditedForm form(
      "name,list,severity,when,condition,message,points_to\n"
      "never,members,hard,,${age} > 4 and ${age} < 3,Never,age\n");
  EditPlan plan = EditPlan::plain(*form.form);
  const EditRules rules(*form.form, plan, form.context.census_date);
  SplitMix rng(1);
  CodedResponse household = random_household(form, 2, rng);
  for (CodedAnswer& answer : household.answers)
    if (form.form->nodes[answer.node].name == "age") answer.value = Value::of(1);
  EditRecord record = open(form, rules, household);
  Localisation found = localise(record, plan);
  if (!record.holds()) {
    CHECK(found.exact);
  }
  plan.trials_max = 1;
  found = localise(record, plan);
  CHECK_FALSE(found.failures.empty());
  CHECK(found.choices.empty());
  CHECK_FALSE(found.exact);
}

TEST_CASE("soft rules, texts and names are not edited") {
  const EditedForm form(
      "name,list,severity,when,condition,message,points_to\n"
      "odd,members,soft,,${age} > 3,Odd,age\n");
  const EditPlan plan = EditPlan::plain(*form.form);
  const EditRules rules(*form.form, plan, form.context.census_date);
  CHECK_FALSE(rules.is_editable(form.form->find("place")));
  CHECK_FALSE(rules.is_editable(form.form->find("iin")));
  CHECK_FALSE(rules.is_editable(form.form->find("adult")));
  CHECK(rules.is_editable(form.form->find("age")));
}

TEST_CASE("the cheapest cover is that of brute force") {
  SplitMix rng(3);
  for (int round = 0; round < 300; ++round) {
    constexpr int cells = 8;
    std::vector<int> weights;
    for (int i = 0; i < cells; ++i) weights.push_back(1 + static_cast<int>(rng.below(4)));
    CoverProblem problem;
    problem.weight = [&](CellIndex cell) { return weights[cell]; };
    for (std::uint64_t sets = 1 + rng.below(6); sets > 0; --sets) {
      CellSet set;
      for (CellIndex cell = 0; cell < cells; ++cell)
        if (rng.chance(1, 3)) set.push_back(cell);
      if (!set.empty()) problem.sets.push_back(set);
    }
    int best = -1;
    for (unsigned mask = 0; mask < 1U << cells; ++mask) {
      int weight = 0;
      for (int i = 0; i < cells; ++i)
        weight += (mask >> i & 1) != 0 ? weights[static_cast<std::size_t>(i)] : 0;
      const bool covers = std::all_of(problem.sets.begin(), problem.sets.end(), [&](const CellSet& set) {
        return std::any_of(set.begin(), set.end(), [&](CellIndex cell) { return (mask >> cell & 1) != 0; });
      });
      if (covers && (best < 0 || weight < best)) best = weight;
    }
    const auto cover = cheapest_cover(problem);
    REQUIRE(cover);
    CHECK(cover->weight == best);
  }
  CHECK_FALSE(cheapest_cover({{{}}, {}, [](CellIndex) { return 1; }}).has_value());
}
