#include <doctest.h>

#include "base/rng.h"
#include "base/text.h"
#include "register/demo_person_register.h"
#include "register/demo_sms_gateway.h"

using namespace sanaq;

namespace {

class StandingClock final : public Clock {
 public:
  UtcInstant now() const override { return {1'630'500'000'000'000}; }
};

const CivilDate census = *CivilDate::make(2021, 9, 1);
const Iin man = *Iin::parse("991231500016"), woman = *Iin::parse("991231600022");

}  // namespace

TEST_CASE("every IIN has one person, the same for ever") {
  DemoPersonRegister people(7, census);
  const auto answer = people.find(man, people.document_of(man));
  REQUIRE(answer.outcome == RegisterOutcome::found);
  CHECK(answer.person->sex == Sex::male);
  CHECK(answer.person->given_name == DemoPersonRegister(7, census).person_of(man).given_name);
  CHECK(people.person_of(woman).sex == Sex::female);
  CHECK(people.document_of(man) != DemoPersonRegister(8, census).document_of(man));
  CHECK(people.document_of(man).size() == 9);
  CHECK(people.find(man, "000000000").outcome == RegisterOutcome::mismatch);
}

TEST_CASE("the digits give the birth date, but for one person in about 64") {
  DemoPersonRegister people(1, census);
  int unlike = 0, found = 0;
  for (int serial = 0; serial < 4000; ++serial) {
    std::string body = "9501015" + std::to_string(serial + 10'000).substr(1);
    const int check = iin_check_digit(body);
    if (check < 0) continue;
    ++found;
    unlike +=
        people.person_of(*Iin::parse(body + std::to_string(check))).birth_date.to_string() != "1995-01-01";
  }
  CHECK(unlike > found / 128);
  CHECK(unlike < found / 32);
}

TEST_CASE("nobody in the register is born on the day of the census or later") {
  const DemoPersonRegister people(2021, census);
  CHECK(people.person_of(*Iin::parse("950317600018")).birth_date.to_string() == "1995-03-17");
  CHECK(people.person_of(man).birth_date.year() == 1999);
  for (const int year : {0, 21, 22, 95, 99}) {
    for (const std::string day : {"0101", "0229", "0831", "0901", "1231"}) {
      for (int serial = 0; serial < 40; ++serial) {
        const std::string body = zero_padded(year, 2) + day + "5" + zero_padded(serial, 4);
        const int check = iin_check_digit(body);
        if (check < 0) continue;
        const CivilDate birth = people.person_of(*Iin::parse(body + std::to_string(check))).birth_date;
        CHECK(birth < census);
        CHECK(birth >= *CivilDate::make(1899, 1, 1));
      }
    }
  }
}

TEST_CASE("faults of the register") {
  int paused_ms = 0;
  DemoPersonRegister people(7, census, [&](int ms) { paused_ms += ms; });
  const std::string document = people.document_of(man);
  people.set_faults({.unavailable = true, .wrong_sex = false, .not_found = false, .slow_ms = 300});
  CHECK(people.find(man, document).outcome == RegisterOutcome::unavailable);
  CHECK(paused_ms == 300);
  people.set_faults({.unavailable = false, .wrong_sex = false, .not_found = true, .slow_ms = 0});
  CHECK(people.find(man, document).outcome == RegisterOutcome::not_found);
  people.set_faults({.unavailable = false, .wrong_sex = true, .not_found = false, .slow_ms = 0});
  CHECK(people.find(man, document).person->sex == Sex::female);
}

TEST_CASE("messages arrive as written through the gateway's request and answer") {
  const StandingClock clock;
  DemoSmsGateway gateway(clock);
  const std::string text = "Санақ коды: 482913 & 100% =?+";
  REQUIRE(gateway.send({"77010000001", text}));
  REQUIRE(gateway.send({"77010000002", "other"}));
  const auto inbox = gateway.inbox("77010000001", 10);
  REQUIRE(inbox.size() == 1);
  CHECK(inbox[0].text == text);
  CHECK(inbox[0].parts == 1);
  CHECK(gateway.inbox("", 10).front().phone == "77010000002");
  CHECK(gateway.send({"none", "x"}).error().code == "sms.refused");
}

TEST_CASE("faults of the gateway: a lost answer looks like a failure although the message arrived") {
  const StandingClock clock;
  DemoSmsGateway gateway(clock);
  gateway.set_fault(SmsFault::unavailable);
  CHECK(gateway.send({"77010000001", "x"}).error().code == "sms.unavailable");
  gateway.set_fault(SmsFault::wrong_number);
  CHECK(gateway.send({"77010000001", "x"}).error().code == "sms.refused");
  gateway.set_fault(SmsFault::lost_answer);
  CHECK(gateway.send({"77010000001", "x"}).error().code == "sms.unavailable");
  CHECK(gateway.inbox("", 10).size() == 1);
}

TEST_CASE("answers of an HTTP gateway") {
  CHECK(read_sms_answer(R"({"id":5678,"cnt":1})")->message_id == "5678");
  CHECK(read_sms_answer(R"({"error":"x","error_code":7})").error().code == "sms.refused");
  for (const char* body : {R"({"error":"x","error_code":2})", "", "<html>", "[]", "{}"})
    CHECK(read_sms_answer(body).error().code == "sms.unavailable");
  CHECK(read_sms_status(R"({"status":1,"last_date":"x"})").value() == SmsDelivery::delivered);
  CHECK(read_sms_status(R"({"status":-1})").value() == SmsDelivery::waiting);
  CHECK(read_sms_status(R"({"status":22})").value() == SmsDelivery::failed);
  CHECK(read_sms_status(R"({"status":77})").error().code == "sms.unavailable");
  CHECK(read_sms_status("{}").error().code == "sms.unavailable");
  CHECK(sms_parts(std::string(160, 'a')) == 1);
  CHECK(sms_parts(std::string(161, 'a')) == 2);
  CHECK(sms_parts("Санақ") == 1);
  std::string cyrillic;
  for (int i = 0; i < 71; ++i) cyrillic += "ж";
  CHECK(sms_parts(cyrillic) == 2);
}
