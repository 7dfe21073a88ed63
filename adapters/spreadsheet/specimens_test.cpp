// Golden files: each questionnaire of specimens/questionnaires compiles to what its compiled.txt says, and
// each of specimens/forms_refused gives the findings of its expected.json. SANAQ_UPDATE_GOLDEN=1 rewrites
// both.
#include <doctest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "base/json.h"
#include "os/files.h"
#include "questionnaire/form_outline.h"
#include "spreadsheet/form_files.h"

using namespace sanaq;

namespace {

const std::string specimens = std::string(SANAQ_SOURCE_DIR) + "/specimens/";

/// Compares with a golden file, or rewrites it.
void check_golden(const std::string& path, const std::string& text) {
  if (std::getenv("SANAQ_UPDATE_GOLDEN") != nullptr) REQUIRE(os::write_file(path, text));
  const auto golden = os::read_file(path);
  REQUIRE_MESSAGE(golden, path);
  CHECK_MESSAGE(*golden == text, path);
}

std::vector<std::string> form_folders(const std::string& folder) {
  std::vector<std::string> out;
  const auto entries = os::list_folder(specimens + folder);
  REQUIRE(entries);
  for (const auto& entry : *entries) {
    if (os::file_exists(specimens + folder + "/" + entry.name + "/survey.csv")) out.push_back(entry.name);
  }
  return out;
}

std::string findings_json(const std::vector<FormFinding>& findings) {
  std::string out = "[";
  for (const FormFinding& finding : findings) {
    Json one = Json::object();
    one.set("level", Json::string(finding.level == FormFinding::Level::error ? "error" : "warning"));
    one.set("code", Json::string(finding.code));
    one.set("sheet", Json::string(finding.sheet));
    one.set("row", Json::number(finding.row));
    one.set("column", Json::string(finding.column));
    out += (out.size() > 1 ? ",\n " : "\n ") + to_text(one);
  }
  return out + "\n]\n";
}

/// Codes of findings in docs/errors.md: `form.…` at the beginning of a table row below the heading `questionnaire`.
std::set<std::string> documented_codes() {
  const auto text = os::read_file(std::string(SANAQ_SOURCE_DIR) + "/docs/errors.md");
  REQUIRE(text);
  const auto from = text->find("\n## questionnaire\n");
  REQUIRE(from != std::string::npos);
  const std::string section = text->substr(from + 1, text->find("\n## ", from + 1) - from - 1);
  std::set<std::string> out;
  for (auto at = section.find("\n| `form."); at != std::string::npos; at = section.find("\n| `form.", at + 1)) {
    out.insert(section.substr(at + 4, section.find('`', at + 4) - at - 4));
  }
  return out;
}

}  // namespace

TEST_CASE("every specimen questionnaire compiles to its golden outline") {
  const auto folders = form_folders("questionnaires");
  CHECK(folders.size() >= 50);
  for (const std::string& name : folders) {
    INFO(name);
    const std::string folder = specimens + "questionnaires/" + name;
    const auto source = read_form_source(folder);
    REQUIRE(source);
    const CompiledForm compiled = compile_form(*source);
    for (const FormFinding& f : compiled.findings)
      FAIL_CHECK(f.code << " row " << f.row << " " << f.column << " " << f.detail);
    REQUIRE(compiled.form);
    check_golden(folder + "/compiled.txt", outline(*compiled.form));
  }
}

TEST_CASE("every refused specimen gives its findings, and its own code is one of them") {
  for (const std::string& code : form_folders("forms_refused")) {
    INFO(code);
    const std::string folder = specimens + "forms_refused/" + code;
    const auto source = read_form_source(folder);
    REQUIRE(source);
    const CompiledForm compiled = compile_form(*source);
    bool own = false, error = false;
    for (const FormFinding& finding : compiled.findings) {
      own = own || finding.code == code;
      error = error || finding.level == FormFinding::Level::error;
    }
    CHECK(own);
    CHECK(error == !compiled.form.has_value());
    check_golden(folder + "/expected.json", findings_json(compiled.findings));
  }
}

TEST_CASE(
    "every code of the compiler is documented, and every documented code has a refused specimen or a unit "
    "test") {
  const auto documented = documented_codes();
  const auto folders = form_folders("forms_refused");
  for (const std::string& code : folders) CHECK_MESSAGE(documented.contains(code), code);
  // Too large for a specimen, or only possible in a workbook: limits_test.cpp and form_files_test.cpp.
  const std::set<std::string> elsewhere = {"form.sheet.unknown", "form.sheet.twice",  "form.sheet.size",
                                           "form.size",          "form.choices.size", "form.package"};
  for (const std::string& code : documented) {
    const bool specimen = std::find(folders.begin(), folders.end(), code) != folders.end();
    CHECK_MESSAGE((specimen || elsewhere.contains(code)), code);
  }
}
