#include "processing/register_comparison.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "base/csv.h"
#include "base/text.h"

namespace sanaq {
namespace {

constexpr int register_age_max = 150;

bool read_line(const std::vector<std::string>& row, RegisterCount& out) {
  if (row.size() != 5 || row[0].empty() || row[1].empty()) return false;
  const auto from = parse_digits(row[2]), to = parse_digits(row[3]), persons = parse_digits(row[4]);
  if (!from || !to || !persons || *from > *to || *to > register_age_max) return false;
  out = {row[0], row[1], static_cast<int>(*from), static_cast<int>(*to), *persons};
  return true;
}

}  // namespace

Result<std::vector<RegisterCount>> parse_register_counts(std::string_view csv) {
  SANAQ_TRY(const auto rows, parse_csv(csv));
  const std::vector<std::string> header = {"area", "sex", "age_from", "age_to", "persons"};
  if (rows.empty() || rows.front() != header) return Error{"register_counts.header", {}};
  std::vector<RegisterCount> out;
  std::map<std::pair<std::string, std::string>, std::map<int, int>> ages;  // from: to
  for (std::size_t i = 1; i < rows.size(); ++i) {
    RegisterCount line;
    const Error wrong{"register_counts.row", "row " + std::to_string(i + 1)};
    if (!read_line(rows[i], line)) return wrong;
    auto& groups = ages[{line.area, line.sex}];
    const auto after = groups.upper_bound(line.age_to);
    if (after != groups.begin() && std::prev(after)->second >= line.age_from) return wrong;
    groups.emplace(line.age_from, line.age_to);
    out.push_back(std::move(line));
  }
  return out;
}

std::vector<RegisterDifference> compare_register(
    const std::vector<RegisterCount>& lines, const std::function<std::int64_t(const RegisterCount&)>& census,
    DifferenceLimits limits) {
  std::vector<RegisterDifference> out;
  for (const RegisterCount& line : lines) {
    const std::int64_t counted = census(line), apart = counted - line.persons;
    const std::int64_t ppm = line.persons > 0 ? apart * 1'000'000 / line.persons : apart > 0 ? 1'000'000 : 0;
    if (std::abs(apart) >= limits.persons && std::abs(ppm) >= limits.ppm) out.push_back({line, counted, ppm});
  }
  std::stable_sort(out.begin(), out.end(), [](const RegisterDifference& a, const RegisterDifference& b) {
    return std::abs(a.census - a.line.persons) > std::abs(b.census - b.line.persons);
  });
  return out;
}

}  // namespace sanaq
