#include "sanaq/tablet/device_api.h"

#include "base/bytes.h"
#include "base/text.h"
#include "exchange/wire.h"
#include "sanaq/tablet/bundle_desk.h"
#include "sanaq/tablet/device_channel.h"
#include "sanaq/tablet/door_desk.h"
#include "sanaq/tablet/field_desk.h"
#include "sanaq/tablet/tablet_report.h"
#include "store/casework_keys.h"
#include "store/wrong_codes_pg.h"

namespace sanaq {
namespace {

constexpr std::size_t request_bytes_max = 16 * 1024;

int status_of(const std::string& code) {
  if (code == "device.proof") return 401;
  if (code == "device.code" || code == "device.revoked" || code == "device.certificate" ||
      code == "device.channel" || code == "exchange.device" || code == "exchange.locked")
    return 403;
  if (code == "exchange.size") return 413;
  if (code == "device.wait" || code == "device.often") return 429;
  if (code == "store.unavailable") return 503;
  return 400;
}

http::Response refusal(const http::Request& request, const Error& error) {
  const int status = status_of(error.code);
  return http::problem(status, error.code, request.id, status == 503 ? std::string() : error.detail);
}

http::Response answer(const Json& json) {
  http::Response response = http::json(json);
  http::add_header(response, "Cache-Control", "no-store");
  return response;
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

void add_certificate(Json& out, const DeviceDoor& door, const crypto::DeviceCertificate& certificate) {
  out.set("certificate", Json::string(certificate.pem));
  out.set("authority", Json::string(door.channel.authority().certificate()));
  out.set("certificate_until", Json::string(to_rfc3339(certificate.expires_at)));
}

http::Response enrol(const http::Request& request, const DeviceDoor& door) {
  const UtcInstant now = door.channel.clock().now();
  const auto seconds = door.codes.wait_seconds(request.remote_address, now);
  if (!seconds) return refusal(request, seconds.error());
  if (*seconds > 0) {
    http::Response response = refusal(request, {"device.wait", {}});
    http::add_header(response, "Retry-After", std::to_string(*seconds));
    return response;
  }
  const auto body = parse_json(request.body);
  if (!body) return refusal(request, body.error());
  const auto key = from_base64url((*body)["key"].text());
  if (!key) return refusal(request, {"device.key", {}});
  // A code is used up once: what would not be signed afterwards is refused before.
  const std::string wanted((*body)["request"].text());
  if (!wanted.empty() && !crypto::is_certificate_request(wanted))
    return refusal(request, {"certificate.request", {}});
  const auto device = door.desk.enrol((*body)["code"].text(), *key);
  if (!device && device.error().code == "device.code")
    // A wrong code that is not counted is not judged.
    if (const auto noted = door.codes.note_wrong(request.remote_address, now); !noted)
      return refusal(request, noted.error());
  if (!device) return refusal(request, device.error());
  Json out = Json::object();
  out.set("device", Json::string(device->id.value.to_string()));
  out.set("label", Json::string(device->label));
  out.set("territory", Json::string(device->territory));
  const auto phrase = door.desk.needs_phrase(device->id);
  if (!phrase) return refusal(request, phrase.error());
  out.set("phrase", Json::boolean(*phrase));
  out.set("office_keys", office_keys(door.keys));
  out.set("department_key", door.bundles.key_for(device->territory));
  if (!wanted.empty())
    if (const auto certificate = door.channel.certify(device->id, wanted))
      add_certificate(out, door, *certificate);
  return answer(out);
}

// The device and its signature over the call, as the headers tell them.
Result<DeviceCall> call_of(const http::Request& request, const DeviceDoor& door) {
  const auto id = Uuid::parse(request.header("x-sanaq-device"));
  const auto proof = from_base64url(request.header("x-sanaq-proof"));
  if (!id || !proof) return Error{"device.proof", {}};
  DeviceCall call{{*id}, *proof, request.body, door.channel_number, request.client_certificate, {}};
  call.packed = request.header("x-sanaq-packed") == "deflate";
  call.told = to_stored(read_report(request.header("x-sanaq-tablet"), door.channel.clock().now()));
  return call;
}

// A tablet says which key of its department it has; with another one in use, the answer brings it.
void add_department_key(const http::Request& request, const DeviceDoor& door, DeviceId device,
                        http::Response& response) {
  const auto number = parse_digits(request.header("x-sanaq-department-key"));
  if (!number) return;
  const auto key = door.bundles.newer_key(device, *number);
  if (key && !key->is_null())
    http::add_header(response, "X-Sanaq-Department-Key", to_base64url(to_canonical(*key)));
}

http::Response sync(const http::Request& request, const DeviceDoor& door) {
  const auto call = call_of(request, door);
  if (!call) return refusal(request, call.error());
  auto answered = door.desk.sync(*call);
  if (!answered) return refusal(request, answered.error());
  http::Response response;
  response.content_type = "application/octet-stream";
  response.body = *std::move(answered);
  response.compress = true;  // a route of two thousand addresses
  add_department_key(request, door, call->device, response);
  http::add_header(response, "Cache-Control", "no-store");
  return response;
}

http::Response certify(const http::Request& request, const DeviceDoor& door) {
  const auto call = call_of(request, door);
  if (!call) return refusal(request, call.error());
  if (const auto known = door.desk.identify(*call); !known) return refusal(request, known.error());
  const auto made = door.channel.certify(call->device, request.body);
  if (!made) return refusal(request, made.error());
  Json out = Json::object();
  add_certificate(out, door, *made);
  return answer(out);
}

// A question of a device in use that is answered in JSON.
template <class Ask>
http::Response asked(const http::Request& request, const DeviceDoor& door, const Ask& ask) {
  const auto call = call_of(request, door);
  if (!call) return refusal(request, call.error());
  const auto device = door.desk.identify(*call);
  if (!device) return refusal(request, device.error());
  const Result<Json> told = ask(*device);
  return told ? answer(*told) : refusal(request, told.error());
}

http::Response check(const http::Request& request, const DeviceDoor& door) {
  return asked(request, door,
               [&](const DeviceRecord& device) { return door.households.check(device, request.body); });
}

http::Response release(const http::Request& request, const DeviceDoor& door) {
  return asked(request, door,
               [&](const DeviceRecord& device) { return door.desk.next_release(device, request.body); });
}

void add_call(http::Router& router, const DeviceDoor& door, const char* path, std::size_t bytes_max,
              http::Response (*handle)(const http::Request&, const DeviceDoor&)) {
  router.post(path,
              [door, handle](http::Request&& request, http::Responder&& responder) {
                responder.send(handle(request, door));
              },
              {http::Run::pooled, bytes_max});
}

http::Response wrong_channel(const http::Request& request, const DeviceDoor&) {
  return refusal(request, {"device.channel", {}});
}

}  // namespace

void add_device_api(http::Router& router, const DeviceDoor& door) {
  add_call(router, door, "/device/enrol", request_bytes_max, enrol);
  add_call(router, door, "/device/certificate", request_bytes_max, certify);
  add_call(router, door, "/device/sync", FieldDesk::call_bytes_max, door.is_open ? sync : wrong_channel);
  add_call(router, door, "/device/check", request_bytes_max, door.is_open ? check : wrong_channel);
  add_call(router, door, "/device/release", request_bytes_max, door.is_open ? release : wrong_channel);
}

}  // namespace sanaq
