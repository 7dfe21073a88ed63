// The post-enumeration survey at the command line: areas drawn, people matched, the population estimated.
#include <cstdio>

#include "base/csv.h"
#include "base/text.h"
#include "os/files.h"
#include "processing/coverage_tally.h"
#include "sanaq/command/arguments.h"
#include "sanaq/command/command.h"
#include "sanaq/command/coverage_round.h"

namespace sanaq {
namespace {

Result<Done> draw_sample(const Arguments& arguments) {
  SANAQ_TRY(const std::string csv, os::read_file(arguments.get("areas")));
  SANAQ_TRY(const auto areas, parse_survey_areas(csv));
  SANAQ_TRY(const std::int64_t share, arguments.number("per-mille", 10, 1, 1000));
  SANAQ_TRY(const std::int64_t seed, arguments.number("seed", 1, 0, 1'000'000'000));
  SANAQ_TRY(const auto sample,
            draw_areas(areas, {static_cast<int>(share), 2}, static_cast<std::uint64_t>(seed)));
  std::printf("area,stratum,weight_ppm\n");
  for (const SampledArea& one : sample)
    std::printf("%s,%s,%lld\n", csv_field(areas[one.area].code).c_str(),
                csv_field(areas[one.area].stratum).c_str(), static_cast<long long>(one.weight_ppm));
  return Done{};
}

constexpr const char* pair_kind_name(MatchedPair::Kind kind) {
  return kind == MatchedPair::Kind::by_key     ? "key"
         : kind == MatchedPair::Kind::probable ? "probable"
                                               : "doubtful";
}

// Rows are those of the two files, from 2; the doubtful ones are for a clerk.
Result<Done> match_tables(const Arguments& arguments) {
  SANAQ_TRY(const std::string survey_csv, os::read_file(arguments.get("survey")));
  SANAQ_TRY(const std::string census_csv, os::read_file(arguments.get("census")));
  SANAQ_TRY(const MatchTable survey, parse_match_table(survey_csv));
  SANAQ_TRY(const MatchTable census, parse_match_table(census_csv));
  if (survey.facts.size() != census.facts.size()) return Error{"coverage.header", arguments.get("census")};
  SANAQ_TRY(const auto pairs, match_people(survey.people, census.people, survey.facts, {}));
  std::printf("survey_row,census_row,kind,probability\n");
  for (const MatchedPair& pair : pairs)
    std::printf("%zu,%zu,%s,%.4f\n", pair.survey + 2, pair.census + 2, pair_kind_name(pair.kind),
                pair.probability);
  return Done{};
}

// Rows of the census table, one a line, of people found to be counted wrongly.
Result<std::set<std::size_t>> erroneous_rows(const Arguments& arguments) {
  std::set<std::size_t> out;
  if (!arguments.has("erroneous")) return out;
  SANAQ_TRY(const std::string text, os::read_file(arguments.get("erroneous")));
  for (const std::string_view line : split_words(text)) {
    const auto row = parse_digits(line);
    if (!row || *row < 2) return Error{"coverage.row", arguments.get("erroneous")};
    out.insert(static_cast<std::size_t>(*row - 2));
  }
  return out;
}

Result<Done> tally_tables(const Arguments& arguments) {
  SANAQ_TRY(const std::string areas_csv, os::read_file(arguments.get("areas")));
  SANAQ_TRY(const std::string survey_csv, os::read_file(arguments.get("survey")));
  SANAQ_TRY(const std::string census_csv, os::read_file(arguments.get("census")));
  SANAQ_TRY(const std::string pairs_csv, os::read_file(arguments.get("pairs")));
  SANAQ_TRY(const auto areas, parse_drawn_areas(areas_csv));
  SANAQ_TRY(const MatchTable survey, parse_match_table(survey_csv));
  SANAQ_TRY(const MatchTable census, parse_match_table(census_csv));
  SANAQ_TRY(const auto pairs, parse_decided_pairs(pairs_csv));
  SANAQ_TRY(const auto erroneous, erroneous_rows(arguments));
  SANAQ_TRY(const auto outcomes, tally_areas(areas, survey.people, census.people, pairs, erroneous));
  std::printf("region,stratum,weight_ppm,surveyed,matched,enumerated,erroneous\n");
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const AreaOutcome& one = outcomes[i];
    std::printf("%s,%s,%lld,%lld,%lld,%lld,%lld\n", csv_field(one.region).c_str(),
                csv_field(one.stratum).c_str(), static_cast<long long>(areas[i].weight_ppm),
                static_cast<long long>(one.surveyed), static_cast<long long>(one.matched),
                static_cast<long long>(one.enumerated), static_cast<long long>(one.erroneous));
  }
  return Done{};
}

Result<Done> estimate_tables(const Arguments& arguments) {
  SANAQ_TRY(const std::string areas_csv, os::read_file(arguments.get("areas")));
  SANAQ_TRY(const std::string census_csv, os::read_file(arguments.get("census")));
  SANAQ_TRY(const auto areas, parse_area_outcomes(areas_csv));
  SANAQ_TRY(const auto census, parse_region_counts(census_csv));
  SANAQ_TRY(const auto estimates, estimate_coverage(areas, census));
  std::printf("region,census,population,standard_error,low_95,high_95,net_undercount_percent,its_error\n");
  for (const CoverageEstimate& one : estimates)
    std::printf("%s,%lld,%.0f,%.0f,%.0f,%.0f,%.3f,%.3f\n", one.region.empty() ? "all" : one.region.c_str(),
                static_cast<long long>(one.census), one.population, one.error, one.low, one.high,
                100 * one.net_undercount, 100 * one.undercount_error);
  return Done{};
}

}  // namespace

int run_coverage_command(const Words& words) {
  struct Step {
    const char* name;
    std::vector<std::string> needed;
    Result<Done> (*run)(const Arguments&);
  };
  const std::vector<Step> steps = {{"sample", {"areas"}, draw_sample},
                                   {"match", {"survey", "census"}, match_tables},
                                   {"tally", {"areas", "survey", "census", "pairs"}, tally_tables},
                                   {"estimate", {"areas", "census"}, estimate_tables},
                                   {"open", {"round", "areas"}, open_round},
                                   {"send", {"round", "area", "device"}, send_tablet},
                                   {"collect", {"round", "to"}, collect_round},
                                   {"reviewed", {"round", "to"}, take_reviewed}};
  const auto tell_usage = [] {
    std::fprintf(stderr,
                 "usage: sanaq coverage sample --areas FILE [--per-mille N] [--seed N]\n"
                 "       sanaq coverage match --survey FILE --census FILE\n"
                 "       sanaq coverage tally --areas FILE --survey FILE --census FILE --pairs FILE"
                 " [--erroneous FILE]\n"
                 "       sanaq coverage estimate --areas FILE --census FILE\n"
                 "       sanaq coverage open --round NAME --areas FILE [--data DIR]\n"
                 "       sanaq coverage send --round NAME --area CODE --device ID [--data DIR]\n"
                 "       sanaq coverage collect|reviewed --round NAME --to DIR [--data DIR]\n");
    return exit_usage;
  };
  for (const Step& step : steps) {
    if (words.empty() || words.front() != step.name) continue;
    std::vector<std::string> options = coverage_round_options();
    options.insert(options.end(), {"survey", "census", "pairs", "erroneous", "per-mille", "seed"});
    const auto arguments = Arguments::parse(Words(words.begin() + 1, words.end()), options, {});
    if (!arguments) return fail("sanaq coverage", arguments.error()), exit_usage;
    for (const std::string& option : step.needed)
      if (!arguments->has(option)) return tell_usage();
    const auto done = step.run(*arguments);
    return done ? exit_good : fail("sanaq coverage", done.error());
  }
  return tell_usage();
}

}  // namespace sanaq
