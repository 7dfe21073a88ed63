// Somebody has left: who of the reserve takes the place.
#include "page/html.h"
#include "sanaq/fieldwork/worker_pages.h"
#include "sanaq/fieldwork/worker_words.h"
#include "sanaq/office/office_progress.h"

namespace sanaq {
namespace {

using page::Html;

constexpr std::size_t shown_in_line = 5;

Result<std::vector<Worker>> line_for(const Office& office, const OfficeVisit& visit, const Worker& worker) {
  return office.fieldwork->workforce.successors(
      worker, territories_within(office.territories, visit.actor->territory));
}

std::string told_successor(const Office& office, const OfficeVisit& visit, const Worker& worker) {
  const TestRules& test = office.edition.staff.computer_test;
  return full_name(worker.name) + ", " + territory_name(office, visit, worker.territory) + ", " +
         visit.text(office, "staff.replace.points",
                    {std::to_string(worker.computer_points.value_or(0)), std::to_string(test.points_max)});
}

}  // namespace

Result<std::string> replacement_section(const Office& office, const OfficeVisit& visit,
                                        const Worker& worker) {
  // Whoever stayed to the end of the contract leaves no gap.
  const bool left_early = worker.state == WorkerState::ended && worker.contract && worker.ended_on &&
                          *worker.ended_on < worker.contract->until;
  if (!left_early || !may(office, visit, Permission::manage_staff, worker.territory)) return std::string();
  SANAQ_TRY(const bool filled, office.fieldwork->workforce.is_replaced(worker));
  if (filled) return std::string();
  SANAQ_TRY(const auto line, line_for(office, visit, worker));
  Html out;
  out.open("section", {{"class", "board-section"}, {"aria-labelledby", "replacement"}});
  out.element("h2", {{"id", "replacement"}}, visit.text(office, "staff.replace"));
  if (line.empty())
    return out.element("p", {{"class", "hint"}}, visit.text(office, "staff.replace.nobody"))
        .close("section")
        .take();
  out.element("p", {{"class", "hint"}}, visit.text(office, "staff.replace.lead")).open("ol");
  for (std::size_t i = 0; i < std::min(line.size(), shown_in_line); ++i)
    out.open("li")
        .element("a", {{"href", office_href(visit, worker_path(line[i].id))}},
                 told_successor(office, visit, line[i]))
        .close("li");
  out.close("ol");
  const Worker& first = line.front();
  return out.take() + form_start(office_href(visit, worker_path(worker.id) + "/replace")) +
         hidden_input("csrf", office_csrf(office, visit)) +
         hidden_input("successor", first.id.value.to_string()) +
         submit_button("primary", "", "", visit.text(office, "staff.replace.call", {full_name(first.name)})) +
         "</form></section>";
}

http::Response post_replacement(const Office& office, const http::Request& request,
                                const OfficeVisit& visit) {
  const auto file = worker_of(office, request, visit);
  if (!file) return worker_failure(office, visit, file.error(), request.id);
  const auto form = request.form();
  const auto successor = Uuid::parse(form ? http::field_value(*form, "successor") : std::string_view());
  if (!successor) return office_forbidden(office, visit);
  const auto called = office.fieldwork->workforce.replace(file->worker.id, {*successor}, *visit.actor);
  if (!called) return worker_failure(office, visit, called.error(), request.id);
  return http::redirect(office_href(visit, worker_path(called->id)));
}

}  // namespace sanaq
