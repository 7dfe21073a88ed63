#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "casework/sms_gateway.h"

namespace sanaq {

/// Account at an HTTP gateway of the kind smsc.kz (POST /sys/send.php).
struct SmsAccount {
  std::string login, password, sender;  // sender: registered with the gateway; empty for none
};

/// Body of a send request (application/x-www-form-urlencoded), with `id` so that a repeated request is known.
std::string sms_send_body(const SmsAccount& account, const SmsMessage& message, std::uint32_t id);
/// Reads `{"id":5678,"cnt":1}` or `{"error":"…","error_code":2}`. Errors: "sms.refused" (codes 7 and 8: the number),
/// "sms.unavailable" (all else: log-in, money, too many requests, an answer that cannot be read).
Result<SmsAccepted> read_sms_answer(std::string_view body);

/// What became of a message, by the gateway's status code.
enum class SmsDelivery : std::uint8_t { waiting, delivered, failed };
/// Reads `{"status":1,"last_date":"…"}`. Errors: "sms.unavailable".
Result<SmsDelivery> read_sms_status(std::string_view body);

/// Parts a text takes: 160 or 153 characters of ASCII each, otherwise 70 or 67 UTF-16 units.
int sms_parts(std::string_view text);

}  // namespace sanaq
