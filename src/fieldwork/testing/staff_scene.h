#pragma once
#include <doctest.h>

#include "casework/testing/memory_keys.h"
#include "fieldwork/card_number.h"
#include "fieldwork/testing/memory_worker_store.h"
#include "fieldwork/testing/staff_edition.h"
#include "fieldwork/workforce.h"

namespace sanaq::testing {

inline CivilDate day(const char* text) { return CivilDate::parse(text).value(); }

class SetClock final : public Clock {
 public:
  UtcInstant at = parse_rfc3339("2021-09-15T06:00:00Z").value();
  UtcInstant now() const override { return at; }
  void set(const char* date) { at = parse_rfc3339(std::string(date) + "T06:00:00Z").value(); }
};

/// A workforce in memory, two departments, and a clock on 15 September 2021.
struct StaffScene {
  Edition edition = staff_edition();
  Codelist territories = staff_territories();
  MemoryWorkerStore store;
  MemoryHash hash;
  MemorySealer sealer;
  MemorySigner signer;
  SetClock clock;
  SplitMix rng{7};
  Workforce workforce{edition, territories, {store, sealer, hash, signer, signer, clock, rng}};
  Actor department{{}, "dept", Role::department, "110000000"};
  Actor other{{}, "dept-b", Role::department, "750000000"};

  WorkerId apply(const ApplicationForm& form = good_form()) {
    const auto check = workforce.check(form);
    REQUIRE(check.findings.empty());
    const auto filed = workforce.apply(check.candidate, department);
    REQUIRE(filed);
    return filed->front();
  }
  std::string act(WorkerId id, const WorkerCommand& command) {
    const auto done = workforce.act(id, command, department);
    return done ? std::string(to_string(done->state)) : done.error().code;
  }
  static SignContract contract() { return {{"12-И", day("2021-09-01"), day("2021-10-31"), "city"}}; }
  void add_photo(WorkerId id) {
    picture::File photo;
    photo.width = 300;
    photo.height = 400;
    photo.bytes = "photo";
    REQUIRE(workforce.put_photo(id, photo, department));
  }
  /// Number of a valid card.
  std::string to_work(WorkerId id) {
    REQUIRE(act(id, Approve{}) == "approved");
    REQUIRE(act(id, contract()) == "contracted");
    REQUIRE(act(id, NoteTraining{true, 25}) == "trained");
    add_photo(id);
    const auto worker = workforce.issue_card(id, department);
    REQUIRE(worker);
    return worker->card->number;
  }
  CardStatus status(const std::string& number) { return workforce.look_up(number).value().status; }
};

}  // namespace sanaq::testing
