// A census rehearsed with invented people: the figures of its staff and its equipment.
#include <cstdio>

#include "sanaq/collection_options.h"
#include "sanaq/command/command.h"
#include "sanaq/command/terminal.h"
#include "sanaq/demo/staff_rehearsal.h"

namespace sanaq {
namespace {

constexpr const char* rehearsal_called = "sanaq simulate staff";

Result<RehearsalPlan> plan_of(const Arguments& arguments) {
  constexpr int people_max = 5'000;
  RehearsalPlan plan;
  plan.territory = arguments.get("territory", plan.territory);
  const auto number = [&](const char* name, int& value) -> Result<Done> {
    SANAQ_TRY(const std::int64_t given, arguments.number(name, value, 0, people_max));
    value = static_cast<int>(given);
    return Done{};
  };
  SANAQ_TRY_DONE(number("instructors", plan.instructors));
  SANAQ_TRY_DONE(number("interviewers", plan.interviewers));
  SANAQ_TRY_DONE(number("involved", plan.involved));
  SANAQ_TRY_DONE(number("leavers", plan.leavers));
  SANAQ_TRY_DONE(number("reserve", plan.reserve));
  return plan;
}

void print_figures(const RehearsalFigures& f) {
  std::printf("applied %d, refused %d, in reserve %d\n", f.applied, f.refused, f.in_reserve);
  std::printf("at work: instructors %d, interviewers %d, involved %d\n", f.instructors, f.interviewers,
              f.involved);
  std::printf("seminars %d, trained %d, sat the test twice %d\n", f.seminars, f.trained, f.sat_twice);
  std::printf("cards %d, signatures verified %d, told valid %d, told ended afterwards %d\n", f.cards,
              f.signatures_good, f.checked_valid, f.checked_ended);
  std::printf("left in the middle %d, replaced from the reserve %d, released %d\n", f.left, f.replaced,
              f.released);
  std::printf("acts in force %d, people who kept something that comes back %d\n", f.acts, f.still_holding);
  for (const auto& [kind, one] : f.equipment)
    std::printf("%s: delivered %lld, back %lld, written off %lld, missing %lld\n", kind.c_str(),
                static_cast<long long>(one.delivered), static_cast<long long>(one.back),
                static_cast<long long>(one.written_off), static_cast<long long>(one.missing));
  std::printf("%.1f s\n", f.seconds);
}

// True when nothing and nobody is missing.
bool adds_up(const RehearsalPlan& plan, const RehearsalFigures& f) {
  bool good = f.instructors == plan.instructors && f.interviewers == plan.interviewers &&
              f.involved == plan.involved && f.cards == f.signatures_good && f.cards == f.checked_valid &&
              f.cards == f.checked_ended && f.left == f.replaced && f.still_holding == 0;
  for (const auto& [kind, one] : f.equipment) good = good && one.missing == 0;
  return good;
}

}  // namespace

int run_staff_simulation(const Words& words) {
  std::vector<std::string> options = collection_options();
  options.insert(options.end(),
                 {"territory", "instructors", "interviewers", "involved", "leavers", "reserve"});
  const auto arguments = Arguments::parse(words, options, {"demo"});
  if (!arguments) return fail(rehearsal_called, arguments.error()), exit_usage;
  const auto plan = plan_of(*arguments);
  if (!plan) return fail(rehearsal_called, plan.error()), exit_usage;
  auto config = beside_server(*arguments);
  if (!config) return fail(rehearsal_called, config.error()), exit_usage;
  config->demo = true;  // its people are nobody's: the census they are in is none
  auto collection = Collection::open(*std::move(config));
  if (!collection) return fail(rehearsal_called, collection.error());
  const auto figures = rehearse_staff(**collection, *plan, [](const RehearsalFigures::Stage& stage) {
    std::fprintf(stderr, "%-10s %.1f s\n", stage.name.c_str(), stage.seconds);
  });
  if (!figures) return fail(rehearsal_called, figures.error());
  print_figures(*figures);
  return adds_up(*plan, *figures) ? exit_good : exit_found;
}

}  // namespace sanaq
