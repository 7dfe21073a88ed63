#include "office.h"

#include "base/bytes.h"
#include "base/sha256.h"
#include "crypto/deflate.h"

namespace sanaq {
namespace {

using exchange::EntryKind;
using exchange::FeedKind;

constexpr std::size_t call_bytes_max = 2 * 1024 * 1024;

class EnrolledKey final : public exchange::DeviceKey {
 public:
  explicit EnrolledKey(const crypto::Ed25519PublicKey& key) : key_(key) {}
  bool verify(std::string_view bytes, const exchange::Signature& signature) const override {
    return crypto::is_signed(key_, bytes, signature);
  }

 private:
  crypto::Ed25519PublicKey key_;
};

template <class Bytes>
Result<Bytes> read_bytes(const Json& json) {
  SANAQ_TRY(const std::string text, from_base64url(json.text()));
  Bytes bytes{};
  if (text.size() != bytes.size()) return Error{"base64.form", "length"};
  std::copy(text.begin(), text.end(), bytes.begin());
  return bytes;
}

std::string_view name_of(EntryKind kind) {
  switch (kind) {
    case EntryKind::operations:
      return "operations";
    case EntryKind::visit:
      return "visit";
    case EntryKind::finish:
      return "finish";
    case EntryKind::attachment:
      return "attachment";
    case EntryKind::form:
      return "form";
  }
  return "";
}

Result<FeedKind> read_kind(std::string_view name) {
  if (name == "message") return FeedKind::message;
  if (name == "form") return FeedKind::form;
  if (name == "lock") return FeedKind::lock;
  if (name == "unlock") return FeedKind::unlock;
  return Error{"exchange.form", "kind"};
}

}  // namespace

Office::Office() : key_(crypto::SecretKey::from_bytes(std::string(crypto::SecretKey::size, '7'))) {}

Result<std::string> Office::call(std::string_view name, const Json& input) {
  if (name == "enrol") return enrol(input);
  if (name == "tell") return tell(input);
  if (name == "sync") return sync(input);
  if (name == "log") return log(input);
  if (name != "key") return change(name, input);
  const auto& key = key_.public_key();
  Json out = Json::object();
  out.set("number", Json::number(signer_.key_number()));
  out.set("key", Json::string(to_base64url({reinterpret_cast<const char*>(key.data()), key.size()})));
  return to_text(out);
}

Result<std::string> Office::enrol(const Json& input) {
  SANAQ_TRY(const Uuid device, Uuid::parse(input["device"].text()));
  SANAQ_TRY(devices_[{device}], read_bytes<crypto::Ed25519PublicKey>(input["key"]));
  return std::string("null");
}

Result<std::string> Office::change(std::string_view name, const Json& input) {
  SANAQ_TRY(const Uuid id, Uuid::parse(input["case"].text()));
  const CaseId case_id{id};
  if (name == "assign") {
    SANAQ_TRY(const Uuid device, Uuid::parse(input["device"].text()));
    store_.assign(case_id, {device}, to_text(input["payload"]));
  } else if (name == "withdraw") {
    store_.withdraw(case_id);
  } else if (name == "complete") {
    store_.complete(case_id);
  } else if (name == "online") {
    exchange::Entry entry;
    entry.payload = to_text(input["operations"]);
    store_.write_online(case_id, entry, clock_.at);
  } else {
    return Error{"session.call", std::string(name)};
  }
  return std::string("null");
}

Result<std::string> Office::tell(const Json& input) {
  SANAQ_TRY(const Uuid device, Uuid::parse(input["device"].text()));
  SANAQ_TRY(const FeedKind kind, read_kind(input["kind"].text()));
  store_.tell({device}, {0, kind, {}, 0, 0, to_text(input["payload"])});
  return std::string("null");
}

Result<std::string> Office::sync(const Json& input) {
  SANAQ_TRY(const Uuid id, Uuid::parse(input["device"].text()));
  SANAQ_TRY(const std::string body, from_base64url(input["body"].text()));
  SANAQ_TRY(const auto proof, read_bytes<crypto::Ed25519Signature>(input["proof"]));
  SANAQ_TRY(clock_.at, parse_rfc3339(input["at"].text()));
  const auto device = devices_.find({id});
  if (device == devices_.end() || !crypto::is_signed(device->second, "sanaq-call-1" + sha256(body), proof))
    return Error{"device.proof", {}};
  const exchange::CallLimits limits;
  SANAQ_TRY(const std::string plain,
            input["packed"].truth() ? crypto::inflate(body, call_bytes_max) : Result<std::string>(body));
  SANAQ_TRY(const exchange::SyncRequest request, exchange::decode_request(plain, limits));
  SANAQ_TRY(const auto answer, desk_.sync({id}, EnrolledKey(device->second), request, limits));
  Json out = Json::object();
  out.set("answer", Json::string(to_base64url(encode(answer))));
  return to_text(out);
}

Result<std::string> Office::log(const Json& input) {
  SANAQ_TRY(const Uuid id, Uuid::parse(input["case"].text()));
  Json out = Json::array();
  for (const auto& logged : store_.log({id})) {
    Json entry = Json::object();
    entry.set("device", Json::string(logged.device.value.to_string()));
    entry.set("kind", Json::string(name_of(logged.entry.kind)));
    entry.set("payload", Json::string(logged.entry.payload));
    entry.set("late", Json::boolean(logged.late));
    out.push(std::move(entry));
  }
  return to_text(out);
}

}  // namespace sanaq
