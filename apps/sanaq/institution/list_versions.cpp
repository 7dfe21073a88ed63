// What changed between two versions of a list, for the department and for the institution itself.
#include "base/text.h"
#include "institution/list_content.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/institution/institution_pages.h"

namespace sanaq {
namespace {

using page::Html;

void write_changed_row(Html& out, const std::string& what, const Resident& one, const std::string& before) {
  const auto day = CivilDate::parse(one.person.birth_date);
  out.open("tr").element("td", {}, what).element("td", {{"class", "number"}}, std::to_string(one.row));
  out.element("th", {{"scope", "row"}}, full_name(one.person));
  out.element("td", {}, day ? shown_day(*day) : one.person.birth_date).element("td", {}, before).close("tr");
}

std::string difference_table(const Office& office, const OfficeVisit& visit, const ListDifference& found) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  if (found.empty()) return paragraph("", text("institution.difference.none"));
  Html rows;
  rows.open("tbody");
  for (const Resident& one : found.added)
    write_changed_row(rows, text("institution.difference.added"), one, "");
  for (const Resident& one : found.removed)
    write_changed_row(rows, text("institution.difference.removed"), one, "");
  for (const auto& [before, now] : found.changed)
    write_changed_row(rows, text("institution.difference.changed"), now, full_name(before.person));
  rows.close("tbody");
  return board_start("difference", text("institution.difference")) +
         board_head(
             {text("institution.difference.what"), text("institution.row"), text("institution.person.name"),
              text("institution.person.birth_date"), text("institution.difference.before")},
             5) +
         rows.take() + board_end();
}

Result<std::vector<Resident>> list_of(const Office& office, const Institution& place, std::int32_t version) {
  if (version < 1) return std::vector<Resident>();
  SANAQ_TRY(const std::string content, office.institutions->people().content(place.id, version));
  if (content.empty()) return Error{"institution.unknown", {}};
  return read_list(content);
}

http::Response version_page(const Office& office, const http::Request& request, const OfficeVisit& visit,
                            const Institution& place) {
  const auto wanted = parse_digits(request.param("version"));
  if (!wanted || *wanted < 1 || *wanted > place.version) return office_forbidden(office, visit);
  const auto version = static_cast<std::int32_t>(*wanted);
  const auto now = list_of(office, place, version);
  if (!now) return institution_failure(office, request, visit, now.error());
  const auto before = list_of(office, place, version - 1);
  if (!before) return institution_failure(office, request, visit, before.error());
  if (const auto noted =
          note_institution(office, visit, "institution.look", place, "version " + std::to_string(version));
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  const std::string title = visit.text(office, "institution.version.title", {std::to_string(version)});
  const bool own = office_path(request).starts_with(own_path);
  return office_page(office, visit,
                     {title, office_path(request),
                      paragraph("caption", institution_name(place.details, visit.language)) + heading(title) +
                          difference_table(office, visit, compare_lists(*before, *now)) +
                          link(office_href(visit, own ? own_path : place_path(place)),
                               institution_name(place.details, visit.language))});
}

}  // namespace

void add_list_versions(http::Router& router, const SharedOffice& office) {
  if (office->institutions == nullptr) return;
  add_own_page(router, office, http::Method::get, "/versions/{version}", version_page);
  add_place_page(router, office, http::Method::get, "/versions/{version}", version_page);
}

}  // namespace sanaq
