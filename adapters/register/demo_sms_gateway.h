#pragma once
#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.h"
#include "casework/sms_gateway.h"
#include "register/sms_http.h"

namespace sanaq {

enum class SmsFault : std::uint8_t {
  none,
  unavailable,    // the gateway answers with "too many requests"
  wrong_number,   // it refuses every number
  lost_answer,    // the message arrives, the answer does not: the sender must think it failed
};

/// A message in the stand-in's inbox: what a phone would show.
struct InboxMessage {
  std::string phone, text, message_id;
  UtcInstant at;
  int parts = 1;
};

/// Stands in for an SMS gateway in the demo and in tests. Messages go through the same request and answer texts as with
/// the real HTTP gateway, and end in an inbox that the demo shows. Keeps the last 10,000. Any thread.
class DemoSmsGateway final : public SmsGateway {
 public:
  explicit DemoSmsGateway(const Clock& clock) : clock_(clock) {}
  Result<SmsAccepted> send(const SmsMessage& message) override;

  /// Newest first; of one phone, or of all when it is empty.
  std::vector<InboxMessage> inbox(std::string_view phone, std::size_t limit) const;
  void set_fault(SmsFault fault) { fault_ = fault; }
  std::uint64_t taken() const { return count_; }

 private:
  std::string answer(std::string_view body);
  const Clock& clock_;
  std::atomic<SmsFault> fault_ = SmsFault::none;
  std::atomic<std::uint64_t> count_ = 0;
  mutable std::mutex mutex_;
  std::deque<InboxMessage> inbox_;
};

}  // namespace sanaq
