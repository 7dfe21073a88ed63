#include <doctest.h>

#include "base/bytes.h"
#include "base/text.h"
#include "dataset/safe_table.h"

using namespace sanaq;

namespace {

const SealKey key{"a key of the test, thirty-two by"};

/// A sealed text as an office's job would find it: made here by hand, because only disclosure can make the
/// type.
std::string sealed(const std::string& values, const std::string& marks, const SealKey& with = key) {
  const std::string label = R"({"kk":"а","ru":"б"})";
  const std::string head =
      R"({"dimensions":[{"categories":[{"code":"all","label":)" + label + R"(},{"code":"1","label":)" +
      label + R"(,"parent":"all"},{"code":"2","label":)" + label + R"(,"parent":"all"}],"label":)" + label +
      R"(,"name":"sex"}],"edition":"kz-2021","id":"t","notes":[],"revision":1,"title":)" + label +
      R"(,"unit":)" + label + "}";
  const std::string start = R"({"format":"sanaq-safe-table","head":)" + head + R"(,"marks":")" + marks + "\"";
  const std::string end = R"("values":)" + values + R"(,"version":1})";
  const std::string seal = seal_of(start + "," + end, with);
  return start + R"(,"seal":")" + seal + "\"," + end;
}

std::string error_of(const std::string& text) {
  const auto table = SafeTable::load_sealed(text, key);
  return table ? "" : table.error().code;
}

}  // namespace

TEST_CASE("HMAC-SHA-256: test cases 1, 2 and 6 of RFC 4231") {
  CHECK(seal_of("Hi There", {std::string(20, '\x0b')}) ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(seal_of("what do ya want for nothing?", {"Jefe"}) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(seal_of("Test Using Larger Than Block-Size Key - Hash Key First", {std::string(131, '\xaa')}) ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("a sealed table loads, hides its hidden cells, and writes the same bytes") {
  const std::string text = sealed("[9,null,null]", ".PS");
  const SafeTable table = SafeTable::load_sealed(text, key).value();
  CHECK(table.value(0) == 9);
  CHECK(table.mark(1) == CellMark::primary);
  CHECK(table.mark(2) == CellMark::secondary);
  CHECK(!table.value(1));
  CHECK(table.to_sealed(key) == text);
  CHECK(coordinates(table.head(), 2) == std::vector<std::size_t>{2});
}

TEST_CASE("a table that was touched, or sealed with another key, is refused") {
  const std::string text = sealed("[9,null,null]", ".PS");
  for (std::size_t i = 0; i < text.size(); i += 3) {
    std::string changed = text;
    changed[i] = changed[i] == '1' ? '2' : '1';
    if (changed != text) CHECK(!error_of(changed).empty());
  }
  CHECK(error_of(sealed("[9,null,null]", ".PS", {"another"})) == "safe_table.seal");
  std::string opened = text;
  opened.replace(opened.find(".PS"), 3, "...");
  CHECK(error_of(opened) == "safe_table.seal");
  CHECK(error_of(R"({"format":"sanaq-safe-table","version":2})") == "safe_table.version");
  CHECK(error_of("{") == "json.form");
}

TEST_CASE("a sealed table with values under an X, or of a wrong size, is refused") {
  CHECK(error_of(sealed("[9,1,null]", ".PS")) == "safe_table.form");
  CHECK(error_of(sealed("[9,null,3]", "..S")) == "safe_table.form");
  CHECK(error_of(sealed("[9,null]", ".P")) == "safe_table.form");
  CHECK(error_of(sealed("[9,null,3]", ".Q.")) == "safe_table.form");
}
