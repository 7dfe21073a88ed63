#include "processing/text_coder.h"

#include <doctest.h>

#include "base/rng.h"
#include "interview/testing/scenario.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

Codelist peoples() {
  auto list = Codelist::parse("peoples",
                              "name,label_kk,label_ru,label_en\n"
                              "001,Қазақ,\"Казах, казашка\",Kazakh\n"
                              "002,Орыс,\"Русский, русская\",Russian\n"
                              "003,Қырғыз,\"Киргиз, киргизка\",Kyrgyz\n"
                              "004,Абхаз,\"Абхаз, абхазка\",Abkhaz\n"
                              "005,Абазин,\"Абазин, абазинка\",Abaza\n");
  REQUIRE(list);
  return *std::move(list);
}

std::string best(const CodeDictionary& dictionary, std::string_view text) {
  const auto found = dictionary.rank(text, 3);
  return found.empty() ? "" : found.front().code;
}

CodingTopic topic() {
  CodingTopic out;
  out.name = "people";
  out.question = "people_other";
  out.target = "people";
  out.list = "peoples";
  return out;
}

}  // namespace

TEST_CASE("letters, case, marks and the order of words do not count") {
  CHECK(fold_answer("  КАЗАХ,  казашка! ") == fold_answer("казашка казах"));
  CHECK(fold_answer("Қазақ") == fold_answer("казак"));
  CHECK(fold_answer("Kaзax") == fold_answer("Казах"));  // two Latin letters
  CHECK(fold_answer("«...»").empty());
}

TEST_CASE("misspelt texts find their code, and what is like nothing finds none") {
  const Codelist list = peoples();
  const CodeDictionary dictionary = CodeDictionary::of(list);
  CHECK(best(dictionary, "казах") == "001");
  CHECK(best(dictionary, "руский") == "002");
  CHECK(best(dictionary, "кыргыз") == "003");
  CHECK(best(dictionary, "Kyrgiz") == "003");
  CHECK(dictionary.rank("", 3).empty());
  CHECK(dictionary.rank("9999", 3).empty());
  CHECK(dictionary.rank("абхаз", 3).front() == CodeCandidate{"004", 1'000'000});
  CHECK(dictionary.rank("абхаз", 1).size() == 1);
}

TEST_CASE("a machine decides only what is like enough and like nothing else") {
  const CodingTopic plan = topic();
  CHECK(decide_code({{"001", 900'000}, {"002", 700'000}}, plan) == "001");
  CHECK_FALSE(decide_code({{"001", 900'000}, {"002", 850'000}}, plan).has_value());
  CHECK_FALSE(decide_code({{"001", 770'000}}, plan).has_value());
  CHECK_FALSE(decide_code({}, plan).has_value());
}

TEST_CASE("one misspelling in a label is coded right, or left to a clerk, but hardly ever wrong") {
  const Codelist list = peoples();
  const CodeDictionary dictionary = CodeDictionary::of(list);
  SplitMix rng(2);
  int right = 0, wrong = 0, all = 0;
  for (const Codelist::Row& row : list.rows())
    for (int round = 0; round < 40; ++round) {
      std::string text = row.labels[1];  // two bytes a letter
      std::size_t at = rng.below(text.size());
      while ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
      const std::size_t bytes = static_cast<unsigned char>(text[at]) < 0x80 ? 1 : 2;
      text.replace(at, bytes, rng.chance(1, 2) ? "" : "щ");
      const auto code = decide_code(dictionary.rank(text, 4), topic());
      ++all;
      if (code) (*code == row.code ? right : wrong)++;
    }
  CHECK(wrong * 50 <= all);
  CHECK(right * 3 > all);
}

TEST_CASE("coded texts become answers, open ones are counted, decisions of clerks go first") {
  const auto form = compile({english("type,name,label,relevant,required,personal\n"
                                     "begin_repeat,members,Members,,,\n"
                                     "text,iin,IIN,,,iin\n"
                                     "select_one_from_file peoples.csv,people,People,,yes,\n"
                                     "text,people_other,Which,,,\n"
                                     "end_repeat,,,,,\n")
                                 .survey,
                             {},
                             {},
                             {},
                             {std::make_shared<Codelist>(peoples())}});
  const KnownForm known{form.get(), *SubmissionPlan::make(*form)};
  CodeDictionary dictionary = CodeDictionary::of(peoples());
  dictionary.add("уйсын", "001");
  TextCoder coder({{topic(), dictionary, {{fold_answer("найман"), "001"}}}});
  ClosedCase closed;
  closed.form = &known;
  const NodeIndex people = form->find("people"), other = form->find("people_other");
  const std::vector<std::string> texts = {"Уйсын", "Найман", "???", "неизвестный народ",
                                          "Неизвестный, народ!"};
  closed.response.lists.push_back({form->find("members"), {"m1", "m2", "m3", "m4", "m5"}});
  for (std::uint16_t i = 0; i < texts.size(); ++i) {
    closed.response.answers.push_back({people, i, CodedAnswer::none, Value::of_text("999")});
    closed.response.answers.push_back({other, i, CodedAnswer::none, Value::of_text(texts[i])});
  }
  coder.code(closed);
  const auto code_at = [&](std::uint16_t item) {
    for (const CodedAnswer& answer : closed.response.answers)
      if (answer.node == people && answer.item == item) return answer.value.text;
    return std::string();
  };
  CHECK(code_at(0) == "001");
  CHECK(code_at(1) == "001");
  CHECK(code_at(2) == "999");
  CHECK(code_at(3) == "999");
  CHECK(closed.response.answers.size() == 8);
  const auto open = coder.open_texts(0);
  REQUIRE(open.size() == 1);
  CHECK(open[0].answers == 2);
  CHECK(open[0].shown == "неизвестный народ");
  CHECK(coder.report(0).automatic == 1);
  CHECK(coder.report(0).by_clerks == 1);
  CHECK(coder.report(0).open == 2);

  const auto code = [&](std::string_view json) {
    const auto topics = parse_coding_topics(*parse_json(json), *form);
    return topics ? std::string() : topics.error().code;
  };
  CHECK(code(
            R"({"topics":[{"name":"people","question":"people_other","target":"people",
                           "list":"peoples","clerks":2}]})") == "");
  CHECK(code(R"({"topics":[{"name":"people","question":"people","list":"peoples"}]})") == "coding.question");
  CHECK(code(R"({"topics":[{"name":"people","question":"people_other","target":"iin","list":"p"}]})") ==
        "coding.question");
  CHECK(code(R"({"topics":[{"name":"people","question":"people_other","list":"p","clerks":3}]})") ==
        "coding.value");
  CHECK(code(R"({"topics":[{"name":"people","question":"people_other"}]})") == "coding.key");
  CHECK(code(R"({"topix":[]})") == "coding.key");
}

TEST_CASE("synonyms are read with the row of what is wrong") {
  const Codelist list = peoples();
  CHECK(parse_synonyms("text,code\nуйсын,001\n", list).value() == std::vector<Synonym>{{"уйсын", "001"}});
  CHECK(parse_synonyms("word,code\n", list).error().code == "synonyms.header");
  CHECK(parse_synonyms("text,code\n???,001\n", list).error().code == "synonyms.text");
  CHECK(parse_synonyms("text,code\nуйсын,777\n", list).error().detail == "row 2");
}
