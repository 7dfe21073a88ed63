// Conditions that can and that cannot come true. Everything unclear must count as possible.
#include <doctest.h>

#include "questionnaire/form_source.h"

using namespace sanaq;

namespace {

/// Whether a note with this condition is found unreachable in a small form.
bool unreachable(const std::string& relevant) {
  FormSource source;
  source.sheets = {
      {"survey",
       {{"type", "name", "label::en", "relevant"},
        {"select_one s", "sex", "Sex", ""},
        {"integer", "age", "Age", ""},
        {"decimal", "area", "Area", ""},
        {"date", "birth", "Birth", ""},
        {"text", "street", "Street", ""},
        {"select_multiple s", "langs", "Languages", ""},
        {"integer", "children", "Children", "${sex} = '2' and ${age} >= 15"},
        {"begin_group", "work", "", "${age} >= 15 and ${age} <= 70"},
        {"select_one s", "employed", "Employed", ""},
        {"note", "asked", "Asked", relevant},
        {"end_group", "", "", ""}}},
      {"choices", {{"list_name", "name", "label::en"}, {"s", "1", "A"}, {"s", "2", "B"}, {"s", "3", "C"}}},
      {"settings", {{"form_title::en", "form_id", "version"}, {"T", "t", "1"}}}};
  const CompiledForm compiled = compile_form(source);
  for (const FormFinding& finding : compiled.findings)
    REQUIRE_MESSAGE(finding.code == "form.unreachable", relevant);
  return !compiled.findings.empty();
}

}  // namespace

TEST_CASE("contradictions are found") {
  for (const std::string condition : {
           "false()",
           "${sex} = '1' and false()",
           "false() or (${age} < 5 and false())",
           "${sex} = '1' and ${sex} = '2'",
           "(${sex} = '1' or ${sex} = '2') and ${sex} = '3'",
           "${sex} != '1' and ${sex} != '2' and ${sex} != '3'",
           "${sex} = '' and ${sex} = '1'",
           "${sex} = '' and ${sex} != '1'",  // a comparison with an empty answer is never true
           "selected(${sex}, '1') and ${sex} = '2'",
           "${age} = 14",
           "${age} < 15",
           "15 > ${age}",
           "${age} = ''",
           "${area} > 2.5 and ${area} < 2.5",
           "${birth} > '2000-01-01' and ${birth} < '1999-01-01'",
           "${children} > 1 and ${sex} = '1'",
           "answered(${children}) and ${sex} != '2'",
           "${langs} = '' and selected(${langs}, '1')",
       }) {
    CHECK_MESSAGE(unreachable(condition), condition);
  }
}

TEST_CASE("what may come true is left alone") {
  for (const std::string condition : {
           "true()",
           "${sex} = '1' or ${sex} = '2'",
           "${sex} != '1' and ${sex} != '2'",
           "${sex} = '1' or false()",
           "selected(${langs}, '1') and selected(${langs}, '2')",
           "${langs} != '1' and ${langs} != '2'",
           "${age} = 15",
           "${age} = 70",
           "${age} > 69",
           "${age} < 10 or ${age} > 20",
           "${age} > 70 or ${age} < 15",  // impossible inside the group, but a gap between intervals is not
                                          // kept
           "not(${age} < 15)",
           "${age} + 1 < 15",
           "${area} > 2.5 and ${area} < 2.6",
           "${birth} = '2000-01-01'",
           "${children} = '' and ${sex} = '1'",
           "${children} > 1 or ${sex} = '1'",
           "${street} = 'a' and ${street} != 'b'",
           "${employed} = ${sex} and ${sex} = '1'",
           "if(${sex} = '1', ${age} > 20, ${age} > 30)",
       }) {
    CHECK_MESSAGE(!unreachable(condition), condition);
  }
}
