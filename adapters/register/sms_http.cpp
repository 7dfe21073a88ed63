// Shapes as several public clients of smsc.kz use them: form fields login, psw, phones, mes, charset, fmt, sender, id;
// error codes 2 log-in or address, 3 money or parameters, 4 address blocked, 7 number, 8 not deliverable, 9 too often.
#include "register/sms_http.h"

#include <algorithm>

#include "base/json.h"

namespace sanaq {
namespace {

void append_field(std::string& body, std::string_view name, std::string_view value) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  if (!body.empty()) body += '&';
  body += name;
  body += '=';
  for (const char c : value) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '_' || c == '.' || c == '~';
    if (plain) {
      body += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    body += '%';
    body += hex[byte >> 4];
    body += hex[byte & 15];
  }
}

}  // namespace

std::string sms_send_body(const SmsAccount& account, const SmsMessage& message, std::uint32_t id) {
  std::string body;
  append_field(body, "login", account.login);
  append_field(body, "psw", account.password);
  append_field(body, "phones", message.phone);
  append_field(body, "mes", message.text);
  append_field(body, "charset", "utf-8");
  append_field(body, "fmt", "3");
  append_field(body, "id", std::to_string(id));
  if (!account.sender.empty()) append_field(body, "sender", account.sender);
  return body;
}

Result<SmsAccepted> read_sms_answer(std::string_view body) {
  const auto json = parse_json(body);
  if (!json || !json->is_object()) return Error{"sms.unavailable", "answer"};
  if (json->has("id") && !json->has("error_code")) return SmsAccepted{(*json)["id"].text()};
  const std::int64_t code = (*json)["error_code"].integer(-1);
  const std::string detail = "gateway code " + std::to_string(code);
  constexpr std::int64_t wrong_number = 7, not_deliverable = 8;
  if (code == wrong_number || code == not_deliverable) return Error{"sms.refused", detail};
  return Error{"sms.unavailable", detail};
}

Result<SmsDelivery> read_sms_status(std::string_view body) {
  const auto json = parse_json(body);
  if (!json || !json->has("status")) return Error{"sms.unavailable", "status"};
  switch ((*json)["status"].integer(-99)) {
    case -1:
    case 0: return SmsDelivery::waiting;
    case 1:
    case 2: return SmsDelivery::delivered;
    case -3:  // not found
    case 3:   // expired
    case 20:  // impossible
    case 22:  // wrong number
    case 23:  // forbidden
    case 24:  // no money
    case 25: return SmsDelivery::failed;
    default: return Error{"sms.unavailable", "status code"};
  }
}

int sms_parts(std::string_view text) {
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) units += byte >= 0xF0 ? 2 : 1;
  }
  const std::size_t alone = ascii ? 160 : 70, part = ascii ? 153 : 67;
  return units <= alone ? 1 : static_cast<int>((units + part - 1) / part);
}

}  // namespace sanaq
