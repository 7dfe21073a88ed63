#include <doctest.h>

#include "disclosure/outside_table.h"

using namespace sanaq;
using namespace sanaq::disclosure;

namespace {

OutsidePlan plan_of(const std::string& more, const std::string& rule = "{}") {
  const auto plan = parse_outside_plan(*parse_json(
      R"({"id": "turnover", "file": "turnover.csv", "volume": "turnover", "decimals": 1, "rule": )" + rule +
      R"(, "sides": [{"column": "activity", "total": "Total"},
          {"column": "district", "total": "KZ", "hierarchy": "districts.csv"}], )" +
      more + "}"));
  REQUIRE_MESSAGE(plan.has_value(), plan.error().code << ' ' << plan.error().detail);
  return *plan;
}

const char* const as_cells = R"("form": "cells", "respondents": "n", "largest": ["max", "second"])";
const char* const as_contributions = R"("form": "contributions", "respondent": "company")";
const std::map<std::string, std::string> districts{
    {"districts.csv", "region,district\n11,1101\n11,1102\n15,1501\n15,1502\n"}};

std::string error_of(const OutsidePlan& plan, const std::string& text,
                     const std::map<std::string, std::string>& hierarchies = districts) {
  const auto table = read_outside_table(plan, text, hierarchies);
  return table ? "" : table.error().code + ' ' + table.error().detail;
}

}  // namespace

TEST_CASE("cells of another system: sums are made, and those of the file are held against them") {
  const OutsidePlan plan = plan_of(as_cells);
  const std::string inner =
      "activity,district,n,turnover,max,second\n"
      "trade,1101,3,75.9,50.5,20\ntrade,1102,1,24.5,24.5,\ntrade,1501,9,40,6,5\nfarms,1101,2,10,7,3\n";
  const auto table = read_outside_table(plan, inner + "Total,KZ,15,150.4,,\n", districts);
  REQUIRE_MESSAGE(table.has_value(), table.error().code << ' ' << table.error().detail);
  CHECK(table->volumes.counts().size() == 3 * 7);
  CHECK(table->cells[0].volume == 1504);
  CHECK(table->cells[0].respondents == 15);
  CHECK(table->cells[0].largest[0] == 505);
  CHECK(table->cells[0].largest[1] == 245);  // of two districts
  CHECK(table->volumes.head().dimensions[1].categories[1].code == "11");
  CHECK(error_of(plan, inner + "Total,KZ,15,150.5,,\n") == "cells.sum line 6");
  CHECK(error_of(plan, inner + "Total,11,6,110.4,,\n").empty());
}

TEST_CASE("contributions: a respondent of several cells is one in their sum") {
  const OutsidePlan plan = plan_of(as_contributions, R"({"dominant": 1, "dominance_percent": 60})");
  const auto table = read_outside_table(plan,
                                        "activity,district,company,turnover\n"
                                        "trade,1101,A,40\ntrade,1101,B,35\ntrade,1102,A,50\ntrade,1102,C,45\n"
                                        "trade,1101,A,2.5\n",
                                        districts)
                         .value();
  const VolumeCell& all = table.cells[0];
  CHECK(all.respondents == 3);
  CHECK(all.largest == std::vector<std::int64_t>{925, 450, 350});
  CHECK(!is_confidential(all, plan.rule));
  CHECK(table.cells[1 * 7 + 2].largest == std::vector<std::int64_t>{425, 350});
}

TEST_CASE("a bad file is refused with its line") {
  const OutsidePlan plan = plan_of(as_cells);
  const std::string head = "activity,district,n,turnover,max,second\n";
  CHECK(error_of(plan, "activity,n\n") == "cells.column turnover");
  CHECK(error_of(plan, head + "trade,1101,1,5,5\n") == "cells.column line 2");
  CHECK(error_of(plan, head + "trade,9999,1,5,5,\n") == "cells.code line 2");
  CHECK(error_of(plan, head + "trade,1101,1,5.55,5,\n") == "cells.number line 2");
  CHECK(error_of(plan, head + "trade,1101,1,-5,5,\n") == "cells.number line 2");
  CHECK(error_of(plan, head + "trade,1101,0,5,5,\n") == "cells.number line 2");
  CHECK(error_of(plan, head + "trade,1101,1,5,5,\ntrade,1101,1,5,5,\n") == "cells.twice line 3");
  CHECK(error_of(plan, head + "trade,1101,2,5,1,4\n") == "cells.largest line 2");
  CHECK(error_of(plan, head + "trade,1101,2,5,4,3\n") == "cells.largest line 2");
  CHECK(error_of(plan, head + "trade,1101,1,5,5,\n", {{"districts.csv", "region,district\n1,2\n3,2\n"}}) ==
        "cells.hierarchy districts.csv line 3");
  for (const char* bad : {"[]", R"({"id": "a", "file": "b", "volume": "c", "form": "cells", "sides": []})",
                          R"({"id": "a", "file": "b", "volume": "c", "form": "rows"})", R"({"name": 1})"})
    CHECK(parse_outside_plan(*parse_json(bad)).error().code == "cells.plan");
  // The p % rule asks for the two largest.
  CHECK(parse_outside_plan(*parse_json(R"({"id": "a", "file": "b", "volume": "c", "form": "cells",
    "respondents": "n", "largest": ["m"], "rule": {"prior_percent": 10}, "sides": [{"column": "s"}]})"))
            .error()
            .detail == "largest");
}

TEST_CASE("a table of another system is protected by dominance") {
  const OutsidePlan plan = plan_of(
      as_contributions, R"({"threshold": 2, "dominant": 1, "dominance_percent": 70, "width_percent": 10})");
  std::string text = "activity,district,company,turnover\n";
  int company = 0;
  for (const char* activity : {"trade", "farms", "mines"})
    for (const char* district : {"1101", "1102", "1501", "1502"})
      for (int i = 0; i < 5; ++i)
        text += std::string(activity) + ',' + district + ",c" + std::to_string(++company) + ',' +
                std::to_string(
                    activity[0] == 'm' && std::string_view(district) == "1101" && i == 0 ? 150 : 10 + i) +
                '\n';
  const auto table = read_outside_table(plan, text, districts).value();
  const VolumeTask task{table.volumes, table.respondents, table.cells};
  const auto release = protect_volume_release({&task, 1}, plan.rule, nullptr).value();
  std::size_t primary = 0, secondary = 0;
  for (std::size_t cell = 0; cell < table.cells.size(); ++cell) {
    CHECK(is_confidential(table.cells[cell], plan.rule) ==
          (release.tables[0].marks[cell] == CellMark::primary));
    primary += release.tables[0].marks[cell] == CellMark::primary ? 1U : 0U;
    secondary += release.tables[0].marks[cell] == CellMark::secondary ? 1U : 0U;
  }
  CHECK(primary == 1);  // its sums hold enough of others
  CHECK(secondary >= 3);
  CHECK(release.audit.passed());
}
