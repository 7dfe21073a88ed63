#include "http/multipart.h"

#include <algorithm>

#include "base/text.h"
#include "http/fields.h"
#include "http/multipart_views.h"

namespace sanaq::http {
namespace {

bool is_boundary(std::string_view text) {
  constexpr std::string_view marks = "'()+_,-./:=? ";
  return !text.empty() && text.size() <= 70 && text.back() != ' ' &&
         std::all_of(text.begin(), text.end(), [&](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  marks.find(c) != std::string_view::npos;
         });
}

// Browsers write a quote inside a name as %22, a line end as %0D%0A (WHATWG); nothing else is escaped.
std::string unescape_name(std::string text) {
  for (const auto& [escape, plain] : {std::pair{"%22", '"'}, std::pair{"%0D", '\r'}, std::pair{"%0A", '\n'}})
    for (std::size_t at = text.find(escape); at != std::string::npos; at = text.find(escape, at + 1))
      text.replace(at, 3, 1, plain);
  return text;
}

bool is_clean(std::string_view text) { return is_utf8(text) && text.find('\0') == std::string_view::npos; }

Result<Part> parse_head(std::string_view head) {
  Part part;
  bool named = false;
  while (!head.empty()) {
    const std::size_t end = std::min(head.find("\r\n"), head.size());
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(std::min(end + 2, head.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) return Error{"multipart.form", "header"};
    const std::string_view value = trim(line.substr(colon + 1));
    if (equal_ignoring_case(line.substr(0, colon), "content-disposition")) {
      if (named || media_type_of(value) != "form-data") return Error{"multipart.form", "disposition"};
      named = true;
      part.name = unescape_name(header_parameter(value, "name"));
      part.filename = unescape_name(header_parameter(value, "filename"));
      part.filename.erase(0, part.filename.find_last_of("/\\") + 1);
    } else if (equal_ignoring_case(line.substr(0, colon), "content-type")) {
      part.content_type = value;
    }
  }
  if (!named || part.name.empty()) return Error{"multipart.form", "name"};
  if (!is_clean(part.name) || !is_clean(part.filename) || !is_clean(part.content_type))
    return Error{"multipart.utf8", ""};
  return part;
}

}  // namespace

std::string media_type_of(std::string_view content_type) {
  std::string out(trim(content_type.substr(0, content_type.find(';'))));
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return out;
}

std::string header_parameter(std::string_view value, std::string_view name) {
  std::size_t at = value.find(';');
  while (at < value.size()) {
    std::string_view rest = trim(value.substr(at + 1));
    const std::size_t equals = rest.find_first_of("=;");
    if (equals == std::string_view::npos) return {};
    const std::string_view key = trim(rest.substr(0, equals));
    if (rest[equals] == ';') {
      at = static_cast<std::size_t>(rest.data() + equals - value.data());
      continue;
    }
    rest = trim(rest.substr(equals + 1));
    std::string text;
    std::size_t end = 0;
    if (!rest.empty() && rest.front() == '"') {
      for (end = 1; end < rest.size() && rest[end] != '"'; ++end) {
        if (rest[end] == '\\' && end + 1 < rest.size() && rest[end + 1] == '"') ++end;
        text += rest[end];
      }
      end = std::min(end + 1, rest.size());
    } else {
      end = std::min(rest.find(';'), rest.size());
      text = trim(rest.substr(0, end));
    }
    if (equal_ignoring_case(key, name)) return text;
    at = value.find(';', static_cast<std::size_t>(rest.data() + end - value.data()));
  }
  return {};
}

Result<std::vector<PartView>> parse_multipart_views(std::string_view body, std::string_view content_type,
                                                    const MultipartLimits& limits) {
  const std::string boundary = header_parameter(content_type, "boundary");
  if (media_type_of(content_type) != "multipart/form-data" || !is_boundary(boundary))
    return Error{"multipart.type", ""};
  const std::string first = "--" + boundary;
  const std::string next = "\r\n" + first;
  if (body.starts_with("\r\n")) body.remove_prefix(2);
  if (!body.starts_with(first)) return Error{"multipart.form", "start"};
  body.remove_prefix(first.size());
  std::vector<PartView> out;
  while (!body.starts_with("--")) {
    if (!body.starts_with("\r\n")) return Error{"multipart.form", "boundary"};
    body.remove_prefix(2);
    if (out.size() == limits.parts_max) return Error{"multipart.size", "parts"};
    const std::size_t head_end = body.substr(0, limits.part_head_bytes_max).find("\r\n\r\n");
    if (head_end == std::string_view::npos)
      return Error{body.size() > limits.part_head_bytes_max ? "multipart.size" : "multipart.form", "head"};
    PartView part;
    SANAQ_TRY(part.head, parse_head(body.substr(0, head_end)));
    body.remove_prefix(head_end + 4);
    // An empty part's boundary follows its head at once: the head's last line end is the boundary's.
    const std::size_t end = body.find(next);
    if (end == std::string_view::npos) return Error{"multipart.form", "end"};
    part.content = body.substr(0, end);
    if (part.head.filename.empty() && !is_clean(part.content)) return Error{"multipart.utf8", ""};
    body.remove_prefix(end + next.size());
    out.push_back(std::move(part));
  }
  body.remove_prefix(2);
  if (!body.empty() && body != "\r\n") return Error{"multipart.form", "after the end"};
  return out;
}

Result<std::vector<Part>> parse_multipart(std::string_view body, std::string_view content_type,
                                          const MultipartLimits& limits) {
  SANAQ_TRY(auto views, parse_multipart_views(body, content_type, limits));
  std::vector<Part> out;
  for (PartView& view : views) {
    out.push_back(std::move(view.head));
    out.back().content = view.content;
  }
  return out;
}

}  // namespace sanaq::http
