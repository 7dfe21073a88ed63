#include "register/demo_sms_gateway.h"

#include "base/text.h"

namespace sanaq {
namespace {

constexpr std::size_t inbox_max = 10'000;

int hex_value(char c) { return c >= 'A' ? c - 'A' + 10 : c - '0'; }

// A field of a form body as the gateway's side reads it.
std::string field(std::string_view body, std::string_view name) {
  for (const std::string_view part : split(body, '&')) {
    if (!part.starts_with(name) || part.size() <= name.size() || part[name.size()] != '=') continue;
    std::string value;
    for (std::size_t i = name.size() + 1; i < part.size(); ++i) {
      if (part[i] != '%' || i + 2 >= part.size()) {
        value += part[i];
        continue;
      }
      value += static_cast<char>(hex_value(part[i + 1]) << 4 | hex_value(part[i + 2]));
      i += 2;
    }
    return value;
  }
  return {};
}

}  // namespace

std::string DemoSmsGateway::answer(std::string_view body) {
  const SmsFault fault = fault_;
  if (fault == SmsFault::unavailable) return R"({"error":"too many requests","error_code":9})";
  const std::string phone = field(body, "phones"), text = field(body, "mes");
  const bool digits = phone.size() >= 8 && phone.find_first_not_of("0123456789") == std::string::npos;
  if (fault == SmsFault::wrong_number || !digits) return R"({"error":"invalid number","error_code":7})";
  const std::string id = field(body, "id");
  const int parts = sms_parts(text);
  {
    const std::lock_guard lock(mutex_);
    inbox_.push_front({phone, text, id, clock_.now(), parts});
    if (inbox_.size() > inbox_max) inbox_.pop_back();
  }
  if (fault == SmsFault::lost_answer) return {};
  return R"({"id":)" + id + R"(,"cnt":)" + std::to_string(parts) + "}";
}

Result<SmsAccepted> DemoSmsGateway::send(const SmsMessage& message) {
  const auto id = static_cast<std::uint32_t>(++count_);
  return read_sms_answer(answer(sms_send_body({"sanaq", "demo", "SANAQ"}, message, id)));
}

std::vector<InboxMessage> DemoSmsGateway::inbox(std::string_view phone, std::size_t limit) const {
  const std::lock_guard lock(mutex_);
  std::vector<InboxMessage> found;
  for (const InboxMessage& message : inbox_) {
    if (found.size() >= limit) break;
    if (phone.empty() || message.phone == phone) found.push_back(message);
  }
  return found;
}

}  // namespace sanaq
