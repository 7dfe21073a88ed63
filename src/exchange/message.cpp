#include "exchange/message.h"

#include "exchange/wire.h"

namespace sanaq::exchange {
namespace {

constexpr std::uint8_t format_version = 1;

void write_run(ByteWriter& out, const Run& run) {
  write(out, run.chain.value);
  write(out, run.case_id.value);
  out.number(static_cast<std::uint64_t>(run.before.number));
  out.raw(view(run.before.link));
  out.number(run.entries.size());
  for (const std::string& entry : run.entries) out.text(entry);
  out.raw(view(run.signature));
}

// Sections behind a message. The numbers travel.
constexpr std::uint8_t section_pictures = 1;  // of a request: parts; of an answer: wants

void write_section(ByteWriter& out, std::uint8_t tag, std::string_view body) {
  out.byte(tag);
  out.text(body);
}

// Hands each section over; `take` gives an error for a body it cannot read.
template <class Take>
Result<Done> read_sections(ByteReader& in, Take take) {
  while (in.ok() && in.left() > 0) {
    const std::uint8_t tag = in.byte();
    const std::string_view body = in.text();
    if (in.ok()) SANAQ_TRY_DONE(take(tag, body));
  }
  return Done{};
}

Run read_run(ByteReader& in) {
  Run run;
  run.chain = {read_uuid(in)};
  run.case_id = {read_uuid(in)};
  run.before.number = read_count(in);
  run.before.link = read_bytes<Link>(in);
  for (std::size_t left = in.count(); in.ok() && left > 0; --left) run.entries.emplace_back(in.text());
  run.signature = read_bytes<Signature>(in);
  return run;
}

}  // namespace

std::string encode(const SyncRequest& request) {
  std::string bytes;
  ByteWriter out(bytes);
  out.byte(format_version);
  write(out, request.device.value);
  out.number(static_cast<std::uint64_t>(request.feed_after));
  out.number(request.runs.size());
  for (const Run& run : request.runs) write_run(out, run);
  if (!request.pictures.empty()) write_section(out, section_pictures, encode(request.pictures));
  return bytes;
}

Result<SyncRequest> decode_request(std::string_view bytes, const CallLimits& limits) {
  // Ids, links and lengths beside the entries: 160 bytes a run are more than enough.
  if (bytes.size() > limits.bytes_max + limits.runs_max * 160 + limits.entries_max * 4)
    return Error{"exchange.size", {}};
  ByteReader in(bytes);
  if (in.byte() != format_version) return Error{"exchange.form", "version"};
  SyncRequest request;
  request.device = {read_uuid(in)};
  request.feed_after = read_count(in);
  std::size_t entries = 0;
  for (std::size_t left = in.count(); in.ok() && left > 0; --left) {
    if (request.runs.size() == limits.runs_max || entries > limits.entries_max)
      return Error{"exchange.size", {}};
    request.runs.push_back(read_run(in));
    entries += request.runs.back().entries.size();
  }
  const auto take = [&](std::uint8_t tag, std::string_view body) -> Result<Done> {
    if (tag != section_pictures) return Done{};
    SANAQ_TRY(request.pictures, decode_picture_parts(body));
    return Done{};
  };
  SANAQ_TRY_DONE(read_sections(in, take));
  if (!in.at_end()) return Error{"exchange.form", "request"};
  if (entries > limits.entries_max) return Error{"exchange.size", {}};
  return request;
}

std::string encode(const SyncAnswer& answer) {
  std::string bytes;
  ByteWriter out(bytes);
  out.byte(format_version);
  out.text(answer.sheet);
  out.number(answer.feed.size());
  for (const FeedEntry& entry : answer.feed) out.text(encode(entry));
  out.byte(answer.more ? 1 : 0);
  if (!answer.wants.empty()) write_section(out, section_pictures, encode(answer.wants));
  return bytes;
}

Result<SyncAnswer> decode_answer(std::string_view bytes) {
  ByteReader in(bytes);
  if (in.byte() != format_version) return Error{"exchange.form", "version"};
  SyncAnswer answer;
  answer.sheet = in.text();
  for (std::size_t left = in.count(); in.ok() && left > 0; --left) {
    SANAQ_TRY(FeedEntry entry, decode_feed_entry(in.text()));
    answer.feed.push_back(std::move(entry));
  }
  answer.more = in.byte() != 0;
  const auto take = [&](std::uint8_t tag, std::string_view body) -> Result<Done> {
    if (tag != section_pictures) return Done{};
    SANAQ_TRY(answer.wants, decode_picture_wants(body));
    return Done{};
  };
  SANAQ_TRY_DONE(read_sections(in, take));
  if (!in.at_end()) return Error{"exchange.form", "answer"};
  return answer;
}

}  // namespace sanaq::exchange
