// Institutions and the address frame: addresses are looked for in the institution's own territory.
#include <algorithm>

#include "access/decision.h"
#include "base/text.h"
#include "sanaq/institution/institution_desk.h"
#include "sanaq/office/office_progress.h"

namespace sanaq {
namespace {

constexpr int addresses_max = 50;

/// Gives the rows of a register their addresses.
class ImportLinks {
 public:
  ImportLinks(PlaceImport& import, const Codelist& territories)
      : import_(import), territories_(territories) {}

  // What a row calls for by its street and house.
  std::vector<Address> by_street() const {
    std::vector<Address> wanted;
    for (const WantedAddress& one : import_.addresses) {
      const Institution& place = import_.places[one.place];
      wanted.push_back({"", place.details.street, place.details.house, "", "", {}});
    }
    return wanted;
  }

  // The one address among those of the frame that lies where the institution does.
  void choose(const WantedAddress& wanted, const std::vector<Address>& found) {
    const Institution& place = import_.places[wanted.place];
    std::vector<Address> here;
    for (const Address& one : found)
      if (lies_within(territories_, one.territory, place.territory)) here.push_back(one);
    if (here.size() == 1) return link(wanted, here.front());
    problem(wanted, here.empty() ? "address.unknown" : "address.several");
  }

  void link(const WantedAddress& wanted, const Address& address) {
    constexpr std::string_view prefix = "institution.";
    const auto linked = link_address(import_.places[wanted.place], address, territories_);
    if (!linked) problem(wanted, linked.error().code.substr(prefix.size()));
  }

  void problem(const WantedAddress& wanted, std::string code) {
    const auto at = std::upper_bound(import_.problems.begin(), import_.problems.end(), wanted.row,
                                     [](std::size_t row, const RowProblem& one) { return row < one.row; });
    import_.problems.insert(at, {wanted.row, wanted.column, std::move(code), true});
  }

 private:
  PlaceImport& import_;
  const Codelist& territories_;
};

}  // namespace

Result<std::vector<Address>> InstitutionDesk::addresses(const Institution& place,
                                                        const Address& wanted) const {
  return site_.frame.search(territories_within(site_.edition.territories(), place.territory), wanted,
                            addresses_max);
}

Result<std::optional<Address>> InstitutionDesk::linked_address(const Institution& place) const {
  if (!place.address) return std::optional<Address>();
  SANAQ_TRY(Address found, site_.frame.address(place.address->dwelling));
  if (place.address->whole_building) found.flat.clear();
  return std::optional(std::move(found));
}

Result<Done> InstitutionDesk::link(Institution place, DwellingId dwelling, bool whole_building) const {
  SANAQ_TRY(Address address, site_.frame.address(dwelling));
  if (whole_building) address.flat.clear();
  SANAQ_TRY_DONE(link_address(place, address, site_.edition.territories()));
  SANAQ_TRY(const bool linked, places_.link(place));
  if (!linked) return Error{"institution.address.protected", {}};
  return Done{};
}

Result<Done> InstitutionDesk::unlink(Institution place) const {
  place.address.reset();
  SANAQ_TRY([[maybe_unused]] const bool done, places_.link(place));
  return Done{};
}

Result<Done> InstitutionDesk::link_import(PlaceImport& import) const {
  if (import.addresses.empty()) return Done{};
  ImportLinks links(import, site_.edition.territories());
  SANAQ_TRY(const auto found, site_.frame.buildings(links.by_street()));
  for (std::size_t i = 0; i < import.addresses.size(); ++i) {
    const WantedAddress& wanted = import.addresses[i];
    if (import.places[wanted.place].territory.empty()) continue;  // told already
    if (!wanted.dwelling) {
      links.choose(wanted, found[i]);
      continue;
    }
    auto address = site_.frame.address(*wanted.dwelling);
    if (address) {
      address->flat.clear();  // a register names buildings, each by one of its dwellings
      links.link(wanted, *address);
    } else if (address.error().code == "frame.dwelling") {
      links.problem(wanted, "address.unknown");
    } else {
      return address.error();
    }
  }
  return Done{};
}

}  // namespace sanaq
