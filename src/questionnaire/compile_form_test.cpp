// What golden specimens do not show: limits, packages, order of findings, mutations of a good form.
#include <doctest.h>

#include <chrono>

#include "base/csv.h"
#include "base/rng.h"
#include "questionnaire/form_outline.h"
#include "questionnaire/form_source.h"
#include "questionnaire/xform.h"

using namespace sanaq;

namespace {

Sheet sheet(std::string name, std::string_view csv) { return {std::move(name), *parse_csv(csv)}; }

FormSource good_form() {
  FormSource source;
  source.sheets.push_back(
      sheet("survey",
            "type,name,label::kk,label::ru,relevant,required,constraint,constraint_message::kk,constraint_"
            "message::ru,"
            "calculation,choice_filter,appearance,default,parameters,notes\n"
            "select_one places,place,Орын,Место,,yes,,,,,level = '1',,1,,\n"
            "begin_repeat,members,Мүшелер,Члены,,,,,,,,,,max_items=9,\n"
            "begin_group,card,,,,,,,,,,field-list,,,\n"
            "text,given_name,Аты,Имя,,yes,\"regex(., '[А-Я].*')\",Қате,Ошибка,,,,,,a note\n"
            "select_one sexes,sex,${given_name}: жынысы,${given_name}: пол,,yes,,,,,,,,,\n"
            "end_group,,,,,,,,,,,,,,\n"
            "date,birth,Туған күні,Дата рождения,,yes,. <= census-date(),Кейін,Позже,,,,,,\n"
            "calculate,age,,,,,,,,\"age(${birth}, census-date())\",,,,,\n"
            "select_one kin,kinship,Туыстығы,Родство,${age} > 0,,\". != '1' or ${other.age} > "
            "12\",Жас,Молод,,,matrix(members),,,\n"
            "integer,children,Балалар,Дети,${sex} = '2' and ${age} >= 15,,. >= 0,Теріс,Нельзя,,,,,,\n"
            "select_multiple langs or_other,langs,Тілдер,Языки,,,,,,,,,kk ru,,\n"
            "end_repeat,,,,,,,,,,,,,,\n"
            "calculate,size,,,,,,,,\"count(${members}) + coalesce(sum(${children}), 0)\",,,,,\n"
            "note,thanks,${size},${size},${size} > 0 and ${place} != '',,,,,,,,,,\n"));
  source.sheets.push_back(
      sheet("choices",
            "list_name,name,label::kk,label::ru,level\nsexes,1,Ер,Муж,\nsexes,2,Әйел,Жен,\n"
            "kin,1,Ерлі-зайыпты,Супруги,\nkin,2,Туыс,Родня,\nlangs,kk,Қазақша,Казахский,\n"
            "langs,ru,Орысша,Русский,\nplaces,1,Қала,Город,1\nplaces,2,Ауыл,Село,2\n"));
  source.sheets.push_back(sheet(
      "settings", "form_title::kk,form_title::ru,form_id,version,default_language\nҮй,Дом,home,1,ru\n"));
  source.sheets.push_back(sheet("checks",
                                "name,list,severity,when,condition,points_to,message::kk,message::ru\n"
                                "old,members,soft,${age} != '',${age} < 110,birth sex,${age}?,${age}?\n"
                                "any,,hard,,${size} > 0,members,Кімдер?,Кто?\n"));
  return source;
}

std::vector<std::string> codes(const FormSource& source) {
  std::vector<std::string> out;
  for (const FormFinding& finding : compile_form(source).findings) out.push_back(finding.code);
  return out;
}

std::string& cell(FormSource& source, std::size_t row, std::string_view column) {
  auto& rows = source.sheets[0].rows;
  std::size_t at = 0;
  while (rows[0][at] != column) ++at;
  return rows[row - 1][at];
}

}  // namespace

TEST_CASE("the form used here is good, and compiling it twice gives the same") {
  const CompiledForm compiled = compile_form(good_form());
  for (const FormFinding& f : compiled.findings)
    FAIL_CHECK(f.code << " " << f.row << " " << f.column << " " << f.detail);
  REQUIRE(compiled.form);
  CHECK(compiled.form->languages[0] == "ru");
  CHECK(outline(*compiled.form) == outline(*compile_form(good_form()).form));
}

TEST_CASE("every node stands after all it depends on, and after its parent") {
  const Form form = *compile_form(good_form()).form;
  std::vector<std::size_t> at(form.nodes.size(), form.nodes.size());
  for (std::size_t i = 0; i < form.evaluation_order.size(); ++i) at[form.evaluation_order[i]] = i;
  for (NodeIndex node = 0; node < form.nodes.size(); ++node) {
    for (const Dependency& dependency : form.depends_on[node]) CHECK(at[dependency.node] < at[node]);
    if (form.nodes[node].parent != no_node) CHECK(at[form.nodes[node].parent] < at[node]);
    CHECK(at[node] < form.nodes.size());
  }
}

TEST_CASE("all findings come at once, in the order sheet, row, column") {
  FormSource source = good_form();
  cell(source, 14, "calculation") = "count(${nobody})";
  cell(source, 5, "constraint") = "regex(., '(')";
  cell(source, 5, "appearance") = "shiny";
  cell(source, 11, "relevant") = "${sex} = '7'";
  source.sheets[3].rows[1][5] = "nowhere";
  CHECK(codes(source) == std::vector<std::string>{"form.pattern", "form.appearance.unknown",
                                                  "form.choice.unknown", "form.name.unknown",
                                                  "form.check.points_to"});
}

TEST_CASE("limits of sheets, questions and options") {
  FormSource twice = good_form();
  twice.sheets.push_back(twice.sheets[0]);
  CHECK(codes(twice) == std::vector<std::string>{"form.sheet.twice"});
  FormSource long_cell = good_form();
  cell(long_cell, 2, "notes") = std::string(40'000, 'a');
  CHECK(codes(long_cell) == std::vector<std::string>{"form.sheet.size"});
  FormSource many = good_form();
  many.sheets[0].rows.resize(15);
  for (int i = 0; i < 5'000; ++i)
    many.sheets[0].rows.push_back({"integer", "q" + std::to_string(i), "а", "б"});
  bool limited = false;
  for (const std::string& code : codes(many)) limited = limited || code == "form.size";
  CHECK(limited);
  FormSource options = good_form();
  for (int i = 10; i < 5'020; ++i)
    options.sheets[1].rows.push_back({"sexes", std::to_string(i), std::to_string(i), std::to_string(-i), ""});
  bool full = false;
  for (const std::string& code : codes(options)) full = full || code == "form.choices.size";
  CHECK(full);
  FormSource deep = good_form();
  for (int i = 0; i < 22; ++i) deep.sheets[0].rows.push_back({"begin_group", "g" + std::to_string(i)});
  for (int i = 0; i < 22; ++i) deep.sheets[0].rows.push_back({"end_group"});
  CHECK_FALSE(compile_form(deep).form);
}

TEST_CASE("the largest form of a hostile author is read in reasonable time") {
  FormSource source = good_form();
  source.sheets[0].rows.resize(1);
  source.sheets[3].rows.resize(1);
  source.sheets[0].rows.push_back({"integer", "q0", "а", "б"});
  for (int i = 1; i < 4'990; ++i) {
    const std::string before = "${q" + std::to_string(i - 1) + "} > 1";
    source.sheets[0].rows.push_back({"integer", "q" + std::to_string(i), "а", "б", before});
  }
  for (int i = 0; i < 15'000; ++i) {
    source.sheets[1].rows.push_back({"l" + std::to_string(i / 1'000), std::to_string(i), "а", "б", ""});
  }
  const auto started = std::chrono::steady_clock::now();
  CHECK(compile_form(source).form);
  CHECK(std::chrono::steady_clock::now() - started < std::chrono::seconds(30));
}

TEST_CASE("a form without sheets is refused, not fatal") {
  CHECK(codes({}) == std::vector<std::string>{"form.sheet.missing"});
  FormSource empty;
  empty.sheets = {{"survey", {}}, {"settings", {}}};
  CHECK_FALSE(compile_form(empty).form);
}

TEST_CASE("a package gives the same form; long lists travel without rows") {
  FormSource source = good_form();
  source.sheets[0].rows.push_back({"select_one_from_file towns.csv", "town", "Қала", "Город", "", "", "", "",
                                   "", "", "", "autocomplete"});
  source.lists.push_back(std::make_shared<Codelist>(*Codelist::parse(
      "towns", "name,label_kk,label_ru,parent\n1,\"Алма, \"\"ата\"\"\",Алматы,x\n2,Астана,Астана,y\n")));
  for (const std::size_t rows_max : {std::size_t{10}, std::size_t{1}}) {
    const auto back = read_package(write_package(source, rows_max));
    REQUIRE(back);
    REQUIRE(back->lists.size() == 1);
    CHECK(back->lists[0]->complete() == (rows_max == 10));
    CHECK(back->lists[0]->rows().size() == (rows_max == 10 ? 2 : 0));
    const CompiledForm compiled = compile_form(*back);
    REQUIRE(compiled.form);
    if (rows_max == 10) {
      CHECK(outline(*compiled.form) == outline(*compile_form(source).form));
      CHECK(back->lists[0]->rows()[0].labels[0] == "Алма, \"ата\"");
    }
  }
  for (const char* wrong : {"{}", "[]", "{\"sheets\":[],\"lists\":[{}]}",
                            "{\"sheets\":[{\"name\":\"a\",\"rows\":[1]}],\"lists\":[]}",
                            "{\"sheets\":[],\"lists\":[{\"name\":\"a\",\"languages\":[\"kk\"],\"columns\":[],"
                            "\"rows\":[[\"1\"]]}]}"}) {
    CHECK_MESSAGE(read_package(wrong).error().code == "form.package", wrong);
  }
  CHECK(read_package("{").error().code == "json.form");
}

TEST_CASE("an incomplete list in the browser does not refuse codes it cannot know") {
  FormSource source = good_form();
  source.sheets[0].rows.push_back({"select_one_from_file towns.csv", "town", "Қала", "Город"});
  source.sheets[0].rows.push_back({"note", "here", "а", "б", "${town} = '7'"});
  auto towns =
      std::make_shared<Codelist>("towns", std::vector<std::string>{"kk", "ru"}, std::vector<std::string>{});
  source.lists.push_back(towns);
  CHECK(codes(source) == std::vector<std::string>{"form.choice.unknown"});
  towns->set_complete(false);
  CHECK(codes(source).empty());
}

TEST_CASE("an XForm holds every question, rule and language, and names what it leaves out") {
  const FormSource source = good_form();
  const std::string xform = write_xform(source, *compile_form(source).form, *CivilDate::parse("2021-09-01"));
  const auto has = [&](std::string_view text) { return xform.find(text) != std::string::npos; };
  CHECK(has("<translation lang=\"ru\" default=\"true()\">"));
  CHECK(has("<translation lang=\"kk\">"));
  CHECK(has("nodeset=\"/data/members/card/sex\""));
  CHECK(has("constraint=\". &lt;= date(&#39;2021-09-01&#39;)\""));
  CHECK(has("relevant=\"../card/sex = &#39;2&#39; and ../age &gt;= 15\""));
  CHECK(has("calculate=\"count(/data/members) + coalesce(sum(/data/members/children), 0)\""));
  CHECK(has("<repeat nodeset=\"/data/members\">"));
  CHECK(has("<output value=\" ../given_name \"/>"));
  CHECK(has("root/item[level = &#39;1&#39;]"));
  CHECK(has("<place>1</place>"));
  CHECK(has("selected(../langs, &#39;other&#39;)"));
  CHECK(has("matrix question of kinship"));
  CHECK(has("check old"));
  CHECK_FALSE(has("<kinship"));
}

TEST_CASE("random changes of a good form never stop the compiler, and a form it accepts is sound") {
  SplitMix rng(29);
  const std::vector<std::string> pieces = {"",
                                           "${",
                                           "}",
                                           "(",
                                           ")",
                                           "'",
                                           "1",
                                           "${members}",
                                           "${age}",
                                           "${sex}",
                                           "other.",
                                           " or ",
                                           " and ",
                                           "count(",
                                           "sum(",
                                           "not(",
                                           ".",
                                           "yes",
                                           "begin_repeat",
                                           "end_repeat",
                                           "end_group",
                                           "calculate",
                                           "select_one sexes or_other",
                                           "matrix(members)",
                                           "${size}",
                                           "kk",
                                           "date"};
  int accepted = 0, refused = 0;
  for (int i = 0; i < 4'000; ++i) {
    FormSource source = good_form();
    for (auto changes = 1 + rng.below(3); changes > 0; --changes) {
      auto& rows = source.sheets[rng.below(source.sheets.size())].rows;
      auto& row = rows[rng.below(rows.size())];
      std::string& text = row[rng.below(row.size())];
      switch (rng.below(5)) {
        case 0:
          text = pieces[rng.below(pieces.size())];
          break;
        case 1:
          text.insert(text.size() / 2, pieces[rng.below(pieces.size())]);
          break;
        case 2:
          text = rows[rng.below(rows.size())].back();
          break;
        case 3:
          std::swap(rows[rng.below(rows.size())], rows[rng.below(rows.size())]);
          break;
        default:
          rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(rng.below(rows.size())));
          break;
      }
      if (rows.empty()) rows.push_back({"type"});
    }
    const CompiledForm compiled = compile_form(source);
    (compiled.form ? accepted : refused) += 1;
    if (!compiled.form) {
      CHECK_FALSE(compiled.findings.empty());
      continue;
    }
    CHECK(compiled.form->evaluation_order.size() == compiled.form->nodes.size());
    CHECK_FALSE(outline(*compiled.form).empty());
    CHECK_FALSE(write_xform(source, *compiled.form, CivilDate::from_days(18'871)).empty());
  }
  CHECK(accepted > 200);
  CHECK(refused > 1'000);
}
