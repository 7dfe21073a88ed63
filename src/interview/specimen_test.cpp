// One questionnaire a feature, with answers and the trace they must give: specimens/questionnaires/<feature>.
// SANAQ_UPDATE_GOLDEN=1 writes the traces anew; the difference is read like code.
#include <doctest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "base/text.h"
#include "interview/testing/form_folder.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

namespace fs = std::filesystem;
const std::string root = SANAQ_SOURCE_DIR;

std::vector<std::string> lists_of(const fs::path& folder) {
  std::vector<std::string> out;
  for (const auto& file : fs::directory_iterator(folder)) {
    const std::string name = file.path().stem().string();
    const bool sheet = name == "survey" || name == "choices" || name == "checks" || name == "settings";
    if (file.path().extension() == ".csv" && !sheet) out.push_back(name);
  }
  return out;
}

/// Canonical JSON with a member of the trace a line, so that a difference can be read.
std::string readable(const Json& traced) {
  std::string out = "{\n";
  for (const auto& [name, value] : traced.members())
    out +=
        "\"" + name + "\": " + to_canonical(value) + (name == traced.members().back().first ? "\n" : ",\n");
  return out + "}\n";
}

const InterviewContext context{CivilDate::parse("2021-09-01").value()};

std::string trace_of(const fs::path& folder, const std::string& answers) {
  const auto form = compile(form_folder(folder.string(), lists_of(folder)));
  const auto program = std::make_shared<const Program>(*form);
  const auto interview = open_answers(program, context, std::string_view(answers));
  if (!interview) return interview.error().code + ' ' + interview.error().detail;
  const std::string traced = readable(trace(*interview));
  // The household must be the same when it is written and read again.
  const Json written = write_answers(*interview, Scope::everything);
  const auto again = open_answers(program, context, written);
  REQUIRE(again.has_value());
  CHECK(readable(trace(*again)) == traced);
  CHECK(to_canonical(write_answers(*again, Scope::everything)) == to_canonical(written));
  return traced;
}

}  // namespace

TEST_CASE("specimens: every feature gives the trace that was looked at") {
  int specimens = 0;
  for (const auto& folder : fs::directory_iterator(root + "/specimens/questionnaires")) {
    if (!fs::exists(folder.path() / "survey.csv")) continue;
    CAPTURE(folder.path().filename().string());
    const std::string traced = trace_of(folder.path(), file_text((folder.path() / "answers.json").string()));
    const std::string golden = (folder.path() / "trace.json").string();
    if (std::getenv("SANAQ_UPDATE_GOLDEN") != nullptr) {
      std::FILE* file = std::fopen(golden.c_str(), "wb");
      REQUIRE(file != nullptr);
      std::fwrite(traced.data(), 1, traced.size(), file);
      std::fclose(file);
    }
    CHECK(traced == file_text(golden));
    ++specimens;
  }
  CHECK(specimens >= 50);
}

TEST_CASE("the household questionnaire: every specimen of a rule finds that rule and no other") {
  const auto form = compile(form_folder(
      root + "/editions/kz-2021/forms/household",
      {"kato", "countries", "ethnicities", "languages", "activities", "occupations", "specialities"}));
  const auto program = std::make_shared<const Program>(*form);
  const auto names = [&](const std::string& answers) {
    const auto interview = open_answers(program, context, std::string_view(answers));
    if (!interview) return interview.error().code + ' ' + interview.error().detail;
    return Scenario(form, program, *open_answers(program, context, std::string_view(answers))).findings();
  };
  int rules = 0, clean = 0;
  for (const auto& entry : fs::directory_iterator(root + "/specimens/questionnaires/kz-2021")) {
    CAPTURE(entry.path().filename().string());
    if (entry.path().filename() == "_clean") {
      for (const auto& file : fs::directory_iterator(entry.path())) {
        CAPTURE(file.path().filename().string());
        CHECK(names(file_text(file.path().string())) == "");
        ++clean;
      }
      continue;
    }
    const Json expected = parse_json(file_text((entry.path() / "expected.json").string())).value();
    const std::string found = names(file_text((entry.path() / "answers.json").string()));
    std::set<std::string> wanted;
    for (const Json& rule : expected["findings"].items()) wanted.insert(rule.text());
    std::set<std::string> kinds;
    for (const std::string_view name : split_words(found)) kinds.emplace(name.substr(0, name.find('@')));
    CHECK(kinds == wanted);
    ++rules;
  }
  CHECK(rules >= 100);
  CHECK(clean >= 10);
}
