#include "store/pair_review_pg.h"

#include <sanaq_sql/survey.h>

#include "base/json.h"
#include "store/database.h"

namespace sanaq {
namespace {

Json value_json(const std::optional<std::int32_t>& value) {
  return value ? Json::number(std::int64_t{*value}) : Json();
}

std::optional<std::int32_t> value_of(const Json& json) {
  if (json.is_null()) return std::nullopt;
  return static_cast<std::int32_t>(json.integer(0));
}

std::string facts_text(const std::vector<PairFact>& facts) {
  Json names = Json::array(), survey = Json::array(), census = Json::array();
  for (const PairFact& fact : facts) {
    names.push(Json::string(fact.name));
    survey.push(value_json(fact.survey));
    census.push(value_json(fact.census));
  }
  Json out = Json::object();
  out.set("names", std::move(names));
  out.set("survey", std::move(survey));
  out.set("census", std::move(census));
  return to_canonical(out);
}

Result<std::vector<PairFact>> facts_of(std::string_view text) {
  SANAQ_TRY(const Json json, parse_json(text));
  const auto names = json["names"].items(), survey = json["survey"].items(), census = json["census"].items();
  std::vector<PairFact> out;
  for (std::size_t i = 0; i < names.size() && i < survey.size() && i < census.size(); ++i)
    out.push_back({std::string(names[i].text()), value_of(survey[i]), value_of(census[i])});
  return out;
}

std::optional<PairDecision> decision_of(const std::optional<std::int16_t>& stored) {
  return stored ? std::optional(static_cast<PairDecision>(*stored)) : std::nullopt;
}

}  // namespace

Result<Done> PairReviewPg::add(const std::string& round, const std::vector<DoubtfulPair>& pairs) {
  std::vector<std::string> areas, facts;
  std::vector<std::int64_t> survey_rows, census_rows;
  std::vector<std::int32_t> probabilities;
  for (const DoubtfulPair& pair : pairs) {
    areas.push_back(pair.area);
    survey_rows.push_back(pair.survey_row);
    census_rows.push_back(pair.census_row);
    probabilities.push_back(pair.probability_ppm);
    facts.push_back(facts_text(pair.facts));
  }
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(sql::survey::add_pairs,
                                       {round, areas, survey_rows, census_rows, probabilities, facts}));
  return Done{};
}

Result<std::optional<PairToReview>> PairReviewPg::find(std::int64_t id) {
  if (id < 1) return std::optional<PairToReview>();
  return load(id);
}

Result<std::optional<PairToReview>> PairReviewPg::load(std::int64_t id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::survey::next_pair, {id}));
  if (rows.size() == 0) return std::optional<PairToReview>();
  const auto row = rows[0];
  PairToReview out;
  out.id = row.get<std::int64_t>(0);
  out.round = row.get<std::string>(1);
  out.pair.area = row.get<std::string>(2);
  out.pair.probability_ppm = row.get<std::int32_t>(3);
  SANAQ_TRY(out.pair.facts, facts_of(row.get<std::string>(4)));
  out.decision = decision_of(row.get<std::optional<std::int16_t>>(5));
  return std::optional(std::move(out));
}

Result<bool> PairReviewPg::decide(std::int64_t id, PairDecision decision, const std::string& clerk,
                                  UtcInstant at) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(
      const auto decided,
      connection->execute(sql::survey::decide_pair, {id, static_cast<std::int16_t>(decision), clerk, at}));
  return decided == 1;
}

Result<std::vector<PairCounts>> PairReviewPg::counts() {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::survey::count_pairs, {}));
  std::vector<PairCounts> out;
  for (const auto row : rows)
    out.push_back({row.get<std::string>(0), row.get<std::int64_t>(1), row.get<std::int64_t>(2),
                   row.get<std::int64_t>(3)});
  return out;
}

Result<std::vector<ReviewedPair>> PairReviewPg::reviewed(const std::string& round) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::survey::decided_pairs, {round}));
  std::vector<ReviewedPair> out;
  for (const auto row : rows)
    out.push_back({row.get<std::int64_t>(0), row.get<std::int64_t>(1),
                   decision_of(row.get<std::optional<std::int16_t>>(2))});
  return out;
}

}  // namespace sanaq
