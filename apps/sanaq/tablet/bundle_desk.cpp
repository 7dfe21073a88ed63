#include "sanaq/tablet/bundle_desk.h"

#include <future>

#include "base/bytes.h"
#include "crypto/deflate.h"
#include "exchange/wire.h"
#include "sanaq/tablet/field_desk.h"

namespace sanaq {
namespace {

constexpr std::int16_t carrier_channel = 2;  // of exchange.call

// Chunks are compressed, then sealed, each under its number.
class SealedChunks final : public exchange::ChunkOpener {
 public:
  explicit SealedChunks(const crypto::HpkeChannel& channel) : channel_(channel) {}
  Result<std::string> open(std::int64_t number, std::string_view sealed) const override {
    SANAQ_TRY(const std::string packed, channel_.open(static_cast<std::uint64_t>(number), sealed));
    return crypto::inflate(packed, exchange::chunk_bytes_max);
  }

 private:
  const crypto::HpkeChannel& channel_;
};

// While one piece is being stored, the next is opened and proven beside it.
Result<exchange::BundleReport> import_ahead(const exchange::Bundle& bundle, const SealedChunks& opener,
                                            exchange::SyncDesk& desk, const EnrolledKey& key, UtcInstant at) {
  exchange::BundleImport import(bundle, opener, key);
  auto piece = import.next();
  while (piece) {
    auto ahead = std::async(std::launch::async, [&import] { return import.next(); });
    auto stored = import.store(*piece, desk, at);
    piece = ahead.get();
    SANAQ_TRY_DONE(std::move(stored));
  }
  return import.finish();
}

CallRecord record_of(const KnownBundle& known, const exchange::BundleReport& report, UtcInstant at) {
  CallRecord call{known.device.id, at, carrier_channel};
  call.bytes = static_cast<std::int64_t>(known.bytes);
  call.entries = static_cast<int>(report.fresh.entries + report.known.entries);
  call.forked = static_cast<int>(report.contradicted.entries);
  call.refused = static_cast<int>(report.refused.entries);
  return call;
}

}  // namespace

std::string BundleDesk::signed_key(std::uint8_t number, std::string_view key, std::string_view department) {
  std::string bytes = "sanaq-department-key-1";
  bytes += static_cast<char>(number);
  bytes += key;
  bytes += department;
  return bytes;
}

// Departments are the uppermost territories.
std::string BundleDesk::department_of(std::string_view territory) const {
  const Codelist& list = parts_.site.edition.territories();
  const std::size_t parent = list.column("parent");
  std::string code(territory);
  for (const auto* row = list.find(code); row != nullptr && !row->columns[parent].empty();
       row = list.find(code))
    code = row->columns[parent];
  return code;
}

Json BundleDesk::key_for(std::string_view territory) const {
  const std::string department = department_of(territory);
  const std::uint8_t number = parts_.keys.current();
  const auto key = parts_.keys.public_key(department, number);
  const auto signature = parts_.site.signer.sign(signed_key(number, exchange::view(key), department));
  Json out = Json::object();
  out.set("department", Json::string(department));
  out.set("number", Json::number(number));
  out.set("key", Json::string(to_base64url(exchange::view(key))));
  out.set("signed_by", Json::number(parts_.site.signer.key_number()));
  out.set("signature", Json::string(to_base64url(exchange::view(signature))));
  return out;
}

Result<Json> BundleDesk::newer_key(DeviceId device, std::int64_t number) const {
  if (number == parts_.keys.current()) return Json::null();
  SANAQ_TRY(const auto known, parts_.devices.find(device));
  return known ? key_for(known->territory) : Json::null();
}

Result<KnownBundle> BundleDesk::look(std::string_view file) {
  SANAQ_TRY(exchange::Bundle bundle, exchange::read_bundle(file));
  SANAQ_TRY(auto device, parts_.devices.find(bundle.head.device));
  if (!device) return Error{"bundle.device", {}};
  if (!EnrolledKey(*device).verify(bundle.head_bytes, bundle.signature)) return Error{"bundle.signature", {}};
  if (device->state == DeviceState::revoked) return Error{"device.revoked", {}};
  SANAQ_TRY([[maybe_unused]] const auto secret,
            parts_.keys.secret(bundle.head.department, bundle.head.key_number, bundle.head.recipient));
  return KnownBundle{std::move(bundle), *std::move(device), file.size()};
}

Result<TakenBundle> BundleDesk::take(const KnownBundle& known) {
  const exchange::BundleHead& head = known.bundle.head;
  SANAQ_TRY(const auto secret, parts_.keys.secret(head.department, head.key_number, head.recipient));
  SANAQ_TRY(const auto channel,
            crypto::HpkeChannel::receive(head.encapsulated, secret, known.bundle.head_bytes));
  const UtcInstant at = parts_.site.clock.now();
  TakenBundle taken;
  SANAQ_TRY(taken.report,
            import_ahead(known.bundle, SealedChunks(channel), desk_, EnrolledKey(known.device), at));
  // The entries are durable: what follows can be done at the next call too.
  if (const auto noted = parts_.devices.note_call(record_of(known, taken.report, at)); !noted)
    parts_.site.log.failure("device.call_not_noted", noted.error());
  auto answered = answer(known, channel, taken.report, at);
  if (answered)
    taken.answer = *std::move(answered);
  else
    parts_.site.log.failure("bundle.not_answered", answered.error());
  const std::lock_guard lock(mutex_);
  undrafted_.push_back(known.device.id);
  return taken;
}

// Sealed under a key that only the department and the tablet that wrote the bundle can have.
Result<std::string> BundleDesk::answer(const KnownBundle& known, const crypto::HpkeChannel& channel,
                                       const exchange::BundleReport& report, UtcInstant at) {
  const DeviceId device = known.device.id;
  // A locked device hands in and learns nothing but that it is locked.
  if (known.device.state == DeviceState::active) SANAQ_TRY_DONE(parts_.field.tell_news(device));
  SANAQ_TRY(const auto pages, desk_.answer_pages(device, report.feed_after, report.lines, at));
  const exchange::AnswerHead head{device, exchange::name_of_bundle(known.bundle.head_bytes), at, 0, 0, {}};
  const std::string sealed =
      crypto::seal_once(channel.export_key("sanaq-answer-1"),
                        crypto::deflate(exchange::write_answer_pages(pages)), exchange::answer_place(head));
  std::string file = exchange::write_answer_file(head, sealed, signer_);
  SANAQ_TRY_DONE(parts_.answers.put(device, head.bundle, at, file));
  return file;
}

Result<Done> BundleDesk::find_undrafted() {
  SANAQ_TRY(const auto devices, parts_.devices.devices_behind());
  const std::lock_guard lock(mutex_);
  undrafted_.insert(undrafted_.end(), devices.begin(), devices.end());
  return Done{};
}

bool BundleDesk::draft_next() {
  std::unique_lock lock(mutex_);
  if (undrafted_.empty()) return false;
  const DeviceId device = undrafted_.front();
  undrafted_.pop_front();
  lock.unlock();
  if (const auto done = parts_.field.draft_all(device); !done)
    parts_.site.log.failure("device.draft_failed", done.error());
  return true;
}

}  // namespace sanaq
