#pragma once
#include "edition/edition.h"
#include "fieldwork/application.h"

namespace sanaq::testing {

/// The rules of a small census: work from June to 9 November 2021, 18 years, tests of 20 and 30 points.
inline Edition staff_edition() {
  const auto day = [](const char* text) { return CivilDate::parse(text).value(); };
  const auto named = [](const char* code, const char* name) {
    return NamedCode{code, {{"kk", name}, {"ru", name}, {"en", name}}};
  };
  Edition edition;
  edition.languages = {"kk", "ru", "en"};
  edition.zone_minutes = 360;
  edition.title = {{"kk", "Санақ"}, {"ru", "Перепись"}, {"en", "Census"}};
  const auto role = [](const char* code, int from, int to, bool trained, bool card) {
    return RoleRules{code, {{"kk", code}, {"ru", code}, {"en", code}}, from, to, true, trained, card};
  };
  edition.roles = {role("interviewer", 2, 4, true, true), role("department", 1, 1, false, false),
                   role("operator", 0, 0, true, false)};
  edition.staff = {18,
                   day("2021-06-01"),
                   day("2021-11-09"),
                   {20, 12},
                   {30, 21},
                   "https://census.example",
                   "1446",
                   {named("higher", "Higher")},
                   {named("city", "City")},
                   {named("scarf", "Scarf"), named("briefcase", "Briefcase")},
                   {named("own_wish", "Own wish"), named("breach", "Breach")}};
  return edition;
}

inline Codelist staff_territories() {
  return Codelist::parse("kato",
                         "name,label_kk,label_ru,label_en,parent\n"
                         "110000000,А облысы,Область А,Region A,\n"
                         "111000000,А1 ауданы,Район А1,District A1,110000000\n"
                         "111010000,А11 ауылы,Село А11,Village A11,111000000\n"
                         "750000000,Б қаласы,Город Б,City B,\n"
                         "751110000,Б1 ауданы,Район Б1,District B1,750000000\n")
      .value();
}

/// An application nothing is wrong with: a synthetic person of the 2090s' numbers, born in 1995 by the form.
inline ApplicationForm good_form(std::string_view iin = "950317600018") {
  return {"Сынақов", "Асан",   "Үлгіұлы", std::string(iin), "1995-03-17", "+7 701 000 00 01",
          "kk ru",   "higher", "15",      "interviewer",    "111000000"};
}

}  // namespace sanaq::testing
