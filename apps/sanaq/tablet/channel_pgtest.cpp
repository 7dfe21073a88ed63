// The listener of tablets in the tunnel: mutual TLS, revocation, limits on wrong codes, the log of calls.
#include <openssl/pem.h>

#include "base/text.h"
#include "crypto/x509_parts.h"
#include "os/files.h"
#include "sanaq/testing/collection_scene.h"
#include "sanaq/testing/tablet_client.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

constexpr const char* region = "470000000";

struct Request {
  std::string text, key;
};

Request make_request() {
  const crypto::Owned<EVP_PKEY> key(EVP_EC_gen("P-256"));
  const crypto::Owned<X509_REQ> request(X509_REQ_new());
  REQUIRE(X509_REQ_set_pubkey(request.get(), key.get()) == 1);
  REQUIRE(X509_REQ_sign(request.get(), key.get(), EVP_sha256()) > 0);
  const crypto::Owned<BIO> memory(BIO_new(BIO_s_mem()));
  REQUIRE(PEM_write_bio_X509_REQ(memory.get(), request.get()) == 1);
  char* data = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &data);
  return {{data, static_cast<std::size_t>(size)}, crypto::to_pem(key.get()).value()};
}

/// A server with a listener for tablets, and one enrolled tablet.
struct Tunnel {
  CollectionScene scene{[](CollectionConfig& config) {
    config.devices.address = "127.0.0.1";
    config.devices.vpn_endpoint = "vpn.example:51820";
  }};
  TabletClient client{scene.site()};

  Tunnel() {
    const auto code = CollectionScene::must(scene.field().invite("Tablet 1", region));
    REQUIRE(client.enrol(code)->status == 200);
  }
  DeviceChannel& channel() { return scene.collection->device_channel(); }
  http::Endpoint listener(const std::string& certificate, const std::string& key) const {
    const std::string prefix = scene.folder + "/shown";
    http::Endpoint endpoint{"127.0.0.1", scene.collection->device_port(), true, http::Trust::file,
                            scene.folder + "/keys/device-authority.pem"};
    if (certificate.empty()) return endpoint;
    REQUIRE(os::write_file(prefix + ".pem", certificate));
    REQUIRE(os::write_file(prefix + ".key", key));
    endpoint.certificate_file = prefix + ".pem";
    endpoint.key_file = prefix + ".key";
    return endpoint;
  }
  std::string sync_code() {
    const auto answer = client.call(client.request());
    if (!answer) return answer.error().code;
    return answer->status == 200 ? "" : (*parse_json(answer->body))["code"].text();
  }
};

}  // namespace

TEST_CASE("in the tunnel a tablet is heard with its certificate and its signature, and with nothing less") {
  Tunnel tunnel;
  CHECK(tunnel.sync_code() == "device.channel");  // at the site
  tunnel.client.go_to(tunnel.listener({}, {}));
  CHECK(tunnel.sync_code() == "client.tls");  // without a certificate

  const auto profile = CollectionScene::must(tunnel.channel().hand_over(tunnel.client.device));
  CHECK(profile.tunnel.find("AllowedIPs = 10.21.0.1/32\n") != std::string::npos);
  CHECK(profile.tunnel.find("Address = 10.21.0.2/32\n") != std::string::npos);
  tunnel.client.go_to(tunnel.listener(profile.certificate, profile.key));
  CHECK(tunnel.sync_code().empty());

  // One of another authority that calls itself the same.
  const auto other = CollectionScene::must(
      crypto::DeviceAuthority::open(tunnel.scene.folder, tunnel.channel().clock().now()));
  const auto forged = CollectionScene::must(
      other.make_package(tunnel.client.device.value.to_string(), "x", tunnel.channel().clock().now()));
  tunnel.client.go_to(tunnel.listener(forged.certificate.pem, forged.key));
  CHECK(tunnel.sync_code() == "client.tls");

  // One that ended yesterday.
  const UtcInstant long_ago{tunnel.channel().clock().now().micros -
                            std::int64_t{61} * 86'400 * micros_per_second};
  const auto old = CollectionScene::must(tunnel.channel().authority().make_package("old", "x", long_ago));
  tunnel.client.go_to(tunnel.listener(old.certificate.pem, old.key));
  CHECK(tunnel.sync_code() == "client.tls");

  // A good one of another tablet: the connection stands, the call does not.
  const auto code = CollectionScene::must(tunnel.scene.field().invite("Tablet 2", region));
  TabletClient second(tunnel.scene.site());
  REQUIRE(second.enrol(code)->status == 200);
  const auto others = CollectionScene::must(tunnel.channel().hand_over(second.device));
  tunnel.client.go_to(tunnel.listener(others.certificate, others.key));
  CHECK(tunnel.sync_code() == "device.certificate");
}

TEST_CASE("a revoked tablet is cut at once, on the connection it holds too") {
  Tunnel tunnel;
  const auto profile = CollectionScene::must(tunnel.channel().hand_over(tunnel.client.device));
  tunnel.client.go_to(tunnel.listener(profile.certificate, profile.key));
  CHECK(tunnel.sync_code().empty());
  const auto lets_in = [&] { return CollectionScene::must(tunnel.channel().office_side()).find("[Peer]"); };
  CHECK(lets_in() != std::string::npos);
  REQUIRE(tunnel.scene.field().set_state(tunnel.client.device, DeviceState::locked));
  CHECK(tunnel.sync_code().empty());
  CHECK(lets_in() != std::string::npos);
  REQUIRE(tunnel.scene.field().set_state(tunnel.client.device, DeviceState::revoked));
  CHECK(tunnel.sync_code() == "device.revoked");
  CHECK(lets_in() == std::string::npos);

  const auto calls = CollectionScene::must(tunnel.channel().registry().calls(tunnel.client.device, 0, 10));
  REQUIRE(calls.size() ==
          2);  // the news of the lock, and the refusal; calls that brought nothing leave no line
  CHECK(calls[0].call.result == "device.revoked");
  CHECK(calls[0].call.channel == 3);
  CHECK(calls[1].call.result == "done");
  CHECK(calls[1].call.bytes_out > 0);
}

TEST_CASE("a key that stays on the tablet is certified at enrolment and anew by a signed call") {
  Tunnel tunnel;
  const Request first = make_request();
  TabletClient other(tunnel.scene.site());
  const auto code = CollectionScene::must(tunnel.scene.field().invite("Tablet 3", region));
  CHECK(other.enrol(code, "no request")->status == 400);  // and the code is good still
  REQUIRE(other.enrol(code, first.text)->status == 200);
  other.go_to(tunnel.listener(other.papers["certificate"].text(), first.key));
  CHECK(other.sync());

  const Request next = make_request();
  const auto renewed = other.post("/device/certificate", next.text);
  REQUIRE(renewed->status == 200);
  const Json told = *parse_json(renewed->body);
  CHECK(told["authority"].text() == tunnel.channel().authority().certificate());
  other.go_to(tunnel.listener(told["certificate"].text(), next.key));
  CHECK(other.sync());
  CHECK(other.post("/device/certificate", "x")->status == 400);
  REQUIRE(tunnel.scene.field().set_state(other.device, DeviceState::revoked));
  CHECK(other.post("/device/certificate", next.text)->status == 403);
}

TEST_CASE("the listener in the tunnel knows nothing of the site and the office") {
  Tunnel tunnel;
  const auto profile = CollectionScene::must(tunnel.channel().hand_over(tunnel.client.device));
  auto client =
      CollectionScene::must(http::Client::create(tunnel.listener(profile.certificate, profile.key)));
  for (const char* path : {"/", "/ru/", "/ru/office", "/verify", "/api/draft"})
    CHECK(client.get(path)->status == 404);
}

TEST_CASE("wrong one-time codes are limited, and a right one is taken while they are few") {
  CollectionScene scene;
  TabletClient client(scene.site());
  for (int i = 1; i < WrongCodesPg::address_burst; ++i) CHECK(client.enrol("AAAA-AAAA")->status == 403);
  const auto code = CollectionScene::must(scene.field().invite("Tablet 1", region));
  CHECK(client.enrol(code)->status == 200);
  CHECK(client.enrol("AAAA-AAAA")->status == 403);
  const auto refused = client.enrol("AAAA-AAAA");
  CHECK(refused->status == 429);
  CHECK((*parse_json(refused->body))["code"].text() == "device.wait");
  const auto seconds = parse_digits(refused->header("retry-after"));
  REQUIRE(seconds);
  CHECK(*seconds <= 30);
}

TEST_CASE("refused calls are in the log once a minute for each reason, with what the tablet says of itself") {
  CollectionScene scene;
  TabletClient client(scene.site());
  REQUIRE(client.enrol(CollectionScene::must(scene.field().invite("Tablet 1", region)))->status == 200);
  auto& registry = scene.collection->device_channel().registry();
  const auto lines = [&] { return CollectionScene::must(registry.calls(client.device, 0, 10)); };
  CHECK(client.post("/device/sync", client.request(), {{"X-Sanaq-Tablet", R"({"app":"a1","battery":40})"}})
            ->status == 200);
  CHECK(lines().empty());
  for (int i = 0; i < 3; ++i) CHECK(client.post("/device/sync", "not a call")->status == 400);
  REQUIRE(lines().size() == 1);
  CHECK(lines()[0].call.result == "exchange.form");
  CHECK(lines()[0].call.bytes == 10);
  CHECK(lines()[0].call.channel == 1);
  const auto silent = CollectionScene::must(registry.silent());
  REQUIRE(silent.size() == 1);
  CHECK(silent[0].told == R"({"app":"a1","battery":40})");
  CHECK(silent[0].refused_code == "exchange.form");
  CHECK(silent[0].device.synchronised_at.has_value());
}

TEST_CASE("a packed call is taken like a plain one; damaged and swollen ones are refused") {
  CollectionScene scene;
  TabletClient client(scene.site());
  REQUIRE(client.enrol(CollectionScene::must(scene.field().invite("Tablet 1", region)))->status == 200);
  const auto status = [&](const std::string& body) {
    return client.post("/device/sync", body, {{"X-Sanaq-Packed", "deflate"}})->status;
  };
  const std::string packed = crypto::deflate(client.request());
  CHECK(status(packed) == 200);
  CHECK(client.post("/device/sync", client.request())->status == 200);
  CHECK(status(client.request()) == 400);
  CHECK(status(packed.substr(0, packed.size() - 1)) == 400);
  CHECK(status(packed + "x") == 400);
  CHECK(status(crypto::deflate(std::string(FieldDesk::call_bytes_max + 1, 'a'))) == 413);
}
