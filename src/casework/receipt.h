#pragma once
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"
#include "casework/identifiers.h"
#include "casework/secrets.h"

namespace sanaq {

struct StoredSubmission;

/// The census office's word that a household's answers are durable. Holds no personal data.
struct Receipt {
  CaseId case_id;
  SubmissionSerial serial;
  std::string form, form_version;
  UtcInstant received_at;
  std::uint16_t persons = 0;
  ContentHash content;
  std::uint8_t key_number = 0;
  Signature signature{};
  std::string territory;  // counting territory, as the certificate shows it; empty in receipts of version 1
};

/// Signs what is stored. The same submission gives the same receipt as long as the key stays.
Receipt make_receipt(const StoredSubmission& stored, const ReceiptSigner& signer);
/// The signed bytes: version, key number, case id, serial, moment, persons, content hash, form id and version, and
/// from version 2 on the territory. exchange/receipt_slip.h reads the same bytes on a tablet at the door.
std::string receipt_payload(const Receipt& receipt);
/// Text for a QR code or a line to copy: base64url of payload and signature, about 190 characters.
std::string to_text(const Receipt& receipt);
/// Checks offline, with public keys only. Errors: "receipt.form" (cut or misread), "receipt.signature" (not ours, or
/// changed).
Result<Receipt> verify_receipt(std::string_view text, const ReceiptKeys& keys);

}  // namespace sanaq
