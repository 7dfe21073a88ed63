#include "casework/registration.h"

#include "casework/forget_job.h"

#include <doctest.h>

#include <deque>

#include "casework/testing/memory_registration_store.h"
#include "casework/testing/registration_contract.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

class SetClock final : public Clock {
 public:
  UtcInstant at{1'630'500'000'000'000};
  UtcInstant now() const override { return at; }
  void pass(std::int64_t seconds) { at.micros += seconds * micros_per_second; }
};

class OnePersonRegister final : public PersonRegister {
 public:
  RegisterOutcome outcome = RegisterOutcome::found;
  RegisterAnswer find(const Iin&, std::string_view) override {
    if (outcome != RegisterOutcome::found) return {outcome, {}};
    return {outcome,
            RegisteredPerson{"Ахметова", "Айгүл", "Болатқызы", Sex::female, *CivilDate::make(2091, 2, 3)}};
  }
};

class MemorySms final : public SmsGateway {
 public:
  std::deque<SmsMessage> sent;
  bool away = false;
  Result<SmsAccepted> send(const SmsMessage& message) override {
    if (away) return Error{"sms.unavailable", {}};
    sent.push_back(message);
    return SmsAccepted{"1"};
  }
  std::string last_code() const {
    const std::string& text = sent.back().text;
    return text.substr(text.size() - 6);
  }
};

struct Site {
  MemoryRegistrationStore store;
  OnePersonRegister people;
  MemorySms sms;
  MemoryHash hash;
  MemorySealer sealer;
  SetClock clock;
  SplitMix rng{7};
  Messages texts;
  Registration registration{{store, people, sms, hash, sealer, clock, rng, texts}, {}};

  Site() { REQUIRE(texts.add("key,kk\nsms.code,Код {0}\nsms.phone_changed,Changed\n")); }

  static RegistrationRequest request(std::string phone = "+7 701 000 00 01",
                                     std::string document = "012345678") {
    return {*Iin::parse(synthetic_iin(5)), std::move(document), std::move(phone), "a@example.kz", "kk"};
  }
  Result<Admission> come_in(const RegistrationRequest& who) {
    auto notice = registration.begin(who);
    if (!notice) return notice.error();
    return registration.confirm(notice->id, sms.last_code());
  }
};

}  // namespace

TEST_CASE("a code by SMS opens an account, and the same person comes back on another device") {
  Site site;
  const auto first = site.come_in(Site::request());
  REQUIRE(first);
  CHECK_FALSE(first->resumed);
  CHECK(first->person->given_name == "Айгүл");
  CHECK(site.sms.sent.back().phone == "77010000001");
  CHECK(site.registration.session(first->session_token)->case_id == first->case_id);
  const auto second = site.come_in(Site::request("8 (701) 000-00-01"));
  REQUIRE(second);
  CHECK(second->resumed);
  CHECK(second->case_id == first->case_id);
  CHECK(second->session_token != first->session_token);
  CHECK_FALSE(second->person.has_value());  // shown to nobody again
  CHECK(site.store.accounts() == 1);
  CHECK(site.registration.details(first->account)->phone == "77010000001");
}

TEST_CASE("only the code is proof: five tries, ten minutes, once") {
  Site site;
  auto notice = site.registration.begin(Site::request());
  REQUIRE(notice);
  const std::string code = site.sms.last_code();
  const std::string wrong = code == "000000" ? "000001" : "000000";
  for (int i = 0; i < 5; ++i)
    CHECK(site.registration.confirm(notice->id, wrong).error().code == "registration.code");
  CHECK(site.registration.confirm(notice->id, code).error().code == "registration.tries");

  notice = site.registration.begin(Site::request());
  site.clock.pass(601);
  CHECK(site.registration.confirm(notice->id, site.sms.last_code()).error().code == "registration.challenge");

  notice = site.registration.begin(Site::request());
  CHECK(site.registration.confirm(notice->id, " " + site.sms.last_code() + " "));
  CHECK(site.registration.confirm(notice->id, site.sms.last_code()).error().code == "registration.challenge");
}

TEST_CASE("a new code needs a pause, and comes three times at most") {
  Site site;
  const auto notice = site.registration.begin(Site::request());
  CHECK(site.registration.resend(notice->id).error().code == "registration.wait");
  const std::string old = site.sms.last_code();
  site.clock.pass(61);
  CHECK(site.registration.resend(notice->id));
  CHECK(site.registration.confirm(notice->id, old).error().code == "registration.code");
  site.clock.pass(61);
  CHECK(site.registration.resend(notice->id));
  site.clock.pass(61);
  CHECK(site.registration.resend(notice->id).error().code == "registration.sends");
  CHECK(site.registration.confirm(notice->id, site.sms.last_code()));
}

TEST_CASE("nobody learns whether an IIN is registered") {
  Site known, fresh;
  REQUIRE(known.come_in(Site::request()));
  known.people.outcome = fresh.people.outcome = RegisterOutcome::unavailable;
  const auto sent_before = known.sms.sent.size();
  // A stranger who knows the IIN but neither phone nor document.
  const auto stranger = Site::request("+77770000099", "999999999");
  const auto a = known.registration.begin(stranger);
  const auto b = fresh.registration.begin(stranger);
  REQUIRE(a);
  REQUIRE(b);
  CHECK(a->expires_at == b->expires_at);
  CHECK(a->resend_after == b->resend_after);
  CHECK(known.sms.sent.size() == sent_before);  // no code to a stranger's phone
  known.people.outcome = fresh.people.outcome = RegisterOutcome::mismatch;
  CHECK(known.registration.begin(stranger).error().code == "registration.person");
  CHECK(fresh.registration.begin(stranger).error().code == "registration.person");
}

TEST_CASE("a changed phone needs the document; the old phone is told") {
  Site site;
  const auto first = site.come_in(Site::request());
  REQUIRE(first);
  site.people.outcome = RegisterOutcome::unavailable;
  const auto moved = site.come_in(Site::request("+77020000002"));  // the right document
  REQUIRE(moved);
  CHECK(moved->phone_changed);
  CHECK(site.sms.sent.back().phone == "77010000001");
  CHECK(site.sms.sent.back().text == "Changed");
  const auto details = site.registration.details(first->account);
  CHECK(details->phone == "77020000002");
  CHECK(details->former_phones == std::vector<std::string>{"77010000001"});
}

TEST_CASE("attempts are limited by person and by phone, never by address") {
  Site site;
  for (int i = 0; i < 5; ++i) CHECK(site.registration.begin(Site::request()));
  CHECK(site.registration.begin(Site::request()).error().code == "registration.attempts");
  site.clock.pass(3601);
  CHECK(site.registration.begin(Site::request()));
}

TEST_CASE("what a person typed is checked") {
  Site site;
  CHECK(site.registration.begin(Site::request("12")).error().code == "phone.form");
  CHECK(site.registration.begin(Site::request("+77010000001", "1!")).error().code == "registration.document");
  auto request = Site::request();
  request.email = "nobody";
  CHECK(site.registration.begin(request).error().code == "registration.email");
  site.sms.away = true;
  CHECK(site.registration.begin(Site::request()).error().code == "sms.unavailable");
  CHECK(site.registration.session("no such token").error().code == "session.gone");
  CHECK(site.registration.details({case_of(3).value}).error().code == "account.unknown");
}

TEST_CASE("sessions end, and a proof from elsewhere needs no SMS") {
  Site site;
  const auto admission = site.registration.admit_proven(Site::request());
  REQUIRE(admission);
  CHECK(site.sms.sent.empty());
  REQUIRE(site.registration.sign_out(admission->session_token));
  CHECK(site.registration.session(admission->session_token).error().code == "session.gone");
  const auto again = site.registration.admit_proven(Site::request());
  const std::string_view tokens[] = {admission->session_token, again->session_token};
  auto both = site.registration.sessions(tokens).value();
  REQUIRE(both.size() == 2);
  CHECK_FALSE(both[0]);
  REQUIRE(both[1]);
  CHECK(both[1]->case_id == again->case_id);
  site.clock.pass(13 * 3600);
  CHECK(site.registration.session(again->session_token).error().code == "session.gone");
  CHECK_FALSE(site.registration.sessions(tokens).value()[1]);
}

TEST_CASE("whichever call of the store fails, nobody comes in half, and trying again succeeds") {
  for (int n = 1; n < 12; ++n) {
    Site site;
    site.store.fail_at = n;
    const auto first = site.come_in(Site::request());
    if (!first) CHECK(first.error().code == "store.unavailable");
    CHECK(site.store.accounts() == (first ? 1U : 0U));
    CHECK(site.store.sessions() == (first ? 1U : 0U));
    site.store.fail_at = 0;
    CHECK(site.come_in(Site::request()));
    CHECK(site.store.accounts() == 1);
  }
}

TEST_CASE("attempts and sessions are forgotten when nobody counts them any more, step by step") {
  Site site;
  site.store.forget_at_once = 2;
  ForgetJob job(site.store, site.clock);
  for (int i = 0; i < 3; ++i) CHECK(site.registration.begin(Site::request()));
  REQUIRE(site.registration.admit_proven(Site::request()));
  REQUIRE(job.run());
  CHECK(site.store.challenges() == 3);  // they still count
  site.clock.pass(3602);
  REQUIRE(job.run());
  CHECK(site.store.challenges() == 1);  // one step
  REQUIRE(job.run());                   // at once, as more was left
  CHECK(site.store.challenges() == 0);
  CHECK(site.store.sessions() == 1);
  site.clock.pass(13 * 3600);
  site.store.fail_at = 1;
  CHECK(job.run().error().code == "store.unavailable");
  REQUIRE(job.run());  // tried again
  CHECK(site.store.sessions() == 0);
  CHECK(site.registration.begin(Site::request()));
  site.clock.pass(-20 * 3600);  // the clock of the demo is set back
  REQUIRE(job.run());
  site.clock.pass(24 * 3600);
  REQUIRE(job.run());
  CHECK(site.store.challenges() == 0);
}

TEST_CASE("phones as people write them") {
  const PhoneRules rules;
  for (const char* text : {"+7 701 234 56 78", "8 (701) 234-56-78", "7012345678", "77012345678"})
    CHECK(parse_phone(text, rules).value() == "77012345678");
  CHECK(parse_phone("+49 170 1234567", rules).value() == "491701234567");
  for (const char* text : {"", "701", "+7 701", "abc", "0123456789012", "+7 701 234 56 789", "491701234567"})
    CHECK_MESSAGE(parse_phone(text, rules).error().code == "phone.form", text);
  CHECK(mask_phone("77012345678") == "•••• 56 78");
}

TEST_CASE("registration store in memory") {
  MemoryRegistrationStore store;
  registration_contract(store);
}

TEST_CASE("account details come back as written; other texts are refused") {
  AccountDetails details{"900101500015", "012", "7701", "a@b", RegisterOutcome::found, {"7702"}, {}};
  details.person = RegisteredPerson{"А", "Б", "В", Sex::female, *CivilDate::make(2090, 1, 1)};
  const auto read = read_details(write_details(details));
  REQUIRE(read);
  CHECK(write_details(*read) == write_details(details));
  CHECK(read_details("{}").error().code == "account.form");
  CHECK(read_pending("[").error().code == "account.form");
}
