#include "exchange/tablet_calls.h"

#include <algorithm>

#include "base/bytes.h"
#include "base/sha256.h"
#include "exchange/bundle_plan.h"
#include "exchange/call_json.h"
#include "exchange/wire.h"

namespace sanaq::exchange {
namespace {

std::string digest_of(std::uint8_t key_number, std::string_view bytes, std::string_view signature) {
  std::string all(1, static_cast<char>(key_number));
  all += signature;
  all += bytes;
  return sha256(all);
}

template <class Id>
Result<Id> read_id(const Json& json) {
  SANAQ_TRY(const Uuid id, Uuid::parse(json.text()));
  return Id{id};
}

// Bytes of a certain length: signatures and random numbers.
template <class Bytes>
Result<Bytes> read_fixed(const Json& json) {
  SANAQ_TRY(const std::string bytes, from_base64url(json.text()));
  Bytes out{};
  if (bytes.size() != out.size()) return Error{"base64.form", "length"};
  std::copy(bytes.begin(), bytes.end(), out.begin());
  return out;
}

// A row of the journal holds one record and nothing else.
std::optional<Record> read_row(const Json& row) {
  const auto bytes = from_base64url(row.text());
  if (!bytes) return std::nullopt;
  FoundJournal found = read_journal(*bytes);
  if (found.records.size() != 1 || found.bytes_good != bytes->size()) return std::nullopt;
  return std::move(found.records[0]);
}

Result<std::string> list_sheets(const Json& input) {
  Json out = Json::array();
  const auto list = [&](std::string_view bytes) {
    if (const auto sheet = decode_sheet(bytes)) out.push(sheet_json(bytes, *sheet));
  };
  for (const Json& row : input["records"].items()) {
    const auto record = read_row(row);
    if (const auto* kept = record ? std::get_if<KeptSheet>(&*record) : nullptr) list(kept->bytes);
  }
  if (input.has("answer")) {
    SANAQ_TRY(const std::string bytes, from_base64url(input["answer"].text()));
    SANAQ_TRY(const SyncAnswer answer, decode_answer(bytes));
    list(answer.sheet);
  }
  return to_text(out);
}

Result<EntryKind> read_kind(std::string_view name) {
  if (name == "operations") return EntryKind::operations;
  if (name == "visit") return EntryKind::visit;
  if (name == "finish") return EntryKind::finish;
  if (name == "form") return EntryKind::form;
  if (name == "attachment") return EntryKind::attachment;
  return Error{"exchange.form", "kind"};
}

Result<Entry> read_entry(const Json& input) {
  Entry entry;
  SANAQ_TRY(entry.kind, read_kind(input["kind"].text()));
  SANAQ_TRY(entry.at, parse_rfc3339(input["at"].text()));
  SANAQ_TRY(const auto salt, (read_fixed<std::array<std::uint8_t, 8>>(input["salt"])));
  for (const std::uint8_t byte : salt) entry.salt = entry.salt << 8 | byte;
  entry.payload = input["payload"].text();
  if (entry.payload.size() > payload_bytes_max) return Error{"exchange.form", "payload"};
  if (entry.kind == EntryKind::attachment && !picture_note(entry)) return Error{"exchange.form", "picture"};
  return entry;
}

Result<PicturePart> read_part(const Json& input) {
  PicturePart part;
  SANAQ_TRY(part.picture.case_id, read_id<CaseId>(input["case"]));
  SANAQ_TRY(part.picture.name, read_fixed<PictureName>(input["picture"]));
  part.size = input["size"].integer();
  part.offset = input["offset"].integer();
  SANAQ_TRY(part.bytes, from_base64url(input["bytes"].text()));
  return part;
}

Json slice_json(const PictureSlice& slice) {
  Json out = Json::object();
  out.set("case", Json::string(slice.picture.case_id.value.to_string()));
  out.set("picture", bytes_json(view(slice.picture.name)));
  out.set("size", Json::number(slice.size));
  out.set("offset", Json::number(slice.offset));
  out.set("count", Json::number(slice.count));
  return out;
}

Json wants_json(const std::vector<PictureWant>& wants) {
  Json out = Json::array();
  for (const PictureWant& want : wants) {
    Json one = Json::object();
    one.set("case", Json::string(want.picture.case_id.value.to_string()));
    one.set("picture", bytes_json(view(want.picture.name)));
    one.set("from", Json::number(want.from));
    out.push(std::move(one));
  }
  return out;
}

}  // namespace

void AnnouncedSignatures::announce(std::uint8_t key_number, std::string_view bytes,
                                   std::string_view signature) {
  known_.insert(digest_of(key_number, bytes, signature));
}

bool AnnouncedSignatures::verify(std::uint8_t key_number, std::string_view bytes,
                                 const Signature& signature) const {
  return known_.contains(digest_of(key_number, bytes, view(signature)));
}

Result<std::string> TabletCalls::call(std::string_view name, std::string_view input) {
  if (name == "replay") return replay(input);
  if (name == "answer_sheets") return answer_sheets(input);
  if (tablet_ && name == "answer_head") return answer_head(input);
  if (tablet_ && name == "answer_take") return answer_take(input);
  SANAQ_TRY(const Json json, parse_json(input.empty() ? "null" : input));
  if (name == "new") return begin(json);
  if (name == "sheets") return list_sheets(json);
  if (name == "slip") return slip(json);
  if (name == "restore") return restore(json);
  if (name == "verified") {
    SANAQ_TRY(const std::string payload, from_base64url(json["payload"].text()));
    SANAQ_TRY(const std::string signature, from_base64url(json["signature"].text()));
    signatures_.announce(static_cast<std::uint8_t>(json["key"].integer()), payload, signature);
    return std::string("null");
  }
  if (!tablet_) return Error{"session.state", "no device"};
  if (name == "write") return write(json);
  if (name == "add") return add(json);
  if (name == "request") return request(json);
  if (name == "bundle") return bundle(json);
  if (name == "take") return take(json);
  if (name == "cases") return cases();
  if (name == "case") return one_case(json);
  if (name == "operations") return operations(json);
  if (name != "flushed") return Error{"session.call", std::string(name)};
  tablet_->flushed();
  return std::string("null");
}

Result<std::string> TabletCalls::begin(const Json& input) {
  SANAQ_TRY(const DeviceId device, read_id<DeviceId>(input["device"]));
  tablet_.emplace(device, signatures_);
  book_ = {};
  unsigned_.reset();
  Json out = Json::object();
  out.set("record", bytes_json(encode(tablet_->journal_start())));
  return to_text(out);
}

Result<std::string> TabletCalls::restore(const Json& input) {
  const auto& rows = input["records"].items();
  const bool more = input["more"].truth();
  std::int64_t dropped = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto record = read_row(rows[i]);
    if (record) {
      found_.push_back(*std::move(record));
    } else if (!more && i + 1 == rows.size()) {
      ++dropped;
    } else {
      const std::size_t row = found_.size() + 1;
      found_.clear();
      return Error{"exchange.journal", "row " + std::to_string(row)};
    }
  }
  Json out = Json::object();
  out.set("records", Json::number(static_cast<std::int64_t>(found_.size())));
  out.set("dropped", Json::number(dropped));
  if (more) return to_text(out);
  const std::vector<Record> found = std::move(found_);
  found_.clear();
  auto tablet = Tablet::restore(found, signatures_);
  signatures_.forget();
  if (!tablet) return std::move(tablet.error());
  tablet_ = *std::move(tablet);
  book_ = {};
  unsigned_.reset();
  for (const Record& record : found) book_.add(record);
  return to_text(out);
}

Result<std::string> TabletCalls::replay(std::string_view bytes) {
  FoundJournal found = read_journal(bytes);
  Json sheets = Json::array();
  for (Record& record : found.records) {
    if (const auto* kept = std::get_if<KeptSheet>(&record))
      if (const auto sheet = decode_sheet(kept->bytes)) sheets.push(sheet_json(kept->bytes, *sheet));
    found_.push_back(std::move(record));
  }
  Json out = Json::object();
  out.set("good", Json::number(static_cast<std::int64_t>(found.bytes_good)));
  out.set("sheets", std::move(sheets));
  return to_text(out);
}

Result<std::string> TabletCalls::write(const Json& input) {
  if (tablet_->locked() && !input["closing"].truth()) return Error{"exchange.locked", {}};
  SANAQ_TRY(const CaseId case_id, read_id<CaseId>(input["case"]));
  SANAQ_TRY(const ChainId chain, read_id<ChainId>(input["chain"]));
  SANAQ_TRY(Entry entry, read_entry(input));
  unsigned_ = tablet_->write(case_id, std::move(entry), chain);
  Json out = Json::object();
  out.set("to_sign", bytes_json(unsigned_->to_sign()));
  out.set("token", Json::number(++token_));
  return to_text(out);
}

Result<std::string> TabletCalls::add(const Json& input) {
  if (!unsigned_ || input["token"].integer() != token_) return Error{"exchange.token", {}};
  SANAQ_TRY(const Signature signature, read_fixed<Signature>(input["signature"]));
  SANAQ_TRY(const Record record, tablet_->add(*unsigned_, signature));
  unsigned_.reset();
  book_.add(record);
  Json out = Json::object();
  out.set("record", bytes_json(encode(record)));
  return to_text(out);
}

Result<std::string> TabletCalls::request(const Json& input) const {
  CallLimits limits;
  const auto narrow = [&](std::size_t& limit, std::string_view name) {
    const std::int64_t wanted = input[name].integer();
    if (wanted > 0) limit = std::min(limit, static_cast<std::size_t>(wanted));
  };
  narrow(limits.bytes_max, "bytes_max");
  narrow(limits.entries_max, "entries_max");
  SyncRequest request = tablet_->request(limits);
  if (input.has("pictures")) request.runs.clear();
  for (const Json& one : input["pictures"].items()) {
    SANAQ_TRY(PicturePart part, read_part(one));
    request.pictures.push_back(std::move(part));
  }
  Json out = Json::object();
  out.set("bytes", bytes_json(encode(request)));
  out.set("runs", Json::number(static_cast<std::int64_t>(request.runs.size())));
  return to_text(out);
}

Result<std::string> TabletCalls::bundle(const Json& input) const {
  PlanLimits limits;
  limits.everything = input["everything"].truth();
  const BundlePlan plan = plan_bundle(*tablet_, limits);
  BundleHead head;
  head.device = tablet_->device();
  head.department = input["department"].text();
  head.key_number = static_cast<std::uint8_t>(input["number"].integer());
  SANAQ_TRY(head.recipient, read_fixed<decltype(head.recipient)>(input["key"]));
  SANAQ_TRY(head.encapsulated, read_fixed<decltype(head.encapsulated)>(input["encapsulated"]));
  SANAQ_TRY(head.at, parse_rfc3339(input["at"].text()));
  count_work(plan, head);
  Json chunks = Json::array();
  for (const PlannedChunk& chunk : plan.chunks)
    chunks.push(chunk.slice ? slice_json(*chunk.slice) : bytes_json(encode(chunk.work)));
  Json out = Json::object();
  out.set("head", bytes_json(write_bundle_head(head)));
  out.set("chunks", std::move(chunks));
  out.set("entries", Json::number(head.entries));
  out.set("cases", Json::number(head.cases));
  out.set("pictures", Json::number(head.pictures));
  out.set("left", Json::number(plan.left));
  return to_text(out);
}

Result<std::string> TabletCalls::take(const Json& input) {
  SANAQ_TRY(const std::string bytes, from_base64url(input["answer"].text()));
  SANAQ_TRY(const SyncAnswer answer, decode_answer(bytes));
  auto taken = tablet_->take(answer);
  signatures_.forget();
  if (!taken) return std::move(taken.error());
  for (const Record& record : taken->records) book_.add(record);
  Json out = Json::object();
  out.set("records", records_json(taken->records));
  out.set("confirmed", Json::number(static_cast<std::int64_t>(taken->confirmed)));
  out.set("more", Json::boolean(answer.more));
  out.set("wants", wants_json(answer.wants));
  return to_text(out);
}

}  // namespace sanaq::exchange
