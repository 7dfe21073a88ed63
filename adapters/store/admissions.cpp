#include "store/admissions.h"

#include <sanaq_sql/casework.h>

#include <algorithm>

#include "pg/pipeline.h"
#include "pg/transaction.h"
#include "store/registration_rows.h"
#include "store/store_error.h"

namespace sanaq {

Result<Done> Admissions::use_challenges() {
  std::set<Uuid> ids;
  for (const AdmissionRecord* record : records_)
    if (record->challenge) ids.insert(record->challenge->value);
  SANAQ_STORE_TRY(auto pipeline, pg::Pipeline::begin(connection_));
  SANAQ_STORE_DONE(pipeline.add(pg::begin_in_pipeline));
  SANAQ_STORE_DONE(pipeline.add(sql::casework::use_challenges, {std::vector<Uuid>(ids.begin(), ids.end())}));
  SANAQ_STORE_TRY(const auto answers, pipeline.finish());
  std::set<Uuid> used;
  for (const auto row : answers[1]) used.insert(row.get<Uuid>(0));
  // Each challenge lets one in, also when two come with it at once.
  for (const AdmissionRecord* record : records_)
    if (!record->challenge || used.erase(record->challenge->value) > 0) admitted_.push_back(record);
  std::stable_sort(admitted_.begin(), admitted_.end(),
                   [](const AdmissionRecord* a, const AdmissionRecord* b) {
                     return a->account.person.bytes < b->account.person.bytes;
                   });
  return Done{};
}

Result<Done> Admissions::write_and_commit() {
  std::vector<Uuid> ids, case_ids, persons, replaced_ids;
  std::vector<pg::Bytes> sealed, tokens, replaced;
  std::vector<std::string_view> languages;
  std::vector<UtcInstant> created, expires;
  for (const AdmissionRecord* record : admitted_) {
    const AccountRecord& a = record->account;
    ids.push_back(a.id.value);
    case_ids.push_back(a.case_id.value);
    persons.push_back(uuid_of(a.person));
    sealed.push_back({a.sealed});
    languages.emplace_back(a.language);
    created.push_back(a.created_at);
    tokens.push_back(bytes_of(record->session.token_hash));
    expires.push_back(record->session.expires_at);
    if (!record->replaced_details) continue;
    replaced_ids.push_back(a.id.value);
    replaced.push_back({*record->replaced_details});
  }
  SANAQ_STORE_TRY(auto pipeline, pg::Pipeline::begin(connection_));
  SANAQ_STORE_DONE(
      pipeline.add(sql::casework::add_accounts, {ids, case_ids, persons, sealed, languages, created}));
  if (!replaced_ids.empty())
    SANAQ_STORE_DONE(pipeline.add(sql::casework::replace_details, {replaced_ids, replaced}));
  SANAQ_STORE_DONE(pipeline.add(sql::casework::add_sessions, {tokens, persons, expires}));
  SANAQ_STORE_DONE(pipeline.add(sql::casework::accounts_by_person, {persons}));
  const std::size_t accounts = pipeline.size() - 1;
  SANAQ_STORE_DONE(pipeline.add(pg::commit_in_pipeline));
  SANAQ_STORE_TRY(const auto answers, pipeline.finish());
  for (const auto row : answers[accounts]) stored_.insert_or_assign(row.get<Uuid>(2), *account_in(row, 0));
  return Done{};
}

Result<AccountRecord> Admissions::outcome_of(const AdmissionRecord& record) const {
  if (std::find(admitted_.begin(), admitted_.end(), &record) == admitted_.end())
    return Error{"registration.challenge", {}};
  const auto found = stored_.find(uuid_of(record.account.person));
  if (found == stored_.end()) return Error{"store.unavailable", "account"};
  return found->second;
}

Result<std::vector<Result<AccountRecord>>> Admissions::run() {
  SANAQ_TRY_DONE(use_challenges());
  SANAQ_TRY_DONE(write_and_commit());
  std::vector<Result<AccountRecord>> outcomes;
  for (const AdmissionRecord* record : records_) outcomes.push_back(outcome_of(*record));
  return outcomes;
}

}  // namespace sanaq
