// HTTP bytes through the decoder: whole and in pieces they must give the same requests or the same refusal.
#include <cstdint>
#include <string>

#include "base/check.h"
#include "base/text.h"
#include "http/inside/request_decoder.h"

namespace {

using namespace sanaq;
using namespace sanaq::http;

struct Story {
  std::string text;     // what was decoded, in order
  std::string refusal;  // code, or empty
  bool unfinished = false;
};

Story read(const std::string& bytes, std::size_t step) {
  Story story;
  RequestDecoder decoder({.head_bytes_max = 2048, .target_bytes_max = 512, .headers_max = 20},
                         [](Request&) { return std::size_t{4096}; });
  std::string waiting;
  std::size_t at = 0;
  for (;;) {
    waiting.erase(0, decoder.feed(waiting));
    if (decoder.state() == RequestDecoder::State::refused) {
      story.refusal = decoder.refusal().code;
      return story;
    }
    if (decoder.state() == RequestDecoder::State::done) {
      const Request request = decoder.take();
      SANAQ_CHECK(request.path.starts_with('/') && is_utf8(request.path));
      SANAQ_CHECK(request.body.size() <= 4096);
      for (const Field& field : request.query) SANAQ_CHECK(is_utf8(field.name) && is_utf8(field.value));
      for (const Field& field : request.cookies) SANAQ_CHECK(is_utf8(field.name) && is_utf8(field.value));
      story.text += request.path + "\n" + request.body + "\n" + std::to_string(request.headers.size()) + "\n";
      static_cast<void>(request.form());
      static_cast<void>(request.parts());
      decoder.reset();
      continue;
    }
    if (at == bytes.size()) break;
    const std::size_t n = std::min(step, bytes.size() - at);
    waiting.append(bytes, at, n);
    at += n;
  }
  story.unfinished = true;
  return story;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const Story whole = read(bytes, bytes.size() + 1);
  const Story slow = read(bytes, 7);
  // Arriving slowly may end in waiting where the whole is refused at once; what was accepted is the same.
  if (!whole.unfinished && !slow.unfinished) SANAQ_CHECK(whole.text == slow.text);
  return 0;
}
