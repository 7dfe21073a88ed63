#include "base/text.h"
#include "page/html.h"
#include "sanaq/fieldwork/worker_pages.h"
#include "sanaq/fieldwork/worker_words.h"

namespace sanaq {
namespace {

using page::Html;

constexpr const char* new_path = "/office/staff/new";

FieldErrors texts_of(const Office& office, const OfficeVisit& visit,
                     const std::vector<FieldFinding>& findings) {
  FieldErrors errors;
  for (const FieldFinding& one : findings)
    if (error_of(errors, one.field).empty())
      errors.emplace_back(std::string(one.field), visit.text(office, "staff." + std::string(one.field)) +
                                                      ": " + worker_error(office, visit, one.code));
  return errors;
}

/// The form with what was typed and what is wrong with it.
class ApplicationPage {
 public:
  ApplicationPage(const Office& office, const OfficeVisit& visit, const ApplicationForm& form,
                  const FieldErrors& errors)
      : office_(office), visit_(visit), form_(form), errors_(errors) {}

  http::Response render() const {
    const std::string title = text("staff.new");
    std::string main = heading(title) + paragraph("lead", text("staff.new.lead")) +
                       error_summary(text("staff.again"), errors_) +
                       form_start(office_href(visit_, new_path)) +
                       hidden_input("csrf", office_csrf(office_, visit_));
    for (const char* name : {"surname", "given", "patronymic"}) main += input(name, "text", "");
    main += input("iin", "text", "numeric") + input("birth_date", "date", "") + input("phone", "tel", "tel");
    main += languages() + select("education", code_options(visit_, office_.edition.staff.education));
    main += input("computer_points", "text", "numeric");
    main += select("role", role_options(office_, visit_));
    main += territory_field(office_, visit_, form_.territory, error_of(errors_, "territory"));
    main += submit_button("primary", "", "", text("staff.new.submit")) + "</form>";
    return office_page(office_, visit_, {title, new_path, main, errors_.empty() ? 200 : 422});
  }

 private:
  std::string text(const std::string& key, const std::vector<std::string>& args = {}) const {
    return visit_.text(office_, key, args);
  }
  std::string value_of(std::string_view name) const {
    for (const ApplicationField& field : application_fields())
      if (field.name == name) return form_.*field.value;
    return {};
  }
  std::string input(const std::string& name, const char* type, const char* mode) const {
    TextInput input;
    input.name = name;
    input.label = text("staff." + name);
    if (const std::string hint = "staff." + name + ".hint"; office_.texts.has(hint))
      input.hint = text(hint, {std::to_string(office_.edition.staff.computer_test.points_max)});
    input.value = value_of(name);
    input.error = error_of(errors_, name);
    input.type = type;
    input.mode = mode;
    input.autocomplete = "off";
    input.is_short = name == "iin" || name == "birth_date" || name == "phone" || name == "computer_points";
    input.required = name != "patronymic" && name != "computer_points";
    return render_input(input);
  }
  std::string select(const std::string& name, const std::vector<SelectOption>& options) const {
    const std::string error = error_of(errors_, name);
    return (error.empty() ? "" : paragraph("error", error)) +
           render_select(name, text("staff." + name), text("staff.choose"), options, value_of(name));
  }
  std::string languages() const {
    const auto spoken = split_words(form_.languages);
    Html out;
    out.open("fieldset", {{"class", "field"}, {"id", "languages"}});
    out.element("legend", {{"class", "label"}}, text("staff.languages"));
    if (const std::string error = error_of(errors_, "languages"); !error.empty())
      out.element("p", {{"class", "error"}}, error);
    for (const std::string& language : office_.edition.languages) {
      const bool chosen = std::find(spoken.begin(), spoken.end(), language) != spoken.end();
      const std::string id = "languages-" + language;
      out.open("div", {{"class", "option"}})
          .empty("input", {{"type", "checkbox"},
                           {"name", "languages"},
                           {"id", id},
                           {"value", language},
                           {"checked", chosen ? "checked" : ""}})
          .element("label", {{"for", id}}, text("site.language." + language))
          .close("div");
    }
    return out.close("fieldset").take();
  }

  const Office& office_;
  const OfficeVisit& visit_;
  const ApplicationForm& form_;
  const FieldErrors& errors_;
};

ApplicationForm form_of(const Office& office, const OfficeVisit& visit, const http::Fields& fields) {
  ApplicationForm form;
  for (const ApplicationField& field : application_fields())
    for (const auto& posted : fields)
      if (posted.name == field.name) {
        std::string& value = form.*field.value;
        value += (value.empty() ? "" : " ") + posted.value;  // several boxes of one name
      }
  form.territory = territory_code(office, visit, form.territory);
  return form;
}

}  // namespace

http::Response application_page(const Office& office, const http::Request&, const OfficeVisit& visit) {
  ApplicationForm form;
  form.territory = visit.actor->territory;
  return ApplicationPage(office, visit, form, {}).render();
}

http::Response post_application(const Office& office, const http::Request& request,
                                const OfficeVisit& visit) {
  const auto fields = request.form();
  if (!fields) return office_failure(office, visit, fields.error(), request.id);
  const ApplicationForm form = form_of(office, visit, *fields);
  Workforce& workforce = office.fieldwork->workforce;
  const ApplicationCheck check = workforce.check(form);
  if (check.candidate.empty())
    return ApplicationPage(office, visit, form, texts_of(office, visit, check.findings)).render();
  const auto filed = workforce.apply(check.candidate, *visit.actor);
  if (!filed && filed.error().code == "worker.known")
    return ApplicationPage(office, visit, form, texts_of(office, visit, {{"iin", "worker.known"}})).render();
  if (!filed) return worker_failure(office, visit, filed.error(), request.id);
  return http::redirect(office_href(visit, worker_path(filed->front())));
}

}  // namespace sanaq
