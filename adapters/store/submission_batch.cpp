#include "store/submission_batch.h"

#include <sanaq_sql/casework.h>

#include <algorithm>
#include <numeric>

#include "base/text.h"
#include "pg/copy.h"
#include "pg/pipeline.h"
#include "store/store_error.h"
#include "store/submission_row.h"

namespace sanaq {
namespace {

// COPY writes many rows of a page with one record of the log, and keeps no copy of them on the way: `insert`
// of the same rows took a third longer (docs/decisions/0006). No statement of sql/queries, as it cannot be
// prepared.
const std::string submission_rows =
    "copy casework.submission (serial, case_id, content, received_at, form, channel, persons, territory, "
    "response) "
    "from stdin (format binary)";
const std::string identity_rows = "copy identity.household (serial, sealed) from stdin (format binary)";
const std::string person_rows = "copy casework.person (key, serial, member) from stdin (format binary)";

std::vector<Uuid> case_ids_of(std::span<const PreparedSubmission> households) {
  std::vector<Uuid> ids;
  ids.reserve(households.size());
  for (const auto& household : households) ids.push_back(household.case_id.value);
  return ids;
}

// Sorted, so that neighbours in the index are looked up one after the other.
std::vector<Uuid> person_keys_of(std::span<const PreparedSubmission> households) {
  std::vector<Uuid> keys;
  for (const auto& household : households)
    for (const auto& member : household.members)
      if (member.key) keys.emplace_back(member.key->bytes);
  std::sort(keys.begin(), keys.end());
  return keys;
}

}  // namespace

void SubmissionBatch::Claims::add(const Uuid& key, std::int64_t serial, std::uint16_t member) {
  keys.push_back(key);
  serials.push_back(serial);
  members.push_back(static_cast<std::int16_t>(member));
}

void SubmissionBatch::Claims::sort() {
  std::vector<std::size_t> order(keys.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
  Claims sorted;
  for (const std::size_t i : order) {
    sorted.keys.push_back(keys[i]);
    sorted.serials.push_back(serials[i]);
    sorted.members.push_back(members[i]);
  }
  *this = std::move(sorted);
}

Result<Done> SubmissionBatch::look_up() {
  const auto ids = case_ids_of(households_);
  const auto keys = person_keys_of(households_);
  SANAQ_STORE_TRY(auto pipeline, pg::Pipeline::begin(connection_));
  SANAQ_STORE_DONE(pipeline.add(sql::casework::prefer_indexes));
  SANAQ_STORE_DONE(pipeline.add(sql::casework::lock_submissions));
  SANAQ_STORE_DONE(pipeline.add(sql::casework::last_serial));
  SANAQ_STORE_DONE(pipeline.add(sql::casework::find_cases, {ids}));
  SANAQ_STORE_DONE(pipeline.add(sql::casework::find_claimed, {keys}));
  SANAQ_STORE_TRY(const auto answers, pipeline.finish());
  last_serial_ = answers[2][0].get<std::int64_t>(0);
  for (const auto row : answers[3]) {
    SANAQ_TRY(auto stored, read_stored(row, connection_, forms_));
    stored_.emplace(stored.case_id, std::move(stored));
  }
  for (const auto row : answers[4]) held_.insert(row.get<Uuid>(0));
  return Done{};
}

void SubmissionBatch::add_household(const PreparedSubmission& household, SubmitOutcome& outcome) {
  const std::int64_t serial = ++last_serial_;
  const auto persons = static_cast<std::uint16_t>(household.members.size());
  outcome.facts = {SubmissionSerial(serial), household.case_id,   household.form, household.channel,
                   household.received_at,    household.territory, persons,        household.content};
  submissions_.serials.push_back(serial);
  submissions_.case_ids.push_back(household.case_id.value);
  submissions_.contents.emplace_back(household.content.bytes);
  submissions_.received.push_back(household.received_at);
  submissions_.forms.push_back(form_numbers_.at(household.form));
  submissions_.channels.push_back(static_cast<std::int16_t>(household.channel));
  submissions_.persons.push_back(static_cast<std::int16_t>(persons));
  submissions_.territories.push_back(household.territory);
  submissions_.responses.push_back({household.response});
  submissions_.identities.push_back({household.identity});
  for (const MemberClaim& member : household.members) {
    if (!member.key) continue;
    const Uuid key(member.key->bytes);
    if (held_.insert(key).second) {
      persons_.add(key, serial, member.number);
    } else {
      duplicates_.add(key, serial, member.number);
      outcome.duplicates.push_back(member.number);
    }
  }
  if (const auto& address = household.typed_address) {
    addresses_.serials.push_back(serial);
    addresses_.territories.push_back(address->territory);
    addresses_.streets.push_back(address->street);
    addresses_.street_keys.push_back(address_key(address->street));
    addresses_.houses.emplace_back(trim(address->house));
    addresses_.buildings.emplace_back(trim(address->building));
    addresses_.flats.emplace_back(trim(address->flat));
  }
  if (household.dwelling) {
    dwellings_.serials.push_back(serial);
    dwellings_.dwellings.push_back(household.dwelling->value());
  }
}

void SubmissionBatch::sort_out() {
  outcomes_.resize(households_.size());
  for (std::size_t i = 0; i < households_.size(); ++i) {
    const PreparedSubmission& household = households_[i];
    const auto found = stored_.find(household.case_id);
    if (found != stored_.end()) {
      const bool same = found->second.content == household.content;
      outcomes_[i] = {same ? SubmitOutcome::Kind::already : SubmitOutcome::Kind::closed, found->second, {}};
      continue;
    }
    add_household(household, outcomes_[i]);
    stored_.emplace(household.case_id, outcomes_[i].facts);
  }
}

Result<Done> SubmissionBatch::copy_submissions() {
  SANAQ_STORE_TRY(auto copy, pg::CopyIn::begin(connection_, submission_rows));
  const Submissions& s = submissions_;
  for (std::size_t i = 0; i < s.serials.size(); ++i)
    SANAQ_STORE_DONE(copy.row({s.serials[i], s.case_ids[i], s.contents[i], s.received[i], s.forms[i],
                               s.channels[i], s.persons[i], s.territories[i], s.responses[i]}));
  SANAQ_STORE_DONE(copy.finish());
  return Done{};
}

Result<Done> SubmissionBatch::copy_identities() {
  SANAQ_STORE_TRY(auto copy, pg::CopyIn::begin(connection_, identity_rows));
  for (std::size_t i = 0; i < submissions_.serials.size(); ++i)
    SANAQ_STORE_DONE(copy.row({submissions_.serials[i], submissions_.identities[i]}));
  SANAQ_STORE_DONE(copy.finish());
  return Done{};
}

Result<Done> SubmissionBatch::copy_persons() {
  if (persons_.keys.empty()) return Done{};
  persons_.sort();
  SANAQ_STORE_TRY(auto copy, pg::CopyIn::begin(connection_, person_rows));
  for (std::size_t i = 0; i < persons_.keys.size(); ++i)
    SANAQ_STORE_DONE(copy.row({persons_.keys[i], persons_.serials[i], persons_.members[i]}));
  SANAQ_STORE_DONE(copy.finish());
  return Done{};
}

// Where households live, and persons named twice: plain statements, as rows are few or depend on the frame.
Result<Done> SubmissionBatch::write_remarks() {
  const Addresses& a = addresses_;
  if (duplicates_.keys.empty() && a.serials.empty() && dwellings_.serials.empty()) return Done{};
  SANAQ_STORE_TRY(auto pipeline, pg::Pipeline::begin(connection_));
  if (!duplicates_.keys.empty())
    SANAQ_STORE_DONE(pipeline.add(
        sql::casework::add_claims,
        {duplicates_.keys, duplicates_.serials, duplicates_.members, submissions_.received.front()}));
  if (!a.serials.empty())
    SANAQ_STORE_DONE(
        pipeline.add(sql::casework::add_addresses,
                     {a.serials, a.territories, a.streets, a.street_keys, a.houses, a.buildings, a.flats}));
  if (!dwellings_.serials.empty())
    SANAQ_STORE_DONE(pipeline.add(sql::casework::add_dwellings, {dwellings_.serials, dwellings_.dwellings}));
  SANAQ_STORE_DONE(pipeline.finish());
  return Done{};
}

Result<Done> SubmissionBatch::write() {
  if (submissions_.serials.empty()) return Done{};
  SANAQ_TRY_DONE(copy_submissions());
  SANAQ_TRY_DONE(copy_identities());
  SANAQ_TRY_DONE(copy_persons());
  return write_remarks();
}

// A household that sends again is told of the same duplicates.
Result<Done> SubmissionBatch::tell_duplicates_again() {
  std::vector<std::int64_t> serials;
  for (const auto& outcome : outcomes_)
    if (outcome.kind == SubmitOutcome::Kind::already) serials.push_back(outcome.facts.serial.value());
  if (serials.empty()) return Done{};
  SANAQ_STORE_TRY(const auto rows, connection_.query(sql::casework::claims_of_serials, {serials}));
  for (const auto row : rows)
    for (auto& outcome : outcomes_)
      if (outcome.kind == SubmitOutcome::Kind::already &&
          outcome.facts.serial.value() == row.get<std::int64_t>(0))
        outcome.duplicates.push_back(static_cast<std::uint16_t>(row.get<std::int16_t>(1)));
  return Done{};
}

Result<std::vector<SubmitOutcome>> SubmissionBatch::run() {
  for (const auto& household : households_) {
    if (form_numbers_.contains(household.form)) continue;
    SANAQ_TRY(form_numbers_[household.form], forms_.number(connection_, household.form));
  }
  SANAQ_TRY_DONE(look_up());
  sort_out();
  SANAQ_TRY_DONE(write());
  SANAQ_TRY_DONE(tell_duplicates_again());
  return std::move(outcomes_);
}

}  // namespace sanaq
