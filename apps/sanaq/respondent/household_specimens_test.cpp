// The questionnaire of kz-2021 run on its specimens: every rule has a household that breaks it and nothing
// else, and the households of `_clean` have no finding at all.
#include <doctest.h>

#include <set>

#include "edition_files/edition_files.h"
#include "interview/interview.h"
#include "os/files.h"

using namespace sanaq;

namespace {
const std::string source = SANAQ_SOURCE_DIR;
const std::string specimens = source + "/specimens/questionnaires/kz-2021/";

const EditionFiles& edition_2021() {
  static const EditionFiles files = [] {
    auto loaded = load_edition(source + "/editions/kz-2021");
    if (!loaded) FAIL(loaded.error().code, ' ', loaded.error().detail);
    return std::move(*loaded);
  }();
  return files;
}

Json read_json(const std::string& path) {
  const auto text = os::read_file(path);
  REQUIRE_MESSAGE(text, path);
  auto json = parse_json(*text);
  REQUIRE_MESSAGE(json, path);
  return std::move(*json);
}

Interview run(const std::string& path) {
  const EditionFiles& files = edition_2021();
  auto interview = open_answers(*files.form.form, {files.edition.census_date}, read_json(path));
  REQUIRE_MESSAGE(interview, path);
  return std::move(*interview);
}

std::set<std::string> findings_of(const Interview& interview) {
  std::set<std::string> names;
  for (const Finding& finding : interview.findings()) names.insert(interview.finding_name(finding));
  return names;
}

std::set<std::string> expected_findings(const std::string& path) {
  std::set<std::string> names;
  const Json whole = read_json(path);
  for (const Json& name : whole["findings"].items()) names.insert(name.text());
  return names;
}
}  // namespace

TEST_CASE("kz-2021: every edit rule is broken by its own specimen, and by that alone") {
  const Form& form = *edition_2021().form.form;
  CHECK(form.checks.size() >= 65);
  for (const Check& check : form.checks) {
    INFO(check.name);
    const std::set<std::string> expected = expected_findings(specimens + check.name + "/expected.json");
    CHECK(expected == std::set<std::string>{check.name});
    CHECK(findings_of(run(specimens + check.name + "/answers.json")) == expected);
  }
}

TEST_CASE("kz-2021: complete households have no finding") {
  const auto entries = os::list_folder(specimens + "_clean");
  REQUIRE(entries);
  CHECK(entries->size() >= 8);
  for (const auto& entry : *entries) {
    INFO(entry.name);
    const Interview interview = run(specimens + "_clean/" + entry.name);
    CHECK(findings_of(interview).empty());
    CHECK(interview.complete());
  }
}

TEST_CASE("kz-2021: the 91 questions of the source are asked, each in three languages") {
  const Form& form = *edition_2021().form.form;
  CHECK(form.languages == std::vector<std::string>{"kk", "ru", "en"});
  std::set<std::string> asked;
  for (const Node& node : form.nodes) {
    for (std::size_t at = node.notes.find('F'); at != std::string::npos; at = node.notes.find('F', at + 1)) {
      const std::string id = node.notes.substr(at, node.notes.find_first_of("; ", at) - at);
      if (id.find('.') != std::string::npos) asked.insert(id);
    }
  }
  CHECK(asked.size() == 91);
}
