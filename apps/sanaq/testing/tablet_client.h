#pragma once
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

#include "base/bytes.h"
#include "crypto/deflate.h"
#include "crypto/signature.h"
#include "exchange/tablet.h"
#include "exchange/wire.h"
#include "http/client.h"
#include "os/system_rng.h"
#include "sanaq/tablet/field_desk.h"
#include "store/casework_keys.h"

namespace sanaq::testing {

/// The value; a failure ends the program with its code.
template <class T>
T wanted(Result<T> result, const char* what) {
  if (!result) {
    std::fprintf(stderr, "%s: %s %s\n", what, result.error().code.c_str(), result.error().detail.c_str());
    std::abort();
  }
  return *std::move(result);
}

/// The public keys of the office as enrolment told them.
class ToldOfficeKeys final : public exchange::OfficeKeys {
 public:
  void add(std::uint8_t number, std::string_view key) {
    crypto::Ed25519PublicKey raw{};
    SANAQ_CHECK(key.size() == raw.size());
    std::copy(key.begin(), key.end(), raw.begin());
    keys_.add(number, raw);
  }
  bool verify(std::uint8_t number, std::string_view bytes,
              const exchange::Signature& signature) const override {
    return keys_.verify(number, bytes, signature);
  }

 private:
  ReceiptPublicKeys keys_;
};

/// A tablet with true keys, messages and state machine that talks to the office as a browser does. One thread
/// at a time; not to be moved once enrolled.
class TabletClient {
 public:
  explicit TabletClient(http::Endpoint endpoint) { go_to(std::move(endpoint)); }
  TabletClient(const TabletClient&) = delete;

  /// From now on calls go there.
  void go_to(http::Endpoint endpoint, std::int64_t wait_ms = 10'000) {
    client_.emplace(wanted(http::Client::create(std::move(endpoint), wait_ms), "client"));
  }
  Result<http::ClientResponse> enrol(const std::string& code, const std::string& request = {}) {
    Json body = Json::object();
    body.set("code", Json::string(code));
    body.set("key", Json::string(to_base64url(exchange::view(key.public_key()))));
    if (!request.empty()) body.set("request", Json::string(request));
    SANAQ_TRY(auto response, client_->post("/device/enrol", "application/json", to_text(body)));
    if (response.status == 200) begin(wanted(parse_json(response.body), "enrolment"));
    return response;
  }
  /// What enrolment told, as it was answered.
  void begin(Json told) {
    papers = std::move(told);
    device = {wanted(Uuid::parse(papers["device"].text()), "device")};
    for (const Json& one : papers["office_keys"].items())
      office_keys.add(static_cast<std::uint8_t>(one["number"].integer(0)),
                      wanted(from_base64url(one["key"].text()), "key"));
    tablet.emplace(device, office_keys);
  }
  /// Straight in the register, without a call.
  void enrol_at(FieldDesk& desk, const ReceiptPublicKeys& office, const std::string& territory) {
    const auto code = wanted(desk.invite("Tablet", territory), "invite");
    const auto& raw = key.public_key();
    device = wanted(desk.enrol(code, {reinterpret_cast<const char*>(raw.data()), raw.size()}), "enrol").id;
    for (const auto& [number, one] : office.all()) office_keys.add(number, exchange::view(one));
    tablet.emplace(device, office_keys);
  }
  void write(CaseId case_id, exchange::EntryKind kind, std::string payload) {
    exchange::Entry entry;
    entry.kind = kind;
    entry.payload = std::move(payload);
    entry.salt = rng.next();
    const auto written = tablet->write(case_id, entry, {Uuid::make(1, rng)});
    wanted(tablet->add(written, key.sign(written.to_sign())), "write");
    tablet->flushed();
  }
  Result<http::ClientResponse> post(const std::string& path, const std::string& body,
                                    http::Fields more = {}) {
    const auto proof = key.sign(FieldDesk::proof_bytes(body));
    more.push_back({"X-Sanaq-Device", device.value.to_string()});
    more.push_back({"X-Sanaq-Proof", to_base64url(exchange::view(proof))});
    return client_->post(path, "application/octet-stream", body, std::move(more));
  }
  /// Packed, as the app does it.
  Result<http::ClientResponse> call(const std::string& body) {
    return post("/device/sync", crypto::deflate(body), {{"X-Sanaq-Packed", "deflate"}});
  }
  std::string request() const { return exchange::encode(tablet->request({})); }
  /// One call, taken over. Errors: those of the client, the code of a refusal, those of Tablet::take.
  Result<exchange::SyncAnswer> sync() {
    SANAQ_TRY(const auto response, call(request()));
    if (response.status != 200)
      return Error{"refused", std::to_string(response.status) + ' ' + response.body};
    SANAQ_TRY(auto answer, exchange::decode_answer(response.body));
    SANAQ_TRY([[maybe_unused]] const auto taken, tablet->take(answer));
    return answer;
  }
  void close() { client_->close(); }

  os::SystemRng rng;
  crypto::SigningKey key{crypto::SecretKey::random()};
  ToldOfficeKeys office_keys;
  DeviceId device;
  std::optional<exchange::Tablet> tablet;
  Json papers;  // what enrolment told

 private:
  std::optional<http::Client> client_;
};

}  // namespace sanaq::testing
