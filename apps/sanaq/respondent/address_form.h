#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sanaq/site.h"

namespace sanaq {

/// How far a person has come in naming the address: territories from the top down, then the street of the
/// frame and the dwelling, or everything typed.
struct AddressChoice {
  std::vector<std::string> territories;  // codes, each inside the one before
  std::string street_query;
  std::optional<StreetId> street_id;
  std::optional<DwellingId> dwelling;
  bool typed = false;  // "my address is not in the list"
  std::string street, house, building, flat;

  std::string territory() const { return territories.empty() ? std::string() : territories.back(); }
};

/// Reads the posted form. Codes that do not lie inside the one above are dropped.
AddressChoice read_address_choice(const Site& site, const http::Fields& form);

/// The content of the page: a cascade that works without scripts, one step a request. Errors: those of the
/// frame store.
Result<std::string> render_address_form(const Site& site, const Visitor& visitor, const AddressChoice& choice,
                                        const std::string& error);

}  // namespace sanaq
