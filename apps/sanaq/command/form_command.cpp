#include <cstdio>

#include "edition_files/edition_files.h"
#include "interview/interview.h"
#include "os/files.h"
#include "questionnaire/xform.h"
#include "sanaq/command/arguments.h"
#include "sanaq/command/command.h"
#include "spreadsheet/form_files.h"

namespace sanaq {
namespace {

void print_finding(const FormFinding& f) {
  const char* level = f.level == FormFinding::Level::error ? "error" : "warning";
  std::printf("%s:%u:%s: %s %s", f.sheet.c_str(), f.row, f.column.c_str(), level, f.code.c_str());
  if (!f.detail.empty()) std::printf(": %s", f.detail.c_str());
  std::printf("\n");
}

// Lists the codes of findings, one a line, and the count; 1 when one of them is an error.
int check(const CompiledForm& compiled) {
  std::size_t errors = 0;
  for (const FormFinding& finding : compiled.findings) {
    print_finding(finding);
    errors += finding.level == FormFinding::Level::error ? 1 : 0;
  }
  if (compiled.form)
    std::printf("form %s version %s: %zu questions, groups and lists, %zu rules across questions\n",
                compiled.form->id.c_str(), compiled.form->version.c_str(), compiled.form->nodes.size(),
                compiled.form->checks.size());
  std::printf("%zu errors, %zu warnings\n", errors, compiled.findings.size() - errors);
  return errors == 0 ? exit_good : exit_found;
}

int run(const CompiledForm& compiled, const Arguments& arguments) {
  if (!compiled.form) return check(compiled);
  const auto text = os::read_file(arguments.get("answers"));
  if (!text) return fail("sanaq form", text.error());
  const auto answers = parse_json(*text);
  if (!answers) return fail("sanaq form", answers.error());
  const auto date = CivilDate::parse(arguments.get("census-date", "2021-09-01"));
  if (!date) return fail("sanaq form", date.error());
  const auto interview = open_answers(*compiled.form, {*date}, *answers);
  if (!interview) return fail("sanaq form", interview.error());
  std::printf("%s\n", to_canonical(trace(*interview)).c_str());
  return interview->complete() ? exit_good : exit_found;
}

int export_form(const FormSource& source, const CompiledForm& compiled, const Arguments& arguments) {
  if (!compiled.form) return check(compiled);
  const auto date = CivilDate::parse(arguments.get("census-date", "2021-09-01"));
  if (!date) return fail("sanaq form", date.error());
  if (!arguments.has("xform"))
    return std::fprintf(stderr, "sanaq form export: name a format: --xform\n"), exit_usage;
  std::printf("%s", write_xform(source, *compiled.form, *date).c_str());
  return exit_good;
}

}  // namespace

int run_form_command(const Words& words) {
  const auto arguments = Arguments::parse(words, {"answers", "census-date", "lists"}, {"xform"});
  if (!arguments) return fail("sanaq form", arguments.error());
  if (arguments->words().size() != 2) {
    std::fprintf(stderr,
                 "usage: sanaq form check PATH | form run PATH --answers FILE | form export --xform PATH\n");
    return exit_usage;
  }
  const std::string& verb = arguments->words()[0];
  const auto source = read_form_source(arguments->words()[1], arguments->get("lists"));
  if (!source) return fail("sanaq form", source.error());
  const CompiledForm compiled = compile_form(*source);
  if (verb == "check") return check(compiled);
  if (verb == "run") return run(compiled, *arguments);
  if (verb == "export") return export_form(*source, compiled, *arguments);
  std::fprintf(stderr, "sanaq form: unknown verb %s\n", verb.c_str());
  return exit_usage;
}

}  // namespace sanaq
