#include "exchange/sheet.h"

#include <algorithm>

#include "exchange/wire.h"

namespace sanaq::exchange {
namespace {

constexpr std::uint8_t sheet_version = 1;

std::string payload_of(const ReceiptSheet& sheet) {
  std::string bytes;
  ByteWriter out(bytes);
  out.raw("sanaq-sheet");
  out.byte(sheet_version);
  out.byte(sheet.key_number);
  write(out, sheet.device.value);
  out.signed_number(sheet.at.micros);
  out.number(sheet.lines.size());
  for (const SheetLine& line : sheet.lines) {
    write(out, line.chain.value);
    write(out, line.case_id.value);
    out.byte(static_cast<std::uint8_t>(line.standing));
    out.number(static_cast<std::uint64_t>(line.head.number));
    out.raw(view(line.head.link));
  }
  return bytes;
}

SheetLine read_line(ByteReader& in) {
  SheetLine line;
  line.chain = {read_uuid(in)};
  line.case_id = {read_uuid(in)};
  const std::uint8_t standing = in.byte();
  if (standing < 1 || standing > static_cast<std::uint8_t>(Standing::refused)) in.fail();
  line.standing = static_cast<Standing>(standing);
  line.head.number = read_count(in);
  line.head.link = read_bytes<Link>(in);
  return line;
}

}  // namespace

std::string write_sheet(ReceiptSheet sheet, const OfficeSigner& signer) {
  sheet.key_number = signer.key_number();
  std::string bytes = payload_of(sheet);
  const Signature signature = signer.sign(bytes);
  bytes += view(signature);
  return bytes;
}

std::string_view signed_part(std::string_view sheet) {
  return sheet.substr(0, sheet.size() - std::min(sheet.size(), Signature{}.size()));
}

Result<ReceiptSheet> decode_sheet(std::string_view bytes) {
  ByteReader in(bytes);
  ReceiptSheet sheet;
  if (in.raw(11) != "sanaq-sheet" || in.byte() != sheet_version) return Error{"exchange.form", "sheet"};
  sheet.key_number = in.byte();
  sheet.device = {read_uuid(in)};
  sheet.at = {in.signed_number()};
  for (std::size_t left = in.count(); in.ok() && left > 0; --left) sheet.lines.push_back(read_line(in));
  sheet.signature = read_bytes<Signature>(in);
  if (!in.at_end()) return Error{"exchange.form", "sheet"};
  if (signed_part(bytes) != payload_of(sheet)) return Error{"exchange.form", "spelling"};
  return sheet;
}

Result<ReceiptSheet> read_sheet(std::string_view bytes, DeviceId device, const OfficeKeys& keys) {
  SANAQ_TRY(ReceiptSheet sheet, decode_sheet(bytes));
  if (sheet.device != device || !keys.verify(sheet.key_number, signed_part(bytes), sheet.signature))
    return Error{"exchange.receipt", {}};
  return sheet;
}

}  // namespace sanaq::exchange
