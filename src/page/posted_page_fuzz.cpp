#include "base/text.h"
#include "page/path.h"
#include "page/step.h"
#include "page/testing/html_check.h"
#include "page/testing/trial_form.h"

using namespace sanaq;

// A posted form is foreign bytes: whatever comes, the interview stays sound and the next page well formed.
// Input: first line the page address, then lines `name=value`.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!is_utf8(text) || text.find('\0') != std::string_view::npos) return 0;
  Interview interview = page::testing::trial_interview();
  const auto lines = split(text, '\n');
  Operation add;
  add.kind = Operation::Kind::add_item;
  add.question = "members";
  add.item = "m1";
  if (!interview.apply(add)) __builtin_trap();
  const auto page = page::parse_address(interview, lines[0]);
  if (!page) return 0;
  page::Fields fields;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto equals = lines[i].find('=');
    if (equals != std::string_view::npos)
      fields.emplace_back(lines[i].substr(0, equals), lines[i].substr(equals + 1));
  }
  const page::Step step = page::take_step(interview, *page, fields, "x1");
  page::RenderOptions options{page::testing::trial_texts(), "kk"};
  options.base = "/kk/q/";
  const std::string html = page::render(interview, step.to, page::options_after(step, options));
  if (!page::testing::HtmlCheck(html).faults().empty()) __builtin_trap();
  return 0;
}
