// The variables of the tables of kz-2021: every label in every language of the edition.
#include "processing/person_variables.h"

#include <doctest.h>

#include <algorithm>

#include "edition_files/edition_files.h"
#include "os/files.h"

using namespace sanaq;

namespace {

const std::string source = SANAQ_SOURCE_DIR;

Messages texts(std::string csv) {
  Messages out;
  REQUIRE(out.add(csv));
  return out;
}

std::string locale_file() { return os::read_file(source + "/locale/processing.csv").value(); }

const Variable& named(const std::vector<Variable>& all, std::string_view name) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Variable& v) { return v.codes.name == name; });
  REQUIRE(found != all.end());
  return *found;
}

}  // namespace

TEST_CASE("labels of variables and of their codes exist in every language of the edition") {
  const auto edition = load_edition(source + "/editions/kz-2021");
  REQUIRE(edition);
  const Messages locale = texts(locale_file());
  const auto variables = person_variables({*edition->form.form, edition->territories(), locale});
  REQUIRE(variables);
  for (const Variable& variable : *variables) {
    CAPTURE(variable.codes.name);
    CHECK(variable.codes.label.entries().size() == edition->edition.languages.size());
  }
  for (const char* name : {"urban_rural", "record_status", "sex"})
    for (const auto& one : named(*variables, name).codes.categories)
      CHECK(one.label.entries().size() == edition->edition.languages.size());
  CHECK(named(*variables, "ethnicity").codes.categories.at(0).label.in("ru") ==
        "казахи");  // not "казах, казашка"
  CHECK(named(*variables, "region").codes.label.in("kk") == "Өңір");
  CHECK(named(*variables, "year_ago_place").codes.label.in("kk") == "… күні қайда тұрдыңыз?");
  CHECK(named(*variables, "record_status").codes.categories.at(0).label.in("ru") == "Постоянное население");
}

TEST_CASE("labels are those of the locale file, and one that is missing is told") {
  const auto edition = load_edition(source + "/editions/kz-2021");
  REQUIRE(edition);
  std::string csv = locale_file();
  const std::size_t at = csv.find(",Region\n");
  REQUIRE(at != std::string::npos);
  csv.replace(at, 8, ",Oblast\n");
  const Messages other = texts(csv);
  const auto variables = person_variables({*edition->form.form, edition->territories(), other});
  REQUIRE(variables);
  CHECK(named(*variables, "region").codes.label.in("en") == "Oblast");
  csv.replace(csv.find("variable.age,"), 13, "variable.aged,");
  const Messages missing = texts(csv);
  const auto refused = person_variables({*edition->form.form, edition->territories(), missing});
  CHECK(refused.error().code == "processing.text");
  CHECK(refused.error().detail == "variable.age");
}
