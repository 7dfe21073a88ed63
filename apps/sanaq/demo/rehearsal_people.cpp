#include "sanaq/demo/rehearsal_people.h"

#include "base/csv.h"
#include "base/text.h"
#include "register/synthetic_names.h"

namespace sanaq {
namespace {

constexpr int birth_days = 28, birth_months = 12, birth_years = 5;
constexpr int birth_dates = birth_days * birth_months * birth_years;

// YYMMDD of a birth in 1995-1999; the seventh digit of the number moves it a hundred years on.
std::string birth_digits(int number) {
  const int day = number % birth_days, month = number / birth_days % birth_months,
            year = number / (birth_days * birth_months) % birth_years;
  return zero_padded(95 + year, 2) + zero_padded(month + 1, 2) + zero_padded(day + 1, 2);
}

std::string invented_iin(int number) {
  constexpr int first_serial = 7'000, tries = 10;
  const std::string head = birth_digits(number) + (number % 2 == 0 ? "6" : "5");
  for (int i = 0; i < tries; ++i) {
    const std::string body = head + zero_padded(first_serial + number / birth_dates * tries + i, 4);
    if (const int check = iin_check_digit(body); check >= 0) return body + static_cast<char>('0' + check);
  }
  return {};  // a check digit is missing to one body in eleven, not to ten in a row
}

}  // namespace

ApplicationForm invented_application(int number, const RehearsalPlace& place) {
  const auto at = [number](const auto& list, int step) {
    return std::string(list[static_cast<std::size_t>(number / step) % list.size()]);
  };
  const bool woman = number % 2 == 0;
  ApplicationForm form;
  form.surname = at(kazakh_family, 2) + (woman ? "а" : "");
  form.given = woman ? at(kazakh_female, 3) : at(kazakh_male, 3);
  form.patronymic = at(kazakh_male, 7) + (woman ? "қызы" : "ұлы");
  form.iin = invented_iin(number);
  const std::string birth = birth_digits(number);
  form.birth_date = (place.too_young ? "2006" : "19" + birth.substr(0, 2)) + "-" + birth.substr(2, 2) + "-" +
                    birth.substr(4, 2);
  form.phone = "+7700" + zero_padded(number, 7);
  form.languages = number % 3 == 0 ? "kk" : "kk ru";
  form.education = number % 2 == 0 ? "higher" : "secondary";
  form.computer_points = std::to_string(place.computer_points);
  form.role = place.role;
  form.territory = place.territory;
  return form;
}

std::string application_head() {
  std::string head;
  for (const ApplicationField& field : application_fields())
    head += (head.empty() ? "" : ",") + std::string(field.name);
  return head + "\n";
}

std::string application_row(const ApplicationForm& form) {
  std::string row;
  for (const ApplicationField& field : application_fields())
    row += (row.empty() ? "" : ",") + csv_field(form.*(field.value));
  return row + "\n";
}

}  // namespace sanaq
