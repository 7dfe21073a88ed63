#include "store/registration_store_pg.h"

#include <sanaq_sql/casework.h>

#include <algorithm>
#include <map>

#include "pg/transaction.h"
#include "store/database.h"

namespace sanaq {
namespace {

Uuid uuid(const PersonKey& key) { return Uuid(key.bytes); }
pg::Bytes bytes(const Mac& mac) { return {{reinterpret_cast<const char*>(mac.data()), mac.size()}}; }

Mac mac_of(pg::Bytes column) {
  Mac mac{};
  SANAQ_CHECK(column.value.size() == mac.size());
  std::copy(column.value.begin(), column.value.end(), mac.begin());
  return mac;
}

std::optional<AccountRecord> account_in(const pg::Rows& rows) {
  if (rows.empty()) return std::nullopt;
  const auto row = rows[0];
  return AccountRecord{AccountId{row.get<Uuid>(0)},
                       CaseId{row.get<Uuid>(1)},
                       PersonKey{row.get<Uuid>(2).bytes()},
                       std::string(row.get<pg::Bytes>(3).value),
                       row.get<std::string>(4),
                       row.get<UtcInstant>(5)};
}

}  // namespace

Result<std::optional<AccountRecord>> RegistrationStorePg::find_account(const PersonKey& person) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::account_by_person, {uuid(person)}));
  return account_in(rows);
}

Result<std::optional<AccountRecord>> RegistrationStorePg::account_of(AccountId id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::account_by_id, {id}));
  return account_in(rows);
}

Result<AttemptCounts> RegistrationStorePg::count_attempts(const PersonKey& person, const PersonKey& phone,
                                                          UtcInstant since) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::casework::count_attempts, {uuid(person), uuid(phone), since}));
  return AttemptCounts{rows[0].get<std::int32_t>(0), rows[0].get<std::int32_t>(1)};
}

Result<Done> RegistrationStorePg::add_challenge(const ChallengeRecord& c) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(sql::casework::add_challenge,
                                       {c.id, uuid(c.person), uuid(c.phone), bytes(c.code_hash), pg::Bytes{c.sealed},
                                        c.created_at, c.expires_at, c.resend_after, std::int32_t{c.tries},
                                        std::int32_t{c.sends}}));
  return Done{};
}

Result<std::optional<ChallengeRecord>> RegistrationStorePg::find_challenge(ChallengeId id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::find_challenge, {id}));
  if (rows.empty()) return std::optional<ChallengeRecord>();
  const auto row = rows[0];
  return std::optional(ChallengeRecord{ChallengeId{row.get<Uuid>(0)}, PersonKey{row.get<Uuid>(1).bytes()},
                                       PersonKey{row.get<Uuid>(2).bytes()}, mac_of(row.get<pg::Bytes>(3)),
                                       std::string(row.get<pg::Bytes>(4).value), row.get<UtcInstant>(5),
                                       row.get<UtcInstant>(6), row.get<UtcInstant>(7), row.get<std::int32_t>(8),
                                       row.get<std::int32_t>(9)});
}

Result<std::optional<int>> RegistrationStorePg::spend_try(ChallengeId id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::spend_try, {id}));
  if (rows.empty()) return std::optional<int>();
  return std::optional<int>(rows[0].get<std::int32_t>(0));
}

Result<Done> RegistrationStorePg::renew_challenge(const ChallengeRecord& c) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(sql::casework::renew_challenge, {c.id, bytes(c.code_hash), c.expires_at,
                                                                        c.resend_after, std::int32_t{c.sends}}));
  return Done{};
}

Result<AccountRecord> RegistrationStorePg::admit(const AdmissionRecord& admission) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  if (admission.challenge) {
    SANAQ_STORE_TRY(const auto used, connection->execute(sql::casework::use_challenge, {*admission.challenge}));
    if (used == 0) return Error{"registration.challenge", {}};
  }
  const AccountRecord& a = admission.account;
  SANAQ_STORE_DONE(connection->execute(sql::casework::add_account, {a.id, a.case_id, uuid(a.person),
                                                                    pg::Bytes{a.sealed}, a.language, a.created_at}));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::account_by_person, {uuid(a.person)}));
  auto stored = account_in(rows);
  if (!stored) return Error{"store.unavailable", "account"};
  if (admission.replaced_details && stored->id == a.id) {
    SANAQ_STORE_DONE(
        connection->execute(sql::casework::replace_details, {stored->id, pg::Bytes{*admission.replaced_details}}));
    stored->sealed = *admission.replaced_details;
  }
  SANAQ_STORE_DONE(connection->execute(sql::casework::add_session,
                                       {bytes(admission.session.token_hash), stored->id, stored->case_id,
                                        admission.session.expires_at}));
  SANAQ_STORE_DONE(transaction.commit());
  return *std::move(stored);
}

Result<std::optional<SessionRecord>> RegistrationStorePg::find_session(const Mac& token_hash) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::find_session, {bytes(token_hash)}));
  if (rows.empty()) return std::optional<SessionRecord>();
  return std::optional(SessionRecord{token_hash, AccountId{rows[0].get<Uuid>(0)}, CaseId{rows[0].get<Uuid>(1)},
                                     rows[0].get<UtcInstant>(2)});
}

Result<std::vector<std::optional<SessionRecord>>> RegistrationStorePg::find_sessions(
    std::span<const Mac> token_hashes) {
  std::vector<std::optional<SessionRecord>> sessions(token_hashes.size());
  if (token_hashes.empty()) return sessions;
  std::vector<pg::Bytes> keys;
  keys.reserve(token_hashes.size());
  for (const Mac& hash : token_hashes) keys.push_back(bytes(hash));
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::find_sessions, {keys}));
  std::map<Mac, SessionRecord> found;
  for (const auto row : rows) {
    const Mac hash = mac_of(row.get<pg::Bytes>(0));
    found.emplace(hash, SessionRecord{hash, AccountId{row.get<Uuid>(1)}, CaseId{row.get<Uuid>(2)},
                                      row.get<UtcInstant>(3)});
  }
  for (std::size_t i = 0; i < token_hashes.size(); ++i)
    if (const auto at = found.find(token_hashes[i]); at != found.end()) sessions[i] = at->second;
  return sessions;
}

Result<Done> RegistrationStorePg::end_session(const Mac& token_hash) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(sql::casework::end_session, {bytes(token_hash)}));
  return Done{};
}

Result<Done> RegistrationStorePg::forget(UtcInstant before) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(sql::casework::forget_challenges, {before}));
  SANAQ_STORE_DONE(connection->execute(sql::casework::forget_sessions, {before}));
  return Done{};
}

}  // namespace sanaq
