#include "base/check.h"
#include "picture/picture_file.h"

// Any bytes may come. What is taken is within the bounds, and clean: reading it again changes nothing.
using namespace sanaq;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto file = picture::read(bytes);
  if (!file) return 0;
  SANAQ_CHECK(file->width > 0 && file->width <= picture::side_max);
  SANAQ_CHECK(file->bytes.size() <= bytes.size() + 2);
  const auto again = picture::read(file->bytes);
  SANAQ_CHECK(again.has_value());
  SANAQ_CHECK(picture::was_clean(*again, file->bytes));
  SANAQ_CHECK(again->width == file->width && again->height == file->height && again->kind == file->kind);
  return 0;
}
