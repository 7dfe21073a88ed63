#include <doctest.h>

#include "base/rng.h"
#include "microdata/codebook.h"
#include "microdata/csv_export.h"
#include "microdata/microdata_builder.h"
#include "microdata/parquet_export.h"
#include "microdata/sample.h"
#include "microdata/statistics_column.h"

using namespace sanaq;

namespace {

Variable of_codes(const std::string& name, const std::vector<std::string>& codes) {
  Variable variable;
  variable.codes.name = name;
  variable.codes.label = Labels{{"en", name + " & 'more'"}, {"kk", name}};
  for (const std::string& code : codes)
    variable.codes.categories.push_back({code, Labels{{"en", "<" + code + ">"}}, -1});
  return variable;
}

Variable age_variable() {
  Variable age = of_codes("age", {});
  age.kind = Variable::Kind::number;
  age.first_number = -1;
  age.last_number = 120;
  return age;
}

/// Households of 1, 2, 3, 1, 2, 3 … people; the number of a household is told by its `number`.
Microdata village(std::uint32_t households) {
  Variable number = of_codes("number", {});
  number.kind = Variable::Kind::number;
  number.last_number = 9000;
  auto builder = MicrodataBuilder::make(
                     {"test", 1}, {std::vector<Variable>{of_codes("sex", {"1", "2", "NS"}), age_variable()},
                                   {of_codes("tenure", {"own", "rent"}), number},
                                   {of_codes("walls", {"brick", "wood"})}})
                     .value();
  for (std::uint32_t i = 0; i < households; ++i) {
    const std::uint32_t dwelling[] = {i % 2}, household[] = {i / 2 % 2, i};
    REQUIRE(builder.begin(Unit::dwelling, dwelling));
    REQUIRE(builder.begin(Unit::household, household));
    for (std::uint32_t member = 0; member <= i % 3; ++member) {
      const std::uint32_t person[] = {member % 3, (i + member) % 122};
      REQUIRE(builder.add(person));
    }
  }
  return std::move(builder).freeze().value();
}

SampleRules rules_of(const std::string& text) { return parse_sample_rules(*parse_json(text)).value(); }

const std::string rules =
    R"({"one_in":10,"persons_max":2,"person":[{"variable":"sex"},{"variable":"age","name":"age2",
  "groups":[{"code":"young","label":{"en":"y"},"first":-1,"last":17},{"code":"grown","label":{"en":"g"},"first":18,
  "last":120}]}],"household":[{"variable":"tenure"},{"variable":"number"}],"dwelling":[{"variable":"walls"}]})";

}  // namespace

TEST_CASE("CSV names rows, the unit above and codes") {
  const Microdata data = village(3);
  CHECK(csv_head(data.persons()) == "person,household,sex,age\n");
  CHECK(csv_rows(data.persons(), 0, 4).value() == "1,1,1,-1\n2,2,1,0\n3,2,2,1\n4,3,1,1\n");
  CHECK(csv_head(*data.table(Unit::dwelling)) == "dwelling,walls\n");
  CHECK(csv_rows(*data.table(Unit::dwelling), 1, 2).value() == "2,wood\n");
}

TEST_CASE("the codebook and the syntax files name everything, and quote it") {
  const Microdata data = village(3);
  const std::string ddi =
      ddi_codebook(data, {Labels{{"en", "A & B"}, {"kk", "Қ"}}, Labels{{"en", "Bureau"}}});
  for (const char* part : {"<titl xml:lang=\"en\">A &amp; B</titl><parTitl xml:lang=\"kk\">Қ</parTitl>",
                           "<caseQnty>6</caseQnty><varQnty>4</varQnty>", "name=\"sex\" files=\"F-person\"",
                           "<catValu>NS</catValu><labl xml:lang=\"en\">&lt;NS&gt;</labl>",
                           "<range UNITS=\"INT\" min=\"-1\" max=\"120\"/>"})
    CHECK_MESSAGE(ddi.find(part) != ddi.npos, part);
  const std::string sps = spss_syntax(data.persons(), "person.csv", "en");
  CHECK(sps.find("  sex\n    'sex & ''more'''\n") != sps.npos);
  CHECK(sps.find("VALUE LABELS sex\n  '1' '<1>'\n  '2' '<2>'") != sps.npos);
  const std::string stata = stata_do(data.persons(), "person.csv", "en");
  CHECK(stata.find("label define sex_codes 1 `\"1\"'\nlabel define sex_codes 2 `\"2\"', add\n") !=
        stata.npos);
  CHECK(stata.find("rename sex text_column\nencode text_column, generate(sex) label(sex_codes) noextend\n") !=
        stata.npos);
  CHECK(stata.find("destring person household age, replace") != stata.npos);
}

TEST_CASE("statistics programs get names they take, no two alike") {
  const std::string longest(40, 'x');
  std::vector<Variable> variables;
  for (const std::string& name : {std::string("with"), std::string("A-b"), std::string("a.b"), longest,
                                  longest.substr(1) + "y", std::string("2nd"), std::string("household")})
    variables.push_back(of_codes(name, {"1"}));
  auto builder = MicrodataBuilder::make({"test", 1}, {variables, {of_codes("h", {"1"})}, {}}).value();
  const Microdata data = std::move(builder).freeze().value();
  const std::vector<std::string_view> reserved = {"WITH"};
  std::vector<std::string> names;
  for (const StatisticsColumn& column : statistics_columns(data.persons(), 26, reserved))
    names.push_back(column.name);
  CHECK(names == std::vector<std::string>{"person", "household", "with_2", "A_b", "a_b_2",
                                          std::string(26, 'x'), std::string(24, 'x') + "_2", "v2nd",
                                          "household_2"});
}

TEST_CASE("labels of statistics programs are one line, cut between characters, and expand no macro") {
  CHECK(statistics_label("a\nb\tc", 20) == "a b c");
  CHECK(statistics_label("қала", 5) == "қа");
  Variable sex = of_codes("sex", {"1", "2"});
  std::string label;
  for (int i = 0; i < 200; ++i) label += "қ";
  sex.codes.label = Labels{{"en", label}};
  sex.codes.categories[0].label = Labels{{"en", "costs $1, a `quote' and \"'"}};
  auto builder = MicrodataBuilder::make({"test", 1}, {sex}).value();
  const Microdata data = std::move(builder).freeze().value();
  const std::string stata = stata_do(data.persons(), "person.csv", "en");
  CHECK(stata.find("label variable sex `\"" + label.substr(0, 160) + "\"'\n") != stata.npos);
  CHECK(stata.find("`\"costs \\$1, a 'quote' and \"\"'") != stata.npos);
  const std::string sps = spss_syntax(data.persons(), "person.csv", "en");
  CHECK(sps.find("    '" + label.substr(0, 240) + "'.\n") != sps.npos);
}

TEST_CASE("a Parquet file begins, ends and grows as its foot says") {
  const Microdata data = village(2000);
  ParquetExport parquet(data.persons());
  std::string file = parquet.head();
  for (std::size_t i = 0; i < parquet.group_count(); ++i) file += parquet.group(i).value();
  const std::string foot = parquet.foot();
  file += foot;
  CHECK(file.starts_with("PAR1"));
  CHECK(file.ends_with("PAR1"));
  const auto length = static_cast<unsigned char>(foot[foot.size() - 8]) +
                      256U * static_cast<unsigned char>(foot[foot.size() - 7]);
  CHECK(length == foot.size() - 8);
  for (const char* name : {"person", "sex", "age", "household", "sanaq"}) CHECK(foot.find(name) != foot.npos);
}

TEST_CASE("a sample takes its share of small households, coarsened, in another order") {
  const Microdata data = village(6000);
  const Microdata drawn = draw_sample(data, rules_of(rules), 77).value();
  REQUIRE(drawn.check_all());
  const UnitTable& households = *drawn.table(Unit::household);
  CHECK(households.row_count() == 400);  // a third of the 600 has three people
  CHECK(drawn.variable(1).name() == "age2");
  CHECK(drawn.variable(1).domain() == 2);
  bool rising = true;
  for (std::uint32_t row = 0; row < households.row_count(); ++row) {
    const std::uint32_t number = households.column(1).at(row);
    CHECK(number % 10 == households.column(1).at(0) % 10);
    CHECK(households.column(0).at(row) == number / 2 % 2);
    CHECK(drawn.table(Unit::dwelling)->column(0).at(households.link()->above(row)) == number % 2);
    rising = rising && (row == 0 || households.column(1).at(row - 1) < number);
  }
  CHECK_FALSE(rising);
  CHECK(draw_sample(data, rules_of(rules), 77).value() == drawn);
  CHECK_FALSE(draw_sample(data, rules_of(rules), 78).value() == drawn);
}

TEST_CASE("rules of a sample that do not fit are refused") {
  const Microdata data = village(10);
  const auto error_of = [&](std::string from, const std::string& to) {
    std::string text = rules;
    text.replace(text.find(from), from.size(), to);
    const auto parsed = parse_sample_rules(*parse_json(text));
    if (!parsed) return parsed.error().code;
    const auto drawn = draw_sample(data, *parsed, 1);
    return drawn ? std::string() : drawn.error().code;
  };
  CHECK(error_of("\"one_in\":10", "\"one_in\":0") == "sample.form");
  CHECK(error_of("\"variable\":\"sex\"", "\"variable\":\"surname\"") == "sample.variable");
  CHECK(error_of("\"last\":17", "\"last\":18") == "sample.group");
  CHECK(error_of("\"last\":17", "\"last\":16") == "sample.group");
  const auto persons = MicrodataBuilder::make({"test", 1}, {age_variable()}).value();
  auto only = persons;
  CHECK(draw_sample(std::move(only).freeze().value(), rules_of(rules), 1).error().code == "sample.unit");
}
