#include <doctest.h>

#include "interview/testing/scenario.h"

using namespace sanaq;
using sanaq::testing::english;
using sanaq::testing::Scenario;

namespace {

constexpr const char* sexes = "list_name,name,label\nsex,1,Male\nsex,2,Female\n";
constexpr const char* yes_no = "list_name,name,label\nyn,1,Yes\nyn,2,No\n";

sanaq::testing::FormText household() {
  return english(
      "type,name,label,relevant,required,constraint,constraint_message,warning,warning_message,calculation,"
      "parameters\n"
      "text,street,Street,,yes,,,,,,\n"
      "begin_repeat,members,Members,,,,,,,,min_items=1\n"
      "text,given_name,Name,,yes,,,,,,\n"
      "select_one sex,sex,Sex of ${given_name},,yes,,,,,,\n"
      "date,birth_date,Born,,yes,. <= census-date(),Born after the census,\". >= '1910-01-01'\",Over 110?,,\n"
      "calculate,age,,,,,,,,\"age(${birth_date}, census-date())\",\n"
      "integer,children,Children of ${given_name},${sex} = '2' and ${age} >= 15,yes,. >= 0,Not negative,. <= "
      "15,Many,,\n"
      "end_repeat,,,,,,,,,,\n"
      "calculate,size,,,,,,,,count(${members}),\n"
      "calculate,born,,,,,,,,sum(${children}),\n"
      "note,large,A large household,${size} > 2,,,,,,,\n",
      sexes,
      "name,list,severity,when,condition,points_to,message\n"
      "no_adult,,hard,${size} > 0,max(${age}) >= 16,members,No adult in the household\n"
      "young_mother,members,soft,${children} > 0,${age} >= 18,children birth_date,${given_name} is a young "
      "mother\n");
}

}  // namespace

TEST_CASE("a question is asked when its condition and those above it hold") {
  Scenario s(
      english("type,name,label,relevant\n"
              "select_one yn,has_job,Job?,\n"
              "begin_group,job,The job,${has_job} = '1'\n"
              "text,title,Title,\n"
              "text,more,More,${title} != ''\n"
              "end_group,,,\n",
              yes_no));
  CHECK(s.path() == "has_job");
  s.answer("has_job", "1");
  CHECK(s.path() == "has_job title");
  s.answer("title", "miner");
  CHECK(s.path() == "has_job title more");
  s.answer("has_job", "2");
  CHECK(s.path() == "has_job");
  CHECK(s.value("title").empty());
  CHECK(s.stored("title") == "miner");  // kept, in case the person comes back
  s.answer("has_job", "1");
  CHECK(s.value("title") == "miner");
}

TEST_CASE("answers out of path are neither seen by expressions nor submitted") {
  Scenario s(household());
  s.add("members", "m1");
  s.answer("m1.sex", "2");
  s.answer("m1.birth_date", "1990-02-28");
  s.answer("m1.children", "3");
  CHECK(s.value("born") == "3");
  s.answer("m1.sex", "1");
  CHECK(s.value("born") == "0");
  CHECK(s.stored("m1.children") == "3");
  const Json submitted = write_answers(s.interview, Scope::on_path);
  CHECK(!submitted["lists"]["members"].items()[0]["answers"].has("children"));
  const Json kept = write_answers(s.interview, Scope::everything);
  CHECK(kept["lists"]["members"].items()[0]["answers"]["children"].text() == "3");
}

TEST_CASE("findings stand in the order of the form, item by item") {
  Scenario s(household());
  CHECK(s.findings() == "street.required members.items");
  s.add("members", "m1");
  s.add("members", "m2");
  CHECK(s.findings() ==
        "street.required given_name.required@m1 sex.required@m1 birth_date.required@m1 "
        "given_name.required@m2 sex.required@m2 birth_date.required@m2");
  s.answer("m1.birth_date", "2021-09-02");
  CHECK(s.findings().find("birth_date.constraint@m1") != std::string::npos);
  s.answer("m1.birth_date", "1909-12-31");
  CHECK(s.findings().find("birth_date.warning@m1") != std::string::npos);
}

TEST_CASE("a check over the form points to its list, a check of a list to its item") {
  Scenario s(household());
  s.answer("street", "Abai");
  s.add("members", "m1");
  s.answer("m1.given_name", "Aru");
  s.answer("m1.sex", "2");
  s.answer("m1.birth_date", "2006-01-01");
  s.answer("m1.children", "1");
  CHECK(s.findings() == "no_adult young_mother@m1");
  const Finding adult = s.interview.findings()[0], mother = s.interview.findings()[1];
  CHECK(adult.place == Place{s.form->find("members"), no_item, no_item});
  CHECK(mother.place == s.place("m1.children"));
  CHECK(s.interview.message(mother, "en") == "Aru is a young mother");
  CHECK(mother.severity == Severity::soft);
  CHECK(!s.interview.complete());
}

TEST_CASE("a soft finding is passed, and comes back when an answer it reads changes") {
  Scenario s(household());
  s.add("members", "m1");
  s.answer("m1.sex", "2");
  s.answer("m1.birth_date", "2004-09-02");
  s.answer("m1.children", "1");
  CHECK(s.findings().find(" young_mother@m1") != std::string::npos);
  s.pass("young_mother", "m1", "true");
  CHECK(s.findings().find("(young_mother@m1)") != std::string::npos);
  s.answer("m1.given_name", "Aru");  // not read by the check
  CHECK(s.findings().find("(young_mother@m1)") != std::string::npos);
  CHECK(s.reopened().trace_text() == s.trace_text());
  s.answer("m1.children", "2");
  CHECK(s.findings().find(" young_mother@m1") != std::string::npos);
  s.undo();
  CHECK(s.findings().find("(young_mother@m1)") != std::string::npos);
  s.undo();
  s.undo();
  CHECK(s.findings().find(" young_mother@m1") != std::string::npos);
}

TEST_CASE("a warning is passed by its question's name") {
  Scenario s(household());
  s.add("members", "m1");
  s.answer("m1.sex", "2");
  s.answer("m1.birth_date", "1970-01-01");
  s.answer("m1.children", "16");
  s.pass("children.warning", "m1");
  CHECK(s.findings().find("(children.warning@m1)") != std::string::npos);
  Operation hard;
  hard.kind = Operation::Kind::pass;
  hard.check = "no_adult";
  CHECK(s.try_apply(hard) == "check.unknown");
  hard.check = "young_mother";
  CHECK(s.try_apply(hard) == "answer.item");
  hard.item = "m9";
  CHECK(s.try_apply(hard) == "answer.item");
}

TEST_CASE("items: ids, limits, positions after a removal") {
  Scenario s(
      english("type,name,label,calculation,parameters\n"
              "begin_repeat,rooms,Rooms,,max_items=3\n"
              "calculate,number,,position(..),\n"
              "integer,area,Area,,\n"
              "calculate,share,,${area} * 100 div sum(${area}),\n"
              "end_repeat,,,,\n"
              "calculate,total,,sum(${area}),\n"
              "calculate,list_of,,\"join(', ', ${area})\",\n"
              "calculate,second,,\"indexed-repeat(${area}, ${rooms}, 2)\",\n"));
  Operation add;
  add.kind = Operation::Kind::add_item;
  add.question = "rooms";
  for (const char* bad : {"", "M1", "a-b", "sixteencharacters"}) {
    add.item = bad;
    CHECK(s.try_apply(add) == "item.id");
  }
  for (const char* id : {"a", "b", "c"}) s.add("rooms", id);
  add.item = "b";
  CHECK(s.try_apply(add) == "item.exists");
  add.item = "d";
  CHECK(s.try_apply(add) == "item.limit");
  s.answer("a.area", "10");
  s.answer("b.area", "20");
  s.answer("c.area", "30");
  CHECK(s.value("c.number") == "3");
  CHECK(s.value("total") == "60");
  CHECK(s.value("list_of") == "10, 20, 30");
  CHECK(s.value("second") == "20");
  CHECK(s.value("c.share") == "50");
  const std::string before = s.trace_text();
  s.remove("rooms", "a");
  CHECK(s.value("c.number") == "2");
  CHECK(s.value("second") == "30");
  CHECK(s.value("total") == "50");
  CHECK(s.try_answer("a.area", "1") == "answer.item");
  s.undo();
  CHECK(s.trace_text() == before);
  CHECK(s.value("a.area") == "10");
}

TEST_CASE("an item may be named again after it was removed, and is empty then") {
  Scenario s(household());
  s.add("members", "m1");
  s.answer("m1.given_name", "Aru");
  s.remove("members", "m1");
  s.add("members", "m1");
  CHECK(s.value("m1.given_name").empty());
  s.undo();
  s.undo();
  CHECK(s.value("m1.given_name") == "Aru");
}

TEST_CASE("matrix: every pair with an earlier item, gone with either") {
  Scenario s(
      english("type,name,label,appearance,relevant,required,constraint,constraint_message\n"
              "begin_repeat,members,Members,,,,,\n"
              "integer,age,Age,,,,,\n"
              "select_one kin,kinship,Kinship,matrix(members),,yes,"
              "\". != 'child' or ${age} < ${other.age}\",A child is younger\n"
              "end_repeat,,,,,,,\n",
              "list_name,name,label\nkin,child,Child\nkin,spouse,Spouse\n"));
  for (const char* id : {"m1", "m2", "m3"}) s.add("members", id);
  CHECK(s.findings() == "kinship.required@m2/m1 kinship.required@m3/m1 kinship.required@m3/m2");
  CHECK(s.try_answer("m1.kinship.m2", "child") == "answer.item");
  CHECK(s.try_answer("m2.kinship.m2", "child") == "answer.item");
  CHECK(s.try_answer("m2.kinship", "child") == "answer.item");
  s.answer("m1.age", "20");
  s.answer("m2.age", "30");
  s.answer("m2.kinship.m1", "child");
  s.answer("m3.kinship.m1", "child");
  s.answer("m3.kinship.m2", "spouse");
  CHECK(s.findings() == "kinship.constraint@m2/m1");
  s.answer("m1.age", "50");
  CHECK(s.findings().empty());
  s.answer("m3.age", "50");
  CHECK(s.findings() == "kinship.constraint@m3/m1");
  const std::string before = s.trace_text();
  CHECK(s.reopened().trace_text() == before);
  s.remove("members", "m1");
  CHECK(s.interview.findings().empty());
  CHECK(s.value("m3.kinship.m2") == "spouse");
  s.undo();
  CHECK(s.trace_text() == before);
}

TEST_CASE("defaults are put in once") {
  Scenario s(
      english("type,name,label,relevant,default,calculation\n"
              "select_one yn,a,A,,,\n"
              "text,country,Country,${a} = '1',KZ,\n"
              "integer,x,X,,,\n"
              "integer,y,Y,,${x} + 1,\n"
              "calculate,first,,,,once(${x})\n",
              yes_no));
  CHECK(s.value("country").empty());
  s.answer("a", "1");
  CHECK(s.value("country") == "KZ");
  s.clear("country");
  CHECK(s.value("country").empty());
  CHECK(s.reopened().value("country").empty());
  CHECK(s.reopened(Scope::on_path).value("country").empty());
  s.answer("x", "4");
  CHECK(s.value("y") == "5");
  CHECK(s.value("first") == "4");
  s.answer("x", "7");
  CHECK(s.value("y") == "5");
  CHECK(s.value("first") == "4");
  CHECK(s.reopened().value("first") == "4");
  s.undo();
  s.undo();
  CHECK(s.value("y").empty());
  CHECK(s.value("first").empty());
}

TEST_CASE("refusals") {
  Scenario s(
      english("type,name,label,refusal,required,relevant\n"
              "integer,income,Income,yes,yes,\n"
              "text,why,Why,,,refused(${income})\n"
              "select_one r,faith,Faith,,yes,\n"
              "note,silent,Silent,,,refused(${faith})\n",
              "list_name,name,label,refusal\nr,1,One,\nr,9,I do not say,yes\n"));
  CHECK(s.findings() == "income.required faith.required");
  Operation refuse;
  refuse.kind = Operation::Kind::refuse;
  refuse.question = "faith";
  CHECK(s.try_apply(refuse) == "answer.refusal");
  s.refuse("income");
  CHECK(s.path() == "income why faith");
  s.answer("faith", "9");
  CHECK(s.path() == "income why faith silent");
  CHECK(s.value("faith").empty());
  CHECK(s.stored("faith") == "9");
  CHECK(s.findings().empty());
  CHECK(s.interview.complete());
  CHECK(s.interview.progress().asked == 3);
  CHECK(s.interview.progress().answered == 2);
  CHECK(s.reopened(Scope::on_path).trace_text() == s.trace_text());
  CHECK(s.interview.shown(s.place("income"), "ru") == "Отказ от ответа");
  s.answer("income", "5");
  CHECK(s.path() == "income faith silent");
}

TEST_CASE("exclusive options, unknown options") {
  Scenario s(
      english("type,name,label\nselect_multiple l,langs,Languages\nselect_one l,mother,Mother tongue\n",
              "list_name,name,label,exclusive\nl,kk,Kazakh,\nl,ru,Russian,\nl,none,None,yes\n"));
  s.answer("langs", "ru kk");
  CHECK(s.value("langs") == "kk ru");
  CHECK(s.try_answer("langs", "kk none") == "answer.choice");
  CHECK(s.value("langs") == "kk ru");
  CHECK(s.try_answer("langs", "xx") == "answer.choice");
  CHECK(s.try_answer("mother", "kk ru") == "answer.choice");
  CHECK(s.try_answer("nothing", "kk") == "answer.question");
  s.answer("langs", "none");
  CHECK(s.value("langs") == "none");
  s.answer("langs", " ");
  CHECK(s.value("langs").empty());
  CHECK(s.interview.shown(s.place("langs"), "en").empty());
}

TEST_CASE("choice filters: an answer that is no longer offered is a finding") {
  Scenario s(
      english("type,name,label,choice_filter\n"
              "select_one region,region,Region,\n"
              "select_one district,district,District,region = ${region}\n",
              "list_name,name,label,region\nregion,a,A,\nregion,b,B,\n"
              "district,a1,A1,a\ndistrict,a2,A2,a\ndistrict,b1,B1,b\n"));
  CHECK(s.offered("district").empty());
  s.answer("region", "a");
  CHECK(s.offered("district") == "a1 a2");
  s.answer("district", "a2");
  CHECK(s.findings().empty());
  s.answer("region", "b");
  CHECK(s.findings() == "district.type");
  CHECK(s.offered("district") == "b1");
  s.answer("region", "a");
  CHECK(s.findings().empty());
}

TEST_CASE("external lists: codes are checked when the list is complete") {
  auto list = std::make_shared<Codelist>(
      *Codelist::parse("places", "name,label_en,region\n11,North,1\n12,South,1\n21,East,2\n"));
  auto text = english(
      "type,name,label,choice_filter\ninteger,region,Region,\n"
      "select_one_from_file places.csv,place,Place,region = string(${region})\n");
  text.lists.push_back(list);
  Scenario s(text);
  s.answer("region", "1");
  CHECK(s.offered("place") == "11 12");
  s.answer("place", "11");
  CHECK(s.interview.shown(s.place("place"), "en") == "North");
  CHECK(s.try_answer("place", "99") == "answer.choice");
  s.answer("region", "2");
  CHECK(s.findings() == "place.type");
  list->set_complete(false);
  s.answer("place", "99");
  CHECK(s.findings().empty());
  CHECK(s.value("place") == "99");
}

TEST_CASE("texts: languages, answers, finding messages") {
  sanaq::testing::FormText text;
  text.survey =
      "type,name,label::kk,label::en,required\ntext,n,Аты,Name,yes\nnote,hi,\"Сәлем, ${n}!\",\"Hello, "
      "${n}!\",\n";
  text.settings = "form_title::kk,form_title::en,form_id,version,default_language\nҮй,House,test,1,kk\n";
  Scenario s(text);
  const Finding required = s.interview.findings()[0];
  CHECK(s.interview.message(required, "kk") == "Бұл сұраққа жауап беріңіз.");
  CHECK(s.interview.message(required, "en") == "Please answer this question.");
  CHECK(s.interview.finding_name(required) == "n.required");
  s.answer("n", "Aru");
  CHECK(s.label("hi", "en") == "Hello, Aru!");
  CHECK(s.label("hi", "kk") == "Сәлем, Aru!");
  CHECK(s.label("hi", "xx") == "Сәлем, Aru!");
}

TEST_CASE("an interview without any operation has nothing to undo") {
  Scenario s(household());
  CHECK(!s.undo());
  s.answer("street", "A");
  CHECK(s.undo());
  CHECK(!s.undo());
  CHECK(s.value("street").empty());
}

TEST_CASE("a thousand operations are remembered and no more") {
  Scenario s(household());
  for (int i = 0; i < 2500; ++i) s.answer("street", "Street " + std::to_string(i));
  int undone = 0;
  while (s.undo()) ++undone;
  CHECK(undone == 1000);
  CHECK(s.value("street") == "Street 1499");
}
