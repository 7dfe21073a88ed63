#include <cstddef>
#include <cstdint>

#include "base/csv.h"
#include "institution/place_import.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sanaq;
  static const Codelist territories =
      Codelist::parse("kato", "name,label_kk,parent\n47,Маңғыстау,\n4710,Ақтау,47\n").value();
  static const InstitutionRules rules = [] {
    InstitutionRules made;
    InstitutionKind kind;
    kind.name = "other";
    made.kinds = {kind};
    return made;
  }();
  const auto rows = parse_csv({reinterpret_cast<const char*>(data), size});
  if (!rows) return 0;
  const auto read = read_place_table(*rows, rules, territories, "47");
  if (read && read->problems.empty())
    for (const Institution& one : read->places) SANAQ_CHECK(check_institution(one).has_value());
  return 0;
}
