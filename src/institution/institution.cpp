#include "institution/institution.h"

#include "base/text.h"

namespace sanaq {
namespace {

constexpr std::size_t register_number_bytes_max = 30, register_text_bytes_max = 300,
                      employee_name_bytes_max = 120, order_bytes_max = 60;
constexpr std::int32_t expected_max = 100'000;

}  // namespace

Result<Done> check_institution(const Institution& institution) {
  if (institution.number.empty() || institution.number.size() > register_number_bytes_max)
    return Error{"institution.number", {}};
  const InstitutionDetails& details = institution.details;
  if (details.name_kk.empty() && details.name_ru.empty()) return Error{"institution.name", {}};
  for (const std::string* text : {&details.name_kk, &details.name_ru, &details.head, &details.street,
                                  &details.house, &institution.ministry})
    if (text->size() > register_text_bytes_max) return Error{"institution.text", {}};
  if (institution.expected < 0 || institution.expected > expected_max)
    return Error{"institution.expected", {}};
  constexpr std::size_t business_digits = 12;
  if (!details.bin.empty() && (details.bin.size() != business_digits || !parse_digits(details.bin)))
    return Error{"institution.bin", {}};
  return Done{};
}

const std::string& institution_name(const InstitutionDetails& details, std::string_view language) {
  const std::string& wanted = language == "kk" ? details.name_kk : details.name_ru;
  if (!wanted.empty()) return wanted;
  return details.name_kk.empty() ? details.name_ru : details.name_kk;
}

std::string institution_address(const InstitutionDetails& details) {
  if (details.street.empty() || details.house.empty()) return details.street + details.house;
  return details.street + ", " + details.house;
}

Result<Done> check_employee(const ResponsibleEmployee& employee, CivilDate today) {
  if (employee.name.empty() || employee.name.size() > employee_name_bytes_max)
    return Error{"institution.employee", {}};
  if (employee.order_number.empty() || employee.order_number.size() > order_bytes_max ||
      today < employee.order_date)
    return Error{"institution.order", {}};
  return Done{};
}

}  // namespace sanaq
