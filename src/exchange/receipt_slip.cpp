#include "exchange/receipt_slip.h"

#include "base/bytes.h"
#include "base/text.h"
#include "exchange/wire.h"

namespace sanaq::exchange {
namespace {

constexpr std::size_t content_bytes = 16, signature_bytes = 64, text_max = 600;
constexpr std::uint8_t without_territory = 1, version_max = 2;

// Certificates may carry an address instead of the bare receipt, for telephones that open what they read.
std::string_view code_in(std::string_view text) {
  constexpr std::string_view parameter = "code=";
  const std::size_t at = text.find(parameter);
  return at == std::string_view::npos ? text : text.substr(at + parameter.size());
}

}  // namespace

Result<ReceiptSlip> read_slip(std::string_view text) {
  if (text.size() > text_max) return Error{"receipt.form", "length"};
  const auto bytes = from_base64url(code_in(trim(text)));
  if (!bytes || bytes->size() <= signature_bytes) return Error{"receipt.form", "letters"};
  const std::size_t payload_bytes = bytes->size() - signature_bytes;
  ByteReader in(std::string_view(*bytes).substr(0, payload_bytes));
  const std::uint8_t version = in.byte();
  if (version < without_territory || version > version_max) return Error{"receipt.form", "version"};
  ReceiptSlip slip;
  slip.key_number = in.byte();
  slip.case_id = {read_uuid(in)};
  slip.serial = read_count(in);
  slip.received_at = {in.signed_number()};
  slip.persons = static_cast<int>(read_count(in) & 0xFFFF);
  [[maybe_unused]] const auto content = in.raw(content_bytes);
  [[maybe_unused]] const auto form = in.text();
  [[maybe_unused]] const auto form_version = in.text();
  if (version > without_territory) slip.territory = in.text();
  constexpr std::int64_t year_2200_micros = 7'258'118'400'000'000;
  const bool dated = slip.received_at.micros >= 0 && slip.received_at.micros < year_2200_micros;
  if (!in.at_end() || !dated) return Error{"receipt.form", "cut"};
  slip.payload = bytes->substr(0, payload_bytes);
  slip.signature = bytes->substr(payload_bytes);
  return slip;
}

}  // namespace sanaq::exchange
