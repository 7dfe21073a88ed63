#include "http/response.h"

#include <array>

#include "base/civil_date.h"
#include "base/text.h"

namespace sanaq::http {

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
  return out;
}

void add_header(Response& response, std::string_view name, std::string_view value) {
  response.headers.push_back({std::string(name), std::string(value)});
}

void set_cookie(Response& response, const Cookie& cookie) { add_header(response, "Set-Cookie", to_set_cookie(cookie)); }

std::string_view reason_phrase(int status) {
  switch (status) {
    case 100: return "Continue";
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 416: return "Range Not Satisfiable";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 423: return "Locked";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 505: return "HTTP Version Not Supported";
    case 507: return "Insufficient Storage";
    default: return "Status";
  }
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
