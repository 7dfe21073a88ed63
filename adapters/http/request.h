#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/fields.h"
#include "http/headers.h"
#include "http/method.h"
#include "http/multipart.h"

namespace sanaq::http {

/// What a browser or a tablet asks. All texts but `body` are well-formed UTF-8 without zero characters.
struct Request {
  Method method = Method::get;
  std::string path;  // decoded, starts with '/', without "." and ".." segments
  Fields query;      // decoded, in order
  Headers headers;
  Fields cookies;
  std::string body;            // as sent; at most the limit of the route
  std::string remote_address;  // of the peer, or what a trusted proxy says
  bool tls = false;
  std::string client_certificate;  // SHA-256 of the certificate the peer showed (32 bytes); empty: none
  std::string id;                  // made by the server; stands in the access log and in problem bodies
  std::string route;               // the pattern that matched, "/cases/{id}"
  Fields params;                   // values of the {names} of the pattern

  /// Views into this object; empty when absent.
  std::string_view header(std::string_view name) const { return headers.get(name); }
  std::string_view query_value(std::string_view name) const { return field_value(query, name); }
  std::string_view cookie(std::string_view name) const { return field_value(cookies, name); }
  std::string_view param(std::string_view name) const { return field_value(params, name); }

  /// The urlencoded body, or the plain fields of a multipart one. Errors: "form.type" (another media type)
  /// and those of parse_urlencoded and parse_multipart.
  Result<Fields> form() const;
  /// The multipart body. Errors: those of parse_multipart.
  Result<std::vector<Part>> parts(const MultipartLimits& limits = {}) const;
  /// True when the sender prefers HTML to JSON: a person with a browser.
  bool wants_html() const;
};

/// The path and query of a request target as they stand in a request.
struct Target {
  std::string path;
  Fields query;
};
/// target: origin form (`/a/b?c=d`) or absolute form (`https://host/a`). Refuses `%2F`, back-slashes and
/// control characters in the path, "." and ".." segments, more than 32 segments, more than 256 query fields.
/// Errors: "http.path", "http.query".
Result<Target> parse_target(std::string_view target);

/// True when an error of form() or parts() says that the sender's body cannot be read: 400.
bool is_form_error(const Error& error);

}  // namespace sanaq::http
