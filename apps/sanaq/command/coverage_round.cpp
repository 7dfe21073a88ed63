// The round of a post-enumeration survey on the database of the census.
#include "sanaq/command/coverage_round.h"

#include <cstdio>

#include "base/csv.h"
#include "os/clocks.h"
#include "os/files.h"
#include "sanaq/command/closed_case_source.h"
#include "sanaq/production/survey_tables.h"
#include "store/pair_review_pg.h"

namespace sanaq {
namespace {

constexpr const char* pairs_header = "survey_row,census_row,kind,probability\n";

const char* kind_word(MatchedPair::Kind kind) {
  return kind == MatchedPair::Kind::by_key     ? "key"
         : kind == MatchedPair::Kind::probable ? "probable"
                                               : "doubtful";
}

std::string pairs_csv(const std::vector<MatchedPair>& pairs) {
  std::string out = pairs_header;
  for (const MatchedPair& pair : pairs) {
    char probability[16];
    std::snprintf(probability, sizeof probability, "%.4f", pair.probability);
    out += std::to_string(pair.survey + 2) + ',' + std::to_string(pair.census + 2) + ',' +
           kind_word(pair.kind) + ',' + probability + '\n';
  }
  return out;
}

std::string areas_csv(const std::vector<DrawnArea>& areas) {
  std::string out = "area,stratum,weight_ppm\n";
  for (const DrawnArea& area : areas)
    out +=
        csv_field(area.code) + ',' + csv_field(area.stratum) + ',' + std::to_string(area.weight_ppm) + '\n';
  return out;
}

Result<Done> write_tables(const SurveyTables& tables, const std::vector<MatchedPair>& pairs,
                          const std::string& folder) {
  const auto access = os::FileAccess::owner_only;
  SANAQ_TRY_DONE(os::make_folder(folder, access));
  SANAQ_TRY_DONE(os::write_file(folder + "/areas.csv", areas_csv(tables.areas), access));
  SANAQ_TRY_DONE(
      os::write_file(folder + "/survey.csv", match_table_csv(tables.facts, tables.survey), access));
  SANAQ_TRY_DONE(
      os::write_file(folder + "/census.csv", match_table_csv(tables.facts, tables.census), access));
  return os::write_file(folder + "/pairs.csv", pairs_csv(pairs), access);
}

}  // namespace

std::vector<std::string> coverage_round_options() {
  std::vector<std::string> options = collection_options();
  options.insert(options.end(), {"round", "areas", "area", "device", "to"});
  return options;
}

Result<Done> open_round(const Arguments& arguments) {
  SANAQ_TRY(const std::string csv, os::read_file(arguments.get("areas")));
  SANAQ_TRY(const auto areas, parse_drawn_areas(csv));
  SANAQ_TRY(const auto source, open_closed_cases(arguments));
  for (const DrawnArea& area : areas)
    if (source->edition.territories().find(area.code) == nullptr) return Error{"survey.area", area.code};
  SurveyStorePg rounds(*source->pool, source->numbers);
  const os::SystemClock clock;
  SANAQ_TRY(const bool opened, rounds.open(arguments.get("round"), areas, clock.now()));
  if (!opened) return Error{"survey.round", arguments.get("round")};
  std::printf("round %s: %zu areas\n", arguments.get("round").c_str(), areas.size());
  return Done{};
}

Result<Done> send_tablet(const Arguments& arguments) {
  SANAQ_TRY(const Uuid device, Uuid::parse(arguments.get("device")));
  SANAQ_TRY(const auto source, open_closed_cases(arguments));
  SurveyStorePg rounds(*source->pool, source->numbers);
  const os::SystemClock clock;
  return send_to_area(rounds, source->edition.territories(), device,
                      {arguments.get("round"), arguments.get("area")}, clock.now());
}

Result<Done> collect_round(const Arguments& arguments) {
  const std::string round = arguments.get("round");
  SANAQ_TRY(const auto source, open_closed_cases(arguments));
  SurveyStorePg store(*source->pool, source->numbers);
  SANAQ_TRY(const SurveyTables tables, survey_tables(store, *source->pool, source->numbers, source->cases(),
                                                     source->edition, source->forms, *source->sealer, round));
  SANAQ_TRY(const auto pairs, match_people(tables.survey, tables.census, tables.facts, {}));
  PairReviewPg review(*source->pool);
  const auto doubtful = doubtful_pairs(pairs, tables.survey, tables.census, tables.facts);
  SANAQ_TRY_DONE(write_tables(tables, pairs, arguments.get("to")));
  SANAQ_TRY_DONE(review.add(round, doubtful));
  std::printf("round %s: %zu people of the survey, %zu of the census, %zu pairs, %zu of them for clerks\n",
              round.c_str(), tables.survey.size(), tables.census.size(), pairs.size(), doubtful.size());
  return Done{};
}

Result<Done> take_reviewed(const Arguments& arguments) {
  const std::string path = arguments.get("to") + "/pairs.csv";
  SANAQ_TRY(const std::string csv, os::read_file(path));
  SANAQ_TRY(const auto rows, parse_csv(csv));
  SANAQ_TRY(const auto source, open_closed_cases(arguments));
  PairReviewPg review(*source->pool);
  SANAQ_TRY(const auto reviewed, review.reviewed(arguments.get("round")));
  std::map<std::pair<std::string, std::string>, std::string> decisions;
  for (const ReviewedPair& one : reviewed)
    decisions[{std::to_string(one.survey_row), std::to_string(one.census_row)}] =
        one.decision ? std::string(to_string(*one.decision)) : "doubtful";
  std::string out = pairs_header;
  std::size_t waiting = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].size() != 4) return Error{"coverage.row", "row " + std::to_string(i + 1)};
    std::string kind = rows[i][2];
    if (kind == "doubtful" || kind == "same" || kind == "other") {
      const auto found = decisions.find({rows[i][0], rows[i][1]});
      if (found == decisions.end()) return Error{"coverage.row", "row " + std::to_string(i + 1)};
      kind = found->second;
    }
    waiting += kind == "doubtful" ? 1 : 0;
    out += rows[i][0] + ',' + rows[i][1] + ',' + kind + ',' + rows[i][3] + '\n';
  }
  SANAQ_TRY_DONE(os::write_file(path, out, os::FileAccess::owner_only));
  std::printf("%zu pairs of clerks, %zu still wait\n", reviewed.size(), waiting);
  return Done{};
}

}  // namespace sanaq
