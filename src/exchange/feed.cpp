#include "exchange/feed.h"

#include "exchange/wire.h"

namespace sanaq::exchange {

std::string encode(const FeedEntry& entry) {
  std::string bytes;
  ByteWriter out(bytes);
  out.number(static_cast<std::uint64_t>(entry.number));
  out.byte(static_cast<std::uint8_t>(entry.kind));
  write(out, entry.case_id.value);
  out.number(static_cast<std::uint64_t>(entry.epoch));
  out.number(static_cast<std::uint64_t>(entry.position));
  out.text(entry.payload);
  return bytes;
}

Result<FeedEntry> decode_feed_entry(std::string_view bytes) {
  ByteReader in(bytes);
  FeedEntry entry;
  entry.number = read_count(in);
  const std::uint8_t kind = in.byte();
  entry.kind = static_cast<FeedKind>(kind);
  entry.case_id = {read_uuid(in)};
  entry.epoch = read_count(in);
  entry.position = read_count(in);
  entry.payload = in.text();
  const bool known = kind >= 1 && kind <= static_cast<std::uint8_t>(FeedKind::unlock);
  if (!in.at_end() || !known) return Error{"exchange.form", "feed"};
  return entry;
}

}  // namespace sanaq::exchange
