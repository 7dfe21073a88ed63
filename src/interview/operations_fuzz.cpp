// Operations from devices against a fixed form: `undo`, or the JSON of an operation, a line each. Nothing may
// crash, and at the end step by step must equal from nothing, and undoing everything the beginning.
#include <cstdint>

#include "base/text.h"
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
  Interview interview(program, context);
  const std::string beginning = to_canonical(trace(interview));
  int lines = 0;
  for (const std::string_view line : split({reinterpret_cast<const char*>(data), size}, '\n')) {
    if (++lines > 500) break;
    if (line == "undo") {
      interview.undo();
      continue;
    }
    const auto json = parse_json(line);
    if (!json) continue;
    const auto operation = read_operation(*json);
    if (!operation) continue;
    const auto again = read_operation(to_json(*operation));
    SANAQ_CHECK(again && *again == *operation);
    static_cast<void>(interview.apply(*operation).has_value());
  }
  const auto whole = open_answers(program, context, write_answers(interview, Scope::everything));
  SANAQ_CHECK(whole);
  SANAQ_CHECK(to_canonical(trace(*whole)) == to_canonical(trace(interview)));
  while (interview.undo()) ++lines;
  SANAQ_CHECK(to_canonical(trace(interview)) == beginning);
  return 0;
}
