// Answers of a household from anywhere: the reader must refuse or read them, and what it read must come back
// the same.
#include <cstdint>

#include "interview/testing/random_form.h"

using namespace sanaq;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto form = [] {
    SplitMix rng(11);
    std::shared_ptr<const Form> made;
    while (made == nullptr) made = testing::try_compile(testing::random_form(rng, testing::History::kept));
    return made;
  }();
  static const auto program = std::make_shared<const Program>(*form);
  const InterviewContext context{CivilDate::parse("2021-09-01").value()};
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto read = open_answers(program, context, text);
  if (!read) return 0;
  SANAQ_CHECK(parse_json(text));  // what it reads is JSON
  const Json written = write_answers(*read, Scope::everything);
  const auto again = open_answers(program, context, written);
  SANAQ_CHECK(again);
  SANAQ_CHECK(to_canonical(trace(*again)) == to_canonical(trace(*read)));
  SANAQ_CHECK(to_canonical(write_answers(*again, Scope::everything)) == to_canonical(written));
  return 0;
}
