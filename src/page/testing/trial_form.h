#pragma once
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "base/csv.h"
#include "base/messages.h"
#include "interview/interview.h"
#include "questionnaire/form_source.h"

namespace sanaq::page::testing {

inline std::string read_file(const std::string& path) {
  std::ifstream in(std::string(SANAQ_SOURCE_DIR "/") + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The questionnaire of web/test/form: every kind of question once.
inline FormSource trial_source() {
  FormSource source;
  for (const char* sheet : {"survey", "choices", "settings", "checks"}) {
    auto rows = parse_csv(read_file("web/test/form/" + std::string(sheet) + ".csv"));
    source.sheets.push_back({sheet, std::move(rows.value())});
  }
  for (const char* list : {"regions", "districts"}) {
    auto parsed = Codelist::parse(list, read_file("web/test/form/" + std::string(list) + ".csv"));
    source.lists.push_back(std::make_shared<Codelist>(std::move(parsed.value())));
  }
  return source;
}

inline const Form& trial_form() {
  static const CompiledForm compiled = [] {
    CompiledForm out = compile_form(trial_source());
    for (const FormFinding& f : out.findings)
      std::fprintf(stderr, "%s %s row %u %s: %s\n", f.code.c_str(), f.sheet.c_str(), f.row, f.column.c_str(),
                   f.detail.c_str());
    return out;
  }();
  return compiled.form.value();
}

inline const Messages& trial_texts() {
  static const Messages texts = [] {
    Messages out;
    if (!out.add(read_file("locale/page.csv"))) std::abort();
    return out;
  }();
  return texts;
}

inline CivilDate census_day() { return CivilDate::parse("2021-09-01").value(); }

inline Interview trial_interview() { return Interview(trial_form(), {census_day()}); }

}  // namespace sanaq::page::testing
