// A seminar is put off, held elsewhere, or called off; those enrolled are told.
#include <algorithm>

#include "base/text.h"
#include "page/html.h"
#include "sanaq/fieldwork/seminar_notice.h"
#include "sanaq/fieldwork/seminar_page.h"
#include "sanaq/fieldwork/worker_pages.h"
#include "sanaq/fieldwork/worker_words.h"
#include "sanaq/office/office_progress.h"

namespace sanaq {
namespace {

using page::Html;

std::string form_value(const http::Fields& form, std::string_view name) {
  return std::string(trim(http::field_value(form, name)));
}

std::string section_start(const std::string& id, const std::string& title) {
  Html out;
  out.open("section", {{"class", "board-section"}, {"aria-labelledby", id}});
  return out.element("h2", {{"id", id}}, title).take();
}

// Seminars still to come with a seat for everybody.
Result<std::vector<SelectOption>> others(const Office& office, const OfficeVisit& visit,
                                         const Seminar& seminar) {
  SANAQ_TRY(const auto all,
            office.fieldwork->seminars.list(territories_within(office.territories, visit.actor->territory)));
  std::vector<SelectOption> options;
  for (const Seminar& one : all) {
    const bool fits = one.id != seminar.id && one.called_off.empty() &&
                      one.day >= office.fieldwork->workforce.today() &&
                      one.seats - one.taken >= seminar.taken;
    if (fits)
      options.push_back({one.id.value.to_string(), shown_day(one.day) + ", " + one.hours + ", " + one.place});
  }
  return options;
}

std::string move_form(const Office& office, const OfficeVisit& visit, const Seminar& seminar) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  return section_start("seminar-move", text("staff.seminar.move")) +
         form_start(office_href(visit, seminar_path(seminar.id) + "/move")) +
         hidden_input("csrf", office_csrf(office, visit)) +
         render_input(
             {"place", text("staff.seminar.place"), "", seminar.place, "", "text", "", "off", false}) +
         render_input(
             {"day", text("staff.seminar.day"), "", seminar.day.to_string(), "", "date", "", "off", true}) +
         render_input({"hours", text("staff.seminar.hours"), text("staff.seminar.hours.hint"), seminar.hours,
                       "", "text", "", "off", true}) +
         submit_button("secondary", "", "", text("staff.seminar.move")) + "</form></section>";
}

std::string end_form(const Office& office, const OfficeVisit& visit, const Seminar& seminar,
                     const std::vector<SelectOption>& instead) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  std::string html = section_start("seminar-end", text("staff.seminar.end")) +
                     form_start(office_href(visit, seminar_path(seminar.id) + "/end")) +
                     hidden_input("csrf", office_csrf(office, visit)) +
                     render_input({"reason", text("staff.reason"), "", "", "", "text", "", "off", false});
  if (!instead.empty() && seminar.taken > 0)
    html += render_select("instead", text("staff.seminar.instead"), text("staff.seminar.instead.none"),
                          instead, "");
  return html + submit_button("secondary", "", "", text("staff.seminar.end")) + "</form></section>";
}

http::Response tell(const Office& office, const http::Request& request, const OfficeVisit& visit,
                    std::string_view key, const Seminar& seminar, const std::vector<SeminarSeat>& seats) {
  const auto told = tell_enrolled(*office.fieldwork, office.texts, key, seminar, seats, *visit.actor);
  if (!told) return office_failure(office, visit, told.error(), request.id);
  const std::string text =
      visit.text(office, "staff.seminar.told", {std::to_string(told->reached), std::to_string(told->people)});
  return show_seminar(office, request, visit,
                      notice(told->reached == told->people ? "success" : "warning", text), 200);
}

http::Response refusal(const Office& office, const http::Request& request, const OfficeVisit& visit,
                       const Error& error) {
  if (!office.texts.has("staff.error." + error.code)) return seminar_failure(office, visit, error, request);
  return show_seminar(office, request, visit, notice("error", worker_error(office, visit, error.code)), 422);
}

}  // namespace

Result<std::string> seminar_change_forms(const Office& office, const OfficeVisit& visit,
                                         const Seminar& seminar, const std::vector<SeminarSeat>& seats) {
  const bool begun = std::any_of(seats.begin(), seats.end(),
                                 [](const SeminarSeat& seat) { return seat.attended.has_value(); });
  if (begun || !seminar.called_off.empty()) return std::string();
  SANAQ_TRY(const auto instead, others(office, visit, seminar));
  return move_form(office, visit, seminar) + end_form(office, visit, seminar, instead);
}

http::Response post_seminar_move(const Office& office, const http::Request& request,
                                 const OfficeVisit& visit) {
  const auto form = request.form();
  const auto id = Uuid::parse(request.param("seminar"));
  if (!form || !id) return office_forbidden(office, visit);
  Seminars& seminars = office.fieldwork->seminars;
  const auto day = CivilDate::parse(form_value(*form, "day"));
  const auto moved =
      day ? seminars.move({*id}, {form_value(*form, "place"), form_value(*form, "hours"), *day}, *visit.actor)
          : Result<Seminar>(Error{"seminar.day", {}});
  if (!moved) return refusal(office, request, visit, moved.error());
  const auto seats = seminars.seats({*id});
  if (!seats) return office_failure(office, visit, seats.error(), request.id);
  return tell(office, request, visit, "staff.sms.seminar.moved", *moved, *seats);
}

http::Response post_seminar_end(const Office& office, const http::Request& request,
                                const OfficeVisit& visit) {
  const auto form = request.form();
  const auto id = Uuid::parse(request.param("seminar"));
  if (!form || !id) return office_forbidden(office, visit);
  Seminars& seminars = office.fieldwork->seminars;
  std::optional<SeminarId> instead;
  if (const auto other = Uuid::parse(form_value(*form, "instead"))) instead = SeminarId{*other};
  const auto ended = seminars.call_off({*id}, form_value(*form, "reason"), instead, *visit.actor);
  if (!ended) return refusal(office, request, visit, ended.error());
  const auto seats = seminars.seats({*id});
  if (!seats) return office_failure(office, visit, seats.error(), request.id);
  if (!instead) return tell(office, request, visit, "staff.sms.seminar.ended", *ended, *seats);
  const auto other = seminars.find(*instead, *visit.actor);
  if (!other) return seminar_failure(office, visit, other.error(), request);
  return tell(office, request, visit, "staff.sms.seminar.moved", *other, *seats);
}

}  // namespace sanaq
