#include "base/shown_date.h"
#include "base/text.h"
#include "page/html.h"
#include "sanaq/fieldwork/staff_check_pages.h"

namespace sanaq {
namespace {

using page::Html;

std::string value_of(const http::Fields& fields, std::string_view name) {
  return std::string(trim(http::field_value(fields, name)));
}

// Regions to choose from: whose department is to be told.
std::vector<SelectOption> regions(const Codelist& territories, const std::string& language) {
  std::vector<SelectOption> options;
  for (const std::uint32_t row : territories.where(territories.column("parent"), "")) {
    const std::string& code = territories.rows()[row].code;
    options.push_back({code, std::string(territories.label(code, language))});
  }
  return options;
}

http::Response told_page(const Site& site, const Visitor& visitor) {
  const auto text = [&](std::string_view key) { return site.texts.text(key, visitor.language); };
  Html out;
  out.open("section", {{"class", "result good"}, {"role", "status"}});
  out.element(
      "p", {},
      site.texts.text("staff_check.report.told", visitor.language, {site.edition.edition.staff.check_phone}));
  out.close("section");
  return page_response(site, visitor,
                       {text("staff_check.report.done"), "/staff-check",
                        heading(text("staff_check.report.done")) + out.take() +
                            link("/" + visitor.language + "/staff-check", text("staff_check.title"))});
}

http::Response again_page(const StaffCheck& check, const Visitor& visitor, const CardAnswer& found,
                          const http::Fields& fields, const FieldErrors& errors) {
  const auto text = [&](std::string_view key) { return check.site.texts.text(key, visitor.language); };
  return page_response(
      check.site, visitor,
      {text("staff_check.report"), "/staff-check",
       heading(text("staff_check.report")) + error_summary(text("staff_check.report.again"), errors) +
           door_report_form(check, visitor, found, value_of(fields, "card"), errors, fields),
       422});
}

// Too many reports, or too many numbers that were none, from one place.
Result<bool> waits(const StaffCheck& check, const http::Request& request, UtcInstant now) {
  SANAQ_TRY(const auto reports, check.reports.wait_seconds(request.remote_address, now));
  SANAQ_TRY(const auto numbers, check.wrong.wait_seconds(request.remote_address, now));
  return reports > 0 || numbers > 0;
}

// The form must not be a way to try numbers out: a wrong one counts here as it does at the check.
Result<CardAnswer> look_up(const StaffCheck& check, const http::Request& request, const std::string& typed,
                           UtcInstant now) {
  SANAQ_TRY(auto found, check.desk.workforce.look_up(typed));
  if (!typed.empty() && found.status == CardStatus::unknown)
    SANAQ_TRY_DONE(check.wrong.note_wrong(request.remote_address, now));
  return found;
}

}  // namespace

std::string door_report_form(const StaffCheck& check, const Visitor& visitor,
                             const std::optional<CardAnswer>& found, const std::string& typed,
                             const FieldErrors& errors, const http::Fields& fields) {
  const Site& site = check.site;
  const auto text = [&](std::string_view key) { return site.texts.text(key, visitor.language); };
  Html title;
  title.open("section", {{"class", "board-section"}, {"aria-labelledby", "report"}});
  title.element("h2", {{"id", "report"}}, text("staff_check.report"));
  const bool known = found && found->status != CardStatus::unknown;
  const std::string region_error = error_of(errors, "region");
  std::string form = title.take() + paragraph("hint", text("staff_check.report.lead")) +
                     form_start("/" + visitor.language + "/staff-check/report") +
                     hidden_input("csrf", csrf_token(site, visitor)) + hidden_input("card", typed) +
                     render_input({"place", text("staff_check.report.place"),
                                   text("staff_check.report.place.hint"), value_of(fields, "place"),
                                   error_of(errors, "place"), "text", "", "street-address", false});
  if (!known)
    form += (region_error.empty() ? "" : paragraph("error", region_error)) +
            render_select("region", text("staff_check.report.region"), text("staff_check.report.choose"),
                          regions(site.edition.territories(), visitor.language), value_of(fields, "region"));
  TextInput words{"words", text("staff_check.report.words"), "", value_of(fields, "words"),
                  error_of(errors, "words")};
  words.autocomplete = "off";
  words.required = false;
  return form + render_input(words) + submit_button("secondary", "", "", text("staff_check.report.send")) +
         "</form></section>";
}

http::Response post_door_report(const StaffCheck& check, const http::Request& request,
                                const Visitor& visitor) {
  const Site& site = check.site;
  const auto fields = request.form();
  if (!fields) return failure_page(site, visitor, fields.error(), request.id);
  const UtcInstant now = site.clock.now();
  const auto wait = waits(check, request, now);
  if (!wait) return failure_page(site, visitor, wait.error(), request.id);
  if (*wait)
    return message_page(site, visitor, "staff_check.report.often", 429,
                        {site.edition.edition.staff.check_phone});
  const std::string typed = value_of(*fields, "card");
  const auto found = look_up(check, request, typed, now);
  if (!found) return failure_page(site, visitor, found.error(), request.id);
  DoorReport report;
  report.id = Uuid::make(now.micros / 1000, site.rng);
  report.at = now;
  report.place = value_of(*fields, "place");
  report.words = value_of(*fields, "words");
  report.status = typed.empty() ? "none" : std::string(to_string(found->status));
  if (const auto number = parse_card_number(typed)) report.card = *number;
  const bool known = found->status != CardStatus::unknown;
  report.territory = known ? found->territory : value_of(*fields, "region");
  if (known) report.worker = found->holder;
  FieldErrors errors;
  const auto wrong = [&](const char* field, const char* key) {
    errors.emplace_back(field, site.texts.text(key, visitor.language));
  };
  if (report.place.empty() || report.place.size() > report_place_bytes_max)
    wrong("place", "staff_check.report.error.place");
  if (report.words.size() > report_words_bytes_max) wrong("words", "staff_check.report.error.words");
  if (!known && site.edition.territories().find(report.territory) == nullptr)
    wrong("region", "staff_check.report.error.region");
  if (!errors.empty()) return again_page(check, visitor, *found, *fields, errors);
  if (const auto noted = check.reports.note_wrong(request.remote_address, now); !noted)
    return failure_page(site, visitor, noted.error(), request.id);
  if (const auto added = check.desk.reports.add(report); !added)
    return failure_page(site, visitor, added.error(), request.id);
  return told_page(site, visitor);
}

}  // namespace sanaq
