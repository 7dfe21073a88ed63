#include "sanaq/respondent/address_form.h"

#include "base/text.h"

namespace sanaq {
namespace {

constexpr int levels_max = 4, streets_max = 200, dwellings_max = 400;

std::vector<std::uint32_t> children(const Codelist& list, const std::string& parent) {
  return list.where(list.column("parent"), parent);
}

std::string level_field(std::size_t level) { return "territory" + std::to_string(level + 1); }

// One select a level, as far as the person has come, and the next one.
std::string territory_selects(const Site& site, const Visitor& visitor, const AddressChoice& choice) {
  const Codelist& list = site.edition.territories();
  std::string out;
  std::string parent;
  for (std::size_t level = 0; level <= choice.territories.size() && level < levels_max; ++level) {
    const auto& rows = children(list, parent);
    if (rows.empty()) break;
    std::vector<SelectOption> options;
    for (const std::uint32_t row : rows) {
      const std::string& code = list.rows()[row].code;
      options.push_back({code, std::string(list.label(code, visitor.language))});
    }
    const std::string chosen = level < choice.territories.size() ? choice.territories[level] : std::string();
    const std::string key = "address.level." + std::to_string(level + 1);
    out += render_select(level_field(level), site.texts.text(key, visitor.language),
                         site.texts.text("address.choose", visitor.language), options, chosen);
    if (chosen.empty()) break;
    parent = chosen;
  }
  return out;
}

std::string typed_fields(const Site& site, const Visitor& visitor, const AddressChoice& choice) {
  const auto text = [&](std::string_view key) { return site.texts.text(key, visitor.language); };
  std::string out = paragraph("", text("address.typed_note")) + hidden_input("typed", "yes");
  out += render_input({"street", text("address.street"), text("address.street.hint"), choice.street, "",
                       "text", "", "address-line1", false, false});
  out += render_input({"house", text("address.house"), "", choice.house, "", "text", "", "off", true, true});
  out += render_input(
      {"building", text("address.building"), "", choice.building, "", "text", "", "off", true, false});
  out += render_input({"flat", text("address.flat"), "", choice.flat, "", "text", "", "off", true, false});
  return out;
}

std::string dwelling_label(const Dwelling& d) {
  std::string label = d.house;
  if (!d.building.empty()) label += " / " + d.building;
  if (!d.flat.empty()) label += ", № " + d.flat;
  return label;
}

Result<std::string> frame_selects(const Site& site, const Visitor& visitor, const AddressChoice& choice) {
  const auto text = [&](std::string_view key) { return site.texts.text(key, visitor.language); };
  SANAQ_TRY(const auto streets, site.frame.streets(choice.territory(), {}, streets_max));
  if (streets.empty()) return typed_fields(site, visitor, choice);
  std::vector<SelectOption> options;
  for (const Street& street : streets) options.push_back({std::to_string(street.id.value()), street.name});
  const std::string chosen = choice.street_id ? std::to_string(choice.street_id->value()) : std::string();
  std::string out =
      render_select("street_id", text("address.pick_street"), text("address.choose"), options, chosen);
  if (!choice.street_id) return out;
  SANAQ_TRY(const auto dwellings, site.frame.dwellings(*choice.street_id, {}, dwellings_max));
  std::vector<SelectOption> houses;
  for (const Dwelling& d : dwellings) houses.push_back({std::to_string(d.id.value()), dwelling_label(d)});
  return out + render_select("dwelling", text("address.pick_house"), text("address.choose"), houses,
                             choice.dwelling ? std::to_string(choice.dwelling->value()) : std::string());
}

std::string buttons(const Site& site, const Visitor& visitor, bool ready, bool offer_typing) {
  const auto button = [&](std::string_view look, std::string_view action, std::string_view key) {
    return submit_button(look, "action", action, site.texts.text(key, visitor.language));
  };
  std::string out = "<div class=\"actions\">";
  out += ready ? button("button primary", "use", "address.submit")
               : button("button primary", "show", "address.show");
  if (offer_typing) out += button("quiet", "type", "address.not_listed");
  return out + "</div>";
}

}  // namespace

AddressChoice read_address_choice(const Site& site, const http::Fields& form) {
  const Codelist& list = site.edition.territories();
  AddressChoice choice;
  std::string parent;
  for (std::size_t level = 0; level < levels_max; ++level) {
    const std::string_view code = http::field_value(form, level_field(level));
    const Codelist::Row* row = code.empty() ? nullptr : list.find(code);
    if (row == nullptr || row->columns[list.column("parent")] != parent) break;
    choice.territories.push_back(row->code);
    parent = row->code;
  }
  const auto text = [&](std::string_view name) { return std::string(trim(http::field_value(form, name))); };
  choice.typed = text("typed") == "yes" || text("action") == "type";
  choice.street = text("street");
  choice.house = text("house");
  choice.building = text("building");
  choice.flat = text("flat");
  if (const auto id = parse_digits(text("street_id")); id && !choice.typed) choice.street_id = StreetId(*id);
  if (const auto id = parse_digits(text("dwelling")); id && !choice.typed) choice.dwelling = DwellingId(*id);
  return choice;
}

Result<std::string> render_address_form(const Site& site, const Visitor& visitor, const AddressChoice& choice,
                                        const std::string& error) {
  const auto text = [&](std::string_view key) { return site.texts.text(key, visitor.language); };
  std::string out =
      error.empty() ? std::string() : error_summary(text("error.title"), {{"territory1", error}});
  out += heading(text("address.title")) + paragraph("lead", text("address.lead")) +
         form_start("/" + visitor.language + "/address") + hidden_input("csrf", csrf_token(site, visitor)) +
         territory_selects(site, visitor, choice);
  // Streets belong to the units at the end of the list of territories.
  const bool placed =
      !choice.territories.empty() && children(site.edition.territories(), choice.territory()).empty();
  if (placed && choice.typed) {
    out += typed_fields(site, visitor, choice);
  } else if (placed) {
    SANAQ_TRY(const std::string selects, frame_selects(site, visitor, choice));
    out += selects;
  }
  const bool typing = out.find("name=\"house\"") != std::string::npos;
  return out + buttons(site, visitor, choice.dwelling.has_value() || typing, placed && !typing) + "</form>";
}

}  // namespace sanaq
