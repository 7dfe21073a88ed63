// The institutions of a region through the whole census: lists with mistakes, decisions, people worked
// through to an outcome, doubles at home and on other lists, closing acts, tablets by acts.
//   region_perf [--institutions N] [--residents N] [--seed S] [--threads N]
#include "census_site.h"
#include "machine_use.h"
#include "measure.h"
#include "sanaq/command/arguments.h"
#include "sanaq/region/region_walk.h"

using namespace sanaq;
using namespace sanaq::perf;

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const auto arguments =
      must(Arguments::parse(words, {"institutions", "residents", "seed", "threads"}, {}), "arguments");
  region::RegionSize size;
  size.institutions =
      static_cast<std::size_t>(must(arguments.number("institutions", 300, 2, 10'000), "arguments"));
  size.residents =
      static_cast<std::size_t>(must(arguments.number("residents", 40'000, 10, 1'000'000), "arguments"));
  size.seed = static_cast<std::uint64_t>(must(arguments.number("seed", 1, 0, 1'000'000'000), "arguments"));
  const auto threads = static_cast<std::size_t>(must(arguments.number("threads", 8, 1, 64), "arguments"));
  CensusSite site(0);
  const auto plan = must(region::plan_region(site.collection().site(), size), "plan");
  const MachineUse use;
  region::RegionWalk walk(site.collection(), plan, threads);
  const region::RegionReport report = must(walk.run(), "region");
  const auto spent = use.spent();
  std::fputs(region::told_report(report).c_str(), stderr);
  print({"institution.region", report.seconds, "s", {}, 0, spent.foreign_cores});
  const double persons = static_cast<double>(report.people_stored);
  print({"institution.region.persons",
         persons / report.people_seconds,
         "persons/s",
         {},
         0,
         spent.foreign_cores});
  return report.holds() ? 0 : 1;
}
