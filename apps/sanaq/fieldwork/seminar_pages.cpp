#include "base/text.h"
#include "page/html.h"
#include "sanaq/fieldwork/seminar_page.h"
#include "sanaq/fieldwork/worker_pages.h"
#include "sanaq/fieldwork/worker_words.h"
#include "sanaq/office/office_progress.h"

namespace sanaq {
namespace {

using page::Html;

std::string field_text(const http::Fields& form, std::string_view name) {
  return std::string(trim(http::field_value(form, name)));
}

std::string seminar_table(const Office& office, const OfficeVisit& visit,
                          const std::vector<Seminar>& seminars) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  rows.open("tbody");
  for (const Seminar& one : seminars) {
    rows.open("tr").open("th", {{"scope", "row"}});
    rows.element("a", {{"href", office_href(visit, seminar_path(one.id))}},
                 shown_day(one.day) + ", " + one.hours);
    rows.close("th").element(
        "td", {}, one.called_off.empty() ? one.place : one.place + " — " + text("staff.seminar.called_off"));
    rows.element("td", {}, territory_name(office, visit, one.territory));
    rows.element("td", {{"class", "number"}}, std::to_string(one.taken) + " / " + std::to_string(one.seats));
    rows.close("tr");
  }
  rows.close("tbody");
  return board_start("seminars", text("staff.seminars")) +
         board_head({text("staff.seminar.when"), text("staff.seminar.place"), text("staff.territory"),
                     text("staff.seminar.seats")},
                    3) +
         rows.take() + board_end();
}

std::string new_form(const Office& office, const OfficeVisit& visit) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html title;
  title.open("section", {{"class", "board-section"}, {"aria-labelledby", "new-seminar"}});
  title.element("h2", {{"id", "new-seminar"}}, text("staff.seminar.new"));
  return title.take() + form_start(office_href(visit, seminars_path)) +
         hidden_input("csrf", office_csrf(office, visit)) +
         render_input({"place", text("staff.seminar.place"), "", "", "", "text", "", "off", false}) +
         render_input({"day", text("staff.seminar.day"), "", office.fieldwork->workforce.today().to_string(),
                       "", "date", "", "off", true}) +
         render_input({"hours", text("staff.seminar.hours"), text("staff.seminar.hours.hint"), "", "", "text",
                       "", "off", true}) +
         render_input({"seats", text("staff.seminar.seats"), "", "30", "", "text", "numeric", "off", true}) +
         territory_field(office, visit, visit.actor->territory, "") +
         submit_button("secondary", "", "", text("staff.seminar.new")) + "</form></section>";
}

http::Response seminars_page(const Office& office, const http::Request& request, const OfficeVisit& visit,
                             const std::string& told, int status) {
  const auto seminars =
      office.fieldwork->seminars.list(territories_within(office.territories, visit.actor->territory));
  if (!seminars) return office_failure(office, visit, seminars.error(), request.id);
  const std::string title = visit.text(office, "staff.seminars");
  std::string main = heading(title) + paragraph("lead", visit.text(office, "staff.seminars.lead")) + told;
  main += seminars->empty() ? paragraph("", visit.text(office, "staff.seminars.none"))
                            : seminar_table(office, visit, *seminars);
  return office_page(office, visit,
                     {title, seminars_path,
                      main + new_form(office, visit) +
                          link(office_href(visit, staff_path), visit.text(office, "staff.back")),
                      status});
}

/// One seminar: who comes, and what was noted.
class SeminarDocument {
 public:
  SeminarDocument(const Office& office, const OfficeVisit& visit, const Seminar& seminar)
      : office_(office), visit_(visit), seminar_(seminar) {}

  http::Response render(const std::vector<SeminarSeat>& seats, const std::vector<Worker>& waiting,
                        const std::string& changes, const std::string& told, int status) const {
    const std::string title = text("staff.seminar") + ", " + shown_day(seminar_.day);
    const bool held = seminar_.called_off.empty();
    const std::string work =
        held ? marks(seats) + waiting_form(waiting) + changes
             : notice("warning", text("staff.seminar.called_off") + ": " + seminar_.called_off);
    const std::string main =
        heading(title) +
        paragraph("lead", seminar_.place + " · " + seminar_.hours + " · " + std::to_string(seminar_.taken) +
                              " / " + std::to_string(seminar_.seats)) +
        told + work + link(office_href(visit_, seminars_path), text("staff.seminars"));
    return office_page(office_, visit_, {title, seminar_path(seminar_.id), main, status});
  }

 private:
  std::string text(std::string_view key, const std::vector<std::string>& args = {}) const {
    return visit_.text(office_, key, args);
  }
  std::string form(const char* below) const {
    return form_start(office_href(visit_, seminar_path(seminar_.id) + below)) +
           hidden_input("csrf", office_csrf(office_, visit_));
  }

  std::string marks(const std::vector<SeminarSeat>& seats) const {
    if (seats.empty()) return paragraph("", text("staff.seminar.empty"));
    std::string body = "<tbody>";
    for (const SeminarSeat& seat : seats) body += mark_row(seat);
    const TestRules& test = office_.edition.staff.seminar_test;
    return form("/marks") + board_start("seats", text("staff.seminar.who")) +
           board_head({text("staff.name"), text("staff.state"), text("staff.attended"),
                       text("staff.seminar.points",
                            {std::to_string(test.points_max), std::to_string(test.points_pass)})},
                      4) +
           body + "</tbody>" + board_end() + submit_button("primary", "", "", text("staff.seminar.note")) +
           "</form>";
  }

  std::string mark_row(const SeminarSeat& seat) const {
    const std::string id = seat.worker.id.value.to_string(), name = full_name(seat.worker.name);
    const std::string points = seat.points ? std::to_string(*seat.points) : "";
    const bool is_open =
        seat.worker.state == WorkerState::contracted || seat.worker.state == WorkerState::trained;
    Html row;
    row.open("tr").open("th", {{"scope", "row"}});
    row.element("a", {{"href", office_href(visit_, worker_path(seat.worker.id))}}, name).close("th");
    row.element("td", {}, state_name(office_, visit_, seat.worker.state)).open("td");
    if (!is_open) {
      row.text(seat.attended.value_or(false) ? text("staff.attended") : "").close("td");
      return row.element("td", {}, points).close("tr").take();
    }
    row.open("div", {{"class", "option"}})
        .empty("input", {{"type", "checkbox"},
                         {"name", "attended"},
                         {"id", "attended-" + id},
                         {"value", id},
                         {"checked", seat.attended.value_or(false) ? "checked" : ""}})
        .element("label", {{"for", "attended-" + id}}, text("staff.seminar.was_there"))
        .close("div");
    row.close("td").open("td").empty("input", {{"type", "text"},
                                               {"inputmode", "numeric"},
                                               {"class", "short"},
                                               {"name", "points-" + id},
                                               {"id", "points-" + id},
                                               {"value", points},
                                               {"autocomplete", "off"},
                                               {"aria-label", text("staff.test_points") + ": " + name}});
    return row.close("td").close("tr").take();
  }

  std::string waiting_form(const std::vector<Worker>& waiting) const {
    if (waiting.empty()) return {};
    Html list;
    list.open("section", {{"class", "board-section"}, {"aria-labelledby", "waiting"}});
    list.element("h2", {{"id", "waiting"}}, text("staff.seminar.waiting"));
    std::string html = list.take() + form("/enrol");
    Html boxes;
    boxes.open("fieldset", {{"class", "field"}});
    boxes.element("legend", {{"class", "label"}}, text("staff.seminar.waiting.who"));
    for (const Worker& worker : waiting) {
      const std::string id = worker.id.value.to_string();
      boxes.open("div", {{"class", "option"}})
          .empty("input", {{"type", "checkbox"}, {"name", "worker"}, {"id", "w-" + id}, {"value", id}})
          .element("label", {{"for", "w-" + id}},
                   full_name(worker.name) + ", " + territory_name(office_, visit_, worker.territory))
          .close("div");
    }
    boxes.close("fieldset");
    return html + boxes.take() + submit_button("secondary", "", "", text("staff.seminar.enrol")) +
           "</form></section>";
  }

  const Office& office_;
  const OfficeVisit& visit_;
  const Seminar& seminar_;
};

}  // namespace

std::string seminar_path(SeminarId id) { return std::string(seminars_path) + "/" + id.value.to_string(); }

http::Response seminar_failure(const Office& office, const OfficeVisit& visit, const Error& error,
                               const http::Request& request) {
  if (error.code == "seminar.unknown") return office_forbidden(office, visit);
  return worker_failure(office, visit, error, request.id);
}

http::Response show_seminar(const Office& office, const http::Request& request, const OfficeVisit& visit,
                            const std::string& told, int status) {
  Seminars& seminars = office.fieldwork->seminars;
  const auto id = Uuid::parse(request.param("seminar"));
  if (!id) return office_forbidden(office, visit);
  const auto seminar = seminars.find({*id}, *visit.actor);
  if (!seminar) return seminar_failure(office, visit, seminar.error(), request);
  const auto seats = seminars.seats(seminar->id);
  if (!seats) return office_failure(office, visit, seats.error(), request.id);
  const auto waiting = seminars.waiting(territories_within(office.territories, seminar->territory));
  if (!waiting) return office_failure(office, visit, waiting.error(), request.id);
  const auto changes = seminar_change_forms(office, visit, *seminar, *seats);
  if (!changes) return office_failure(office, visit, changes.error(), request.id);
  return SeminarDocument(office, visit, *seminar).render(*seats, *waiting, *changes, told, status);
}

namespace {

// Marks of everybody whose row was posted and differs from what is noted.
Result<Done> note_marks(const Office& office, const OfficeVisit& visit, SeminarId id,
                        const http::Fields& form) {
  Seminars& seminars = office.fieldwork->seminars;
  SANAQ_TRY(const auto seats, seminars.seats(id));
  for (const SeminarSeat& seat : seats) {
    const std::string worker = seat.worker.id.value.to_string();
    const bool posted = std::any_of(form.begin(), form.end(),
                                    [&](const auto& field) { return field.name == "points-" + worker; });
    if (!posted) continue;
    NoteTraining training;
    training.attended = std::any_of(form.begin(), form.end(), [&](const auto& field) {
      return field.name == "attended" && field.value == worker;
    });
    if (const std::string points = field_text(form, "points-" + worker); !points.empty()) {
      const auto number = parse_digits(points);
      if (!number || *number > 1'000) return Error{"worker.points", {}};
      training.points = static_cast<int>(*number);
    }
    const bool untouched = !training.attended && !training.points && !seat.attended;
    const bool same = seat.attended == training.attended && seat.points == training.points;
    if (untouched || same) continue;
    SANAQ_TRY_DONE(seminars.note(id, seat.worker.id, training, *visit.actor));
  }
  return Done{};
}

}  // namespace

http::Response seminar_list_page(const Office& office, const http::Request& request,
                                 const OfficeVisit& visit) {
  return seminars_page(office, request, visit, {}, 200);
}

http::Response post_seminar(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto form = request.form();
  if (!form) return office_failure(office, visit, form.error(), request.id);
  Seminar seminar;
  seminar.place = field_text(*form, "place");
  seminar.hours = field_text(*form, "hours");
  seminar.territory = territory_code(office, visit, field_text(*form, "territory"));
  seminar.seats =
      static_cast<int>(std::min<std::int64_t>(parse_digits(field_text(*form, "seats")).value_or(0), 10'000));
  const auto day = CivilDate::parse(field_text(*form, "day"));
  const auto added = day ? (seminar.day = *day, office.fieldwork->seminars.add(seminar, *visit.actor))
                         : Result<SeminarId>(Error{"seminar.day", {}});
  if (added) return http::redirect(office_href(visit, seminar_path(*added)));
  if (!office.texts.has("staff.error." + added.error().code))
    return seminar_failure(office, visit, added.error(), request);
  return seminars_page(office, request, visit,
                       notice("error", worker_error(office, visit, added.error().code)), 422);
}

http::Response seminar_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  return show_seminar(office, request, visit, {}, 200);
}

http::Response post_enrolment(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto form = request.form();
  const auto id = Uuid::parse(request.param("seminar"));
  if (!form || !id) return office_forbidden(office, visit);
  std::vector<WorkerId> workers;
  for (const auto& field : *form)
    if (const auto worker = Uuid::parse(field.value); field.name == "worker" && worker)
      workers.push_back({*worker});
  const auto done = office.fieldwork->seminars.enrol({*id}, workers, *visit.actor);
  if (done) return http::redirect(office_href(visit, seminar_path({*id})));
  if (!office.texts.has("staff.error." + done.error().code))
    return seminar_failure(office, visit, done.error(), request);
  return show_seminar(office, request, visit, notice("error", worker_error(office, visit, done.error().code)),
                      422);
}

http::Response post_marks(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto form = request.form();
  const auto id = Uuid::parse(request.param("seminar"));
  if (!form || !id) return office_forbidden(office, visit);
  if (const auto seminar = office.fieldwork->seminars.find({*id}, *visit.actor); !seminar)
    return seminar_failure(office, visit, seminar.error(), request);
  const auto done = note_marks(office, visit, {*id}, *form);
  if (done) return http::redirect(office_href(visit, seminar_path({*id})));
  if (!office.texts.has("staff.error." + done.error().code))
    return seminar_failure(office, visit, done.error(), request);
  return show_seminar(office, request, visit, notice("error", worker_error(office, visit, done.error().code)),
                      422);
}

}  // namespace sanaq
