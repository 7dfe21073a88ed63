#include "http/response.h"

#include <array>
#include <utility>

#include "base/civil_date.h"
#include "base/text.h"

namespace sanaq::http {
namespace {

constexpr std::string_view retry_seconds = "5";  // most restarts of a database take less

using Reason = std::pair<int, std::string_view>;
constexpr std::array<Reason, 39> reasons = {{
    {100, "Continue"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {423, "Locked"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
    {507, "Insufficient Storage"},
}};

}  // namespace

Response html(std::string body, int status) {
  Response out;
  out.status = status;
  out.content_type = "text/html; charset=utf-8";
  out.body = std::move(body);
  return out;
}

Response json_text(std::string text, int status) {
  Response out = html(std::move(text), status);
  out.content_type = "application/json";
  return out;
}

Response json(const Json& value, int status) { return json_text(to_canonical(value), status); }

Response plain_text(std::string text, int status) {
  Response out = html(std::move(text), status);
  out.content_type = "text/plain; charset=utf-8";
  return out;
}

Response redirect(std::string_view location, int status) {
  Response out;
  out.status = status;
  add_header(out, "Location", location);
  return out;
}

Response not_modified(std::string_view etag) {
  Response out;
  out.status = 304;
  add_header(out, "ETag", etag);
  return out;
}

Response no_content() {
  Response out;
  out.status = 204;
  return out;
}

Response problem(int status, std::string_view code, std::string_view request_id, std::string_view detail) {
  Json body = Json::object();
  body.set("type", Json::string("about:blank"));
  body.set("title", Json::string(reason_phrase(status)));
  body.set("status", Json::number(status));
  body.set("code", Json::string(code));
  if (!detail.empty()) body.set("detail", Json::string(detail));
  if (!request_id.empty()) body.set("request", Json::string(request_id));
  Response out = json_text(to_text(body), status);
  out.content_type = "application/problem+json";
  add_header(out, "Cache-Control", "no-store");
  if (status == 503) add_header(out, "Retry-After", retry_seconds);
  return out;
}

void add_header(Response& response, std::string_view name, std::string_view value) {
  response.headers.push_back({std::string(name), std::string(value)});
}

void set_cookie(Response& response, const Cookie& cookie) {
  add_header(response, "Set-Cookie", to_set_cookie(cookie));
}

std::string_view reason_phrase(int status) {
  for (const auto& [number, phrase] : reasons)
    if (number == status) return phrase;
  return "Status";
}

std::string http_date(UtcInstant instant) {
  constexpr std::array<std::string_view, 7> days = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
  constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  constexpr std::int64_t day_seconds = 86'400;
  const std::int64_t seconds = instant.micros / micros_per_second;
  const std::int64_t day = seconds / day_seconds;
  const std::int64_t of_day = seconds % day_seconds;
  const CivilDate date = CivilDate::from_days(static_cast<std::int32_t>(day));
  std::string out(days[static_cast<std::size_t>(day % 7)]);
  out += ", " + zero_padded(date.day(), 2) + " ";
  out += months[static_cast<std::size_t>(date.month() - 1)];
  out += " " + zero_padded(date.year(), 4) + " " + zero_padded(of_day / 3600, 2) + ":";
  out += zero_padded(of_day / 60 % 60, 2) + ":" + zero_padded(of_day % 60, 2) + " GMT";
  return out;
}

bool etag_matches(std::string_view if_none_match, std::string_view etag) {
  for (std::string_view candidate : split(if_none_match, ',')) {
    candidate = trim(candidate);
    if (candidate == "*") return true;
    if (candidate.starts_with("W/")) candidate.remove_prefix(2);
    if (!candidate.empty() && candidate == etag) return true;
  }
  return false;
}

}  // namespace sanaq::http
