#pragma once
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/json.h"
#include "exchange/journal.h"
#include "exchange/sheet.h"
#include "exchange/wire.h"

/// What several calls of the tablet (tablet_calls.h) tell in JSON.
namespace sanaq::exchange {

inline Json bytes_json(std::string_view bytes) { return Json::string(to_base64url(bytes)); }

inline Json records_json(const std::vector<Record>& records) {
  Json out = Json::array();
  for (const Record& record : records) out.push(bytes_json(encode(record)));
  return out;
}

/// {"key","payload","signature"}: what a host verifies.
inline Json signed_json(std::uint8_t key_number, std::string_view payload, const Signature& signature) {
  Json out = Json::object();
  out.set("key", Json::number(key_number));
  out.set("payload", bytes_json(payload));
  out.set("signature", bytes_json(view(signature)));
  return out;
}

inline Json sheet_json(std::string_view bytes, const ReceiptSheet& sheet) {
  return signed_json(sheet.key_number, signed_part(bytes), sheet.signature);
}

}  // namespace sanaq::exchange
