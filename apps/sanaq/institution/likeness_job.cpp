#include "sanaq/institution/likeness_job.h"

#include <algorithm>

namespace sanaq {

Result<std::vector<MemberLikeness>> LikenessJob::members_of(const UncomparedHousehold& household) const {
  const auto known = std::find_if(forms_.begin(), forms_.end(),
                                  [&](const KnownForm& form) { return form.plan.form == household.form; });
  if (known == forms_.end()) return Error{"response.form", household.form.version};
  const auto& id = household.case_id.value.bytes();
  const std::string_view context(reinterpret_cast<const char*>(id.data()), id.size());
  const auto decoded = [&](SealPurpose purpose, const std::string& sealed) -> Result<CodedResponse> {
    SANAQ_TRY(const std::string bytes, sealer_.open(purpose, sealed, context));
    return decode_response(bytes, *known->form, known->plan.form.fingerprint);
  };
  SANAQ_TRY(const CodedResponse response, decoded(SealPurpose::response, household.response));
  SANAQ_TRY(const CodedResponse identity, decoded(SealPurpose::identity, household.identity));
  return likenesses_of(*known->form, known->plan, response, identity, hash_);
}

Result<std::size_t> LikenessJob::compare_households(int limit) {
  SANAQ_TRY(const auto households, store_.households(limit));
  if (households.empty()) return std::size_t{0};
  std::vector<std::pair<SubmissionSerial, MemberLikeness>> members;
  for (const UncomparedHousehold& one : households) {
    SANAQ_TRY(const auto found, members_of(one));
    for (const MemberLikeness& member : found) members.emplace_back(one.serial, member);
  }
  SANAQ_TRY_DONE(store_.note(households.back().serial, members));
  return households.size();
}

Result<std::size_t> LikenessJob::compare_residents(int limit) {
  SANAQ_TRY(auto residents, store_.residents(limit));
  if (residents.empty()) return std::size_t{0};
  std::vector<ResidentLikeness> compared;
  for (UncomparedResident& one : residents) {
    auto key = likeness_key(one.person.surname, one.person.given_name, one.person.birth_date, hash_);
    compared.push_back({std::move(one), key});
  }
  SANAQ_TRY_DONE(store_.note(compared));
  return compared.size();
}

Result<std::size_t> LikenessJob::run(int limit) {
  SANAQ_TRY(const std::size_t households, compare_households(limit));
  SANAQ_TRY(const std::size_t residents, compare_residents(limit));
  return households + residents;
}

}  // namespace sanaq
