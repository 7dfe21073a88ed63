#include "sanaq/office/territory_choice.h"

#include "sanaq/command/form_parts.h"

namespace sanaq {

std::string territory_choice(const Office& office, const OfficeVisit& visit) {
  const std::string& own = visit.actor->territory;
  const std::size_t parent = office.territories.column("parent");
  std::vector<SelectOption> options;
  if (!own.empty()) options.push_back({own, territory_name(office, visit, own)});
  for (const std::uint32_t row : office.territories.where(parent, own)) {
    const std::string& code = office.territories.rows()[row].code;
    options.push_back({code, territory_name(office, visit, code)});
  }
  return render_select("territory", visit.text(office, "office.tablets.territory"), "", options, own);
}

}  // namespace sanaq
