#pragma once
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/messages.h"
#include "casework/closed_cases.h"
#include "casework/phone.h"
#include "casework/sms_gateway.h"

namespace sanaq {

/// A stored household whose members have not got their codes yet.
struct UnnoticedHousehold {
  SubmissionSerial serial;
  CaseId case_id;
  FormRef form;
  std::uint16_t persons = 0;
  std::string identity;  // sealed
  AccountId account;
  std::string account_sealed;  // sealed AccountDetails; empty when the case has no account (tablet)
  std::string language;
};

enum class NoticeState : std::uint8_t { sent = 1, refused = 2, no_phone = 3 };

struct NoticeRecord {
  SubmissionSerial serial;
  std::uint16_t member = 0;
  NoticeState state = NoticeState::sent;
  std::string message_id;  // of the gateway
  UtcInstant at;
};

/// What was told to whom, in the order of submissions (port).
class NoticeStore {
 public:
  virtual ~NoticeStore() = default;
  /// Households after the cursor, at most `limit`.
  virtual Result<std::vector<UnnoticedHousehold>> next(int limit) = 0;
  /// Writes the records and moves the cursor to `last`, in one transaction. `last` is the last household
  /// told, the records are of it and of those told since the call before.
  virtual Result<Done> record(SubmissionSerial last, const std::vector<NoticeRecord>& records) = 0;
  virtual Result<std::vector<NoticeRecord>> of(SubmissionSerial serial) = 0;
};

/// Sends every member's code to their own phone, or to that of the account. At least once: a stop between
/// sending and recording sends the last households their codes again, at most `recorded_together` of them.
class NoticeJob {
 public:
  /// So that telling a household needs no commit and no flush of the log of its own.
  static constexpr std::size_t recorded_together = 50;
  struct Ports {
    NoticeStore& store;
    SmsGateway& sms;
    const KeyedHash& hash;
    const Sealer& sealer;
    const Clock& clock;
    const Messages& texts;
  };
  NoticeJob(Ports ports, const std::vector<KnownForm>& forms, PhoneRules phones)
      : ports_(ports), forms_(forms), phones_(std::move(phones)) {}
  /// Works on at most `limit` households; how many it finished. Errors: "sms.unavailable" (what was sent
  /// before is recorded; go on later), those of store and sealing.
  Result<int> run(int limit);

 private:
  Result<std::vector<NoticeRecord>> notify(const UnnoticedHousehold& household);
  Ports ports_;
  const std::vector<KnownForm>& forms_;
  PhoneRules phones_;
};

}  // namespace sanaq
