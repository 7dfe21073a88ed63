#pragma once
#include <memory>
#include <string>

#include "base/text.h"
#include "casework/submission.h"
#include "casework/testing/memory_keys.h"
#include "interview/testing/scenario.h"

namespace sanaq::testing {

/// A small form with all that submission looks at: address, persons with IIN or document, a matrix, a soft check.
inline FormText household_text() {
  return english(
      "type,name,label,relevant,required,warning,warning_message,calculation,appearance,personal,concept,refusal\n"
      "text,territory,Territory,,yes,,,,,,territory,\n"
      "text,street,Street,,,,,,,contact,street,\n"
      "text,house,House,,,,,,,contact,house,\n"
      "integer,rooms,Rooms,,yes,. <= 20,Many rooms,,,,,\n"
      "begin_repeat,members,Members,,,,,,,,,\n"
      "text,given_name,Name,,yes,,,,,name,,\n"
      "text,iin,IIN,,,,,,,iin,,\n"
      "select_one document,document_kind,Document,,,,,,,document,document_kind,\n"
      "text,document_number,Number,,,,,,,document,document_number,\n"
      "text,document_country,Country,,,,,,,document,document_country,\n"
      "text,phone,Phone,,,,,,,phone,,\n"
      "select_one sex,sex,Sex,,yes,,,,,,sex,\n"
      "date,birth_date,Born,,yes,,,,,,birth_date,\n"
      "select_one religion,religion,Religion,,,,,,,,,yes\n"
      "select_multiple language,languages,Languages,,,,,,,,,\n"
      "select_one kin,kinship,Kinship,,,,,,matrix(members),,,\n"
      "calculate,age,,,,,,\"age(${birth_date}, census-date())\",,,,\n"
      "end_repeat,,,,,,,,,,,\n",
      "list_name,name,label\nsex,1,Male\nsex,2,Female\ndocument,1,Passport\ndocument,2,Permit\n"
      "religion,1,Islam\nreligion,2,Christianity\nlanguage,kk,Kazakh\nlanguage,ru,Russian\nlanguage,en,English\n"
      "kin,1,Spouse\nkin,3,Child\n");
}

/// A right IIN of nobody: born in January of 2090-2099. number: 0 to 99,999; each gives another IIN.
inline std::string synthetic_iin(int number) {
  for (int day = 1;; ++day) {  // some bodies have no check digit
    const std::string body = "9" + std::to_string(number / 10'000) + "01" + zero_padded(day, 2) + "5" +
                             zero_padded(number % 10'000, 4);
    if (const int check = iin_check_digit(body); check >= 0) return body + std::to_string(check);
  }
}

/// A household that is complete: `persons` members with IINs from `first_iin` on.
inline void fill_household(Scenario& scenario, int persons, int first_iin) {
  scenario.answer("territory", "111010000");
  scenario.answer("rooms", "3");
  for (int i = 0; i < persons; ++i) {
    const std::string id = "m" + std::to_string(i), dot = id + ".";
    scenario.add("members", id);
    scenario.answer(dot + "given_name", "Айгүл");
    scenario.answer(dot + "iin", synthetic_iin(first_iin + i));
    scenario.answer(dot + "sex", i % 2 == 0 ? "2" : "1");
    scenario.answer(dot + "birth_date", "1987-05-04");
    scenario.answer(dot + "languages", "kk ru");
  }
}

/// A case id that depends on the number alone.
inline CaseId case_of(int number) {
  SplitMix rng(static_cast<std::uint64_t>(number) + 1);
  return {Uuid::make(1'630'000'000'000 + number, rng)};
}

/// A household ready for a store without any form behind it: what contract suites submit.
inline PreparedSubmission bare_household(int case_number, const std::vector<int>& person_numbers,
                                         std::string_view answers = "answers") {
  const MemoryHash hash;
  const MemorySealer sealer;
  PreparedSubmission ready;
  ready.case_id = case_of(case_number);
  ready.form = {"test", "1", 0xFEDCBA9876543210ULL};
  ready.received_at = {1'630'500'000'000'000 + case_number};
  ready.territory = case_number % 2 == 0 ? "111010000" : "751110000";
  const Mac content = hash.mac(HashPurpose::content, std::string(answers) + std::to_string(person_numbers.size()));
  std::copy_n(content.begin(), 16, ready.content.bytes.begin());
  const auto& id = ready.case_id.value.bytes();
  const std::string_view context(reinterpret_cast<const char*>(id.data()), id.size());
  ready.response = sealer.seal(SealPurpose::response, answers, context);
  ready.identity = sealer.seal(SealPurpose::identity, answers, context);
  for (const int number : person_numbers) {
    MemberClaim claim{static_cast<std::uint16_t>(ready.members.size() + 1), {}};
    if (number >= 0) claim.key = person_key(*Iin::parse(synthetic_iin(number)), hash);
    ready.members.push_back(claim);
  }
  return ready;
}

}  // namespace sanaq::testing
