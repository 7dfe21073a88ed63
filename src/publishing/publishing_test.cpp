#include <doctest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

#include "base/csv.h"
#include "base/json.h"
#include "base/sha256.h"
#include "base/text.h"
#include "publishing/published_table.h"
#include "publishing/release.h"
#include "publishing/testing/memory_release_store.h"
#include "publishing/testing/release_store_contract.h"
#include "publishing/testing/sample_release.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

const UtcInstant moment = *parse_rfc3339("2021-12-01T04:00:00Z");

std::string bytes_of(const Release& release, const std::string& name) {
  for (const ReleaseFile& file : release.files) {
    if (file.name == name) return file.bytes;
  }
  FAIL("no file " << name);
  return "";
}

/// A naive reader of PX, made from the format's description alone: KEYWORD[lang]("variable")=values; and
/// DATA.
struct PxReader {
  std::map<std::string, std::vector<std::string>> keywords;
  std::vector<std::string> data;

  explicit PxReader(const std::string& text) {
    std::string item;
    bool in_quotes = false;
    for (const char c : text) {
      if (c == '"') in_quotes = !in_quotes;
      if (c == ';' && !in_quotes) {
        take(item);
        item.clear();
      } else {
        item += c;
      }
    }
    CHECK(trim(item).empty());
    CHECK(!in_quotes);
  }

  void take(const std::string& item) {
    bool in_quotes = false;
    std::size_t equals = 0;
    for (std::size_t i = 0; i < item.size() && equals == 0; ++i) {
      if (item[i] == '"') in_quotes = !in_quotes;
      if (item[i] == '=' && !in_quotes) equals = i;
    }
    const std::string key(trim(item.substr(0, equals)));
    if (key == "DATA") {
      const std::string cells = item.substr(equals + 1);
      for (const auto word : split_words(cells)) data.emplace_back(word);
      return;
    }
    std::vector<std::string>& values = keywords[key];
    CHECK_MESSAGE(values.empty(), "twice: " << key);
    std::string value;
    for (const char c : item.substr(equals + 1)) {
      if (c == '"') in_quotes = !in_quotes;
      if (c == ',' && !in_quotes) {
        values.emplace_back(trim(value));
        value.clear();
      } else {
        value += c;
      }
    }
    values.emplace_back(trim(value));
  }
};

}  // namespace

TEST_CASE("CSV: codes, labels, X for every hidden cell") {
  const Release release = sample_release("region-sex", moment);
  const auto rows = parse_csv(bytes_of(release, "region-sex.en.csv")).value();
  CHECK(rows[0] == std::vector<std::string>{"region_code", "Region", "sex_code", "Sex", "value"});
  CHECK(rows[1] == std::vector<std::string>{"KZ", "Kazakhstan", "all", "Both sexes", "30"});
  CHECK(rows[5] == std::vector<std::string>{"11", "Akmola", "1", "Men, boys", "X"});
  CHECK(rows[9] == std::vector<std::string>{"15", "Aktobe \"west\"", "2", "Women", "X"});
  CHECK(parse_csv(bytes_of(release, "region-sex.kk.csv")).value()[2][3] == "Ерлер");
}

TEST_CASE("PX: read back by an independent reader, in every language") {
  const Release release = sample_release("region-sex", moment);
  const PxReader px(bytes_of(release, "region-sex.px"));
  auto at = [&px](const std::string& key) {
    const auto found = px.keywords.find(key);
    REQUIRE_MESSAGE(found != px.keywords.end(), key);
    return found->second;
  };
  using Texts = std::vector<std::string>;
  CHECK(at("LANGUAGES") == Texts{"\"kk\"", "\"ru\"", "\"en\""});
  CHECK(at("LANGUAGE") == Texts{"\"kk\""});
  CHECK(at("CODEPAGE") == Texts{"\"utf-8\""});
  CHECK(at("CREATION-DATE") == Texts{"\"20211201 04:00\""});
  CHECK(at("DECIMALS") == Texts{"0"});
  CHECK(at("STUB") == Texts{"\"Өңір\""});
  CHECK(at("HEADING[ru]") == Texts{"\"Пол\""});
  CHECK(at("VALUES[en](\"Sex\")") == Texts{"\"Both sexes\"", "\"Men, boys\"", "\"Women\""});
  CHECK(at("VALUES[en](\"Region\")")[2] == "\"Aktobe 'west'\"");
  CHECK(at("CODES(\"Өңір\")") == Texts{"\"KZ\"", "\"11\"", "\"15\""});
  CHECK(at("CODES[ru](\"Регион\")") == at("CODES(\"Өңір\")"));
  CHECK(at("ELIMINATION[en](\"Region\")") == Texts{"\"Kazakhstan\""});
  CHECK(at("DATASYMBOL2") == Texts{"\"X\""});
  for (const char* key :
       {"TITLE", "CONTENTS", "UNITS", "SUBJECT-AREA", "NOTE", "SOURCE", "MATRIX", "SUBJECT-CODE"})
    at(key);
  for (const char* key : {"TITLE", "CONTENTS", "UNITS", "SUBJECT-AREA", "STUB", "NOTE"}) {
    at(key + std::string("[ru]"));
    at(key + std::string("[en]"));
  }
  CHECK(px.data == Texts{"30", "14", "16", "12", "\"..\"", "\"..\"", "18", "\"..\"", "\"..\""});
}

TEST_CASE("JSON-stat: required members, null and status X, and the portal's reader gets the same") {
  const Release release = sample_release("region-sex", moment);
  const std::string text = bytes_of(release, "region-sex.ru.json");
  CHECK(find_jsonstat(release, "ru")->bytes == text);
  CHECK(find_jsonstat(release, "de") == nullptr);
  const Json json = parse_json(text).value();
  for (const char* name : {"version", "class", "id", "size", "dimension", "value"}) CHECK(json.has(name));
  CHECK(json["status"].members().size() == 4);
  CHECK(json["status"]["4"].text() == "X");
  CHECK(json["value"].items()[4].is_null());
  CHECK(json["dimension"]["sex"]["category"]["child"]["all"].items().size() == 2);
  const PublishedTable table = read_jsonstat(text).value();
  CHECK(table.title == "Численность населения");
  CHECK(table.dimensions[0].categories[1].label == "Акмолинская");
  CHECK(table.dimensions[0].categories[1].depth == 1);
  const SafeTable safe = sample_table();
  for (std::size_t cell = 0; cell < safe.size(); ++cell) CHECK(table.values[cell] == safe.value(cell));
}

TEST_CASE("no file tells a primary X from a secondary one") {
  const Release release = sample_release("region-sex", moment);
  for (const ReleaseFile& file : release.files) {
    for (const char* word : {"primary", "secondary", "marks", "seal"}) {
      CHECK_MESSAGE(file.bytes.find(word) == std::string::npos, file.name);
    }
  }
}

TEST_CASE("the same table and plan give the same bytes, with their hashes") {
  const Release a = sample_release("region-sex", moment), b = sample_release("region-sex", moment);
  std::set<std::string> names;
  for (std::size_t i = 0; i < a.files.size(); ++i) {
    CHECK(a.files[i].bytes == b.files[i].bytes);
    CHECK(a.files[i].sha256 == sha256_hex(a.files[i].bytes));
    names.insert(a.files[i].name);
  }
  CHECK(names.size() == 7);
}

TEST_CASE("a label that lacks a language, or half a plan, is refused") {
  const SafeTable table = sample_table();
  ReleasePlan plan = sample_plan(moment);
  plan.languages = {"kk", "de"};
  CHECK(make_release(table, plan).error().code == "release.plan");
  plan.publisher = plan.source = plan.hidden_note = Labels{{"kk", "a"}, {"de", "b"}};
  CHECK(make_release(table, plan).error().code == "release.language");
  CHECK(make_release(table, sample_plan(moment, 0)).error().code == "release.plan");
}

TEST_CASE("the reader of JSON-stat refuses what does not fit") {
  const std::string good = find_jsonstat(sample_release("region-sex", moment), "en")->bytes;
  auto changed = [&good](const std::string& from, const std::string& to) {
    std::string text = good;
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return read_jsonstat(text.replace(at, from.size(), to));
  };
  CHECK(changed("\"2.0\"", "\"1.0\"").error().code == "jsonstat.form");
  CHECK(changed("\"size\":[3,3]", "\"size\":[3,4]").error().code == "jsonstat.form");
  CHECK(changed("\"size\":[3,3]", "\"size\":[3]").error().code == "jsonstat.form");
  CHECK(changed("[30,14,", "[30,").error().code == "jsonstat.form");
  CHECK(changed("\"index\":[\"KZ\"", "\"index\":[\"ZZ\"").error().code == "jsonstat.form");
  CHECK(changed("\"KZ\":[\"11\"", "\"15\":[\"11\"").error().code == "jsonstat.form");
  CHECK(read_jsonstat("[").error().code == "json.form");
}

TEST_CASE("the store in memory keeps the contract") {
  MemoryReleaseStore store;
  check_release_store(store, store, moment);
}

TEST_CASE("a file for the schema check of the build") {
  if (const char* path = std::getenv("SANAQ_JSONSTAT_OUT")) {
    std::ofstream(path) << bytes_of(sample_release("region-sex", moment), "region-sex.kk.json");
  }
}

TEST_CASE("figures stand beside the counts in every file") {
  const Release release = make_release(testing::sample_table_with_figures(), sample_plan(moment)).value();
  const auto rows = parse_csv(bytes_of(release, "region-sex.en.csv")).value();
  CHECK(rows[0].back() == "mean-age");
  CHECK(rows[1].back() == "37.4");
  CHECK(rows[4].back() == "X");
  CHECK(rows[8].back().empty());

  const PublishedTable table = read_jsonstat(bytes_of(release, "region-sex.ru.json")).value();
  REQUIRE(table.dimensions.size() == 3);
  CHECK(table.dimensions[0].label == "Показатель");
  CHECK(table.dimensions[0].categories[0].label == "человек");
  CHECK(table.dimensions[0].categories[1].decimals == 1);
  CHECK(table.values[0] == 30);
  CHECK(table.values[9] == 374);
  CHECK(!table.values[9 + 3]);
  CHECK(table.nobody == std::set<std::size_t>{9 + 7});

  const PxReader px(bytes_of(release, "region-sex.px"));
  CHECK(px.keywords.at("STUB") == std::vector<std::string>{"\"Көрсеткіш\"", "\"Өңір\""});
  CHECK(px.keywords.at("PRECISION[en](\"Figure\",\"Mean age\")") == std::vector<std::string>{"1"});
  CHECK(px.keywords.at("DECIMALS") == std::vector<std::string>{"1"});
  REQUIRE(px.data.size() == 18);
  CHECK(px.data[9] == "37.4");
  CHECK(px.data[9 + 3] == "\"..\"");
  CHECK(px.data[9 + 7] == "\".\"");

  ReleasePlan unnamed = sample_plan(moment);
  unnamed.contents_label = {};
  CHECK(make_release(testing::sample_table_with_figures(), unnamed).error().code == "release.plan");
}
