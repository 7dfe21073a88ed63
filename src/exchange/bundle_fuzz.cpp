#include <cstdint>

#include "exchange/bundle.h"

// Whatever lies on a carrier: read without harm, the head spelled in one way, no chunk beyond the file.
using namespace sanaq;
using namespace sanaq::exchange;

namespace {

struct AsItIs final : ChunkOpener {
  Result<std::string> open(std::int64_t, std::string_view sealed) const override {
    return std::string(sealed);
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto bundle = read_bundle(bytes);
  if (!bundle) return 0;
  SANAQ_CHECK(write_bundle_head(bundle->head) == bundle->head_bytes);
  const AsItIs opener;
  BundleReader reader(*bundle, opener);
  std::size_t chunks = 0;
  while (const auto chunk = reader.next()) {
    SANAQ_CHECK(chunk->device == bundle->head.device);
    SANAQ_CHECK(++chunks <= size);
  }
  SANAQ_CHECK((reader.end() == BundleEnd::whole) == (reader.chunks_read() == bundle->head.chunks));
  return 0;
}
