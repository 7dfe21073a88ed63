#include "http/request.h"

#include <algorithm>

#include "base/text.h"
#include "http/multipart_views.h"
#include "http/urlencoded.h"

namespace sanaq::http {
namespace {

constexpr std::size_t segments_max = 32;
constexpr std::size_t query_fields_max = 256;

bool is_clean_segment(std::string_view segment) {
  return segment != "." && segment != ".." && std::none_of(segment.begin(), segment.end(), [](char c) {
           return static_cast<unsigned char>(c) < ' ' || c == '\x7f' || c == '/' || c == '\\';
         });
}

Result<std::string> parse_path(std::string_view raw) {
  if (raw.empty() || raw.front() != '/') return Error{"http.path", ""};
  const auto segments = split(raw.substr(1), '/');
  if (segments.size() > segments_max) return Error{"http.path", ""};
  std::string out;
  out.reserve(raw.size());
  for (const std::string_view segment : segments) {
    const auto decoded = percent_decode(segment, Plus::is_plus);
    if (!decoded || !is_clean_segment(*decoded)) return Error{"http.path", ""};
    out += '/';
    out += *decoded;
  }
  if (!is_utf8(out)) return Error{"http.path", ""};
  return out;
}

}  // namespace

Result<Target> parse_target(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (target.size() < scheme.size() || !equal_ignoring_case(target.substr(0, scheme.size()), scheme))
      continue;
    const std::size_t slash = target.find_first_of("/?", scheme.size());
    if (slash == std::string_view::npos || target[slash] == '?') return Error{"http.path", ""};
    target.remove_prefix(slash);
    break;
  }
  const std::size_t question = std::min(target.find('?'), target.size());
  SANAQ_TRY(std::string path, parse_path(target.substr(0, question)));
  auto query = parse_urlencoded(target.substr(std::min(question + 1, target.size())), query_fields_max);
  if (!query) return Error{"http.query", query.error().code};
  return Target{std::move(path), *std::move(query)};
}

Result<Fields> Request::form() const {
  const std::string type = media_type_of(header("content-type"));
  if (type == "multipart/form-data") {
    SANAQ_TRY(auto all, parse_multipart_views(body, header("content-type")));
    Fields fields;
    for (PartView& part : all)
      if (part.head.filename.empty())
        fields.push_back({std::move(part.head.name), std::string(part.content)});
    return fields;
  }
  if (type != "application/x-www-form-urlencoded") return Error{"form.type", ""};
  return parse_urlencoded(body);
}

bool is_form_error(const Error& error) {
  return error.code.starts_with("form.") || error.code.starts_with("multipart.");
}

Result<std::vector<Part>> Request::parts(const MultipartLimits& limits) const {
  return parse_multipart(body, header("content-type"), limits);
}

bool Request::wants_html() const {
  const std::string_view accept = header("accept");
  const std::size_t html = accept.find("text/html");
  return html != std::string_view::npos && html < accept.find("json");
}

}  // namespace sanaq::http
