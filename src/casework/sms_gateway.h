#pragma once
#include <string>

#include "base/result.h"

namespace sanaq {

/// A short message. phone: international digits without plus, `77010000000`; text: UTF-8. A part holds 67 Cyrillic
/// letters or 153 Latin ones, so codes come in texts below 70 characters.
struct SmsMessage {
  std::string phone, text;
};

/// The gateway's number for a message it took over; with it deliveries are asked for.
struct SmsAccepted {
  std::string message_id;
};

/// Sends short messages (port).
class SmsGateway {
 public:
  virtual ~SmsGateway() = default;
  /// Errors: "sms.unavailable" (try again later), "sms.refused" (the number or text is not taken).
  virtual Result<SmsAccepted> send(const SmsMessage& message) = 0;
};

}  // namespace sanaq
