#include "store/registration_store_pg.h"

#include <sanaq_sql/casework.h>

#include <map>

#include "store/admissions.h"
#include "store/database.h"
#include "store/registration_rows.h"

namespace sanaq {

RegistrationStorePg::RegistrationStorePg(pg::Pool& pool)
    : pool_(pool),
      applicants_([this](Applicants::Batch asked) { return find_applicants(asked); }),
      challenges_([this](Challenges::Batch challenges) { return add_challenges(challenges); }),
      tries_([this](Tries::Batch ids) { return spend_tries(ids); }),
      admitted_([this](Admitted::Batch records) -> Result<std::vector<Result<AccountRecord>>> {
        SANAQ_TRY(auto connection, lease(pool_));
        return Admissions(*connection, records).run();
      }) {}

Result<std::optional<AccountRecord>> RegistrationStorePg::find_account(const PersonKey& person) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::casework::accounts_by_person, {std::vector<Uuid>{uuid_of(person)}}));
  return rows.empty() ? std::optional<AccountRecord>() : account_in(rows[0], 0);
}

Result<std::optional<AccountRecord>> RegistrationStorePg::account_of(AccountId id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::account_by_id, {id}));
  return rows.empty() ? std::optional<AccountRecord>() : account_in(rows[0], 0);
}

Result<Applicant> RegistrationStorePg::find_applicant(const PersonKey& person, const PersonKey& phone,
                                                      UtcInstant since) {
  return applicants_.run({person, phone, since});
}

Result<std::vector<Result<Applicant>>> RegistrationStorePg::find_applicants(Applicants::Batch asked) {
  std::vector<Uuid> persons, phones;
  std::vector<UtcInstant> since;
  for (const Asked* one : asked) {
    persons.push_back(uuid_of(one->person));
    phones.push_back(uuid_of(one->phone));
    since.push_back(one->since);
  }
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::casework::read_applicants, {persons, phones, since}));
  std::vector<Result<Applicant>> found(asked.size(), Result<Applicant>(Applicant()));
  for (const auto row : rows)
    found.at(static_cast<std::size_t>(row.get<std::int64_t>(0)) - 1) =
        Applicant{row.get<std::int32_t>(1), row.get<std::int32_t>(2), account_in(row, 3)};
  return found;
}

Result<std::vector<Result<Done>>> RegistrationStorePg::add_challenges(Challenges::Batch challenges) {
  std::vector<Uuid> ids, persons, phones;
  std::vector<pg::Bytes> code_hashes, sealed;
  std::vector<UtcInstant> created, expires, resend;
  std::vector<std::int32_t> tries, sends;
  for (const ChallengeRecord* c : challenges) {
    ids.push_back(c->id.value);
    persons.push_back(uuid_of(c->person));
    phones.push_back(uuid_of(c->phone));
    code_hashes.push_back(bytes_of(c->code_hash));
    sealed.push_back({c->sealed});
    created.push_back(c->created_at);
    expires.push_back(c->expires_at);
    resend.push_back(c->resend_after);
    tries.push_back(c->tries);
    sends.push_back(c->sends);
  }
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(
      sql::casework::add_challenges,
      {ids, persons, phones, code_hashes, sealed, created, expires, resend, tries, sends}));
  return std::vector<Result<Done>>(challenges.size(), Result<Done>(Done{}));
}

Result<std::optional<ChallengeRecord>> RegistrationStorePg::find_challenge(ChallengeId id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::find_challenge, {id}));
  return rows.empty() ? std::optional<ChallengeRecord>() : challenge_in(rows[0]);
}

// Two guesses of one challenge that come together are two tries: the first has the lower count.
Result<std::vector<Result<std::optional<SpentTry>>>> RegistrationStorePg::spend_tries(
    Tries::Batch challenges) {
  std::map<Uuid, std::int32_t> counts;
  for (const ChallengeId* id : challenges) ++counts[id->value];
  std::vector<Uuid> ids;
  std::vector<std::int32_t> spent;
  for (const auto& [id, count] : counts) {
    ids.push_back(id);
    spent.push_back(count);
  }
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::spend_tries, {ids, spent}));
  std::map<Uuid, SpentTry> found;
  for (const auto row : rows) {
    SpentTry one{challenge_in(row), std::nullopt};
    constexpr int account = 10;
    if (!row.is_null(account))
      one.account = AccountRecord{AccountId{row.get<Uuid>(account)},
                                  CaseId{row.get<Uuid>(account + 1)},
                                  one.challenge.person,
                                  std::string(row.get<pg::Bytes>(account + 2).value),
                                  row.get<std::string>(account + 3),
                                  row.get<UtcInstant>(account + 4)};
    one.challenge.tries -= counts.at(row.get<Uuid>(0));
    found.emplace(row.get<Uuid>(0), std::move(one));
  }
  std::vector<Result<std::optional<SpentTry>>> outcomes;
  for (const ChallengeId* id : challenges) {
    const auto one = found.find(id->value);
    if (one != found.end()) ++one->second.challenge.tries;
    outcomes.emplace_back(one == found.end() ? std::optional<SpentTry>() : std::optional(one->second));
  }
  return outcomes;
}

Result<Done> RegistrationStorePg::renew_challenge(const ChallengeRecord& c) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(
      sql::casework::renew_challenge,
      {c.id, bytes_of(c.code_hash), c.expires_at, c.resend_after, std::int32_t{c.sends}}));
  return Done{};
}

Result<AccountRecord> RegistrationStorePg::admit(const AdmissionRecord& admission) {
  const std::uint64_t ended = sessions_.ended();
  SANAQ_TRY(auto stored, admitted_.run(admission));
  sessions_.remember({admission.session.token_hash, stored.id, stored.case_id, admission.session.expires_at},
                     ended);
  return stored;
}

Result<std::optional<SessionRecord>> RegistrationStorePg::find_session(const Mac& token_hash) {
  if (auto known = sessions_.find(token_hash)) return known;
  const std::uint64_t ended = sessions_.ended();
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::find_session, {bytes_of(token_hash)}));
  if (rows.empty()) return std::optional<SessionRecord>();
  const SessionRecord session{token_hash, AccountId{rows[0].get<Uuid>(0)}, CaseId{rows[0].get<Uuid>(1)},
                              rows[0].get<UtcInstant>(2)};
  sessions_.remember(session, ended);
  return std::optional(session);
}

Result<std::vector<std::optional<SessionRecord>>> RegistrationStorePg::find_sessions(
    std::span<const Mac> token_hashes) {
  std::vector<std::optional<SessionRecord>> sessions;
  std::vector<pg::Bytes> asked;
  for (const Mac& hash : token_hashes) {
    sessions.push_back(sessions_.find(hash));
    if (!sessions.back()) asked.push_back(bytes_of(hash));
  }
  if (asked.empty()) return sessions;
  const std::uint64_t ended = sessions_.ended();
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::find_sessions, {asked}));
  std::map<Mac, SessionRecord> found;
  for (const auto row : rows) {
    const Mac hash = mac_of(row.get<pg::Bytes>(0));
    const SessionRecord session{hash, AccountId{row.get<Uuid>(1)}, CaseId{row.get<Uuid>(2)},
                                row.get<UtcInstant>(3)};
    sessions_.remember(session, ended);
    found.emplace(hash, session);
  }
  for (std::size_t i = 0; i < token_hashes.size(); ++i)
    if (const auto at = found.find(token_hashes[i]); at != found.end()) sessions[i] = at->second;
  return sessions;
}

Result<Done> RegistrationStorePg::end_session(const Mac& token_hash) {
  sessions_.forget(token_hash);  // also when the database is away: nobody goes on here with it
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(connection->execute(sql::casework::end_session, {bytes_of(token_hash)}));
  sessions_.forget(token_hash);
  return Done{};
}

Result<bool> RegistrationStorePg::forget(UtcInstant before) {
  constexpr std::int32_t rows_max = 5'000;  // a small step: nobody waits long for its locks
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto challenges,
                  connection->execute(sql::casework::forget_challenges, {before, rows_max}));
  SANAQ_STORE_TRY(const auto sessions,
                  connection->execute(sql::casework::forget_sessions, {before, rows_max}));
  return challenges == rows_max || sessions == rows_max;
}

}  // namespace sanaq
