#pragma once
#include <string>
#include <string_view>

#include "base/civil_date.h"
#include "base/result.h"
#include "casework/secrets.h"

namespace sanaq {

/// What the QR code of an identity card says: that the office issued this number for this role, territory and
/// time. It says nothing of today: a card may have been withdrawn since, so a page asks the office's books
/// too.
struct CardSlip {
  std::string number;           // card_number.h
  std::string role, territory;  // of the edition
  CivilDate from, until;
};

/// Text behind the address in the QR code: base64url of the facts and an Ed25519 signature, about 140
/// characters.
std::string write_card_slip(const CardSlip& slip, const ReceiptSigner& signer);

/// Checks with public keys only. Errors: "card.form" (cut, misread, no card), "card.signature" (not the
/// office's, or changed).
Result<CardSlip> read_card_slip(std::string_view text, const ReceiptKeys& keys);

}  // namespace sanaq
