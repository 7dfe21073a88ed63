#include "store/survey_store_pg.h"

#include <sanaq_sql/survey.h>

#include "pg/transaction.h"
#include "store/database.h"
#include "store/submission_row.h"

namespace sanaq {
namespace {

Result<SealedCase> sealed_case(const pg::Row& row, pg::Connection& connection, FormNumbers& forms) {
  SANAQ_TRY(auto stored, read_stored(row, connection, forms));
  return SealedCase{stored.serial,
                    stored.case_id,
                    std::move(stored.form),
                    stored.channel,
                    stored.received_at,
                    stored.territory,
                    stored.persons,
                    std::string(row.get<pg::Bytes>(8).value),
                    {}};
}

std::map<std::uint16_t, PersonKey> keys_from(const pg::Rows& rows) {
  std::map<std::uint16_t, PersonKey> out;
  for (const auto row : rows)
    out[static_cast<std::uint16_t>(row.get<std::int16_t>(0))] = PersonKey{row.get<Uuid>(1).bytes()};
  return out;
}

}  // namespace

Result<bool> SurveyStorePg::open(const std::string& round, const std::vector<DrawnArea>& areas,
                                 UtcInstant at) {
  std::vector<std::string> territories, strata;
  std::vector<std::int64_t> weights;
  for (const DrawnArea& area : areas) {
    territories.push_back(area.code);
    strata.push_back(area.stratum);
    weights.push_back(area.weight_ppm);
  }
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_STORE_TRY(const auto added, connection->execute(sql::survey::add_round, {round, at}));
  if (added == 0) return false;
  SANAQ_STORE_DONE(connection->execute(sql::survey::add_areas, {round, territories, strata, weights}));
  SANAQ_STORE_DONE(transaction.commit());
  return true;
}

Result<std::vector<DrawnArea>> SurveyStorePg::areas(const std::string& round) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::survey::list_areas, {round}));
  std::vector<DrawnArea> out;
  for (const auto row : rows)
    out.push_back({row.get<std::string>(0), row.get<std::string>(1), row.get<std::int64_t>(2)});
  return out;
}

Result<std::vector<std::string>> SurveyStorePg::census_work(const Uuid& device) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::survey::list_work, {device}));
  std::vector<std::string> out;
  for (const auto row : rows) out.push_back(row.get<std::string>(0));
  return out;
}

Result<bool> SurveyStorePg::post(const Uuid& device, const SurveyPost& post, UtcInstant at) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto added,
                  connection->execute(sql::survey::add_device, {device, post.round, post.territory, at}));
  return added == 1;
}

Result<std::optional<SurveyPost>> SurveyStorePg::post_of(const Uuid& device) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::survey::find_device, {device}));
  if (rows.size() == 0) return std::optional<SurveyPost>();
  return std::optional(SurveyPost{rows[0].get<std::string>(0), rows[0].get<std::string>(1)});
}

Result<Done> SurveyStorePg::keep(const PreparedSubmission& household, const Uuid& device) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_TRY_DONE(forms_.ensure(*connection, household.form));
  SANAQ_TRY(const std::int16_t form, forms_.number(*connection, household.form));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_STORE_TRY(
      const auto added,
      connection->execute(sql::survey::add_answer,
                          {household.case_id.value, device, household.received_at, form,
                           static_cast<std::int16_t>(household.members.size()), household.territory,
                           pg::Bytes{household.response}, pg::Bytes{household.identity}}));
  if (added == 1) {
    std::vector<std::int16_t> members;
    std::vector<Uuid> keys;
    for (const MemberClaim& member : household.members) {
      if (!member.key) continue;
      members.push_back(static_cast<std::int16_t>(member.number));
      keys.emplace_back(member.key->bytes);
    }
    SANAQ_STORE_DONE(connection->execute(sql::survey::add_people, {household.case_id.value, members, keys}));
  }
  SANAQ_STORE_DONE(transaction.commit());
  return Done{};
}

Result<std::vector<SurveyStorePg::Answer>> SurveyStorePg::read(const std::string& round,
                                                               SubmissionSerial after, int limit) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::survey::read_answers, {round, after.value(), std::int32_t{limit}}));
  std::vector<Answer> out;
  for (const auto row : rows) {
    SANAQ_TRY(auto sealed, sealed_case(row, *connection, forms_));
    out.push_back({std::move(sealed), row.get<std::string>(9)});
  }
  return out;
}

Result<std::map<std::uint16_t, PersonKey>> SurveyStorePg::keys_of(CaseId survey_case) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::survey::survey_keys, {survey_case.value}));
  return keys_from(rows);
}

Result<std::map<std::uint16_t, PersonKey>> SurveyStorePg::keys_of(SubmissionSerial census) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::survey::census_keys, {census.value()}));
  return keys_from(rows);
}

Result<std::vector<SealedCase>> CensusOfDistricts::read(SubmissionSerial after, int limit) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::survey::census_of_districts,
                                                     {after.value(), std::int32_t{limit}, territories_}));
  std::vector<SealedCase> out;
  for (const auto row : rows) {
    SANAQ_TRY(auto sealed, sealed_case(row, *connection, forms_));
    out.push_back(std::move(sealed));
  }
  return out;
}

}  // namespace sanaq
