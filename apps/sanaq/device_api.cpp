#include "sanaq/device_api.h"

#include "base/bytes.h"
#include "exchange/wire.h"
#include "sanaq/field_desk.h"
#include "store/casework_keys.h"

namespace sanaq {
namespace {

constexpr std::size_t call_bytes_max = 2 * 1024 * 1024;

int status_of(const std::string& code) {
  if (code == "device.proof") return 401;
  if (code == "device.code" || code == "device.revoked" || code == "exchange.device") return 403;
  if (code == "exchange.size") return 413;
  if (code == "store.unavailable") return 503;
  return 400;
}

http::Response refusal(const http::Request& request, const Error& error) {
  const int status = status_of(error.code);
  return http::problem(status, error.code, request.id, status == 503 ? std::string() : error.detail);
}

Json office_keys(const ReceiptPublicKeys& keys) {
  Json out = Json::array();
  for (const auto& [number, key] : keys.all()) {
    Json one = Json::object();
    one.set("number", Json::number(number));
    one.set("key", Json::string(to_base64url(exchange::view(key))));
    out.push(std::move(one));
  }
  return out;
}

http::Response enrol(const http::Request& request, FieldDesk& desk, const ReceiptPublicKeys& keys) {
  const auto body = parse_json(request.body);
  if (!body) return refusal(request, body.error());
  const auto key = from_base64url((*body)["key"].text());
  if (!key) return refusal(request, {"device.key", {}});
  const auto device = desk.enrol((*body)["code"].text(), *key);
  if (!device) return refusal(request, device.error());
  Json out = Json::object();
  out.set("device", Json::string(device->id.value.to_string()));
  out.set("label", Json::string(device->label));
  out.set("territory", Json::string(device->territory));
  out.set("office_keys", office_keys(keys));
  http::Response response = http::json(out);
  http::add_header(response, "Cache-Control", "no-store");
  return response;
}

http::Response sync(const http::Request& request, FieldDesk& desk) {
  const auto id = Uuid::parse(request.header("x-sanaq-device"));
  const auto proof = from_base64url(request.header("x-sanaq-proof"));
  if (!id || !proof) return refusal(request, {"device.proof", {}});
  auto answer = desk.sync({*id}, *proof, request.body);
  if (!answer) return refusal(request, answer.error());
  http::Response response;
  response.content_type = "application/octet-stream";
  response.body = *std::move(answer);
  http::add_header(response, "Cache-Control", "no-store");
  return response;
}

}  // namespace

void add_device_api(http::Router& router, FieldDesk& desk, const ReceiptPublicKeys& keys) {
  router.post("/device/enrol", [&desk, &keys](http::Request&& request, http::Responder&& responder) {
    responder.send(enrol(request, desk, keys));
  });
  router.post(
      "/device/sync",
      [&desk](http::Request&& request, http::Responder&& responder) { responder.send(sync(request, desk)); },
      {http::Run::pooled, call_bytes_max});
}

}  // namespace sanaq
