#include "register/demo_person_register.h"

#include "base/rng.h"
#include "base/text.h"
#include "register/synthetic_names.h"

namespace sanaq {
namespace {

// A stream of numbers for one person and one use.
SplitMix stream(std::uint64_t seed, const Iin& iin, std::uint64_t use) {
  std::uint64_t number = 0;
  for (const char c : iin.reveal()) number = number * 10 + static_cast<std::uint64_t>(c - '0');
  SplitMix mixed(seed ^ number * 0x9E3779B97F4A7C15ULL ^ use);
  return SplitMix(mixed.next());
}

template <std::size_t n>
std::string pick(const std::array<std::string_view, n>& names, SplitMix& rng) {
  return std::string(names[rng.below(n)]);
}

int digits(std::string_view text, std::size_t from, std::size_t count) {
  return static_cast<int>(*parse_digits(text.substr(from, count)));
}

// What the digits say; the seventh one tells century and sex (1 to 6), or nothing.
Result<CivilDate> birth_in_digits(const Iin& iin) {
  const std::string_view text = iin.reveal();
  const int century = text[6] - '0';
  if (century < 1 || century > 6) return Error{"iin.century", {}};
  const int year = 1800 + (century - 1) / 2 * 100 + digits(text, 0, 2);
  return CivilDate::make(year, digits(text, 2, 2), digits(text, 4, 2));
}

// The same day as many centuries earlier as puts it before `latest`; the 28th for a 29 February of a common
// year.
CivilDate put_before(CivilDate birth, CivilDate latest) {
  while (birth >= latest) {
    const auto earlier = CivilDate::make(birth.year() - 100, birth.month(), birth.day());
    birth = earlier ? *earlier : *CivilDate::make(birth.year() - 100, birth.month(), 28);
  }
  return birth;
}

std::string feminine(const std::string& family) {
  return family.ends_with("в") || family.ends_with("н") ? family + "а" : family;
}

void name_kazakh(RegisteredPerson& person, SplitMix& rng) {
  const bool male = person.sex == Sex::male;
  person.given_name = male ? pick(kazakh_male, rng) : pick(kazakh_female, rng);
  person.family_name = pick(kazakh_family, rng);
  person.patronymic = pick(kazakh_male, rng) + (male ? "ұлы" : "қызы");
}

void name_russian(RegisteredPerson& person, SplitMix& rng) {
  const bool male = person.sex == Sex::male;
  person.given_name = male ? pick(russian_male, rng) : pick(russian_female, rng);
  person.family_name = pick(russian_family, rng);
  person.patronymic = pick(russian_patronymic, rng) + (male ? "ич" : "на");
}

}  // namespace

DemoPersonRegister::DemoPersonRegister(std::uint64_t seed, CivilDate born_before,
                                       std::function<void(int)> pause)
    : seed_(seed), born_before_(born_before), pause_(std::move(pause)) {}

std::string DemoPersonRegister::document_of(const Iin& iin) const {
  SplitMix rng = stream(seed_, iin, 1);
  return "0" + zero_padded(static_cast<std::int64_t>(rng.below(100'000'000)), 8);
}

RegisteredPerson DemoPersonRegister::person_of(const Iin& iin) const {
  SplitMix rng = stream(seed_, iin, 2);
  RegisteredPerson person;
  const char seventh = iin.reveal()[6];
  const bool sex_told = seventh >= '1' && seventh <= '6';
  const bool male = sex_told ? (seventh - '0') % 2 == 1 : rng.chance(1, 2);
  person.sex = male ? Sex::male : Sex::female;
  auto birth = birth_in_digits(iin);
  const auto unlike = static_cast<int>(rng.below(365));
  person.birth_date = birth ? put_before(*birth, born_before_) : *CivilDate::make(1900, 1, 1);
  if (!birth || rng.chance(1, 64))
    person.birth_date = CivilDate::from_days(person.birth_date.days() - unlike);
  if (rng.chance(3, 4))
    name_kazakh(person, rng);
  else
    name_russian(person, rng);
  if (!male) person.family_name = feminine(person.family_name);
  return person;
}

RegisterAnswer DemoPersonRegister::find(const Iin& iin, std::string_view document) {
  const RegisterFaults now = faults();
  if (now.slow_ms > 0) pause_(now.slow_ms);
  if (now.unavailable) return {RegisterOutcome::unavailable, {}};
  if (now.not_found) return {RegisterOutcome::not_found, {}};
  if (document != document_of(iin)) return {RegisterOutcome::mismatch, {}};
  RegisteredPerson person = person_of(iin);
  if (now.wrong_sex) person.sex = person.sex == Sex::male ? Sex::female : Sex::male;
  return {RegisterOutcome::found, std::move(person)};
}

void DemoPersonRegister::set_faults(const RegisterFaults& faults) {
  unavailable_ = faults.unavailable;
  wrong_sex_ = faults.wrong_sex;
  not_found_ = faults.not_found;
  slow_ms_ = faults.slow_ms;
}

RegisterFaults DemoPersonRegister::faults() const { return {unavailable_, wrong_sex_, not_found_, slow_ms_}; }

}  // namespace sanaq
