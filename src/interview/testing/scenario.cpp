#include "interview/testing/scenario.h"

#include <cstdio>

#include "base/csv.h"
#include "base/text.h"

namespace sanaq::testing {
namespace {

void add_sheet(FormSource& source, std::string name, std::string_view csv) {
  if (csv.empty()) return;
  auto rows = parse_csv(csv);
  SANAQ_CHECK(rows);
  source.sheets.push_back({std::move(name), std::move(*rows)});
}

Operation at_place(Operation::Kind kind, std::string_view name) {
  Operation o;
  o.kind = kind;
  const auto parts = split(name, '.');
  if (parts.size() == 1) {
    o.question = parts[0];
  } else {
    o.item = parts[0];
    o.question = parts[1];
    if (parts.size() > 2) o.other = parts[2];
  }
  return o;
}

std::string in_english(std::string_view header_and_rows) {
  const auto end = header_and_rows.find('\n');
  std::string header;
  for (const std::string_view column : split(header_and_rows.substr(0, end), ',')) {
    if (!header.empty()) header += ',';
    header += column;
    const bool text = column == "label" || column == "hint" || column.ends_with("message");
    if (text) header += "::en";
  }
  return header + std::string(header_and_rows.substr(end));
}

std::string joined(std::string list, std::string_view next) {
  if (!list.empty()) list += ' ';
  return list += next;
}

}  // namespace

namespace {
FormSource source_of(const FormText& text) {
  FormSource source;
  add_sheet(source, "survey", text.survey);
  add_sheet(source, "choices", text.choices);
  add_sheet(source, "checks", text.checks);
  add_sheet(source, "settings",
            text.settings.empty() ? "form_title::en,form_id,version,default_language\nT,test,1,en\n"
                                  : std::string_view(text.settings));
  source.lists = text.lists;
  return source;
}
}  // namespace

std::shared_ptr<const Form> try_compile(const FormText& text) {
  CompiledForm compiled = compile_form(source_of(text));
  return compiled.form ? std::make_shared<const Form>(std::move(*compiled.form)) : nullptr;
}

std::shared_ptr<const Form> compile(const FormText& text) {
  CompiledForm compiled = compile_form(source_of(text));
  for (const FormFinding& f : compiled.findings)
    if (!compiled.form || f.level == FormFinding::Level::error)
      std::fprintf(stderr, "%s %s:%u %s %s\n", f.code.c_str(), f.sheet.c_str(), f.row, f.column.c_str(),
                   f.detail.c_str());
  SANAQ_CHECK(compiled.form.has_value());
  return std::make_shared<const Form>(std::move(*compiled.form));
}

FormText english(std::string_view survey, std::string_view choices, std::string_view checks) {
  FormText text;
  text.survey = in_english(survey);
  if (!choices.empty()) text.choices = in_english(choices);
  if (!checks.empty()) text.checks = in_english(checks);
  return text;
}

Scenario::Scenario(const FormText& text, std::string_view census_date)
    : form(compile(text)),
      program(std::make_shared<const Program>(*form)),
      interview(program, InterviewContext{CivilDate::parse(census_date).value()}) {}

Scenario::Scenario(std::shared_ptr<const Form> f, std::shared_ptr<const Program> p, Interview i)
    : form(std::move(f)), program(std::move(p)), interview(std::move(i)) {}

std::string Scenario::try_apply(const Operation& operation) {
  const auto done = interview.apply(operation);
  return done ? "" : done.error().code;
}

std::string Scenario::try_answer(std::string_view question, std::string_view value) {
  Operation o = at_place(Operation::Kind::answer, question);
  o.value = value;
  return try_apply(o);
}

void Scenario::answer(std::string_view question, std::string_view value) {
  SANAQ_CHECK(try_answer(question, value).empty());
}
void Scenario::clear(std::string_view question) {
  SANAQ_CHECK(try_apply(at_place(Operation::Kind::clear, question)).empty());
}
void Scenario::refuse(std::string_view question) {
  SANAQ_CHECK(try_apply(at_place(Operation::Kind::refuse, question)).empty());
}

void Scenario::add(std::string_view list, std::string_view item) {
  Operation o;
  o.kind = Operation::Kind::add_item;
  o.question = list;
  o.item = item;
  SANAQ_CHECK(try_apply(o).empty());
}

void Scenario::remove(std::string_view list, std::string_view item) {
  Operation o;
  o.kind = Operation::Kind::remove_item;
  o.question = list;
  o.item = item;
  SANAQ_CHECK(try_apply(o).empty());
}

void Scenario::pass(std::string_view check, std::string_view item, std::string_view note) {
  Operation o;
  o.kind = Operation::Kind::pass;
  o.check = check;
  o.item = item;
  o.note = note;
  SANAQ_CHECK(try_apply(o).empty());
}

Place Scenario::place(std::string_view name) const {
  const Operation o = at_place(Operation::Kind::answer, name);
  Place p;
  p.node = form->find(o.question);
  SANAQ_CHECK(p.node != no_node);
  const NodeIndex list = form->nodes[p.node].list;
  if (!o.item.empty()) p.item = interview.find_item(list, o.item);
  if (!o.other.empty()) p.other = interview.find_item(list, o.other);
  return p;
}

bool Scenario::asked(std::string_view question) const { return interview.on_path(place(question)); }

std::string Scenario::value(std::string_view question) const {
  const Place p = place(question);
  return interview.text_of(p.node, interview.value(p));
}

std::string Scenario::stored(std::string_view question) const {
  const Place p = place(question);
  return interview.text_of(p.node, interview.stored(p));
}

std::string Scenario::offered(std::string_view question) const {
  const Place p = place(question);
  const ChoiceList& list = form->choice_lists[form->nodes[p.node].choices];
  std::string out;
  for (const std::uint32_t i : interview.offered(p))
    out = joined(std::move(out), list.codelist ? list.codelist->rows()[i].code : list.choices[i].code);
  return out;
}

std::string Scenario::label(std::string_view question, std::string_view language) const {
  const Place p = place(question);
  return interview.text(form->nodes[p.node].label, p, language);
}

std::string Scenario::findings() const {
  std::string out;
  for (const Finding& f : interview.findings()) {
    std::string name = interview.finding_name(f);
    if (f.item != no_item) name += '@' + std::string(interview.item_id(f.item));
    if (f.place.other != no_item) name += '/' + std::string(interview.item_id(f.place.other));
    out = joined(std::move(out), f.passed ? '(' + name + ')' : name);
  }
  return out;
}

std::string Scenario::path() const {
  std::string out;
  const Json traced = trace(interview);
  for (const Json& name : traced["path"].items()) out = joined(std::move(out), name.text());
  return out;
}

std::string Scenario::trace_text() const { return to_canonical(trace(interview)); }

Scenario Scenario::reopened(Scope scope) const {
  const std::string json = to_canonical(write_answers(interview, scope));
  Interview copy(program, InterviewContext{CivilDate::parse("2021-09-01").value()});
  SANAQ_CHECK(load_answers(copy, parse_json(json).value()));
  return Scenario(form, program, std::move(copy));
}

}  // namespace sanaq::testing
