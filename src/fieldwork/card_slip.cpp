#include "fieldwork/card_slip.h"

#include <algorithm>

#include "base/byte_stream.h"
#include "base/bytes.h"

namespace sanaq {
namespace {

constexpr std::uint8_t format_version =
    0x53;  // apart from receipts, which the same keys sign: theirs are 1 and 2
constexpr std::size_t text_max = 300;

std::string payload_of(const CardSlip& slip, std::uint8_t key_number) {
  std::string bytes;
  ByteWriter out(bytes);
  out.byte(format_version);
  out.byte(key_number);
  out.text(slip.number);
  out.text(slip.role);
  out.text(slip.territory);
  out.signed_number(slip.from.days());
  out.signed_number(slip.until.days());
  return bytes;
}

// Days of years that a CivilDate can hold: others come from no card.
bool is_day(std::int64_t days) {
  constexpr std::int64_t year_1900 = -25'567, year_2190 = 80'354;
  return days >= year_1900 && days <= year_2190;
}

}  // namespace

std::string write_card_slip(const CardSlip& slip, const ReceiptSigner& signer) {
  std::string bytes = payload_of(slip, signer.key_number());
  const Signature signature = signer.sign(bytes);
  bytes.append(reinterpret_cast<const char*>(signature.data()), signature.size());
  return to_base64url(bytes);
}

Result<CardSlip> read_card_slip(std::string_view text, const ReceiptKeys& keys) {
  if (text.size() > text_max) return Error{"card.form", "length"};
  const auto bytes = from_base64url(text);
  Signature signature{};
  if (!bytes || bytes->size() <= signature.size()) return Error{"card.form", "letters"};
  const std::string_view payload = std::string_view(*bytes).substr(0, bytes->size() - signature.size());
  std::copy(bytes->end() - static_cast<std::ptrdiff_t>(signature.size()), bytes->end(), signature.begin());
  ByteReader in(payload);
  if (in.byte() != format_version) return Error{"card.form", "version"};
  const std::uint8_t key_number = in.byte();
  CardSlip slip;
  slip.number = in.text();
  slip.role = in.text();
  slip.territory = in.text();
  const std::int64_t from = in.signed_number(), until = in.signed_number();
  if (!in.at_end() || !is_day(from) || !is_day(until)) return Error{"card.form", "cut"};
  slip.from = CivilDate::from_days(static_cast<std::int32_t>(from));
  slip.until = CivilDate::from_days(static_cast<std::int32_t>(until));
  if (payload != payload_of(slip, key_number)) return Error{"card.form", "spelling"};
  if (!keys.verify(key_number, payload, signature)) return Error{"card.signature", {}};
  return slip;
}

}  // namespace sanaq
