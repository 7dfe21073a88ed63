#include "casework/receipt.h"

#include <algorithm>

#include "base/bytes.h"
#include "base/byte_stream.h"
#include "casework/submission_store.h"

namespace sanaq {
namespace {

constexpr std::uint8_t without_territory = 1, format_version = 2;

std::string_view view(const Uuid::Bytes& bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

void read_into(ByteReader& in, std::uint8_t* out, std::size_t size) {
  const std::string_view bytes = in.raw(size);
  std::copy(bytes.begin(), bytes.end(), out);
}

}  // namespace

std::string receipt_payload(const Receipt& receipt) {
  std::string bytes;
  ByteWriter out(bytes);
  out.byte(receipt.territory.empty() ? without_territory : format_version);
  out.byte(receipt.key_number);
  out.raw(view(receipt.case_id.value.bytes()));
  out.number(static_cast<std::uint64_t>(receipt.serial.value()));
  out.signed_number(receipt.received_at.micros);
  out.number(receipt.persons);
  out.raw(view(receipt.content.bytes));
  out.text(receipt.form);
  out.text(receipt.form_version);
  if (!receipt.territory.empty()) out.text(receipt.territory);
  return bytes;
}

Receipt make_receipt(const StoredSubmission& stored, const ReceiptSigner& signer) {
  Receipt receipt{stored.case_id,     stored.serial,  stored.form.id,      stored.form.version, stored.received_at,
                  stored.persons,     stored.content, signer.key_number(), {}, stored.territory};
  receipt.signature = signer.sign(receipt_payload(receipt));
  return receipt;
}

std::string to_text(const Receipt& receipt) {
  std::string bytes = receipt_payload(receipt);
  bytes.append(reinterpret_cast<const char*>(receipt.signature.data()), receipt.signature.size());
  return to_base64url(bytes);
}

Result<Receipt> verify_receipt(std::string_view text, const ReceiptKeys& keys) {
  constexpr std::size_t text_max = 400;
  if (text.size() > text_max) return Error{"receipt.form", "length"};
  auto bytes = from_base64url(text);
  if (!bytes) return Error{"receipt.form", "letters"};
  ByteReader in(*bytes);
  const std::uint8_t version = in.byte();
  if (version != without_territory && version != format_version) return Error{"receipt.form", "version"};
  Receipt receipt;
  receipt.key_number = in.byte();
  Uuid::Bytes case_id{};
  read_into(in, case_id.data(), case_id.size());
  receipt.case_id = {Uuid(case_id)};
  receipt.serial = SubmissionSerial(static_cast<std::int64_t>(in.number()));
  receipt.received_at = {in.signed_number()};
  receipt.persons = static_cast<std::uint16_t>(in.number());
  read_into(in, receipt.content.bytes.data(), receipt.content.bytes.size());
  receipt.form = in.text();
  receipt.form_version = in.text();
  if (version == format_version) receipt.territory = in.text();
  read_into(in, receipt.signature.data(), receipt.signature.size());
  if (!in.at_end()) return Error{"receipt.form", "cut"};
  const std::string_view payload = std::string_view(*bytes).substr(0, bytes->size() - receipt.signature.size());
  // Another spelling of the same facts is not what was signed.
  if (payload != receipt_payload(receipt)) return Error{"receipt.form", "spelling"};
  if (!keys.verify(receipt.key_number, payload, receipt.signature)) return Error{"receipt.signature", {}};
  return receipt;
}

}  // namespace sanaq
