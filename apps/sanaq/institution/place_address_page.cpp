// Which address of the frame an institution has: looked for in its territory, chosen by the department.
#include "base/text.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/institution/institution_pages.h"

namespace sanaq {
namespace {

using page::Html;

std::string address_words(const Office& office, const OfficeVisit& visit, const Address& address) {
  std::string words =
      territory_name(office, visit, address.territory) + ", " + address.street + ", " + address.house;
  if (!address.building.empty()) words += "/" + address.building;
  if (!address.flat.empty()) words += ", " + visit.text(office, "institution.flat") + " " + address.flat;
  return words;
}

std::string address_search(const Office& office, const OfficeVisit& visit, const Institution& place,
                           const Address& wanted) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html form;
  form.open("form", {{"method", "get"}, {"action", office_href(visit, place_path(place, "/address"))}});
  return form.take() +
         render_input({"street", text("institution.street"), text("institution.frame.street.hint"),
                       wanted.street, "", "text", "", "off", false, false}) +
         render_input(
             {"house", text("institution.house"), "", wanted.house, "", "text", "", "off", true, false}) +
         render_input({"flat", text("institution.flat"), text("institution.frame.flat.hint"), wanted.flat, "",
                       "text", "", "off", true, false}) +
         submit_button("secondary", "", "", text("institution.frame.search")) + "</form>";
}

std::string found_addresses(const Office& office, const OfficeVisit& visit, const Institution& place,
                            const std::vector<Address>& found) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  if (found.empty()) return paragraph("", text("institution.frame.none"));
  std::string rows = "<tbody>";
  for (const Address& one : found) {
    const std::string words = address_words(office, visit, one), id = std::to_string(one.dwelling->value());
    Html cells, press;
    cells.open("tr").element("th", {{"scope", "row"}}, words);
    cells.element("td", {{"class", "number"}}, id).open("td");
    press.element("button",
                  {{"class", "quiet"}, {"aria-label", text("institution.frame.link") + ": " + words}},
                  text("institution.frame.link"));
    rows += cells.take() + form_start(office_href(visit, place_path(place, "/address"))) +
            hidden_input("csrf", office_csrf(office, visit)) + hidden_input("dwelling", id) +
            hidden_input("whole", one.flat.empty() ? "yes" : "") + press.take() + "</form></td></tr>";
  }
  return board_start("addresses", text("institution.frame.found")) +
         board_head(
             {text("institution.address"), text("institution.frame.number"), text("institution.frame.link")},
             1) +
         rows + "</tbody>" + board_end();
}

http::Response address_page(const Office& office, const http::Request& request, const OfficeVisit& visit,
                            const Institution& place) {
  if (place.is_protected) return office_message(office, visit, "institution.address.protected", 403);
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Address wanted;
  wanted.street = std::string(trim(request.query_value("street")));
  wanted.house = std::string(trim(request.query_value("house")));
  wanted.flat = std::string(trim(request.query_value("flat")));
  if (wanted.street.empty() && wanted.house.empty()) {
    wanted.street = place.details.street;
    wanted.house = place.details.house;
  }
  const auto linked = office.institutions->linked_address(place);
  if (!linked) return office_failure(office, visit, linked.error(), request.id);
  const std::string title = text("institution.frame");
  std::string main = paragraph("caption", institution_name(place.details, visit.language)) + heading(title) +
                     paragraph("lead", text("institution.frame.lead"));
  if (*linked)
    main += facts({{text("institution.frame.linked"), address_words(office, visit, **linked)}}) +
            button_form(office, visit, place_path(place, "/address/none"), "secondary",
                        text("institution.frame.unlink"));
  main += address_search(office, visit, place, wanted);
  if (!wanted.street.empty() || !wanted.house.empty()) {
    const auto found = office.institutions->addresses(place, wanted);
    if (!found) return office_failure(office, visit, found.error(), request.id);
    main += found_addresses(office, visit, place, *found);
  }
  main += link(office_href(visit, place_path(place)), text("institution.frame.back"));
  return office_page(office, visit, {title, place_path(place, "/address"), main});
}

http::Response after_link(const Office& office, const http::Request& request, const OfficeVisit& visit,
                          const Institution& place, const Result<Done>& done, const std::string& detail) {
  if (!done && done.error().code == "institution.address.territory")
    return office_message(office, visit, done.error().code, 422);
  if (!done && done.error().code == "frame.dwelling")
    return office_message(office, visit, "institution.frame.none", 422);
  if (!done) return office_failure(office, visit, done.error(), request.id);
  if (const auto noted = note_institution(office, visit, "institution.address", place, detail); !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return http::redirect(office_href(visit, place_path(place)));
}

http::Response post_address(const Office& office, const http::Request& request, const OfficeVisit& visit,
                            const Institution& place) {
  if (place.is_protected) return office_message(office, visit, "institution.address.protected", 403);
  const auto fields = request.form();
  if (!fields) return office_failure(office, visit, fields.error(), request.id);
  const auto dwelling = parse_digits(http::field_value(*fields, "dwelling"));
  if (!dwelling) return office_message(office, visit, "institution.frame.none", 422);
  const bool whole = http::field_value(*fields, "whole") == "yes";
  return after_link(office, request, visit, place,
                    office.institutions->link(place, DwellingId(*dwelling), whole),
                    "dwelling " + std::to_string(*dwelling));
}

http::Response post_no_address(const Office& office, const http::Request& request, const OfficeVisit& visit,
                               const Institution& place) {
  if (place.is_protected) return office_message(office, visit, "institution.address.protected", 403);
  return after_link(office, request, visit, place, office.institutions->unlink(place), "none");
}

}  // namespace

Result<std::string> frame_part(const Office& office, const OfficeVisit& visit, const Institution& place) {
  if (place.is_protected) return std::string();
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  SANAQ_TRY(const auto linked, office.institutions->linked_address(place));
  Html title;
  title.open("section", {{"class", "board-section"}, {"aria-labelledby", "frame"}})
      .element("h2", {{"id", "frame"}}, text("institution.frame"));
  std::string out = title.take();
  out += linked ? paragraph("", address_words(office, visit, *linked))
                : paragraph("hint", text("institution.frame.not_linked"));
  out += link(office_href(visit, place_path(place, "/address")), text("institution.frame.choose"));
  if (!linked) return out + "</section>";
  SANAQ_TRY(const auto homes, office.institutions->counts().homes(place.id));
  if (homes.empty()) return out + paragraph("", text("institution.homes.none")) + "</section>";
  Html rows;
  rows.open("tbody");
  for (const HomeAtPlace& home : homes) {
    rows.open("tr").element("th", {{"scope", "row"}, {"class", "number"}}, std::to_string(home.serial));
    rows.element("td", {}, text("office.channel." + std::to_string(static_cast<int>(home.channel))));
    for (const std::int64_t value : {home.persons, home.listed})
      rows.element("td", {{"class", "number"}}, shown_number(value, visit.language));
    rows.close("tr");
  }
  rows.close("tbody");
  return out + paragraph("", text("institution.homes.lead")) + "</section>" +
         board_start("homes", text("institution.homes")) +
         board_head({text("institution.homes.serial"), text("institution.homes.channel"),
                     text("institution.homes.persons"), text("institution.homes.listed")},
                    2) +
         rows.take() + board_end();
}

void add_place_address(http::Router& router, const SharedOffice& office) {
  if (office->institutions == nullptr) return;
  add_place_page(router, office, http::Method::get, "/address", address_page);
  add_place_page(router, office, http::Method::post, "/address", post_address);
  add_place_page(router, office, http::Method::post, "/address/none", post_no_address);
}

}  // namespace sanaq
