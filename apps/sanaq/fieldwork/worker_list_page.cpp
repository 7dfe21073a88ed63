#include "base/text.h"
#include "page/html.h"
#include "sanaq/fieldwork/worker_pages.h"
#include "sanaq/fieldwork/worker_words.h"
#include "sanaq/office/office_progress.h"

namespace sanaq {
namespace {

using page::Html;

constexpr int workers_on_page = 50;
constexpr const char* find_path = "/office/staff/find";
constexpr WorkerState states[] = {WorkerState::applied,    WorkerState::approved, WorkerState::reserve,
                                  WorkerState::contracted, WorkerState::trained,  WorkerState::working,
                                  WorkerState::suspended,  WorkerState::refused,  WorkerState::ended};

/// What is asked for in the address, and as it was typed.
struct ListFilter {
  std::string state, role, territory, name, after;
};

// Names are typed into a posted form: they stand in no address.
Result<ListFilter> filter_of(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  http::Fields fields = request.query;
  if (request.method == http::Method::post) {
    SANAQ_TRY(fields, request.form());
  }
  const auto value = [&](std::string_view name) {
    return std::string(trim(http::field_value(fields, name)));
  };
  return ListFilter{value("state"), value("role"), territory_code(office, visit, value("territory")),
                    request.method == http::Method::post ? value("name") : std::string(), value("after")};
}

std::string workers_filter(const Office& office, const OfficeVisit& visit, const ListFilter& filter) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  std::vector<SelectOption> state_options;
  for (const WorkerState state : states)
    state_options.push_back({std::string(to_string(state)), state_name(office, visit, state)});
  return form_start(office_href(visit, find_path)) + hidden_input("csrf", office_csrf(office, visit)) +
         "<div class=\"filter-fields\">" +
         render_input({"name", text("staff.name"), "", filter.name, "", "search", "", "off", false, false}) +
         render_select("state", text("staff.state"), text("staff.any"), state_options, filter.state) +
         render_select("role", text("staff.role"), text("staff.any"), role_options(office, visit),
                       filter.role) +
         territory_field(office, visit, filter.territory, "") + "</div>" +
         submit_button("secondary", "", "", text("staff.filter")) + "</form>";
}

std::string workers_table(const Office& office, const OfficeVisit& visit,
                          const std::vector<Worker>& workers) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  rows.open("tbody");
  for (const Worker& worker : workers) {
    rows.open("tr").open("th", {{"scope", "row"}});
    rows.element("a", {{"href", office_href(visit, worker_path(worker.id))}}, full_name(worker.name));
    rows.close("th").element("td", {}, role_name(office, visit, worker.role));
    rows.element("td", {}, territory_name(office, visit, worker.territory));
    rows.element("td", {}, state_name(office, visit, worker.state));
    rows.element("td", {}, worker.card ? worker.card->number : "").close("tr");
  }
  rows.close("tbody");
  return board_start("workers", text("staff.title")) +
         board_head({text("staff.name"), text("staff.role"), text("staff.territory"), text("staff.state"),
                     text("staff.card.number")},
                    5) +
         rows.take() + board_end();
}

std::string next_form(const Office& office, const OfficeVisit& visit, const ListFilter& filter,
                      const std::vector<Worker>& workers) {
  if (static_cast<int>(workers.size()) < workers_on_page) return {};
  return form_start(office_href(visit, find_path)) + hidden_input("csrf", office_csrf(office, visit)) +
         hidden_input("name", filter.name) + hidden_input("state", filter.state) +
         hidden_input("role", filter.role) + hidden_input("territory", filter.territory) +
         submit_button("quiet", "after", workers.back().id.value.to_string(),
                       visit.text(office, "staff.next")) +
         "</form>";
}

std::string section_links(const Office& office, const OfficeVisit& visit) {
  if (!may_at_home(office, visit, Permission::manage_staff)) return {};
  Html out;
  out.open("p", {{"class", "actions"}});
  out.element("a", {{"class", "button primary"}, {"href", office_href(visit, "/office/staff/new")}},
              visit.text(office, "staff.new"));
  for (const char* section : {"seminars", "import", "reports"})
    out.element(
        "a", {{"class", "secondary"}, {"href", office_href(visit, std::string(staff_path) + "/" + section)}},
        visit.text(office, std::string("staff.") + section));
  return out.close("p").take();
}

}  // namespace

http::Response worker_list_page(const Office& office, const http::Request& request,
                                const OfficeVisit& visit) {
  const auto read = filter_of(office, request, visit);
  if (!read) return office_failure(office, visit, read.error(), request.id);
  const ListFilter& filter = *read;
  const std::string top = filter.territory.empty() ? visit.actor->territory : filter.territory;
  WorkerQuery query;
  query.limit = workers_on_page;
  query.name = filter.name;
  query.role = filter.role;
  query.state = parse_worker_state(filter.state);
  if (const auto after = Uuid::parse(filter.after)) query.after = {*after};
  if (!top.empty() && !may(office, visit, Permission::view_staff, top))
    return office.territories.find(top) == nullptr
               ? office_message(office, visit, "staff.error.application.territory", 422)
               : office_forbidden(office, visit);
  query.territories = territories_within(office.territories, top);
  query.whole_country = top.empty();
  const auto workers = office.fieldwork->workforce.list(query, *visit.actor);
  if (!workers) return office_failure(office, visit, workers.error(), request.id);
  const std::string title = visit.text(office, "staff.title");
  std::string main = heading(title) + paragraph("lead", visit.text(office, "staff.lead")) +
                     section_links(office, visit) + workers_filter(office, visit, filter);
  main += workers->empty() ? paragraph("", visit.text(office, "staff.none"))
                           : workers_table(office, visit, *workers);
  return office_page(office, visit, {title, staff_path, main + next_form(office, visit, filter, *workers)});
}

}  // namespace sanaq
