#include <doctest.h>

#include "base/csv.h"
#include "questionnaire/form_source.h"

using namespace sanaq;

namespace {

Sheet sheet(std::string name, std::string_view csv) { return {std::move(name), *parse_csv(csv)}; }

FormSource household() {
  FormSource source;
  source.sheets.push_back(
      sheet("survey",
            "type,name,label::kk,label::ru,relevant,required,constraint,constraint_message::kk,constraint_"
            "message::ru,calculation\n"
            "begin_repeat,members,Мүшелер,Члены,,,,,,\n"
            "text,given_name,Аты,Имя,,yes,,,,\n"
            "select_one sex,sex,Жынысы,Пол,,yes,,,,\n"
            "date,birth_date,Туған күні,Дата рождения,,yes,. <= census-date(),Кейін,Позже,\n"
            "calculate,age,,,,,,,,\"age(${birth_date}, census-date())\"\n"
            "integer,children,${given_name} бала,${given_name} дети,${sex} = '2' and ${age} >= 15,,. >= "
            "0,Теріс,Нельзя,\n"
            "end_repeat,,,,,,,,,\n"
            "calculate,size,,,,,,,,count(${members})\n"
            "note,thanks,Рахмет,Спасибо,${size} > 0,,,,,\n"));
  source.sheets.push_back(
      sheet("choices", "list_name,name,label::kk,label::ru\nsex,1,Ер,Муж\nsex,2,Әйел,Жен\n"));
  source.sheets.push_back(sheet(
      "settings", "form_title::kk,form_title::ru,form_id,version,default_language\nҮй,Дом,home,1,ru\n"));
  return source;
}

}  // namespace

TEST_CASE("a household form is compiled") {
  const CompiledForm compiled = compile_form(household());
  for (const FormFinding& f : compiled.findings)
    MESSAGE(f.code, " ", f.sheet, " ", f.row, " ", f.column, " ", f.detail);
  REQUIRE(compiled.form);
  CHECK(compiled.findings.empty());
  const Form& form = *compiled.form;
  CHECK(form.languages == std::vector<std::string>{"ru", "kk"});
  REQUIRE(form.nodes.size() == 8);
  CHECK(form.top.size() == 3);
  const NodeIndex age = form.find("age"), members = form.find("members");
  CHECK(form.nodes[age].type == ValueType::integer);
  CHECK(form.nodes[age].calculated);
  CHECK(form.nodes[age].list == members);
  CHECK(form.nodes[form.find("size")].type == ValueType::integer);
  CHECK(form.depends_on[form.find("thanks")] == std::vector<Dependency>{{form.find("size"), Reach::here}});
  CHECK(form.depends_on[form.find("size")] == std::vector<Dependency>{{members, Reach::all_items}});
  CHECK(form.depends_on[form.find("children")].size() == 2);
  CHECK(form.evaluation_order.size() == form.nodes.size());
}
