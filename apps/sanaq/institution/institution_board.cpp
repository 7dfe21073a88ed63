// The department's board: institutions of its territory by the state of their lists, and the form for one
// more. A commission sees the figures alone.
#include <algorithm>

#include "base/text.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/institution/institution_pages.h"

namespace sanaq {
namespace {

using page::Html;

constexpr int places_a_page = 50;
constexpr ListState list_states[] = {ListState::draft, ListState::sent, ListState::returned,
                                     ListState::accepted, ListState::closed};

// The actor's territory with all below it; none for the whole country.
std::vector<std::string> own_territories(const Office& office, const std::string& own) {
  std::vector<std::string> codes;
  if (own.empty()) return codes;
  codes.push_back(own);
  const std::size_t parent = office.territories.column("parent");
  for (std::size_t i = 0; i < codes.size(); ++i)
    for (const std::uint32_t row : office.territories.where(parent, codes[i]))
      codes.push_back(office.territories.rows()[row].code);
  return codes;
}

PlaceQuery query_of(const Office& office, const OfficeVisit& visit, const http::Request& request) {
  PlaceQuery query;
  query.territories = own_territories(office, visit.actor->territory);
  query.state = parse_list_state(request.query_value("state"));
  query.after = std::string(request.query_value("after"));
  query.limit = places_a_page;
  query.with_protected = may_at_home(office, visit, Permission::view_protected);
  return query;
}

std::string state_href(const OfficeVisit& visit, ListState state) {
  return office_href(visit, std::string(board_path) + "?state=" + std::string(to_string(state)));
}

std::string figures_table(const Office& office, const OfficeVisit& visit,
                          const std::vector<PlaceCounts>& counts, bool links) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  rows.open("tbody");
  for (const ListState state : list_states) {
    const auto found = std::find_if(counts.begin(), counts.end(),
                                    [&](const PlaceCounts& one) { return one.state == state; });
    const PlaceCounts none;
    const PlaceCounts& one = found == counts.end() ? none : *found;
    rows.open("tr").open("th", {{"scope", "row"}});
    if (links)
      rows.element("a", {{"href", state_href(visit, state)}}, list_state_name(office, visit, state));
    else
      rows.text(list_state_name(office, visit, state));
    rows.close("th");
    for (const std::int64_t value : {one.institutions, one.expected, one.people, one.done})
      rows.element("td", {{"class", "number"}}, shown_number(value, visit.language));
    rows.close("tr");
  }
  rows.close("tbody");
  return board_start("figures", text("institution.figures")) +
         board_head(
             {text("institution.list_state"), text("institution.institutions"), text("institution.expected"),
              text("institution.people_count"), text("institution.done_count")},
             1) +
         rows.take() + board_end();
}

std::string places_table(const Office& office, const OfficeVisit& visit,
                         const std::vector<Institution>& places) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  rows.open("tbody");
  for (const Institution& one : places) {
    rows.open("tr").element("td", {}, one.number).open("th", {{"scope", "row"}});
    rows.element("a", {{"href", office_href(visit, place_path(one))}},
                 institution_name(one.details, visit.language))
        .close("th");
    rows.element("td", {}, territory_name(office, visit, one.territory));
    rows.element("td", {}, list_state_name(office, visit, one.state));
    for (const std::int64_t value : {one.expected, one.people, one.done})
      rows.element("td", {{"class", "number"}}, shown_number(value, visit.language));
    rows.close("tr");
  }
  rows.close("tbody");
  return board_start("institutions", text("office.institutions")) +
         board_head({text("institution.number"), text("institution.name"), text("institution.territory"),
                     text("institution.list_state"), text("institution.expected"),
                     text("institution.people_count"), text("institution.done_count")},
                    4) +
         rows.take() + board_end();
}

std::string places_part(const Office& office, const OfficeVisit& visit, const PlaceQuery& query,
                        const std::vector<Institution>& places) {
  std::string out = places.empty() ? paragraph("", visit.text(office, "institution.no_institutions"))
                                   : places_table(office, visit, places);
  if (places.size() == static_cast<std::size_t>(places_a_page)) {
    const std::string state = query.state ? "&state=" + std::string(to_string(*query.state)) : std::string();
    out += link(office_href(visit, std::string(board_path) + "?after=" + places.back().number + state),
                visit.text(office, "institution.further"));
  }
  const auto way = [&](const char* path, const char* key) {
    return link(office_href(visit, std::string(board_path) + path), visit.text(office, key));
  };
  return out + way("/new", "institution.new") + way("/import", "institution.register") +
         way("/claims", "institution.all_claims") + way("/likely", "institution.likely") +
         way("/overdue", "institution.overdue");
}

http::Response board_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const PlaceQuery query = query_of(office, visit, request);
  const bool manages = may_at_home(office, visit, Permission::manage_institutions);
  const auto counts = office.institutions->places().count(query);
  if (!counts) return office_failure(office, visit, counts.error(), request.id);
  const std::string title = visit.text(office, "office.institutions");
  std::string main = heading(title) + paragraph("lead", visit.text(office, "institution.board.lead")) +
                     figures_table(office, visit, *counts, manages);
  if (manages) {
    const auto places = office.institutions->places().list(query);
    if (!places) return office_failure(office, visit, places.error(), request.id);
    main += places_part(office, visit, query, *places);
  }
  return office_page(office, visit, {title, office_path(request), main});
}

Institution posted_place(const http::Fields& fields) {
  const auto value = [&](std::string_view name) {
    return std::string(trim(http::field_value(fields, name)));
  };
  Institution one;
  one.number = value("number");
  one.kind = value("kind");
  one.territory = value("territory");
  one.ministry = value("ministry");
  one.expected = static_cast<std::int32_t>(std::min<std::int64_t>(
      parse_digits(value("expected")).value_or(value("expected").empty() ? 0 : -1), 1'000'000));
  one.details = {value("name_kk"), value("name_ru"), value("head"),
                 value("street"),  value("house"),   value("bin")};
  return one;
}

std::vector<SelectOption> institution_kind_options(const Office& office, const OfficeVisit& visit) {
  std::vector<SelectOption> options;
  for (const InstitutionKind& kind : office.edition.institutions.kinds)
    options.push_back({kind.name, std::string(kind_label(kind, visit.language))});
  return options;
}

// Two levels below the actor's own territory.
std::vector<SelectOption> place_territories(const Office& office, const OfficeVisit& visit) {
  const std::string& own = visit.actor->territory;
  const std::size_t parent = office.territories.column("parent");
  std::vector<SelectOption> options;
  for (const std::uint32_t row : office.territories.where(parent, own)) {
    const std::string& code = office.territories.rows()[row].code;
    const std::string name = territory_name(office, visit, code);
    options.push_back({code, name});
    for (const std::uint32_t below : office.territories.where(parent, code)) {
      const std::string& part = office.territories.rows()[below].code;
      options.push_back({part, name + " — " + territory_name(office, visit, part)});
    }
  }
  if (options.empty()) options.push_back({own, territory_name(office, visit, own)});
  return options;
}

http::Response new_page(const Office& office, const OfficeVisit& visit, const Institution& typed,
                        const FieldErrors& errors) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  const auto input = [&](const char* name, const std::string& value, bool is_short, bool required) {
    return render_input({name, text("institution." + std::string(name)), "", value, error_of(errors, name),
                         "text", "", "off", is_short, required});
  };
  const std::string title = text("institution.new");
  const std::string expected = typed.expected > 0 ? std::to_string(typed.expected) : std::string();
  const std::string main =
      error_summary(text("institution.again"), errors) + heading(title) +
      form_start(office_href(visit, std::string(board_path) + "/new")) +
      hidden_input("csrf", office_csrf(office, visit)) + input("number", typed.number, true, true) +
      input("name_kk", typed.details.name_kk, false, true) +
      input("name_ru", typed.details.name_ru, false, true) +
      render_select("kind", text("institution.kind"), "", institution_kind_options(office, visit),
                    typed.kind) +
      render_select("territory", text("institution.territory"), "", place_territories(office, visit),
                    typed.territory) +
      input("street", typed.details.street, false, false) + input("house", typed.details.house, true, false) +
      input("head", typed.details.head, false, false) + input("bin", typed.details.bin, true, false) +
      input("expected", expected, true, false) + input("ministry", typed.ministry, false, false) +
      submit_button("primary", "", "", text("institution.new.submit")) + "</form>";
  return office_page(office, visit,
                     {title, std::string(board_path) + "/new", main, errors.empty() ? 200 : 422});
}

http::Response add_place(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto fields = request.form();
  if (!fields) return office_failure(office, visit, fields.error(), request.id);
  Institution place = posted_place(*fields);
  const InstitutionKind* kind = office.edition.institutions.find(place.kind);
  FieldErrors errors;
  if (kind == nullptr) errors.emplace_back("kind", visit.text(office, "institution.choose"));
  if (office.territories.find(place.territory) == nullptr)
    errors.emplace_back("territory", visit.text(office, "institution.choose"));
  if (const auto checked = check_institution(place); !checked)
    errors.emplace_back(checked.error().code == "institution.name"  ? "name_kk"
                        : checked.error().code == "institution.bin" ? "bin"
                                                                    : "number",
                        visit.text(office, "institution.problem." + checked.error().code));
  if (!errors.empty()) return new_page(office, visit, place, errors);
  if (!may_manage(office, visit, place)) return office_forbidden(office, visit);
  place.id = office.institutions->new_id();
  place.is_protected = kind->is_protected;
  const auto added = office.institutions->places().add({place}, office.clock.now());
  if (!added && added.error().code == "institution.taken")
    return new_page(office, visit, place,
                    {{"number", visit.text(office, "institution.problem.institution.taken")}});
  if (!added) return office_failure(office, visit, added.error(), request.id);
  if (const auto noted = note_institution(office, visit, "institution.add", place); !noted)
    return office_failure(office, visit, noted.error(), request.id);
  // What was typed is looked for in the frame at once.
  const bool has_address = !place.is_protected && !place.details.street.empty();
  return http::redirect(office_href(visit, place_path(place, has_address ? "/address" : "")));
}

template <class Page>
void add_board(http::Router& router, const SharedOffice& office, http::Method method, const char* path,
               Permission permission, Page page) {
  add_office_page(router, office, SignIn::needed, method, std::string(board_path) + path,
                  [office, permission, page](const http::Request& request, const OfficeVisit& visit) {
                    if (!may_at_home(*office, visit, permission)) return office_forbidden(*office, visit);
                    return page(*office, request, visit);
                  });
}

}  // namespace

void add_institution_board(http::Router& router, const SharedOffice& office) {
  if (office->institutions == nullptr) return;
  add_board(router, office, http::Method::get, "", Permission::view_institutions, board_page);
  add_board(router, office, http::Method::get, "/new", Permission::manage_institutions,
            [](const Office& all, const http::Request&, const OfficeVisit& visit) {
              return new_page(all, visit, {}, {});
            });
  add_board(router, office, http::Method::post, "/new", Permission::manage_institutions, add_place);
}

}  // namespace sanaq
