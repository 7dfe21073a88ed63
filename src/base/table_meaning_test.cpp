#include "base/table_meaning.h"

#include <doctest.h>

using namespace sanaq;

TEST_CASE("a meaning is written and read") {
  const TableMeaning meaning{
      "person", {{"age", 120, {15, 16, 17, 40}}}, {"x = 1 or y = 2"}, {{"sex", 4, {{0, 1}, {0}, {1}}}}};
  const Json json = to_json(meaning);
  CHECK(to_canonical(json["universe"].items()[0]["values"]) == "[15,17,40,40]");
  CHECK(parse_table_meaning(json).value() == meaning);
}

TEST_CASE("positions that cannot be are refused") {
  const auto read = [](const std::string& values) {
    return parse_table_meaning(
        parse_json(R"({"counted":"person","universe":[{"variable":"age","domain":10,"values":)" + values +
                   R"(}],"further":[],"sides":[]})")
            .value());
  };
  CHECK(read("[0,9]").has_value());
  for (const char* values : {"[0]", "[0,10]", "[3,2]", "[0,3,3,4]", "[-1,2]", "7"})
    CHECK_MESSAGE(read(values).error().code == "table_meaning.form", values);
  CHECK(parse_table_meaning(Json::object()).error().code == "table_meaning.form");
}
