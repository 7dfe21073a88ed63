#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

#include "base/civil_date.h"
#include "casework/person_register.h"

namespace sanaq {

/// What the stand-in does wrong on purpose, as the real register did: it was away, it was slow, it told the
/// wrong sex (kazakhstannewsgazette.com, 15.09.2021).
struct RegisterFaults {
  bool unavailable = false;
  bool wrong_sex = false;
  bool not_found = false;
  int slow_ms = 0;  // 0 to 60,000
};

/// Stands in for the state register of persons in the demo, in tests and in the simulation: every IIN has one
/// synthetic person, the same for ever, made from the number and a seed; nothing is stored. The birth date
/// and sex follow the digits where these say something. One person in 64 has a birth date that does not, as
/// the rule of 2013 allows. The numbers of tests tell of births still to come, so that no living person has
/// them: who has one of these was born as many hundred years earlier as puts the birth before `born_before`.
///
/// The document of a person is document_of(iin): any other one is a mismatch. Any thread.
class DemoPersonRegister final : public PersonRegister {
 public:
  /// born_before: day of the census, all are born before it. pause: waits that many milliseconds; apps give
  /// one that sleeps.
  DemoPersonRegister(std::uint64_t seed, CivilDate born_before, std::function<void(int)> pause = [](int) {});
  RegisterAnswer find(const Iin& iin, std::string_view document) override;

  /// Number of the identity card of a synthetic person: nine digits.
  std::string document_of(const Iin& iin) const;
  RegisteredPerson person_of(const Iin& iin) const;
  void set_faults(const RegisterFaults& faults);
  RegisterFaults faults() const;

 private:
  std::uint64_t seed_;
  CivilDate born_before_;
  std::function<void(int)> pause_;
  std::atomic<bool> unavailable_ = false, wrong_sex_ = false, not_found_ = false;
  std::atomic<int> slow_ms_ = 0;
};

}  // namespace sanaq
