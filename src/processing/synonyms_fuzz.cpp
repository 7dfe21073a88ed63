#include <cstdint>

#include "base/check.h"
#include "processing/code_dictionary.h"

using namespace sanaq;

// Any bytes as a file of synonyms: it is refused, or every text finds its own code.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Codelist list = *Codelist::parse("list", "name,label_en\n1,One\n2,Two\n");
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto read = parse_synonyms(bytes, list);
  if (!read) return 0;
  CodeDictionary dictionary = CodeDictionary::of(list);
  for (const Synonym& one : *read) dictionary.add(one.text, one.code);
  for (const Synonym& one : *read) {
    const auto found = dictionary.rank(one.text, 4);
    SANAQ_CHECK(!found.empty());
    SANAQ_CHECK(found.front().similarity_ppm == 1'000'000);
  }
  return 0;
}
