#pragma once
// What every store of accounts, challenges and sessions must do. Each function gets a fresh one.
#include <doctest.h>

#include "casework/registration_store.h"
#include "casework/testing/household_form.h"

namespace sanaq::testing {

inline PersonKey key_of(int number) { return PersonKey{case_of(number).value.bytes()}; }

inline ChallengeRecord bare_challenge(int number, int person, int phone) {
  ChallengeRecord challenge;
  challenge.id = {case_of(number).value};
  challenge.person = key_of(person);
  challenge.phone = key_of(phone);
  challenge.code_hash.fill(static_cast<std::uint8_t>(number));
  challenge.sealed = "pending";
  challenge.created_at = {1000 + number};
  challenge.expires_at = {5000};
  challenge.resend_after = {2000};
  return challenge;
}

inline AdmissionRecord bare_admission(int challenge, int account, int person, std::uint8_t token) {
  AdmissionRecord admission;
  admission.challenge = ChallengeId{case_of(challenge).value};
  admission.account = {
      AccountId{case_of(account).value}, case_of(account + 1), key_of(person), "details", "kk", {7}};
  admission.session.token_hash.fill(token);
  admission.session.expires_at = {9000};
  return admission;
}

// Sessions of the account that the contract below has opened with the tokens 3, 5 and 6.
inline void session_contract(RegistrationStore& store, const AccountRecord& account) {
  Mac token;
  token.fill(3);
  const auto session = store.find_session(token).value();
  REQUIRE(session);
  CHECK(session->account == account.id);
  CHECK(session->expires_at == UtcInstant{9000});
  Mac unknown = token;
  unknown[0] ^= 1;
  const auto many = store.find_sessions(std::vector<Mac>{unknown, token, token}).value();
  REQUIRE(many.size() == 3);
  CHECK_FALSE(many[0]);
  REQUIRE(many[1]);
  CHECK(many[1]->token_hash == token);
  CHECK(many[1]->case_id == session->case_id);
  CHECK(many[2]->expires_at == UtcInstant{9000});
  CHECK(store.find_sessions({}).value().empty());
  REQUIRE(store.end_session(token));
  CHECK_FALSE(store.find_session(token).value().has_value());

  CHECK_FALSE(store.forget({1002}).value());  // the first challenge is of 1001, the second of 1002
  CHECK(store.find_applicant(key_of(50), key_of(60), {0}).value().of_person == 1);
  token.fill(5);
  CHECK(store.find_session(token).value().has_value());
  CHECK_FALSE(store.forget({9001}).value());
  CHECK(store.find_applicant(key_of(50), key_of(60), {0}).value().of_person == 0);
}

inline void registration_contract(RegistrationStore& store) {
  REQUIRE(store.add_challenge(bare_challenge(1, 50, 60)));
  REQUIRE(store.add_challenge(bare_challenge(2, 50, 61)));
  const auto counts = store.find_applicant(key_of(50), key_of(61), {0}).value();
  CHECK(counts.of_person == 2);
  CHECK(counts.of_phone == 1);
  CHECK(store.find_applicant(key_of(50), key_of(61), {1001}).value().of_person == 1);

  const ChallengeId id{case_of(1).value};
  CHECK(store.find_challenge(id).value()->sealed == "pending");
  CHECK(store.spend_try(id).value()->challenge.tries == 1);
  const auto spent = store.spend_try(id).value();
  REQUIRE(spent);
  CHECK(spent->challenge.tries == 2);
  CHECK(spent->challenge.code_hash[5] == 1);
  CHECK(spent->challenge.sealed == "pending");
  CHECK(spent->challenge.expires_at == UtcInstant{5000});
  CHECK_FALSE(spent->account.has_value());
  auto renewed = bare_challenge(1, 50, 60);
  renewed.code_hash.fill(77);
  renewed.sends = 2;
  REQUIRE(store.renew_challenge(renewed));
  CHECK(store.find_challenge(id).value()->code_hash[5] == 77);
  CHECK(store.find_challenge(id).value()->tries == 2);  // tries stay
  CHECK_FALSE(store.find_challenge({case_of(9).value}).value().has_value());
  CHECK_FALSE(store.spend_try({case_of(9).value}).value().has_value());

  CHECK_FALSE(store.find_account(key_of(50)).value().has_value());
  const auto account = store.admit(bare_admission(1, 20, 50, 3)).value();
  CHECK(account.id.value == case_of(20).value);
  CHECK_FALSE(store.find_challenge(id).value().has_value());
  CHECK(store.admit(bare_admission(1, 20, 50, 4)).error().code == "registration.challenge");
  CHECK(store.find_account(key_of(50)).value()->sealed == "details");
  CHECK(store.find_applicant(key_of(50), key_of(60), {0}).value().account->sealed == "details");
  CHECK(store.spend_try({case_of(2).value}).value()->account->case_id == account.case_id);
  CHECK_FALSE(store.spend_try(id).value().has_value());  // used up
  CHECK(store.account_of(account.id).value()->case_id == account.case_id);
  CHECK(store.find_applicant(key_of(50), key_of(60), {0}).value().of_person == 2);  // used ones count too

  // Another device of the same person: the account that is there stays.
  const auto same = store.admit(bare_admission(2, 30, 50, 5)).value();
  CHECK(same.id == account.id);
  CHECK(same.case_id == account.case_id);
  auto changed = bare_admission(2, 20, 50, 6);
  changed.challenge.reset();
  changed.replaced_details = "new details";
  CHECK(store.admit(changed).value().sealed == "new details");
  CHECK(store.find_account(key_of(50)).value()->sealed == "new details");
  session_contract(store, account);
}

}  // namespace sanaq::testing
