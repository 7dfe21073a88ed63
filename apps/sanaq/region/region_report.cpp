#include "sanaq/region/region_report.h"

#include <algorithm>
#include <cstdio>

namespace sanaq::region {
namespace {

std::string told_share(std::int64_t part, std::int64_t whole) {
  char text[40];
  const double percent = whole == 0 ? 100 : 100 * static_cast<double>(part) / static_cast<double>(whole);
  std::snprintf(text, sizeof text, "%.2f %%", percent);
  return text;
}

std::string told_findings(const std::string& what, const Findings& one) {
  return what + ": planted " + std::to_string(one.planted) + ", found " + std::to_string(one.found) +
         ", false alarms " + std::to_string(one.false_alarms) + "; recall " +
         told_share(one.found, one.planted) + ", precision " +
         told_share(one.found, one.found + one.false_alarms) + "\n";
}

std::string told_seconds(double seconds) {
  char text[40];
  std::snprintf(text, sizeof text, "%.1f s", seconds);
  return text;
}

}  // namespace

bool RegionReport::holds() const {
  const bool doubles_found =
      std::all_of(doubles.begin(), doubles.end(), [](const auto& one) { return one.second.exact(); });
  const bool likely_found = std::all_of(
      likely.begin(), likely.end(), [](const auto& one) { return one.second.found == one.second.planted; });
  const bool mistakes_found = std::all_of(list_mistakes.begin(), list_mistakes.end(),
                                          [](const Findings& one) { return one.exact(); });
  return with_outcome == listed && closed == institutions && acts_adding_up == closed && sums.adds_up() &&
         sums.listed + sums.came_later == people_stored && not_listed.exact() && doubles_found &&
         likely_found && mistakes_found && tablets.adds_up();
}

std::string told_report(const RegionReport& report) {
  const auto number = [](std::int64_t value) { return std::to_string(value); };
  const InstitutionFigures& all = report.sums;
  std::string out = "institutions " + number(report.institutions) + " of " + number(report.kinds) +
                    " kinds, closed " + number(report.closed) + "\n";
  out += "persons listed " + number(report.listed) + ", with an outcome " + number(report.with_outcome) +
         ": " + told_share(report.with_outcome, report.listed) + "\n";
  out += "acts that add up " + number(report.acts_adding_up) + " of " + number(report.closed) + "; listed " +
         number(all.listed) + " + came later " + number(all.came_later) + " = asked " + number(all.asked) +
         " + by administration " + number(all.by_administration) + " + counted elsewhere " +
         number(all.counted_elsewhere) + " + left " + number(all.left) + " + died " + number(all.died) +
         " + transferred " + number(all.transferred) + " + absent " + number(all.absent) + " + matched " +
         number(all.matched) + " + open " + number(all.open) + "; rows stored " +
         number(report.people_stored) + "\n";
  out += told_findings("in questionnaires and on no list", report.not_listed);
  for (const auto& [sort, found] : report.doubles) out += told_findings("doubles " + sort, found);
  for (const auto& [sort, found] : report.likely) out += told_findings("probable doubles " + sort, found);
  for (int i = 1; i < mistakes; ++i)
    out += told_findings(std::string("mistakes in lists, ") + code_of(static_cast<Mistake>(i)),
                         report.list_mistakes[static_cast<std::size_t>(i)]);
  out += "tablets issued " + number(report.tablets.issued) + " = returned " +
         number(report.tablets.returned) + " + lost " + number(report.tablets.lost) + " + written off " +
         number(report.tablets.written_off) + "; missing " + number(report.tablets.missing) + "\n";
  out += "questionnaires sent " + number(report.questionnaires) + ", answers that did not go together " +
         number(report.not_completed) + "\n";
  out += "lists " + told_seconds(report.lists_seconds) + ", people " + told_seconds(report.people_seconds) +
         ", compared by names " + told_seconds(report.compared_seconds) + ", all " +
         told_seconds(report.seconds) + "\n";
  out += report.holds() ? "every aim holds\n" : "NOT every aim holds\n";
  return out;
}

}  // namespace sanaq::region
