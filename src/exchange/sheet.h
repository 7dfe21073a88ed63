#pragma once
#include <vector>

#include "exchange/judgement.h"

namespace sanaq::exchange {

/// Signs for the census office (port), and says with which key.
class OfficeSigner {
 public:
  virtual ~OfficeSigner() = default;
  virtual std::uint8_t key_number() const = 0;
  virtual Signature sign(std::string_view bytes) const = 0;
};
/// Checks the office's signatures with public keys alone (port): a tablet has these.
class OfficeKeys {
 public:
  virtual ~OfficeKeys() = default;
  virtual bool verify(std::uint8_t key_number, std::string_view bytes, const Signature& signature) const = 0;
};

/// What the office answers for one chain.
struct SheetLine {
  ChainId chain;
  CaseId case_id;
  Standing standing = Standing::stored;
  Head head;  // stored, gap: of the stored chain; forked: of the run that is kept beside it
  friend bool operator==(const SheetLine&, const SheetLine&) = default;
};

/// The office's word that entries are durable: one signature for all cases of a call. Readable offline.
struct ReceiptSheet {
  DeviceId device;
  UtcInstant at;  // the office's clock: date and time of synchronisation
  std::vector<SheetLine> lines;
  std::uint8_t key_number = 0;
  Signature signature{};
  friend bool operator==(const ReceiptSheet&, const ReceiptSheet&) = default;
};

/// Payload and signature.
std::string write_sheet(ReceiptSheet sheet, const OfficeSigner& signer);
/// The form only: who signed it is not looked at. Errors: "exchange.form".
Result<ReceiptSheet> decode_sheet(std::string_view bytes);
/// What the signature is over: the sheet without its last bytes.
std::string_view signed_part(std::string_view sheet);
/// Errors: "exchange.form", "exchange.receipt" (not the office's, changed, or of another device).
Result<ReceiptSheet> read_sheet(std::string_view bytes, DeviceId device, const OfficeKeys& keys);

}  // namespace sanaq::exchange
