#include "base/csv.h"
#include "institution/list_import.h"

/// Any table is read or refused; what is taken has no hard problem when it is checked again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sanaq;
  const auto rows = parse_csv({reinterpret_cast<const char*>(data), size});
  if (!rows) return 0;
  const CivilDate list_date = CivilDate::from_days(18'779);
  const auto read = read_list_table(*rows, list_date);
  if (!read || !read->takes()) return 0;
  for (const ResidentPerson& person : read->people)
    for (const ResidentFinding& one : check_person(person, list_date)) SANAQ_CHECK(!one.is_hard);
  return 0;
}
