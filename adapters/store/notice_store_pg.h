#pragma once
#include "casework/notice.h"
#include "pg/pool.h"
#include "store/form_numbers.h"

namespace sanaq {

/// The outbox of members' codes: submissions themselves in the order of commits, with a cursor. Any thread.
class NoticeStorePg final : public NoticeStore {
 public:
  NoticeStorePg(pg::Pool& pool, FormNumbers& forms) : pool_(pool), forms_(forms) {}
  Result<std::vector<UnnoticedHousehold>> next(int limit) override;
  Result<Done> record(SubmissionSerial last, const std::vector<NoticeRecord>& records) override;
  Result<std::vector<NoticeRecord>> of(SubmissionSerial serial) override;

 private:
  pg::Pool& pool_;
  FormNumbers& forms_;
};

}  // namespace sanaq
