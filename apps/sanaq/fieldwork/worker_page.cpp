#include "base/text.h"
#include "page/html.h"
#include "sanaq/equipment/worker_holder.h"
#include "sanaq/fieldwork/card_document.h"
#include "sanaq/fieldwork/holdings.h"
#include "sanaq/fieldwork/leaving.h"
#include "sanaq/fieldwork/worker_pages.h"
#include "sanaq/fieldwork/worker_words.h"

namespace sanaq {
namespace {

using page::Html;

/// Everything the office knows of a person, what happened, and what may be done next.
class WorkerDocument {
 public:
  WorkerDocument(const Office& office, const OfficeVisit& visit, const WorkerFile& file,
                 const std::vector<WorkerEvent>& events, std::string holdings)
      : office_(office),
        visit_(visit),
        file_(file),
        worker_(file.worker),
        events_(events),
        holdings_(std::move(holdings)) {}

  http::Response render(const std::string& told, const std::string& equipment, int status) const {
    const std::string name = full_name(worker_.name);
    std::string main = heading(name) +
                       paragraph("lead", role_name(office_, visit_, worker_.role) + " · " +
                                             territory_name(office_, visit_, worker_.territory) + " · " +
                                             state_name(office_, visit_, worker_.state)) +
                       told + findings() + facts() + card();
    if (may(office_, visit_, Permission::manage_staff, worker_.territory))
      main += amend_link() + photo_form() + step_forms(office_, visit_, worker_) + holdings_;
    main += equipment + timeline() + paragraph("hint", text("staff.audited")) +
            link(office_href(visit_, staff_path), text("staff.back"));
    return office_page(office_, visit_, {name, worker_path(worker_.id), main, status});
  }

 private:
  std::string text(std::string_view key, const std::vector<std::string>& args = {}) const {
    return visit_.text(office_, key, args);
  }

  std::string findings() const {
    if (worker_.state != WorkerState::applied && worker_.state != WorkerState::reserve) return {};
    if (file_.findings.empty()) return notice("success", text("staff.findings.none"));
    Html out;
    out.open("div", {{"class", "notice"}, {"role", "note"}}).element("h2", {}, text("staff.findings"));
    out.open("ul");
    for (const WorkerFinding& one : file_.findings)
      out.element("li", {}, worker_error(office_, visit_, one.code));
    return out.close("ul").close("div").take();
  }

  std::string amend_link() const {
    if (!is_before_contract(worker_.state)) return {};
    Html out;
    out.open("p").element("a", {{"class", "button secondary"}, {"href", href("/application")}},
                          text("staff.amend"));
    return out.close("p").take();
  }

  static void fact(Html& out, const std::string& label, const std::string& value) {
    if (!value.empty()) out.element("dt", {}, label).element("dd", {}, value);
  }
  std::string points(std::optional<int> value, const TestRules& test) const {
    return value ? text("staff.points.of", {std::to_string(*value), std::to_string(test.points_max),
                                            std::to_string(test.points_pass)})
                 : text("staff.points.none");
  }
  std::string spoken() const {
    std::string out;
    for (const std::string& language : worker_.languages)
      out += (out.empty() ? "" : ", ") + text("site.language." + language);
    return out;
  }
  std::string facts() const {
    const StaffRules& rules = office_.edition.staff;
    Html out;
    out.open("dl", {{"class", "facts"}});
    fact(out, text("staff.birth_date"), shown_day(file_.details.birth));
    // The number itself is on the application; four digits tell two people of one name apart.
    fact(out, text("staff.iin"), "•••• " + std::string(file_.details.iin.reveal().substr(8)));
    fact(out, text("staff.phone"), "+" + file_.details.phone);
    fact(out, text("staff.languages"), spoken());
    fact(out, text("staff.education"), code_name(visit_, rules.education, worker_.education));
    fact(out, text("staff.computer_points"), points(worker_.computer_points, rules.computer_test));
    if (const auto& contract = worker_.contract)
      fact(out, text("staff.contract"),
           contract->number + ", " + shown_day(contract->from) + " – " + shown_day(contract->until) + ", " +
               code_name(visit_, rules.pay_categories, contract->pay_category));
    if (worker_.contract && needs_training())
      fact(out, text("staff.training"),
           text(worker_.attended ? "staff.attended" : "staff.not_attended") + ", " +
               points(worker_.test_points, rules.seminar_test));
    if (worker_.ended_on) fact(out, text("staff.ended_on"), shown_day(*worker_.ended_on));
    fact(out, text("staff.reason"), code_name(visit_, rules.leaving_reasons, worker_.reason));
    return out.close("dl").take();
  }
  bool needs_training() const {
    const RoleRules* role = find_role(office_.edition.roles, worker_.role);
    return role != nullptr && role->needs_training;
  }

  std::string card() const {
    if (!worker_.card) return {};
    const StaffCard& card = *worker_.card;
    const CivilDate today = office_.fieldwork->workforce.today();
    Html out;
    out.open("section", {{"class", "board-section"}, {"aria-labelledby", "card"}});
    out.element("h2", {{"id", "card"}}, text("staff.card"));
    out.open("p").element("code", {{"class", "code"}}, card.number).close("p");
    out.element(
        "p", {},
        text("staff.card.days", {shown_day(card.issued), shown_day(card.from), shown_day(card.until)}));
    out.element(
        "p", {},
        text("staff_check.status." + std::string(to_string(card_status(worker_, card.number, today)))));
    if (worker_.state == WorkerState::working &&
        may(office_, visit_, Permission::manage_staff, worker_.territory))
      out.open("p")
          .element("a", {{"class", "button secondary"}, {"href", href("/card.pdf")}}, text("staff.card.pdf"))
          .close("p");
    return out.close("section").take();
  }

  std::string photo_form() const {
    Html out;
    out.open("section", {{"class", "board-section"}, {"aria-labelledby", "photo-title"}});
    out.element("h2", {{"id", "photo-title"}}, text("staff.photo"));
    if (worker_.has_photo)
      out.empty("img", {{"class", "staff-photo"},
                        {"src", href("/photo?v=" + std::to_string(worker_.version))},
                        {"alt", text("staff.photo.alt", {full_name(worker_.name)})}});
    if (is_final(worker_.state)) return out.close("section").take();
    out.element("p", {{"class", "hint"}, {"id", "photo--hint"}}, text("staff.photo.hint"));
    out.open("form", {{"method", "post"}, {"enctype", "multipart/form-data"}, {"action", href("/photo")}});
    out.empty("input", {{"type", "hidden"}, {"name", "csrf"}, {"value", office_csrf(office_, visit_)}});
    out.open("div", {{"class", "field"}});
    out.element("label", {{"for", "photo"}, {"class", "label"}}, text("staff.photo.file"));
    out.empty("input", {{"type", "file"},
                        {"id", "photo"},
                        {"name", "photo"},
                        {"accept", "image/jpeg,image/png"},
                        {"aria-describedby", "photo--hint"}});
    out.close("div").element("button", {{"type", "submit"}, {"class", "secondary"}},
                             text("staff.photo.send"));
    return out.close("form").close("section").take();
  }

  std::string timeline() const {
    Html out;
    out.open("section", {{"class", "board-section"}, {"aria-labelledby", "timeline"}});
    out.element("h2", {{"id", "timeline"}}, text("staff.timeline")).open("ol", {{"class", "timeline"}});
    for (const WorkerEvent& event : events_) {
      out.open("li").element("strong", {}, text("staff.event." + event.action));
      out.text(" — " + office_time(office_, event.at) + ", " + event.actor);
      if (!event.detail.empty()) out.text(": " + detail(event));
      out.close("li");
    }
    return out.close("ol").close("section").take();
  }
  std::string detail(const WorkerEvent& event) const {
    if (event.action == "amend") return field_names(event.detail);
    if (event.action == "move") return move_words(event.detail);
    if (event.action != "end") return with_shown_days(event.detail);
    const std::size_t comma = event.detail.find(',');
    return code_name(visit_, office_.edition.staff.leaving_reasons, event.detail.substr(0, comma)) +
           with_shown_days(event.detail.substr(std::min(comma, event.detail.size())));
  }
  // Days are kept as `2021-09-15` and read as `15.09.2021`.
  static std::string with_shown_days(std::string text) {
    constexpr std::size_t length = 10;
    for (std::size_t at = 0; at + length <= text.size(); ++at)
      if (const auto day = CivilDate::parse(text.substr(at, length)))
        text.replace(at, length, shown_day(*day));
    return text;
  }
  std::string field_names(const std::string& fields) const {
    std::string out;
    for (const std::string_view field : split_words(fields))
      out += (out.empty() ? "" : ", ") + text("staff." + std::string(field));
    return out;
  }
  // Codes of the territories before and after, as names.
  std::string move_words(const std::string& codes) const {
    std::string out;
    for (const std::string_view code : split_words(codes))
      out += (out.empty() ? "" : " ") +
             (code == "→" ? std::string(code) : territory_name(office_, visit_, std::string(code)));
    return out;
  }
  std::string href(const std::string& below) const {
    return office_href(visit_, worker_path(worker_.id) + below);
  }

  const Office& office_;
  const OfficeVisit& visit_;
  const WorkerFile& file_;
  const Worker& worker_;
  const std::vector<WorkerEvent>& events_;
  const std::string holdings_;
};

// A look at a person's details is in the log before they are shown.
Result<Done> note_look(const Office& office, const OfficeVisit& visit, const char* action, WorkerId id) {
  return note_deed(office, visit, action, "worker " + id.value.to_string(), {});
}

http::Response show_worker(const Office& office, const http::Request& request, const OfficeVisit& visit,
                           const std::string& told, int status) {
  const auto file = worker_of(office, request, visit);
  if (!file) return worker_failure(office, visit, file.error(), request.id);
  if (const auto noted = note_look(office, visit, "worker.view", file->worker.id); !noted)
    return office_failure(office, visit, noted.error(), request.id);
  const auto equipment = equipment_of_worker(office, visit, file->worker);
  if (!equipment) return office_failure(office, visit, equipment.error(), request.id);
  const auto events = office.fieldwork->workforce.events(file->worker);
  if (!events) return office_failure(office, visit, events.error(), request.id);
  const auto replacement = replacement_section(office, visit, file->worker);
  if (!replacement) return office_failure(office, visit, replacement.error(), request.id);
  const auto holdings = holdings_section(office, visit, file->worker);
  if (!holdings) return office_failure(office, visit, holdings.error(), request.id);
  return WorkerDocument(office, visit, *file, *events, *replacement + *holdings)
      .render(told, *equipment, status);
}

// Of the site that answers: in the demo it has no name of its own.
std::string public_site(const Office& office, const http::Request& request) {
  const std::string_view host = request.header("host");
  const bool is_plain =
      host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-:[]") == std::string_view::npos;
  if (office.demo && !host.empty() && is_plain) return "https://" + std::string(host);
  return office.edition.staff.check_address;
}

// What cannot be done is told on the page of the person, where it can be mended.
http::Response worker_refusal(const Office& office, const http::Request& request, const OfficeVisit& visit,
                              const Error& error) {
  if (!office.texts.has("staff.error." + error.code) || error.code == "worker.unknown")
    return worker_failure(office, visit, error, request.id);
  return show_worker(office, request, visit, notice("error", worker_error(office, visit, error.code)),
                     error.code == "worker.stale" ? 409 : 422);
}

}  // namespace

Result<WorkerFile> worker_of(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto id = Uuid::parse(request.param("worker"));
  if (!id) return Error{"worker.unknown", {}};
  return office.fieldwork->workforce.open({*id}, *visit.actor);
}

http::Response worker_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  return show_worker(office, request, visit, {}, 200);
}

http::Response post_step(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto form = request.form();
  if (!form) return office_failure(office, visit, form.error(), request.id);
  const auto id = Uuid::parse(request.param("worker"));
  if (!id) return office_forbidden(office, visit);
  const std::string_view action = request.param("action");
  Workforce& workforce = office.fieldwork->workforce;
  const auto command = action == "move" ? Result<WorkerCommand>(MoveWorker{territory_code(
                                              office, visit, http::field_value(*form, "territory"))})
                                        : command_of(action, *form);
  if (!command) return worker_refusal(office, request, visit, command.error());
  const EndWork* leaving = std::get_if<EndWork>(&*command);
  const auto done =
      leaving != nullptr
          ? end_work(*office.fieldwork, office.equipment, {*id}, *leaving, *visit.actor, office.clock.now())
      : std::holds_alternative<IssueCard>(*command) ? workforce.issue_card({*id}, *visit.actor)
                                                    : workforce.act({*id}, *command, *visit.actor);
  if (!done) return worker_refusal(office, request, visit, done.error());
  return http::redirect(office_href(visit, worker_path({*id})));
}

http::Response post_photo(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto file = worker_of(office, request, visit);
  if (!file) return worker_failure(office, visit, file.error(), request.id);
  const auto parts = request.parts();
  if (!parts) return office_failure(office, visit, parts.error(), request.id);
  for (const http::Part& part : *parts) {
    if (part.name != "photo" || part.content.empty()) continue;
    const auto photo = picture::read(part.content);
    if (!photo) return worker_refusal(office, request, visit, photo.error());
    if (const auto wrong = office.fieldwork->portraits.check(*photo); !wrong.empty())
      return worker_refusal(office, request, visit, {wrong.front(), {}});
    const auto put = office.fieldwork->workforce.put_photo(file->worker.id, *photo, *visit.actor);
    if (!put) return worker_refusal(office, request, visit, put.error());
    return http::redirect(office_href(visit, worker_path(file->worker.id)));
  }
  return worker_refusal(office, request, visit, {"worker.photo", {}});
}

http::Response worker_photo(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto file = worker_of(office, request, visit);
  if (!file) return worker_failure(office, visit, file.error(), request.id);
  auto photo = office.fieldwork->workforce.photo(file->worker);
  if (!photo) return office_failure(office, visit, photo.error(), request.id);
  if (!*photo) return office_message(office, visit, "office.not_found", 404);
  http::Response response;
  response.content_type = std::string(picture::media_type((*photo)->kind));
  response.body = std::move((*photo)->bytes);
  http::add_header(response, "Cache-Control", "no-store");
  return response;
}

http::Response card_pdf(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto file = worker_of(office, request, visit);
  if (!file) return worker_failure(office, visit, file.error(), request.id);
  const Worker& worker = file->worker;
  // A card that is worth nothing is not printed once more.
  if (!worker.card || worker.state != WorkerState::working)
    return worker_refusal(office, request, visit, {"worker.step", {}});
  const auto photo = office.fieldwork->workforce.photo(worker);
  if (!photo) return office_failure(office, visit, photo.error(), request.id);
  if (!*photo) return worker_refusal(office, request, visit, {"worker.photo", {}});
  if (const auto noted = note_look(office, visit, "worker.print_card", worker.id); !noted)
    return office_failure(office, visit, noted.error(), request.id);
  auto pdf = card_document(*office.fieldwork, office.texts, worker, **photo, public_site(office, request),
                           office.clock.now());
  if (!pdf) return office_failure(office, visit, pdf.error(), request.id);
  http::Response response;
  response.content_type = "application/pdf";
  response.body = *std::move(pdf);
  http::add_header(response, "Cache-Control", "no-store");
  http::add_header(response, "Content-Disposition",
                   "inline; filename=\"card-" + worker.card->number + ".pdf\"");
  return response;
}

}  // namespace sanaq
