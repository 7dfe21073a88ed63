#include "sanaq/tablet/field_desk.h"

#include <algorithm>

#include "base/bytes.h"
#include "base/sha256.h"
#include "crypto/deflate.h"
#include "exchange/wire.h"
#include "sanaq/tablet/device_channel.h"
#include "sanaq/tablet/device_code.h"
#include "sanaq/tablet/device_release.h"
#include "sanaq/tablet/enrolled_key.h"
#include "sanaq/tablet/visit_note.h"

namespace sanaq {
namespace {

constexpr std::int64_t entries_a_step = 100;
constexpr std::int16_t tunnel_channel = 3;

class ReceiptOffice final : public exchange::OfficeKeys {
 public:
  explicit ReceiptOffice(const ReceiptKeys& keys) : keys_(keys) {}
  bool verify(std::uint8_t number, std::string_view bytes,
              const exchange::Signature& signature) const override {
    return keys_.verify(number, bytes, signature);
  }

 private:
  const ReceiptKeys& keys_;
};

// The sheet has a line a run, in the order of the call.
CallRecord record_of(const DeviceCall& from, const exchange::SyncRequest& request,
                     const exchange::ReceiptSheet& sheet) {
  CallRecord call{from.device, sheet.at, from.channel};
  call.bytes = static_cast<std::int64_t>(from.body.size());
  call.told = from.told;
  for (std::size_t i = 0; i < request.runs.size() && i < sheet.lines.size(); ++i) {
    const auto entries = static_cast<int>(request.runs[i].entries.size());
    if (sheet.lines[i].standing == exchange::Standing::stored) call.entries += entries;
    if (sheet.lines[i].standing == exchange::Standing::forked) call.forked += entries;
    if (sheet.lines[i].standing == exchange::Standing::refused) call.refused += entries;
  }
  return call;
}

}  // namespace

FieldDesk::FieldDesk(const Site& site, ExchangeStorePg& exchange, DeviceRegisterPg& devices,
                     DeviceCarePg& care, VisitStorePg& visits, DeviceChannel& channel, SurveyRounds& survey)
    : site_(site),
      exchange_(exchange),
      devices_(devices),
      care_(care),
      visits_(visits),
      channel_(channel),
      survey_(survey),
      signer_(site.signer),
      desk_(exchange, signer_, site.clock) {}

std::string FieldDesk::proof_bytes(std::string_view body) { return "sanaq-call-1" + sha256(body); }

Result<std::string> FieldDesk::invite(const std::string& label, const std::string& territory, bool phrase) {
  std::string code = make_device_code(site_.rng);
  const UtcInstant until{site_.clock.now().micros + invitation_seconds * micros_per_second};
  const Mac code_hash = device_code_hash(site_.hash, code);
  SANAQ_TRY_DONE(devices_.invite(code_hash, label, territory, until));
  if (phrase) SANAQ_TRY_DONE(care_.require_phrase(code_hash));
  return code;
}

Result<std::vector<std::string>> FieldDesk::release_codes(DeviceId device) {
  return sanaq::release_codes(site_.hash, care_, device);
}

Result<Json> FieldDesk::next_release(const DeviceRecord& device, std::string_view question) {
  // A tablet that is to be kept shut learns nothing that would open it.
  if (device.state != DeviceState::active) return Error{"exchange.locked", {}};
  constexpr std::int64_t number_max = 1'000'000;
  SANAQ_TRY(const Json told, parse_json(question));
  const auto have =
      static_cast<std::int32_t>(std::clamp<std::int64_t>(told["have"].integer(), 0, number_max));
  SANAQ_TRY(const std::int32_t number, care_.next_release(device.id, have));
  Json out = Json::object();
  out.set("number", Json::number(number));
  out.set("code", Json::string(release_code(site_.hash, device.id, number)));
  return out;
}

Result<bool> FieldDesk::needs_phrase(DeviceId device) {
  SANAQ_TRY(const DeviceCare care, care_.find(device));
  return care.phrase;
}

Result<DeviceRecord> FieldDesk::enrol(std::string_view code, std::string_view key) {
  crypto::Ed25519PublicKey raw{};
  if (key.size() != raw.size()) return Error{"device.key", {}};
  std::copy(key.begin(), key.end(), raw.begin());
  const DeviceId id{Uuid::make(site_.clock.now().micros / 1000, site_.rng)};
  SANAQ_TRY(auto device, devices_.enrol(device_code_hash(site_.hash, code), id, raw, site_.clock.now()));
  if (!device) return Error{"device.code", {}};
  return *std::move(device);
}

Result<DeviceRecord> FieldDesk::identify(const DeviceCall& call) {
  SANAQ_TRY(auto device, devices_.find(call.device));
  exchange::Signature signature{};
  if (!device || call.proof.size() != signature.size()) return Error{"device.proof", {}};
  std::copy(call.proof.begin(), call.proof.end(), signature.begin());
  if (!EnrolledKey(*device).verify(proof_bytes(call.body), signature)) return Error{"device.proof", {}};
  if (device->state == DeviceState::revoked) return Error{"device.revoked", {}};
  if (call.channel == tunnel_channel) SANAQ_TRY_DONE(channel_.check(call.device, call.certificate));
  return *std::move(device);
}

Result<std::string> FieldDesk::sync(const DeviceCall& call) {
  auto answer = take_call(call);
  if (!answer && answer.error().code != "store.unavailable") note_refusal(call, answer.error().code);
  return answer;
}

// Only for a device that is known: nobody else can make the office work for a small body.
Result<std::string> FieldDesk::unpack(const DeviceCall& call) {
  if (!call.packed) return std::string();
  auto plain = crypto::inflate(call.body, call_bytes_max);
  if (plain) return plain;
  return Error{plain.error().code == "pack.size" ? "exchange.size" : "exchange.form", {}};
}

Result<std::string> FieldDesk::take_call(const DeviceCall& call) {
  SANAQ_TRY(const DeviceRecord device, identify(call));
  const exchange::CallLimits limits;
  SANAQ_TRY(const std::string unpacked, unpack(call));
  SANAQ_TRY(const auto request, exchange::decode_request(call.packed ? unpacked : call.body, limits));
  // A locked device hands in and learns nothing but that it is locked.
  if (device.state == DeviceState::active) SANAQ_TRY_DONE(tell_news(device.id));
  SANAQ_TRY(const auto answer, desk_.sync(device.id, EnrolledKey(device), request, limits));
  // The entries are durable: what follows can be done at the next call too.
  if (const auto done = draft_all(device.id); !done) site_.log.failure("device.draft_failed", done.error());
  std::string bytes = exchange::encode(answer);
  note_call(call, request, answer, bytes.size());
  return bytes;
}

void FieldDesk::note_call(const DeviceCall& call, const exchange::SyncRequest& request,
                          const exchange::SyncAnswer& answer, std::size_t bytes_out) {
  const auto sheet = exchange::read_sheet(answer.sheet, call.device, ReceiptOffice(site_.receipt_keys));
  if (!sheet) return site_.log.failure("device.call_not_noted", sheet.error());
  CallRecord record = record_of(call, request, *sheet);
  record.bytes_out = static_cast<std::int64_t>(bytes_out);
  record.is_line = !request.runs.empty() || !answer.feed.empty();
  if (const auto noted = devices_.note_call(record); !noted)
    site_.log.failure("device.call_not_noted", noted.error());
}

void FieldDesk::note_refusal(const DeviceCall& call, const std::string& code) {
  CallRecord record{call.device, site_.clock.now(), call.channel};
  record.bytes = static_cast<std::int64_t>(call.body.size());
  record.result = code;
  if (const auto noted = channel_.registry().note_refusal(record); !noted)
    site_.log.failure("device.call_not_noted", noted.error());
}

// What others wrote in the device's cases since it was told, and what was submitted.
Result<Done> FieldDesk::tell_news(DeviceId device) {
  SANAQ_TRY(const auto all, devices_.news_for(device));
  for (const CaseNews& news : all) SANAQ_TRY_DONE(tell_case(device, news));
  return tell_form(device);
}

// The questionnaire of now, once. Drafts begun under an earlier one are carried over by the tablet.
Result<Done> FieldDesk::tell_form(DeviceId device) {
  const std::string& href = site_.assets.tablet_form;
  SANAQ_TRY(const DeviceCare known, care_.find(device));
  if (href.empty() || known.form == href) return Done{};
  Json form = Json::object();
  form.set("href", Json::string(href));
  form.set("version", Json::string(site_.form().version));
  SANAQ_TRY_DONE(exchange_.tell(device, {{0, exchange::FeedKind::form, {}, 0, 0, to_canonical(form)}}));
  return care_.note_form(device, href);
}

Result<Done> FieldDesk::tell_case(DeviceId device, const CaseNews& news) {
  constexpr int batches_max = 200;
  SANAQ_TRY(const auto own, devices_.chains_of(news.case_id, device));
  SANAQ_TRY(const DraftPage page, site_.drafts.read(news.case_id, news.told, batches_max));
  std::vector<exchange::FeedEntry> out;
  for (const DraftPage::Entry& entry : page.entries) {
    const exchange::ChainId writer{entry.device.value};
    if (std::find(own.begin(), own.end(), writer) != own.end()) continue;
    Json operations = Json::array();
    for (const Operation& operation : entry.operations) operations.push(to_json(operation));
    out.push_back(
        {0, exchange::FeedKind::operations, news.case_id, 0, entry.position, to_canonical(operations)});
  }
  const bool completed = news.completed || news.submitted;
  if (completed && !news.completed) out.push_back({0, exchange::FeedKind::completed, news.case_id, 0, 0, {}});
  SANAQ_TRY_DONE(exchange_.tell(device, out));
  return devices_.note_told(news.case_id, device, std::max(news.told, page.position), completed);
}

Result<Done> FieldDesk::draft_all(DeviceId device) {
  SANAQ_TRY(const auto behind, devices_.chains_behind(device));
  for (const ChainBehind& chain : behind) {
    if (stopping_) return Done{};
    SANAQ_TRY_DONE(draft_chain(device, chain));
  }
  return Done{};
}

// Entries of a chain are operations of a writer of the draft that has the chain's name: sent again, nothing
// changes.
Result<Done> FieldDesk::draft_chain(DeviceId device, ChainBehind chain) {
  for (;;) {
    SANAQ_TRY(const auto entries, exchange_.read(chain.chain, chain.drafted, entries_a_step));
    if (entries.empty()) return Done{};
    for (const exchange::Entry& entry : entries) {
      SANAQ_TRY_DONE(draft_entry(device, entry, chain));
      ++chain.drafted;
    }
    SANAQ_TRY_DONE(devices_.note_drafted(chain));
  }
}

Result<Done> FieldDesk::draft_entry(DeviceId device, const exchange::Entry& entry, ChainBehind& chain) {
  if (entry.kind == exchange::EntryKind::finish) return finish(device, chain.case_id);
  if (entry.kind == exchange::EntryKind::attachment) return keep_picture(entry, chain.case_id);
  if (entry.kind == exchange::EntryKind::visit) return note_visit(entry, chain);
  if (entry.kind != exchange::EntryKind::operations) return Done{};
  const auto done = draft_operations(entry, chain);
  if (done || done.error().code == "store.unavailable") return done;
  // After the household was submitted, or from a program that writes what cannot be read: kept as evidence.
  site_.log.failure("device.entry_kept", done.error());
  return Done{};
}

// The distance alone: where the interviewer was stays sealed in the entry.
Result<Done> FieldDesk::note_visit(const exchange::Entry& entry, const ChainBehind& chain) {
  SANAQ_TRY(const auto place, visits_.place_of(chain.case_id));
  const auto note = visit_note(entry, place.value_or("{}"));
  return note ? visits_.note(chain.chain, chain.drafted + 1, chain.case_id, *note) : Done{};
}

// What a visit or an answer of a tablet names stays with the household.
Result<Done> FieldDesk::keep_picture(const exchange::Entry& entry, CaseId case_id) {
  const auto note = exchange::picture_note(entry);
  if (!note) return Done{};
  const std::string name = to_base64url(exchange::view(note->name));
  SANAQ_TRY(const auto missing, site_.pictures.keep(case_id, std::span(&name, 1)));
  if (!missing.empty()) site_.log.failure("device.picture_lost", {"picture.form", {}});
  return Done{};
}

Result<Done> FieldDesk::draft_operations(const exchange::Entry& entry, ChainBehind& chain) {
  SANAQ_TRY(const Json list, parse_json(entry.payload));
  std::vector<Operation> operations;
  for (const Json& one : list.items()) {
    SANAQ_TRY(Operation operation, read_operation(one));
    operations.push_back(std::move(operation));
  }
  for (std::size_t from = 0; from < operations.size(); from += Drafts::operations_max) {
    const std::size_t to = std::min(operations.size(), from + Drafts::operations_max);
    DraftOperations part{chain.case_id, {chain.chain.value}, chain.operations + 1, entry.seen, {}};
    part.operations.assign(operations.begin() + static_cast<std::ptrdiff_t>(from),
                           operations.begin() + static_cast<std::ptrdiff_t>(to));
    SANAQ_TRY([[maybe_unused]] const DraftReceipt receipt, site_.drafts.append(part));
    chain.operations += static_cast<std::int64_t>(to - from);
  }
  return Done{};
}

}  // namespace sanaq
