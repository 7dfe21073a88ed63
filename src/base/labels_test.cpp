#include <doctest.h>

#include "base/classification.h"
#include "base/labels.h"

using namespace sanaq;

TEST_CASE("labels: languages, fallback, errors") {
  const Labels labels = Labels::parse(*parse_json(R"({"kk":"Барлығы","ru":"Всего"})")).value();
  CHECK(labels.in("ru") == "Всего");
  CHECK(labels.in("en") == "Барлығы");
  CHECK(Labels().in("kk").empty());
  for (const char* text : {"[]", "{}", R"({"kk":""})", R"({"kk":1})"}) {
    CHECK(Labels::parse(*parse_json(text)).error().code == "labels.form");
  }
}

TEST_CASE("classification: round trip and errors") {
  const char* text = R"({"name":"sex","label":{"kk":"Жынысы"},"categories":[
    {"code":"T","label":{"kk":"Барлығы"}},{"code":"1","label":{"kk":"Ер"},"parent":"T"}]})";
  const Classification sex = parse_classification(*parse_json(text)).value();
  CHECK(sex.categories[1].parent == 0);
  CHECK(find_category(sex, "1") == 1);
  CHECK(find_category(sex, "9") == -1);
  CHECK(parse_classification(to_json(sex)).value() == sex);
  auto error = [](const char* bad) { return parse_classification(*parse_json(bad)).error().code; };
  CHECK(error("{}") == "classification.form");
  CHECK(error(R"({"name":"s","label":{"kk":"s"},"categories":[{"label":{"kk":"1"}}]})") ==
        "classification.form");
  CHECK(
      error(
          R"({"name":"s","label":{"kk":"s"},"categories":[{"code":"1","label":{"kk":"1"},"parent":"T"}]})") ==
      "classification.parent");
  CHECK(error(R"({"name":"s","label":{"kk":"s"},"categories":[{"code":"1","label":{"kk":"1"}},
    {"code":"1","label":{"kk":"1"}}]})") == "classification.duplicate");
}
