// Any bytes as a list of applications: read to the end, and every finding has its place.
#include "fieldwork/staff_list.h"
#include "fieldwork/testing/staff_edition.h"

using namespace sanaq;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const Edition edition = testing::staff_edition();
  static const Codelist territories = testing::staff_territories();
  const auto rows = parse_list_csv({reinterpret_cast<const char*>(data), size});
  if (!rows) return 0;
  const ApplicationGround ground{edition, territories, {}, CivilDate::parse("2021-09-15").value()};
  const StaffList list = read_staff_list(*rows, ground);
  SANAQ_CHECK(list.candidates.size() == list.rows.size());
  SANAQ_CHECK(list.candidates.size() <= list.people);
  for (const ListFinding& one : list.findings) SANAQ_CHECK(one.row >= 1 && one.row <= rows->size() + 1);
  return 0;
}
