#include "sanaq/fieldwork/holdings.h"

#include <algorithm>

#include "base/json.h"
#include "page/html.h"
#include "sanaq/fieldwork/leaving.h"
#include "sanaq/fieldwork/tablet_handover.h"
#include "sanaq/fieldwork/worker_pages.h"
#include "sanaq/fieldwork/worker_words.h"
#include "sanaq/office/office_progress.h"

namespace sanaq {
namespace {

using page::Html;

AuditRecord line_of(const Office& office, const OfficeVisit& visit, const char* action, WorkerId worker) {
  AuditRecord line;
  line.at = office.clock.now();
  line.actor = visit.actor->login;
  line.action = action;
  line.subject = "worker " + worker.value.to_string();
  return line;
}

// The address as a tablet would show it, in one line.
std::string told_place(const std::string& place, const std::string& language) {
  const auto json = parse_json(place);
  if (!json) return {};
  const Json& address = (*json)["address"];
  std::string out = address["settlement"][language].text();
  for (const char* part : {"street", "house", "building", "flat"})
    if (const std::string& text = address[part].text(); !text.empty())
      out += (out.empty() ? "" : ", ") + text;
  return out;
}

/// The section, with what was read of the books.
class HoldingsSection {
 public:
  HoldingsSection(const Office& office, const OfficeVisit& visit, const Worker& worker)
      : office_(office), visit_(visit), worker_(worker) {}

  std::string kit(const std::vector<HandedItem>& handed) const {
    Html out;
    out.open("ul");
    for (const HandedItem& one : handed)
      out.element("li", {}, item_name(one.item) + ", " + office_time(office_, one.at));
    std::string html = section("kit", handed.empty() ? "" : out.close("ul").take());
    if (is_final(worker_.state)) return html + "</section>";
    Html boxes;
    boxes.open("fieldset", {{"class", "field"}});
    boxes.element("legend", {{"class", "label"}}, text("staff.kit.hand"));
    bool any = false;
    for (const NamedCode& item : office_.edition.staff.kit) {
      const bool has = std::any_of(handed.begin(), handed.end(),
                                   [&](const HandedItem& one) { return one.item == item.code; });
      if (has) continue;
      any = true;
      boxes.open("div", {{"class", "option"}})
          .empty("input",
                 {{"type", "checkbox"}, {"name", "item"}, {"id", "item-" + item.code}, {"value", item.code}})
          .element("label", {{"for", "item-" + item.code}}, item_name(item.code))
          .close("div");
    }
    if (!any) return html + "</section>";
    return html + form("/kit") + boxes.close("fieldset").take() +
           submit_button("secondary", "", "", text("staff.kit.note")) + "</form></section>";
  }

  std::string tablets(const std::vector<HeldDevice>& held, const std::vector<HeldDevice>& free) const {
    Html out;
    out.open("ul");
    for (const HeldDevice& one : held) out.element("li", {}, one.label);
    std::string html = section("tablets", held.empty() ? "" : out.close("ul").take());
    if (is_final(worker_.state))
      return html +
             (held.empty()
                  ? ""
                  : form("/tablet") + submit_button("secondary", "take", "1", text("staff.tablet.take")) +
                        "</form>") +
             "</section>";
    if (free.empty()) return html + "</section>";
    return html + form("/tablet") +
           render_select("device", text("staff.tablet.which"), text("staff.choose"), options(free), "") +
           submit_button("secondary", "", "", text("staff.tablet.give")) + "</form></section>";
  }

  std::string cases(const std::vector<OpenCase>& open, const std::vector<HeldDevice>& tablets) const {
    if (open.empty()) return {};
    Html out;
    out.element("p", {}, text("staff.cases.lead")).open("ul");
    for (const OpenCase& one : open) out.element("li", {}, told_place(one.place, visit_.language));
    std::string html = section("cases", out.close("ul").take());
    if (tablets.empty()) return html + "</section>";
    return html + form("/cases") +
           render_select("to", text("staff.cases.to"), text("staff.choose"), options(tablets), "") +
           submit_button("primary", "", "", text("staff.cases.give")) + "</form></section>";
  }

 private:
  std::string text(std::string_view key) const { return visit_.text(office_, key); }
  std::string item_name(const std::string& code) const {
    return code_name(visit_, office_.edition.staff.kit, code);
  }
  std::string form(const char* below) const {
    return form_start(office_href(visit_, worker_path(worker_.id) + below)) +
           hidden_input("csrf", office_csrf(office_, visit_));
  }
  std::string section(const std::string& id, const std::string& inside) const {
    Html out;
    out.open("section", {{"class", "board-section"}, {"aria-labelledby", id}});
    out.element("h2", {{"id", id}}, text("staff." + id));
    return out.take() + (inside.empty() ? paragraph("hint", text("staff.nothing")) : inside);
  }
  static std::vector<SelectOption> options(const std::vector<HeldDevice>& devices) {
    std::vector<SelectOption> out;
    for (const HeldDevice& one : devices) out.push_back({one.id.value.to_string(), one.label});
    return out;
  }

  const Office& office_;
  const OfficeVisit& visit_;
  const Worker& worker_;
};

// Tablets of the actor's territory, in whose hands soever, that can take cases over.
Result<std::vector<HeldDevice>> takers(const Office& office, const OfficeVisit& visit) {
  std::vector<HeldDevice> out;
  if (office.tablets == nullptr) return out;
  SANAQ_TRY(const auto lines, office.tablets->list());
  for (const DeviceLine& line : lines)
    if (line.device.state == DeviceState::active &&
        may(office, visit, Permission::manage_staff, line.device.territory))
      out.push_back({line.device.id, line.device.label});
  return out;
}

bool holds_device(const std::vector<HeldDevice>& devices, DeviceId id) {
  return std::any_of(devices.begin(), devices.end(), [&](const HeldDevice& one) { return one.id == id; });
}

http::Response back(const OfficeVisit& visit, const Worker& worker) {
  return http::redirect(office_href(visit, worker_path(worker.id)));
}

}  // namespace

Result<std::string> holdings_section(const Office& office, const OfficeVisit& visit, const Worker& worker) {
  HandoverStore& books = office.fieldwork->handover;
  const HoldingsSection section(office, visit, worker);
  SANAQ_TRY(const auto kit, books.kit(worker.id));
  SANAQ_TRY(const auto held, books.devices(worker.id));
  SANAQ_TRY(const auto free,
            books.free_devices(territories_within(office.territories, visit.actor->territory)));
  SANAQ_TRY(const auto open, books.open_cases(worker.id));
  SANAQ_TRY(const auto others, open.empty() ? Result<std::vector<HeldDevice>>(std::vector<HeldDevice>())
                                            : takers(office, visit));
  const bool works = worker.state == WorkerState::working || worker.state == WorkerState::suspended;
  std::string html = section.cases(open, others);
  if (works || !kit.empty()) html += section.kit(kit);
  if (works || !held.empty()) html += section.tablets(held, free);
  return html;
}

http::Response post_kit(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto file = worker_of(office, request, visit);
  if (!file) return worker_failure(office, visit, file.error(), request.id);
  const auto form = request.form();
  std::vector<std::string> items;
  for (const auto& field : form ? *form : http::Fields())
    if (field.name == "item" && find_code(office.edition.staff.kit, field.value) != nullptr)
      items.push_back(field.value);
  if (is_final(file->worker.state) || items.empty()) return back(visit, file->worker);
  AuditRecord line = line_of(office, visit, "worker.kit", file->worker.id);
  for (const std::string& item : items) line.detail += (line.detail.empty() ? "" : " ") + item;
  if (const auto done = office.fieldwork->handover.hand(file->worker.id, items, line); !done)
    return office_failure(office, visit, done.error(), request.id);
  return back(visit, file->worker);
}

http::Response post_tablet(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto file = worker_of(office, request, visit);
  if (!file) return worker_failure(office, visit, file.error(), request.id);
  const Worker& worker = file->worker;
  const auto form = request.form();
  if (!form) return office_failure(office, visit, form.error(), request.id);
  if (http::field_value(*form, "take") == "1") {
    if (const auto done = take_tablets(*office.fieldwork, worker.id, *visit.actor, office.clock.now()); !done)
      return office_failure(office, visit, done.error(), request.id);
    return back(visit, worker);
  }
  const auto device = Uuid::parse(http::field_value(*form, "device"));
  HandoverStore& books = office.fieldwork->handover;
  const auto free = books.free_devices(territories_within(office.territories, visit.actor->territory));
  if (!free) return office_failure(office, visit, free.error(), request.id);
  if (!device || !holds_device(*free, {*device}) || worker.state != WorkerState::working)
    return office_forbidden(office, visit);
  AuditRecord line = line_of(office, visit, "worker.tablet_given", worker.id);
  line.detail = "tablet " + device->to_string();
  if (const auto given = books.give_device({*device}, worker.id, line); !given)
    return office_failure(office, visit, given.error(), request.id);
  return back(visit, worker);
}

http::Response post_cases(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto file = worker_of(office, request, visit);
  if (!file) return worker_failure(office, visit, file.error(), request.id);
  const auto form = request.form();
  const auto device = Uuid::parse(form ? http::field_value(*form, "to") : std::string_view());
  const auto others = takers(office, visit);
  if (!others) return office_failure(office, visit, others.error(), request.id);
  if (!device || !holds_device(*others, {*device})) return office_forbidden(office, visit);
  HandoverStore& books = office.fieldwork->handover;
  const auto open = books.open_cases(file->worker.id);
  if (!open) return office_failure(office, visit, open.error(), request.id);
  for (const OpenCase& one : *open) {
    auto done = office.fieldwork->tablets.give(one, {*device});
    if (done) done = books.note_given(file->worker.id, one.id, {*device});
    if (!done) return office_failure(office, visit, done.error(), request.id);
  }
  AuditRecord line = line_of(office, visit, "worker.cases_given", file->worker.id);
  line.detail = std::to_string(open->size()) + " cases to tablet " + device->to_string();
  if (const auto noted = office.audit.append(std::move(line)); !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return back(visit, file->worker);
}

}  // namespace sanaq
