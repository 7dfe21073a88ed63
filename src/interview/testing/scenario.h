#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "interview/interview.h"
#include "interview/program.h"
#include "questionnaire/form_source.h"

namespace sanaq::testing {

/// Sheets of a form as CSV text. Empty sheets are left out; without `settings` the form is called "test",
/// version 1.
struct FormText {
  std::string survey, choices, checks, settings;
  std::vector<std::shared_ptr<Codelist>> lists;
};
/// Compiles; findings of the compiler stop the test program with their text.
std::shared_ptr<const Form> compile(const FormText& text);
/// Nothing when the compiler refuses the form.
std::shared_ptr<const Form> try_compile(const FormText& text);
/// One language is enough for most tests: columns `label`, `hint` … of the survey become `label::en` ….
FormText english(std::string_view survey, std::string_view choices = {}, std::string_view checks = {});

/// A person at a form, in the words of the domain: answers by name, asks what is seen by name. Questions of
/// an item are written `m1.age`, pairs of a matrix `m1.kinship.m0`.
class Scenario {
 public:
  explicit Scenario(const FormText& text, std::string_view census_date = "2021-09-01");
  Scenario(std::shared_ptr<const Form> form, std::shared_ptr<const Program> program, Interview interview);

  /// Each of these is one operation; an error stops the test. try_* give the error's code, or "".
  void answer(std::string_view question, std::string_view value);
  void clear(std::string_view question);
  void refuse(std::string_view question);
  void add(std::string_view list, std::string_view item);
  void remove(std::string_view list, std::string_view item);
  void pass(std::string_view check, std::string_view item = {}, std::string_view note = {});
  std::string try_answer(std::string_view question, std::string_view value);
  std::string try_apply(const Operation& operation);
  bool undo() { return interview.undo(); }

  bool asked(std::string_view question) const;
  /// Canonical text of what expressions see; "" when empty.
  std::string value(std::string_view question) const;
  std::string stored(std::string_view question) const;
  /// Codes of the options offered now, separated by blanks.
  std::string offered(std::string_view question) const;
  std::string label(std::string_view question, std::string_view language = "en") const;
  /// Names of findings in order, separated by blanks; `name@item` for items, in brackets when passed.
  std::string findings() const;
  /// Names of questions on the path, separated by blanks; of one item when `item` is given.
  std::string path() const;
  std::string trace_text() const;
  Place place(std::string_view question) const;
  /// A fresh interview with the same answers, through JSON.
  Scenario reopened(Scope scope = Scope::everything) const;

  std::shared_ptr<const Form> form;
  std::shared_ptr<const Program> program;
  Interview interview;
};

}  // namespace sanaq::testing
