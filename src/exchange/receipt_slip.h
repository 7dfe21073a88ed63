#pragma once
#include <string>
#include <string_view>

#include "base/case_identity.h"
#include "base/instant.h"
#include "base/result.h"

namespace sanaq::exchange {

/// What a household shows at the door: the receipt in the QR code of its certificate (casework/receipt.h),
/// read without the keys. Nothing in it may be believed before the host has verified `signature` over
/// `payload` with the office's public key `key_number`.
struct ReceiptSlip {
  std::uint8_t key_number = 0;
  CaseId case_id;
  std::int64_t serial = 0;
  UtcInstant received_at;
  int persons = 0;
  std::string territory;  // empty in receipts of version 1
  std::string payload, signature;
};

/// text: of the QR code, or the address of a page that has it as the parameter `code`. Any text may come.
/// Errors: "receipt.form" (no receipt, cut or misread).
Result<ReceiptSlip> read_slip(std::string_view text);

}  // namespace sanaq::exchange
