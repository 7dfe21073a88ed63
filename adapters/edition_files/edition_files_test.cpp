#include "edition_files/edition_files.h"

#include <doctest.h>

#include "os/files.h"

using namespace sanaq;

namespace {
const std::string source = SANAQ_SOURCE_DIR;

std::string edition_2021() { return os::read_file(source + "/editions/kz-2021/edition.toml").value(); }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}
}  // namespace

TEST_CASE("edition: the census moment of 2021 and the history of the online channel") {
  const auto edition = parse_edition(edition_2021());
  REQUIRE(edition);
  CHECK(to_rfc3339(edition->census_moment) == "2021-08-31T18:00:00Z");
  CHECK(edition->census_date.to_string() == "2021-09-01");
  const auto at = [&](const char* text) {
    return channel_state(edition->decisions, "online", parse_rfc3339(text).value()).kind;
  };
  CHECK(at("2021-08-31T00:00:00+06:00") == ChannelState::Kind::before);
  CHECK(at("2021-10-15T23:59:59+06:00") == ChannelState::Kind::open);
  CHECK(at("2021-10-18T00:00:00+06:00") == ChannelState::Kind::closed);
  CHECK(at("2021-11-05T00:00:00+06:00") == ChannelState::Kind::open);
  CHECK(at("2021-11-09T00:00:00+06:00") == ChannelState::Kind::closed);
}

TEST_CASE("edition: letters beyond ASCII stand in strings and comments only") {
  for (const char* text :
       {"a = 1\ntitle = Қазақ", "санақ = 1", "a = \"қ\" Қ", "a = 'қ\\' Қ", "a = 1\"қ", "a = +[\"'қ",
        "a = \"\\қ\"", "a = \"b\"\"қ\"", "a = \"\"\"қ\"\"\"\"\" Қ", "a = \"\\\"қ\" # қ\nҚ"}) {
    CHECK(parse_edition(text).error().code == "edition.toml");
  }
  CHECK(parse_edition("a = 1\ntitle = Қазақ").error().detail == "line 2");
  const std::string spread = "\xEF\xBB\xBF# қ\nname = \"\"\"қ \\\n  ғ\"\"\"\n";
  CHECK(parse_edition(spread + replaced(edition_2021(), "name = \"kz-2021\"", "")).value().name == "қ ғ");
}

TEST_CASE(
    "edition: what the office looks after on tablets has values of its own where an edition says nothing") {
  const auto edition = parse_edition(replaced(edition_2021(), "silent_days = 3\n", "silent_days = 5\n"));
  CHECK(edition->silent_days == 5);
  CHECK(edition->visit_far_metres == 200);
  const auto silent =
      parse_edition(replaced(edition_2021(), "silent_days = 3\nvisit_far_metres = 200\n", ""));
  CHECK(silent->silent_days == 3);
}

TEST_CASE("edition: what is refused") {
  CHECK(parse_edition("name = ").error().code == "edition.toml");
  CHECK(parse_edition("[=").error().code == "edition.toml");
  CHECK(parse_edition("[[ #").error().code == "edition.toml");
  CHECK(parse_edition(replaced(edition_2021(), "tables = ", "tabels = ")).error().code == "edition.key");
  CHECK(parse_edition(replaced(edition_2021(), "form = \"forms/household\"", "form = 3")).error().code ==
        "edition.value");
  for (const char* days : {"silent_days = 0", "silent_days = 61", "silent_days = \"3\""})
    CHECK(parse_edition(replaced(edition_2021(), "silent_days = 3", days)).error().detail ==
          "tablets.silent_days");
  CHECK(parse_edition(replaced(edition_2021(), "2021-09-01T00:00:00+06:00", "2021-09-01T00:00:00"))
            .error()
            .code == "edition.value");
}

TEST_CASE("both editions load with their questionnaire and classifiers, without a rebuild between them") {
  for (const char* name : {"kz-2021", "kz-2020"}) {
    const auto files = load_edition(source + "/editions/" + name);
    if (!files) FAIL(files.error().code, ' ', files.error().detail);
    CHECK(files->edition.name == name);
    CHECK(files->form.form->nodes.size() > 91);
    CHECK(files->territories().rows().size() > 15'000);
  }
}

TEST_CASE("explanations name what the questionnaire has, once, in every language") {
  const auto files = load_edition(source + "/editions/kz-2021");
  REQUIRE(files);
  const Form& form = *files->form.form;
  const auto error = [&](const std::string& rows) {
    return read_filling_notes("name,kk,ru,en\n" + rows, form, files->edition.languages).error();
  };
  CHECK(files->filling_notes.size() > 60);
  CHECK(read_filling_notes("name,kk,ru,en\n,a,b,c\nsex,a,b,c\n", form, files->edition.languages)->size() ==
        2);
  CHECK(error("sex,a,b,c\nshoe_size,a,b,c\n").detail == "row 3 shoe_size");
  CHECK(error("sex,a,b,c\nsex,a,b,c\n").detail == "row 3 sex");
  CHECK(error("sex,a, ,c\n").detail == "row 2 ru");
  CHECK(error("sex,a,b\n").detail == "row 2 columns");
  CHECK(read_filling_notes("name,ru\n", form, files->edition.languages).error().detail == "row 1 columns");
}
