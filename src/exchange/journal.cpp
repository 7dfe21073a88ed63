#include "exchange/journal.h"

#include <optional>

#include "base/sha256.h"
#include "exchange/wire.h"

namespace sanaq::exchange {
namespace {

constexpr std::size_t length_bytes = 4, sum_bytes = 8;
constexpr std::size_t record_bytes_max = 4 * 1024 * 1024;

enum class RecordKind : std::uint8_t { device = 1, entry = 2, sheet = 3, feed = 4 };

struct BodyWriter {
  std::string bytes;
  void operator()(const KeptDevice& kept) {
    ByteWriter out(bytes);
    out.byte(static_cast<std::uint8_t>(RecordKind::device));
    write(out, kept.device.value);
  }
  void operator()(const KeptEntry& kept) {
    ByteWriter out(bytes);
    out.byte(static_cast<std::uint8_t>(RecordKind::entry));
    write(out, kept.chain.value);
    write(out, kept.case_id.value);
    out.number(static_cast<std::uint64_t>(kept.number));
    out.raw(view(kept.signature));
    out.raw(kept.entry);
  }
  void operator()(const KeptSheet& kept) {
    ByteWriter out(bytes);
    out.byte(static_cast<std::uint8_t>(RecordKind::sheet));
    out.raw(kept.bytes);
  }
  void operator()(const FeedEntry& entry) {
    ByteWriter out(bytes);
    out.byte(static_cast<std::uint8_t>(RecordKind::feed));
    out.raw(encode(entry));
  }
};

std::optional<Record> read_entry(ByteReader& in) {
  KeptEntry kept;
  kept.chain = {read_uuid(in)};
  kept.case_id = {read_uuid(in)};
  kept.number = read_count(in);
  kept.signature = read_bytes<Signature>(in);
  kept.entry = in.raw(in.left());
  if (!in.ok()) return std::nullopt;
  return kept;
}

std::optional<Record> read_body(std::string_view body) {
  ByteReader in(body);
  switch (static_cast<RecordKind>(in.byte())) {
    case RecordKind::device: {
      const KeptDevice kept{{read_uuid(in)}};
      return in.at_end() ? std::optional<Record>(kept) : std::nullopt;
    }
    case RecordKind::entry:
      return read_entry(in);
    case RecordKind::sheet:
      return KeptSheet{std::string(in.raw(in.left()))};
    case RecordKind::feed: {
      auto entry = decode_feed_entry(in.raw(in.left()));
      return entry ? std::optional<Record>(*std::move(entry)) : std::nullopt;
    }
  }
  return std::nullopt;
}

std::size_t read_length(std::string_view bytes) {
  std::size_t length = 0;
  for (std::size_t i = 0; i < length_bytes; ++i)
    length |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
  return length;
}

}  // namespace

std::string encode(const Record& record) {
  BodyWriter writer;
  std::visit(writer, record);
  const std::string& body = writer.bytes;
  SANAQ_CHECK(body.size() <= record_bytes_max);
  std::string frame;
  frame.reserve(body.size() + length_bytes + sum_bytes);
  for (std::size_t i = 0; i < length_bytes; ++i) frame += static_cast<char>((body.size() >> (8 * i)) & 255);
  frame += sha256(body).substr(0, sum_bytes);
  frame += body;
  return frame;
}

FoundJournal read_journal(std::string_view bytes) {
  FoundJournal found;
  for (std::string_view rest = bytes; rest.size() > length_bytes + sum_bytes;) {
    const std::size_t length = read_length(rest);
    if (length > record_bytes_max || rest.size() < length_bytes + sum_bytes + length) break;
    const std::string_view body = rest.substr(length_bytes + sum_bytes, length);
    if (sha256(body).substr(0, sum_bytes) != rest.substr(length_bytes, sum_bytes)) break;
    auto record = read_body(body);
    if (!record) break;
    found.records.push_back(*std::move(record));
    rest.remove_prefix(length_bytes + sum_bytes + length);
    found.bytes_good = bytes.size() - rest.size();
  }
  return found;
}

}  // namespace sanaq::exchange
