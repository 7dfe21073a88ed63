// Layout of the number: YYMMDD, century and sex, four digits of a serial number, check digit. A body of eleven digits
// whose both check sums are 10 is never issued. The first sum does not depend on the eleventh digit (its weight is 11),
// and the second takes the value 10 for at most one value of it: of ten bodies that differ in the last digit only, at
// least nine can be used. So each ten gives nine numbers, and the mapping needs no memory of what was skipped.
#include "simulation/synthetic_iin.h"

#include "base/civil_date.h"
#include "base/iin.h"
#include "base/text.h"

namespace sanaq::simulation {
namespace {

constexpr std::uint64_t tens_a_day = 1000, numbers_a_ten = 9;

// One century of birth dates, and a stride without common factor that scatters neighbours over it.
struct Range {
  CivilDate first;
  std::uint64_t days, stride;
  char male;
  std::uint64_t tens() const { return days * tens_a_day; }
  std::uint64_t numbers() const { return tens() * numbers_a_ten; }
};

std::string number_in(const Range& range, std::uint64_t index, int sex) {
  const std::uint64_t ten = index / numbers_a_ten * range.stride % range.tens();
  const CivilDate date = CivilDate::from_days(range.first.days() + static_cast<std::int32_t>(ten / tens_a_day));
  std::string body = zero_padded(date.year() % 100, 2) + zero_padded(date.month(), 2) + zero_padded(date.day(), 2);
  body += static_cast<char>(range.male + (sex == 2 ? 1 : 0));
  body += zero_padded(static_cast<std::int64_t>(ten % tens_a_day), 3) + '0';
  std::uint64_t left = index % numbers_a_ten;
  for (char digit = '0'; digit <= '9'; ++digit) {
    body.back() = digit;
    const int check = iin_check_digit(body);
    if (check < 0 || left-- > 0) continue;
    return body + static_cast<char>('0' + check);
  }
  SANAQ_CHECK(false);
  return {};
}

}  // namespace

std::string synthetic_iin(std::uint64_t household, std::uint64_t member, int sex) {
  SANAQ_CHECK(household < households_max);
  SANAQ_CHECK(member < members_max);
  const Range late{CivilDate::make(2090, 1, 1).value(), 3652, 1'000'003, '5'};
  const Range early{CivilDate::make(1800, 1, 1).value(), 36524, 10'000'019, '1'};
  const std::uint64_t index = household * members_max + member;
  if (index < late.numbers()) return number_in(late, index, sex);
  SANAQ_CHECK(index - late.numbers() < early.numbers());
  return number_in(early, index - late.numbers(), sex);
}

}  // namespace sanaq::simulation
