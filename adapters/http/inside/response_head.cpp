#include "http/inside/response_head.h"

namespace sanaq::http {
namespace {

void append_clean(std::string& out, std::string_view text) {
  for (const char c : text) out += static_cast<unsigned char>(c) < ' ' || c == '\x7f' ? ' ' : c;
}

void append_header(std::string& out, std::string_view name, std::string_view value) {
  append_clean(out, name);
  out += ": ";
  append_clean(out, value);
  out += "\r\n";
}

}  // namespace

std::string render_headers(const Fields& headers) {
  std::string out;
  for (const Field& field : headers) append_header(out, field.name, field.value);
  return out;
}

bool status_has_body(int status) { return status >= 200 && status != 204 && status != 304; }

void append_response_head(std::string& out, const Response& response, const HeadTemplate& constant,
                          KeepAlive keep) {
  out += "HTTP/1.1 ";
  out += std::to_string(response.status);
  out += ' ';
  out += reason_phrase(response.status);
  out += "\r\nDate: ";
  out += constant.date;
  out += "\r\n";
  if (!response.content_type.empty()) append_header(out, "Content-Type", response.content_type);
  if (status_has_body(response.status)) {
    out += "Content-Length: ";
    out += std::to_string(response.bytes().size());
    out += "\r\n";
  }
  for (const Field& field : response.headers) append_header(out, field.name, field.value);
  out += constant.fixed;
  if (keep == KeepAlive::no) out += "Connection: close\r\n";
  out += "\r\n";
}

}  // namespace sanaq::http
