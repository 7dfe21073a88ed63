#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/json.h"
#include "http/cookies.h"
#include "http/fields.h"

namespace sanaq::http {

/// An answer. Content-Length, Date and Connection are written by the server. Control characters in header
/// values are replaced by spaces, so no header can be smuggled in.
struct Response {
  int status = 200;
  std::string content_type;  // empty: no Content-Type
  Fields headers;
  std::string body;
  /// Sent instead of `body` when set. Owners: the store it came from and the connections that send it.
  std::shared_ptr<const std::string> shared_body;
  /// Compress on the fly when the body is larger than 1 KB and the sender accepts it. Not for pages that hold
  /// a secret next to text an attacker can choose (BREACH). Costs 1-5 ms per 100 KB: not for inline routes.
  bool compress = false;
  bool close = false;  // end the connection after this answer

  std::string_view bytes() const {
    return shared_body ? std::string_view(*shared_body) : std::string_view(body);
  }
};

Response html(std::string body, int status = 200);
/// Canonical text of the value.
Response json(const Json& value, int status = 200);
Response json_text(std::string text, int status = 200);
Response plain_text(std::string text, int status = 200);
/// 303 See Other: the browser fetches `location` with GET. location: a path of this site, or a full address.
Response redirect(std::string_view location, int status = 303);
Response not_modified(std::string_view etag);
Response no_content();
/// application/problem+json (RFC 9457): {"type","title","status","code","detail","request"}; `title` is the
/// reason phrase of the status, `code` one of docs/errors.md, `detail` of the error when not empty. With status 503 it
/// says when to come again (Retry-After).
Response problem(int status, std::string_view code, std::string_view request_id = {},
                 std::string_view detail = {});

void add_header(Response& response, std::string_view name, std::string_view value);
void set_cookie(Response& response, const Cookie& cookie);

/// "Not Found" of 404.
std::string_view reason_phrase(int status);
/// `Tue, 31 Aug 2021 18:00:00 GMT` (RFC 9110 §5.6.7).
std::string http_date(UtcInstant instant);
/// True when an If-None-Match value names `etag` (weak comparison) or is `*`.
bool etag_matches(std::string_view if_none_match, std::string_view etag);

}  // namespace sanaq::http
