#include <cstdint>

#include "exchange/answer_file.h"

// What a person opens on a tablet in place of an answer: read without harm, nothing beyond the file believed.
using namespace sanaq;
using namespace sanaq::exchange;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto answer = read_answer_file(bytes)) {
    SANAQ_CHECK(bytes.starts_with(answer->head_bytes));
    SANAQ_CHECK(static_cast<std::int64_t>(answer->sealed.size()) == answer->head.size);
    SANAQ_CHECK(answer->head_bytes.size() + answer->sealed.size() <= size);
  }
  const auto pages = read_answer_pages(bytes);
  if (!pages) return 0;
  const auto again = read_answer_pages(write_answer_pages(*pages));
  SANAQ_CHECK(again && *again == *pages);
  return 0;
}
