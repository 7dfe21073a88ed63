// One institution in the register: entered by the department, and put right while its census goes on.
#include <algorithm>

#include "base/text.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/institution/institution_pages.h"

namespace sanaq {
namespace {

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

std::string one_input(const Office& office, const OfficeVisit& visit, const FieldErrors& errors,
                      const char* name, const std::string& value, bool is_short, bool required) {
  return render_input({name, visit.text(office, "institution." + std::string(name)), "", value,
                       error_of(errors, name), "text", "", "off", is_short, required});
}

// What stays an institution's own for good: by these it is known in lists, rules and permissions.
std::string identity_inputs(const Office& office, const OfficeVisit& visit, const Institution& typed,
                            const FieldErrors& errors) {
  return one_input(office, visit, errors, "number", typed.number, true, true) +
         render_select("kind", visit.text(office, "institution.kind"), "",
                       institution_kind_options(office, visit), typed.kind) +
         render_select("territory", visit.text(office, "institution.territory"), "",
                       place_territories(office, visit), typed.territory);
}

std::string detail_inputs(const Office& office, const OfficeVisit& visit, const Institution& typed,
                          const FieldErrors& errors) {
  const auto input = [&](const char* name, const std::string& value, bool is_short, bool required) {
    return one_input(office, visit, errors, name, value, is_short, required);
  };
  const InstitutionDetails& details = typed.details;
  const std::string expected = typed.expected > 0 ? std::to_string(typed.expected) : std::string();
  return input("name_kk", details.name_kk, false, true) + input("name_ru", details.name_ru, false, true) +
         input("street", details.street, false, false) + input("house", details.house, true, false) +
         input("head", details.head, false, false) + input("bin", details.bin, true, false) +
         input("expected", expected, true, false) + input("ministry", typed.ministry, false, false);
}

// place: the one that is put right; none: a new one.
http::Response entry_page(const Office& office, const OfficeVisit& visit, const Institution& typed,
                          const FieldErrors& errors, const Institution* place) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  const std::string title = text(place == nullptr ? "institution.new" : "institution.correct");
  const std::string path = place == nullptr ? "/office/institutions/new" : place_path(*place, "/correct");
  std::string main = error_summary(text("institution.again"), errors);
  if (place != nullptr) main += paragraph("caption", institution_name(place->details, visit.language));
  main += heading(title) + form_start(office_href(visit, path)) +
          hidden_input("csrf", office_csrf(office, visit)) +
          (place == nullptr ? identity_inputs(office, visit, typed, errors) : std::string()) +
          detail_inputs(office, visit, typed, errors) +
          submit_button("primary", "", "",
                        text(place == nullptr ? "institution.new.submit" : "institution.correct.submit")) +
          "</form>";
  if (place != nullptr) main += link(office_href(visit, place_path(*place)), text("institution.frame.back"));
  return office_page(office, visit, {title, path, main, errors.empty() ? 200 : 422});
}

FieldErrors entry_errors(const Office& office, const OfficeVisit& visit, const Institution& place) {
  FieldErrors errors;
  if (office.edition.institutions.find(place.kind) == nullptr)
    errors.emplace_back("kind", visit.text(office, "institution.choose"));
  if (office.territories.find(place.territory) == nullptr)
    errors.emplace_back("territory", visit.text(office, "institution.choose"));
  const auto checked = check_institution(place);
  if (checked) return errors;
  const std::string& code = checked.error().code;
  errors.emplace_back(code == "institution.name"       ? "name_kk"
                      : code == "institution.bin"      ? "bin"
                      : code == "institution.expected" ? "expected"
                      : code == "institution.text"     ? "name_ru"
                                                       : "number",
                      visit.text(office, "institution.problem." + code));
  return errors;
}

http::Response add_place(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto fields = request.form();
  if (!fields) return office_failure(office, visit, fields.error(), request.id);
  Institution place = posted_place(*fields);
  if (const FieldErrors errors = entry_errors(office, visit, place); !errors.empty())
    return entry_page(office, visit, place, errors, nullptr);
  if (!may_manage(office, visit, place)) return office_forbidden(office, visit);
  place.id = office.institutions->new_id();
  place.is_protected = office.edition.institutions.find(place.kind)->is_protected;
  const auto added = office.institutions->places().add({place}, office.clock.now());
  if (!added && added.error().code == "institution.taken")
    return entry_page(office, visit, place,
                      {{"number", visit.text(office, "institution.problem.institution.taken")}}, nullptr);
  if (!added) return office_failure(office, visit, added.error(), request.id);
  if (const auto noted = note_institution(office, visit, "institution.add", place); !noted)
    return office_failure(office, visit, noted.error(), request.id);
  // What was typed is looked for in the frame at once.
  const bool has_address = !place.is_protected && !place.details.street.empty();
  return http::redirect(office_href(visit, place_path(place, has_address ? "/address" : "")));
}

http::Response correction_page(const Office& office, const http::Request&, const OfficeVisit& visit,
                               const Institution& place) {
  if (place.state == ListState::closed) return office_message(office, visit, "institution.not_now", 409);
  return entry_page(office, visit, place, {}, &place);
}

http::Response correct_place(const Office& office, const http::Request& request, const OfficeVisit& visit,
                             const Institution& place) {
  const auto fields = request.form();
  if (!fields) return office_failure(office, visit, fields.error(), request.id);
  const Institution typed = posted_place(*fields);
  Institution corrected = place;
  corrected.details = typed.details;
  corrected.expected = typed.expected;
  corrected.ministry = typed.ministry;
  if (const FieldErrors errors = entry_errors(office, visit, corrected); !errors.empty())
    return entry_page(office, visit, corrected, errors, &place);
  const auto done = office.institutions->places().correct(corrected);
  if (!done) return office_failure(office, visit, done.error(), request.id);
  if (!*done) return office_message(office, visit, "institution.not_now", 409);
  if (const auto noted = note_institution(office, visit, "institution.correct", place); !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return http::redirect(office_href(visit, place_path(place)));
}

}  // namespace

void add_register_entry(http::Router& router, const SharedOffice& office) {
  if (office->institutions == nullptr) return;
  const auto page = [&](http::Method method, auto answer) {
    add_office_page(router, office, SignIn::needed, method, "/office/institutions/new",
                    [office, answer](const http::Request& request, const OfficeVisit& visit) {
                      if (!may_at_home(*office, visit, Permission::manage_institutions))
                        return office_forbidden(*office, visit);
                      return answer(*office, request, visit);
                    });
  };
  page(http::Method::get, [](const Office& all, const http::Request&, const OfficeVisit& visit) {
    return entry_page(all, visit, {}, {}, nullptr);
  });
  page(http::Method::post, add_place);
  add_place_page(router, office, http::Method::get, "/correct", correction_page);
  add_place_page(router, office, http::Method::post, "/correct", correct_place);
}

}  // namespace sanaq
