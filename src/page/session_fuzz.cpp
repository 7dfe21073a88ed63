#include <cstdint>

#include "base/text.h"
#include "page/session.h"
#include "page/testing/trial_form.h"

using namespace sanaq;

namespace {

page::Session loaded() {
  page::Session session;
  const std::string bundle =
      page::write_bundle(write_package(page::testing::trial_source(), 1000),
                         page::testing::read_file("locale/page.csv"), page::testing::census_day());
  if (!session.call("load", bundle) || !session.call("open", "null")) __builtin_trap();
  if (!session.call("carry_from", bundle)) __builtin_trap();
  return session;
}

}  // namespace

/// The engine as the browser calls it. Each line is a call: its name, a blank, its JSON. Nothing a script
/// sends may bring the engine down, and at the end the interview still opens from its own answers.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static page::Session session = loaded();
  if (!session.call("open", "null")) __builtin_trap();
  int calls = 0;
  for (const std::string_view line : split({reinterpret_cast<const char*>(data), size}, '\n')) {
    const std::size_t blank = std::min(line.find(' '), line.size());
    const std::string_view name = line.substr(0, blank);
    if (name == "load" || name == "carry_from" || ++calls > 50) continue;
    static_cast<void>(session.call(name, line.substr(std::min(blank + 1, line.size()))));
  }
  const auto answers = session.call("answers", R"({"scope":"everything"})");
  if (!answers || !session.call("open", *answers)) __builtin_trap();
  return 0;
}
