#include "casework/notice.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "casework/member_code.h"
#include "casework/registration.h"

namespace sanaq {
namespace {

// Phones as typed, by member number - 1; empty where none was given.
std::vector<std::string> phones_of(const CodedResponse& identity, const SubmissionPlan& plan,
                                   std::size_t persons) {
  std::vector<std::string> phones(persons);
  for (const CodedAnswer& answer : identity.answers)
    for (const PersonPlan& list : plan.persons) {
      if (answer.node != list.phone || answer.item == CodedAnswer::none) continue;
      const std::size_t number = member_number(plan, identity, list.list, answer.item);
      if (number > 0 && number <= persons) phones[number - 1] = answer.value.text;
    }
  return phones;
}

}  // namespace

Result<std::vector<NoticeRecord>> NoticeJob::notify(const UnnoticedHousehold& household) {
  const auto known = std::find_if(forms_.begin(), forms_.end(),
                                  [&](const KnownForm& form) { return form.plan.form == household.form; });
  if (known == forms_.end()) return Error{"response.form", household.form.version};
  SANAQ_TRY(const auto bytes,
            ports_.sealer.open(SealPurpose::identity, household.identity, household.case_id.value.octets()));
  SANAQ_TRY(const auto identity, decode_response(bytes, *known->form, known->plan.form.fingerprint));
  std::string account_phone;
  if (!household.account_sealed.empty()) {
    SANAQ_TRY(const auto text, ports_.sealer.open(SealPurpose::account, household.account_sealed,
                                                  household.account.value.octets()));
    SANAQ_TRY(const auto details, read_details(text));
    account_phone = details.phone;
  }
  const auto typed = phones_of(identity, known->plan, household.persons);
  std::vector<NoticeRecord> records;
  for (std::uint16_t member = 1; member <= household.persons; ++member) {
    const auto own = parse_phone(typed[member - 1U], phones_);
    const std::string phone = own ? *own : account_phone;
    NoticeRecord record{household.serial, member, NoticeState::no_phone, {}, ports_.clock.now()};
    if (!phone.empty()) {
      const std::string code = to_text(MemberCode{household.serial, member}, ports_.hash);
      const auto sent =
          ports_.sms.send({phone, ports_.texts.text("sms.member_code", household.language, {code})});
      if (!sent && sent.error().code != "sms.refused") return sent.error();
      record.state = sent ? NoticeState::sent : NoticeState::refused;
      if (sent) record.message_id = sent->message_id;
    }
    records.push_back(std::move(record));
  }
  return records;
}

Result<int> NoticeJob::run(int limit) {
  SANAQ_TRY(const auto households, ports_.store.next(limit));
  int finished = 0;
  for (std::size_t at = 0; at < households.size();) {
    std::vector<NoticeRecord> told;
    std::optional<Error> failed;
    const std::size_t end = std::min(at + recorded_together, households.size());
    const std::size_t first = at;
    for (; at < end && !failed; ++at) {
      auto records = notify(households[at]);
      if (!records)
        failed = records.error();
      else
        std::move(records->begin(), records->end(), std::back_inserter(told));
    }
    if (failed) --at;  // that household is not told
    if (at > first) SANAQ_TRY_DONE(ports_.store.record(households[at - 1].serial, told));
    finished += static_cast<int>(at - first);
    if (failed) return *failed;
  }
  return finished;
}

}  // namespace sanaq
