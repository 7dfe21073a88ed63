#pragma once
#include <string>

#include "http/response.h"

namespace sanaq::http {

enum class KeepAlive : std::uint8_t { no, yes };

/// What is the same for every answer of a server for a while.
struct HeadTemplate {
  std::string fixed;  // rendered fixed headers, each with CRLF
  std::string date;   // of http_date
};

/// `Name: value\r\n` of each field, control characters as spaces.
std::string render_headers(const Fields& headers);
/// Appends status line and headers of `response` with the blank line at the end.
void append_response_head(std::string& out, const Response& response, const HeadTemplate& constant,
                          KeepAlive keep);
/// 1xx, 204 and 304 have no body.
bool status_has_body(int status);

}  // namespace sanaq::http
