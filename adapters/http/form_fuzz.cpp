// Foreign texts through the small readers: urlencoded, multipart, cookies, targets, Accept-Encoding,
// If-None-Match, answers.
#include <cstdint>
#include <string>

#include "base/check.h"
#include "base/text.h"
#include "http/content_coding.h"
#include "http/cookies.h"
#include "http/multipart.h"
#include "http/request.h"
#include "http/response.h"
#include "http/response_reader.h"
#include "http/urlencoded.h"

namespace {

using namespace sanaq;
using namespace sanaq::http;

void try_urlencoded(const std::string& text) {
  const auto fields = parse_urlencoded(text);
  if (!fields) return;
  // Fields with neither name nor value write as "=", which reads back the same.
  SANAQ_CHECK(parse_urlencoded(to_urlencoded(*fields)).value() == *fields);
}

void try_multipart(const std::string& text) {
  const std::size_t line = std::min(text.find('\n'), text.size());
  const auto parts = parse_multipart(std::string_view(text).substr(std::min(line + 1, text.size())),
                                     "multipart/form-data; boundary=" + text.substr(0, line));
  if (!parts) return;
  for (const Part& part : *parts)
    SANAQ_CHECK(!part.name.empty() && is_utf8(part.name) && is_utf8(part.filename));
}

void try_answer(const std::string& text) {
  ResponseReader whole(4096);
  ResponseReader slow(4096);
  const std::size_t used = whole.feed(text);
  for (std::size_t at = 0; at < used && slow.state() == ResponseReader::State::reading; ++at)
    slow.feed(std::string_view(text).substr(at, 1));
  if (whole.state() == ResponseReader::State::done) SANAQ_CHECK(slow.body() == whole.body());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 6) {
    case 0:
      try_urlencoded(text);
      break;
    case 1:
      try_multipart(text);
      break;
    case 2:
      for (const Field& field : parse_cookies(text)) SANAQ_CHECK(!field.name.empty() && is_utf8(field.value));
      break;
    case 3:
      if (const auto target = parse_target(text)) SANAQ_CHECK(is_utf8(target->path));
      break;
    case 4:
      static_cast<void>(parse_accept_encoding(text));
      static_cast<void>(etag_matches(text, "\"abc\""));
      break;
    default:
      try_answer(text);
      break;
  }
  return 0;
}
