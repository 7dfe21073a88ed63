// Five institutions and two hundred people through the whole census; script/bench institution.region takes
// 300 and 40,000.
#include <doctest.h>

#include "sanaq/region/region_walk.h"
#include "sanaq/testing/collection_scene.h"

using namespace sanaq;
using namespace sanaq::testing;

TEST_CASE(
    "000-3 000-5 000-8 000-9 001-9 002-9: a region is counted: everybody has an outcome, what was planted is "
    "found, "
    "acts add up, no tablet is missing") {
  CollectionScene scene;
  region::RegionSize size;
  size.institutions = 5;
  size.residents = 200;
  const auto plan = CollectionScene::must(region::plan_region(scene.census(), size));
  CHECK(plan.residents() >= 200);
  region::RegionWalk walk(*scene.collection, plan, 2);
  const auto report = CollectionScene::must(walk.run());
  INFO(region::told_report(report));
  CHECK(report.holds());
  CHECK(report.listed == static_cast<std::int64_t>(plan.residents()));
  CHECK(report.doubles.at("on another list").planted > 0);
  std::int64_t likely = 0;
  for (const auto& [sort, found] : report.likely) likely += found.planted;
  CHECK(likely > 0);
  CHECK(report.list_mistakes[1].planted + report.list_mistakes[2].planted + report.list_mistakes[3].planted >
        0);
  CHECK(report.tablets.issued >= 5);
}
