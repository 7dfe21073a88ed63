#include "http/urlencoded.h"

#include "base/text.h"

namespace sanaq::http {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_unreserved(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

Result<std::string> decode_part(std::string_view text) {
  auto decoded = percent_decode(text, Plus::is_space);
  if (!decoded) return Error{"form.encoding", ""};
  if (!is_utf8(*decoded) || decoded->find('\0') != std::string::npos) return Error{"form.utf8", ""};
  return std::move(*decoded);
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text, Plus plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      const int high = i + 1 < text.size() ? hex_value(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += text[i] == '+' && plus == Plus::is_space ? ' ' : text[i];
    }
  }
  return out;
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

Result<Fields> parse_urlencoded(std::string_view text, std::size_t fields_max) {
  Fields out;
  while (!text.empty()) {
    const std::string_view pair = text.substr(0, text.find('&'));
    text.remove_prefix(pair.size() < text.size() ? pair.size() + 1 : pair.size());
    if (pair.empty()) continue;
    if (out.size() == fields_max) return Error{"form.size", ""};
    const std::size_t equals = pair.find('=');
    SANAQ_TRY(std::string name, decode_part(pair.substr(0, equals)));
    SANAQ_TRY(std::string value,
              decode_part(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1)));
    out.push_back({std::move(name), std::move(value)});
  }
  return out;
}

std::string to_urlencoded(const Fields& fields) {
  std::string out;
  for (const Field& field : fields) {
    if (!out.empty()) out += '&';
    out += percent_encode(field.name);
    out += '=';
    out += percent_encode(field.value);
  }
  return out;
}

}  // namespace sanaq::http
