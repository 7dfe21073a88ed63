#include "disclosure/remedy.h"

#include <doctest.h>

#include "disclosure/testing/sample_tables.h"

using namespace sanaq;
using namespace sanaq::disclosure;
using namespace sanaq::disclosure::testing;

namespace {

RawTable sample() {
  // T, r1, r2, r1a, r1b, r2a, r2b by T, a, b, c
  std::vector<std::int64_t> counts(28, 0);
  std::int64_t next = 1;
  for (std::size_t place = 3; place < 7; ++place) {
    for (std::size_t c = 1; c < 4; ++c) counts[place * 4 + c] = next++;
  }
  return RawTable::roll_up(sample_head({two_levels("place"), lettered("group", 3)}), std::move(counts))
      .value();
}

Remedy remedy_of(const std::string& text) { return parse_remedy(*parse_json(text)).value(); }

std::string error_of(const std::string& text) {
  const auto remedy = parse_remedy(*parse_json(text));
  if (!remedy) return remedy.error().code;
  return apply_remedies(sample(), {*remedy}).error().code;
}

}  // namespace

TEST_CASE("the parts of an element are not shown") {
  const auto done =
      apply_remedies(
          sample(),
          {remedy_of(
              R"({"method":"higher_level","dimension":"place","element":"r1","who":"bureau","why":"p. 22"})")})
          .value();
  const auto& side = done.table.head().dimensions[0];
  CHECK(side.categories.size() == 5);
  CHECK(find_category(side, "r1a") < 0);
  CHECK(done.table.counts()[0] == sample().counts()[0]);
  CHECK(done.table.counts()[1 * 4] == sample().counts()[1 * 4]);  // the element itself
  CHECK(done.records[0].respondents_moved == sample().counts()[4]);
}

TEST_CASE("elements become one, wherever they stand in the list") {
  const auto done =
      apply_remedies(sample(), {remedy_of(R"({"method":"merge","dimension":"group","elements":["c","a"],
        "merged":{"code":"other","label":{"kk":"өзге","ru":"прочие","en":"other"}},"who":"bureau","why":"p. 22"})")})
          .value();
  const auto& side = done.table.head().dimensions[1];
  REQUIRE(side.categories.size() == 3);
  const RawTable raw = sample();
  const auto& before = raw.counts();
  CHECK(side.categories[1].code == "other");
  for (std::size_t place = 0; place < 7; ++place) {
    CHECK(done.table.counts()[place * 3 + 1] == before[place * 4 + 1] + before[place * 4 + 3]);
    CHECK(done.table.counts()[place * 3] == before[place * 4]);
  }
}

TEST_CASE("respondents are shown under another element, in one territory or everywhere") {
  const std::string text = R"({"method":"move","dimension":"group","element":"a","to":"b",)"
                           R"("within":{"dimension":"place","code":"r1"},"who":"bureau","why":"p. 22"})";
  const auto done = apply_remedies(sample(), {remedy_of(text)}).value();
  const RawTable before = sample();
  CHECK(done.table.counts()[1 * 4 + 1] == 0);
  CHECK(done.table.counts()[1 * 4 + 2] == before.counts()[1 * 4 + 1] + before.counts()[1 * 4 + 2]);
  CHECK(done.table.counts()[2 * 4 + 1] == before.counts()[2 * 4 + 1]);
  CHECK(done.table.counts()[0] == before.counts()[0]);
  CHECK(done.records[0].respondents_moved == before.counts()[1 * 4 + 1]);
  CHECK(to_canonical(to_json(done.records[0])).find("\"who\":\"bureau\"") != std::string::npos);
}

TEST_CASE("a remedy that cannot be is refused") {
  for (const char* text :
       {R"({"method":"hide","dimension":"group","who":"b","why":"p"})",
        R"({"method":"move","dimension":"group","element":"a","to":"b","why":"p"})",
        R"({"method":"move","dimension":"group","element":"T","to":"b","who":"b","why":"p"})",
        R"({"method":"move","dimension":"nothing","element":"a","to":"b","who":"b","why":"p"})",
        R"({"method":"higher_level","dimension":"place","element":"r1a","who":"b","why":"p"})",
        R"({"method":"merge","dimension":"place","elements":["r1a","r2a"],"merged":)"
        R"({"code":"x","label":{"en":"x"}},"who":"b","why":"p"})",
        R"({"method":"merge","dimension":"group","elements":["a","b"],"merged":)"
        R"({"code":"c","label":{"en":"x"}},"who":"b","why":"p"})",
        R"({"methods":"merge"})", "[]"}) {
    CHECK_MESSAGE(error_of(text) == "disclosure.remedy", text);
  }
}
