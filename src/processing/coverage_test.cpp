// Coverage: the sample, the matching and the estimate, against invented truth.
#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/rng.h"
#include "processing/coverage_sample.h"
#include "processing/dual_system.h"
#include "processing/pair_review.h"
#include "processing/person_match.h"

using namespace sanaq;

namespace {

std::vector<SurveyArea> nation(int areas) {
  std::vector<SurveyArea> out;
  for (int i = 0; i < areas; ++i)
    out.push_back({"A" + std::to_string(1000 + i), i % 3 == 0 ? "town" : "village", 100});
  return out;
}

PersonKey key_of(std::uint64_t number) {
  PersonKey key;
  for (std::size_t i = 0; i < 8; ++i) key.bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
  return key;
}

// One invented region: who lives where, whom the census has and whom the survey has.
struct Truth {
  std::int64_t people = 0, census = 0;
  std::vector<AreaOutcome> areas;
};

Truth draw_truth(SplitMix& rng, int areas, std::uint64_t census_percent, std::uint64_t survey_percent) {
  Truth out;
  for (int a = 0; a < areas; ++a) {
    AreaOutcome area{"R", "s", 1, 0, 0, 0, 0};
    const std::uint64_t people = 60 + rng.below(80);
    const std::uint64_t here = census_percent - 3 + rng.below(7);  // areas differ
    for (std::uint64_t p = 0; p < people; ++p) {
      const bool counted = rng.chance(here, 100), surveyed = rng.chance(survey_percent, 100);
      area.enumerated += counted ? 1 : 0;
      area.surveyed += surveyed ? 1 : 0;
      area.matched += counted && surveyed ? 1 : 0;
    }
    const auto wrong = static_cast<std::int64_t>(rng.below(4));  // persons who are not there
    area.enumerated += wrong;
    area.erroneous += wrong;
    out.people += static_cast<std::int64_t>(people);
    out.census += area.enumerated;
    out.areas.push_back(area);
  }
  return out;
}

std::vector<AreaOutcome> sampled(const Truth& truth, std::size_t count, SplitMix& rng) {
  std::vector<AreaOutcome> all = truth.areas;
  for (std::size_t i = 0; i < count; ++i) std::swap(all[i], all[i + rng.below(all.size() - i)]);
  all.resize(count);
  for (AreaOutcome& area : all)
    area.weight = static_cast<double>(truth.areas.size()) / static_cast<double>(count);
  return all;
}

}  // namespace

TEST_CASE("a sample of areas is that of its seed, whatever the order, and its weights add up") {
  auto areas = nation(300);
  const auto sample = draw_areas(areas, {50, 2}, 11).value();
  std::set<std::string> codes;
  std::map<std::string, std::int64_t> stands_for;
  for (const SampledArea& one : sample) {
    codes.insert(areas[one.area].code);
    stands_for[areas[one.area].stratum] += one.weight_ppm;
  }
  CHECK(codes.size() == 15);
  CHECK(stands_for["town"] / 1'000'000 == 100);
  CHECK(stands_for["village"] / 1'000'000 == 200);
  std::reverse(areas.begin(), areas.end());
  std::set<std::string> again, other;
  const auto second = draw_areas(areas, {50, 2}, 11).value(), third = draw_areas(areas, {50, 2}, 12).value();
  for (const SampledArea& one : second) again.insert(areas[one.area].code);
  for (const SampledArea& one : third) other.insert(areas[one.area].code);
  CHECK(again == codes);
  CHECK(other != codes);
  CHECK(draw_areas(nation(3), {1, 2}, 1).value().size() == 3);
  CHECK(draw_areas({{"A", "x", 1}, {"A", "x", 1}}, {50, 2}, 1).error().code == "coverage.area");
  CHECK(draw_areas(areas, {0, 2}, 1).error().code == "coverage.share");
}

TEST_CASE("every area is drawn about as often as its share says") {
  const auto areas = nation(30);
  std::map<std::size_t, int> drawn;
  constexpr int seeds = 2000;
  for (int seed = 0; seed < seeds; ++seed) {
    const auto sample = draw_areas(areas, {200, 2}, static_cast<std::uint64_t>(seed)).value();
    for (const SampledArea& one : sample) ++drawn[one.area];
  }
  for (std::size_t i = 0; i < areas.size(); ++i) {
    CAPTURE(i);
    CHECK(drawn[i] > seeds / 5 - 90);
    CHECK(drawn[i] < seeds / 5 + 90);
  }
}

TEST_CASE("people are matched by key, then by what they say, and few are matched wrongly") {
  SplitMix rng(21);
  const std::vector<MatchFact> facts = {{"sex", 0},       {"birth_year", 1}, {"birth_month", 1},
                                        {"birth_day", 1}, {"relation", 0},   {"ethnicity", 0}};
  std::vector<MatchPerson> census, survey;
  std::vector<std::size_t> who_census, who_survey;
  constexpr std::size_t people = 1500;
  for (std::size_t p = 0; p < people; ++p) {
    MatchPerson person{"B" + std::to_string(p / 60), {}, {}};
    person.facts = {
        static_cast<std::int32_t>(rng.below(2)),      static_cast<std::int32_t>(1930 + rng.below(90)),
        static_cast<std::int32_t>(1 + rng.below(12)), static_cast<std::int32_t>(1 + rng.below(28)),
        static_cast<std::int32_t>(rng.below(6)),      static_cast<std::int32_t>(rng.below(5))};
    const auto told = [&](bool with_key) {
      MatchPerson out = person;
      if (with_key) out.key = key_of(p + 1);
      for (std::int32_t& fact : out.facts)
        if (rng.chance(1, 25)) fact = rng.chance(1, 2) ? MatchPerson::not_known : fact + 1;
      return out;
    };
    if (rng.chance(95, 100)) census.push_back(told(rng.chance(7, 10))), who_census.push_back(p);
    if (rng.chance(92, 100)) survey.push_back(told(rng.chance(7, 10))), who_survey.push_back(p);
  }
  const auto pairs = match_people(survey, census, facts, {}).value();
  std::size_t by_key = 0, right = 0, sure_wrong = 0, doubtful = 0;
  for (const MatchedPair& pair : pairs) {
    const bool good = who_survey[pair.survey] == who_census[pair.census];
    by_key += pair.kind == MatchedPair::Kind::by_key ? 1 : 0;
    doubtful += pair.kind == MatchedPair::Kind::doubtful ? 1 : 0;
    if (pair.kind == MatchedPair::Kind::probable && !good) ++sure_wrong;
    right += good ? 1 : 0;
  }
  std::size_t both = 0;
  for (const std::size_t p : who_survey)
    both += std::count(who_census.begin(), who_census.end(), p) > 0 ? 1 : 0;
  CHECK(by_key > both / 3);
  CHECK(right * 100 > both * 96);
  CHECK(sure_wrong * 100 < both);
  CHECK(doubtful * 20 < both);
  CHECK(match_people(survey, census, facts, {}).value().size() == pairs.size());
}

TEST_CASE("agreements and the model: what agrees speaks for one person, and too few pairs teach nothing") {
  CHECK(compare_fact(3, 3, {"x", 0}) == Agreement::agrees);
  CHECK(compare_fact(3, 4, {"x", 1}) == Agreement::close);
  CHECK(compare_fact(3, 5, {"x", 1}) == Agreement::differs);
  CHECK(compare_fact(MatchPerson::not_known, 5, {"x", 1}) == Agreement::unknown);
  std::vector<std::vector<Agreement>> pairs;
  for (int i = 0; i < 100; ++i) {
    const bool same = i < 10;
    pairs.push_back({same         ? Agreement::agrees
                     : i % 2 == 0 ? Agreement::agrees
                                  : Agreement::differs,
                     same         ? Agreement::agrees
                     : i % 9 == 0 ? Agreement::agrees
                                  : Agreement::differs,
                     same          ? Agreement::agrees
                     : i % 11 == 0 ? Agreement::agrees
                                   : Agreement::differs});
  }
  const auto model = fit_match_model(pairs, 3).value();
  using A = Agreement;
  CHECK(model.weight({A::agrees, A::agrees, A::agrees}) > model.weight({A::agrees, A::agrees, A::differs}));
  CHECK(model.probability(model.weight({A::agrees, A::agrees, A::agrees})) > 0.8);
  CHECK(model.probability(model.weight({A::differs, A::differs, A::differs})) < 0.01);
  CHECK(fit_match_model({{A::agrees}}, 1).error().code == "coverage.pairs");
}

TEST_CASE("the truth lies in the 95 % interval about as often as that says") {
  SplitMix rng(5);
  constexpr int rounds = 400;
  int inside = 0;
  double bias = 0;
  for (int round = 0; round < rounds; ++round) {
    const Truth truth = draw_truth(rng, 300, 94, 90);
    const auto estimates = estimate_coverage(sampled(truth, 30, rng), {{"R", truth.census}}).value();
    REQUIRE(estimates.size() == 2);
    const CoverageEstimate& region = estimates.front();
    const auto people = static_cast<double>(truth.people);
    inside += region.low <= people && people <= region.high ? 1 : 0;
    bias += (region.population - people) / people / rounds;
    CHECK(estimates.back().population == doctest::Approx(region.population));
  }
  CHECK(inside >= rounds * 91 / 100);
  CHECK(inside <= rounds * 98 / 100);
  CHECK(std::fabs(bias) < 0.002);
}

TEST_CASE("an estimate is refused where the survey says nothing, and exact where it saw everybody") {
  const std::map<std::string, std::int64_t> census = {{"R", 95}};
  CHECK(estimate_coverage({{"X", "s", 2, 10, 9, 10, 0}}, census).error().code == "coverage.region");
  CHECK(estimate_coverage({}, census).error().code == "coverage.region");
  CHECK(estimate_coverage({{"R", "s", 2, 10, 11, 10, 0}}, census).error().code == "coverage.counts");
  CHECK(estimate_coverage({{"R", "s", 2, 10, 0, 10, 0}}, census).error().code == "coverage.counts");
  CHECK(estimate_coverage({{"R", "s", 2, 10, 9, 10, 0}}, census).error().code == "coverage.stratum");
  const auto whole = estimate_coverage({{"R", "s", 1, 100, 95, 95, 0}}, census).value();
  CHECK(whole.front().population == doctest::Approx(100));
  CHECK(whole.front().error == doctest::Approx(0));
  CHECK(whole.front().net_undercount == doctest::Approx(0.05));
}

TEST_CASE("of a few people left over clerks look at every likely pair") {
  const std::vector<MatchFact> facts = {{"sex", 0}, {"birth_year", 1}};
  const std::vector<MatchPerson> survey = {{"A", {}, {1, 1980}}, {"A", {}, {2, 1950}}};
  const std::vector<MatchPerson> census = {{"A", {}, {2, 1990}}, {"A", {}, {1, 1981}}, {"B", {}, {2, 1950}}};
  const auto pairs = match_people(survey, census, facts, {}).value();
  REQUIRE(pairs.size() == 2);
  CHECK(pairs[0].survey == 0);
  CHECK(pairs[0].census == 1);
  CHECK(pairs[0].kind == MatchedPair::Kind::doubtful);
  CHECK(pairs[1].kind == MatchedPair::Kind::doubtful);
  const auto review = doubtful_pairs(pairs, survey, census, facts);
  REQUIRE(review.size() == 2);
  CHECK(review[0].survey_row == 2);
  CHECK(review[0].census_row == 3);
  CHECK(review[0].facts[1] == PairFact{"birth_year", 1980, 1981});
  CHECK(review[1].probability_ppm == 500'000);
}
