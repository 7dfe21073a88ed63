#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "http/response.h"

namespace sanaq::http {

/// Which codings the sender of a request takes.
struct AcceptedCodings {
  bool brotli = false;
  bool gzip = false;
};
/// accept_encoding: the header's value; `br;q=0` refuses, `*` takes all that is not refused.
AcceptedCodings parse_accept_encoding(std::string_view accept_encoding);

/// brotli at quality 4 / gzip at level 5. For texts of one answer (memory: the text and its compressed form).
std::string compress_brotli(std::string_view bytes);
std::string compress_gzip(std::string_view bytes);

/// Compresses the body when the response asks for it, it is larger than 1 KB and the sender takes brotli or
/// gzip. Adds Content-Encoding, and Vary in any case when `response.compress` is set. A body that does not
/// shrink stays.
void compress_response(Response& response, AcceptedCodings accepted);

}  // namespace sanaq::http
