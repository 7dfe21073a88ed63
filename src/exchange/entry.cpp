#include "exchange/entry.h"

#include "base/sha256.h"
#include "exchange/wire.h"

namespace sanaq::exchange {

std::string encode(const Entry& entry) {
  std::string bytes;
  bytes.reserve(entry.payload.size() + 40);
  ByteWriter out(bytes);
  out.byte(static_cast<std::uint8_t>(entry.kind));
  out.number(static_cast<std::uint64_t>(entry.epoch));
  out.number(static_cast<std::uint64_t>(entry.seen));
  out.signed_number(entry.at.micros);
  out.fixed64(entry.salt);
  out.text(entry.payload);
  return bytes;
}

Result<Entry> decode_entry(std::string_view bytes) {
  ByteReader in(bytes);
  Entry entry;
  const std::uint8_t kind = in.byte();
  entry.kind = static_cast<EntryKind>(kind);
  entry.epoch = read_count(in);
  entry.seen = read_count(in);
  entry.at = {in.signed_number()};
  entry.salt = in.fixed64();
  entry.payload = in.text();
  const bool known = kind >= 1 && kind <= static_cast<std::uint8_t>(EntryKind::form);
  if (!in.at_end() || !known || entry.payload.size() > payload_bytes_max)
    return Error{"exchange.form", "entry"};
  if (encode(entry) != bytes) return Error{"exchange.form", "spelling"};
  return entry;
}

Link link_of(const Place& place, std::string_view entry) {
  std::string bytes;
  bytes.reserve(entry.size() + 80);
  ByteWriter out(bytes);
  out.raw("sanaq-entry-1");
  write(out, place.chain.value);
  write(out, place.case_id.value);
  out.number(static_cast<std::uint64_t>(place.number));
  out.raw(view(place.before));
  out.raw(entry);
  const std::string digest = sha256(bytes);
  Link link{};
  std::copy(digest.begin(), digest.end(), link.begin());
  return link;
}

std::string signed_bytes(const Link& link) { return "sanaq-link-1" + std::string(view(link)); }

}  // namespace sanaq::exchange
