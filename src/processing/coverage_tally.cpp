#include "processing/coverage_tally.h"

#include <map>

#include "base/csv.h"
#include "base/text.h"

namespace sanaq {
namespace {

constexpr std::int64_t first_row = 2;  // below the header, as people count rows

Error bad_tally_row(std::size_t index) { return {"coverage.row", "row " + std::to_string(index + 1)}; }

bool is_one_person(std::string_view kind) { return kind == "key" || kind == "probable" || kind == "same"; }

}  // namespace

Result<std::vector<DrawnArea>> parse_drawn_areas(std::string_view csv) {
  SANAQ_TRY(const auto rows, parse_csv(csv));
  if (rows.empty() || rows.front() != std::vector<std::string>{"area", "stratum", "weight_ppm"})
    return Error{"coverage.header", "area,stratum,weight_ppm"};
  std::vector<DrawnArea> out;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto weight = rows[i].size() == 3 ? parse_digits(rows[i][2]) : std::nullopt;
    if (!weight || rows[i][0].empty()) return bad_tally_row(i);
    out.push_back({rows[i][0], rows[i][1], *weight});
  }
  return out;
}

Result<std::vector<MatchedPair>> parse_decided_pairs(std::string_view csv) {
  SANAQ_TRY(const auto rows, parse_csv(csv));
  if (rows.empty() ||
      rows.front() != std::vector<std::string>{"survey_row", "census_row", "kind", "probability"})
    return Error{"coverage.header", "survey_row,census_row,kind,probability"};
  std::vector<MatchedPair> out;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].size() != 4) return bad_tally_row(i);
    const auto survey = parse_digits(rows[i][0]), census = parse_digits(rows[i][1]);
    if (!survey || !census || *survey < first_row || *census < first_row) return bad_tally_row(i);
    const std::string& kind = rows[i][2];
    if (kind == "doubtful") return Error{"coverage.doubtful", "row " + std::to_string(i + 1)};
    if (kind == "other") continue;
    if (!is_one_person(kind)) return bad_tally_row(i);
    out.push_back({static_cast<std::size_t>(*survey - first_row),
                   static_cast<std::size_t>(*census - first_row), MatchedPair::Kind::probable, 1});
  }
  return out;
}

Result<std::vector<AreaOutcome>> tally_areas(const std::vector<DrawnArea>& areas,
                                             const std::vector<MatchPerson>& survey,
                                             const std::vector<MatchPerson>& census,
                                             const std::vector<MatchedPair>& pairs,
                                             const std::set<std::size_t>& erroneous) {
  std::map<std::string, AreaOutcome> by_code;
  for (const DrawnArea& area : areas)
    by_code[area.code] = {area.stratum.substr(0, area.stratum.find('/')),
                          area.stratum,
                          static_cast<double>(area.weight_ppm) / 1'000'000,
                          0,
                          0,
                          0,
                          0};
  const auto outcome = [&](const std::string& code) {
    const auto found = by_code.find(code);
    return found == by_code.end() ? nullptr : &found->second;
  };
  for (const MatchPerson& person : survey)
    if (AreaOutcome* area = outcome(person.block)) ++area->surveyed;
  for (std::size_t i = 0; i < census.size(); ++i)
    if (AreaOutcome* area = outcome(census[i].block)) {
      ++area->enumerated;
      area->erroneous += erroneous.count(i) > 0 ? 1 : 0;
    }
  std::set<std::size_t> used_survey, used_census;
  for (const MatchedPair& pair : pairs) {
    const bool known = pair.survey < survey.size() && pair.census < census.size();
    if (!known || !used_survey.insert(pair.survey).second || !used_census.insert(pair.census).second)
      return Error{"coverage.row", std::to_string(pair.survey)};
    if (AreaOutcome* area = outcome(survey[pair.survey].block)) ++area->matched;
  }
  std::vector<AreaOutcome> out;
  for (const DrawnArea& area : areas) out.push_back(by_code.at(area.code));
  return out;
}

}  // namespace sanaq
