#include <cstdint>

#include "base/check.h"
#include "base/json.h"
#include "dataset/safe_table.h"

/// Any bytes as a sealed table, also with the right seal put on them, so that the fuzzer gets past it: an
/// error, or a table that seals to the same text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sanaq;
  static const SealKey key{std::string(32, 'k')};
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  SANAQ_CHECK(!SafeTable::load_sealed(text, key));  // a forgery by chance has odds of 2^-256
  const auto json = parse_json(text);
  if (!json || !json->is_object()) return 0;
  Json content = Json::object();
  for (const char* name : {"format", "version", "head", "values", "marks"}) content.set(name, (*json)[name]);
  if (json->has("figures")) content.set("figures", (*json)["figures"]);
  const std::string seal = seal_of(to_canonical(content), key);
  content.set("seal", Json::string(seal));
  const auto table = SafeTable::load_sealed(to_text(content), key);
  if (table) SANAQ_CHECK(SafeTable::load_sealed(table->to_sealed(key), key).value() == *table);
  return 0;
}
