// JSON of households and operations: what is refused, and with which code.
#include <doctest.h>

#include "interview/testing/scenario.h"

using namespace sanaq;
using sanaq::testing::english;
using sanaq::testing::Scenario;

namespace {

Scenario form() {
  return Scenario(
      english("type,name,label,calculation,refusal,appearance,default\n"
              "integer,a,A,,yes,,\ntext,t,T,,,,x\ncalculate,c,,${a} + 1,,,\n"
              "begin_repeat,items,Items,,,,\ninteger,n,N,,,,\nselect_one k,kin,Kin,,yes,matrix(items),\n"
              "end_repeat,,,,,,\n",
              "list_name,name,label\nk,1,One\nk,2,Two\n"));
}

std::string error_of(const std::string& json) {
  static const Scenario s = form();
  const auto opened = open_answers(s.program, InterviewContext{CivilDate::parse("2021-09-01").value()},
                                   std::string_view(json));
  return opened ? "" : opened.error().code;
}

}  // namespace

TEST_CASE("answers that are not those of the form are refused") {
  CHECK(error_of(R"({"form":"test","version":"1","answers":{"a":"1"}})") == "");
  CHECK(error_of(R"({"form":"other","answers":{}})") == "answers.form");
  CHECK(error_of(R"({"answers":{"a":1}})") == "answers.form");
  CHECK(error_of(R"({"answers":{"a":"1","a":"2"}})") == "answers.form");
  CHECK(error_of(R"({"answers":{"a":"x"}})") == "answer.type");
  CHECK(error_of(R"({"answers":{"a":" "}})") == "answer.type");
  CHECK(error_of(R"({"answers":{"b":"1"}})") == "answer.question");
  CHECK(error_of(R"({"answers":{"c":"1"}})") == "answer.question");
  CHECK(error_of(R"({"answers":{"n":"1"}})") == "answer.question");
  CHECK(error_of(R"({"more":{}})") == "answers.form");
  CHECK(error_of(R"({"refused":["t"]})") == "answer.refusal");
  CHECK(error_of(R"({"refused":["a"],"answers":{"a":"1"}})") == "answers.form");
  CHECK(error_of(R"({"lists":{"others":[]}})") == "answer.question");
  CHECK(error_of(R"({"lists":{"items":[{"answers":{}}]}})") == "item.id");
  CHECK(error_of(R"({"lists":{"items":[{"id":"A"}]}})") == "item.id");
  CHECK(error_of(R"({"lists":{"items":[{"id":"a"},{"id":"a"}]}})") == "item.exists");
  CHECK(error_of(R"({"lists":{"items":[{"id":"a","matrix":{"kin":{"b":"1"}}},{"id":"b"}]}})") ==
        "answer.item");
  CHECK(error_of(R"({"lists":{"items":[{"id":"a"},{"matrix":{"kin":{"a":"7"}},"id":"b"}]}})") ==
        "answer.choice");
  CHECK(error_of(R"({"lists":{"items":[{"id":"a"},{"matrix":{"kin":{"a":"2"}},"id":"b"}]}})") == "");
  CHECK(error_of(R"({"passed":[{"check":"nothing"}]})") == "check.unknown");
  std::string crowd = R"({"lists":{"items":[)";
  for (int i = 0; i < 61; ++i) crowd += (i ? ",{\"id\":\"p" : "{\"id\":\"p") + std::to_string(i) + "\"}";
  CHECK(error_of(crowd + "]}}") == "item.limit");
  for (const char* text : {"", "{", "[]", "{}x", R"({"answers":{"a":"1",}})", R"({"answers":{"t":"\ud800"}})",
                           "{\"answers\":{\"t\":\"\n\"}}"})
    CHECK(error_of(text) == "answers.form");
}

TEST_CASE("answers that are no UTF-8 are refused as such, wherever the bytes stand") {
  for (const std::string bytes : {"\xC3(", "\xFF\xFE", "\xED\xA0\x80", "\xC0\xAF"}) {
    CHECK(error_of("{\"answers\":{\"t\":\"" + bytes + "\"}}") == "json.utf8");
    CHECK(error_of("{\"answers\":{\"a\":\"" + bytes + "\"}}") == "json.utf8");
    CHECK(error_of("{\"answers\":{\"" + bytes + "\":\"1\"}}") == "json.utf8");
    CHECK(error_of("{\"version\":\"" + bytes + "\",\"answers\":{}}") == "json.utf8");
    CHECK(error_of("{}" + bytes) == "json.utf8");
  }
}

TEST_CASE("escapes and white space in answers") {
  Scenario s = form();
  const auto opened = open_answers(
      s.program, InterviewContext{CivilDate::parse("2021-09-01").value()},
      std::string_view(" { \"answers\" : { \"\\u0074\" : \"\\u04d8\\ud83d\\ude00\\n\\\"b\" } } "));
  REQUIRE(opened);
  CHECK(opened->value({s.form->find("t"), no_item, no_item}).text == "Ә😀\n\"b");
}

TEST_CASE("refusals and cleared defaults of pairs and items survive writing") {
  Scenario s = form();
  s.add("items", "a");
  s.add("items", "b");
  s.refuse("b.kin.a");
  s.clear("t");
  s.refuse("a");
  const Json json = write_answers(s.interview, Scope::everything);
  CHECK(json["lists"]["items"].items()[1]["refused"].items()[0].text() == "kin/a");
  CHECK(json["cleared"].items()[0].text() == "t");
  CHECK(s.reopened().trace_text() == s.trace_text());
  CHECK(to_canonical(write_answers(s.reopened().interview, Scope::everything)) == to_canonical(json));
}

TEST_CASE("a household of sixty") {
  Scenario s = form();
  for (int i = 0; i < 60; ++i) s.add("items", "p" + std::to_string(i));
  s.answer("p59.kin.p0", "1");
  s.answer("p59.kin.p58", "2");
  CHECK(s.reopened().trace_text() == s.trace_text());
  s.remove("items", "p0");
  CHECK(s.value("p59.kin.p58") == "2");
  s.add("items", "q");
  CHECK(s.value("q.n").empty());
  while (s.undo()) continue;
  CHECK(s.interview.items(s.form->find("items")).empty());
}

TEST_CASE("operations as JSON") {
  Operation o;
  o.question = "sex";
  o.item = "m1";
  o.value = "2";
  CHECK(to_text(to_json(o)) == R"({"op":"answer","question":"sex","item":"m1","value":"2"})");
  CHECK(*read_operation(to_json(o)) == o);
  for (const char* bad : {"[]", "{}", R"({"op":"jump","question":"a"})", R"({"op":"answer"})",
                          R"({"op":"answer","question":1})", R"({"op":"answer","question":"a","more":"x"})",
                          R"({"op":"add_item","question":"a"})", R"({"op":"pass"})",
                          R"({"op":"answer","question":"a","item":"sixteencharacters"})"})
    CHECK(read_operation(parse_json(bad).value()).error().code == "operation.form");
  o.value = std::string(4001, 'x');
  CHECK(read_operation(to_json(o)).error().code == "operation.form");
}
