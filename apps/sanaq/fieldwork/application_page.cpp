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

/// The form with what was typed and what is wrong with it: of a new application, or of one that is put right.
class ApplicationPage {
 public:
  ApplicationPage(const Office& office, const OfficeVisit& visit, const ApplicationForm& form,
                  const FieldErrors& errors)
      : office_(office), visit_(visit), form_(form), errors_(errors) {}

  http::Response render() const {
    std::string fields = person();
    fields += input("iin", "text", "numeric") + details();
    fields += select("role", role_options(office_, visit_));
    fields += territory_field(office_, visit_, form_.territory, error_of(errors_, "territory"));
    return page("staff.new", new_path, fields, {});
  }

  // The number, the role and the territory stay: another number is another person, and the territory has a
  // step of its own.
  http::Response render_amended(const Worker& worker, const std::string& told) const {
    const std::string back = link(office_href(visit_, worker_path(worker.id)), full_name(worker.name));
    return page("staff.amend", amend_path(worker.id), person() + details(), back, told);
  }

  static std::string amend_path(WorkerId id) { return worker_path(id) + "/application"; }

 private:
  http::Response page(const std::string& key, const std::string& path, const std::string& fields,
                      const std::string& below, const std::string& told = {}) const {
    const std::string title = text(key);
    const std::string main = heading(title) + paragraph("lead", text(key + ".lead")) + told +
                             error_summary(text("staff.again"), errors_) +
                             form_start(office_href(visit_, path)) +
                             hidden_input("csrf", office_csrf(office_, visit_)) + fields +
                             submit_button("primary", "", "", text(key + ".submit")) + "</form>" + below;
    return office_page(office_, visit_, {title, path, main, errors_.empty() && told.empty() ? 200 : 422});
  }
  std::string person() const {
    std::string fields;
    for (const char* name : {"surname", "given", "patronymic"}) fields += input(name, "text", "");
    return fields;
  }
  std::string details() const {
    return input("birth_date", "date", "") + input("phone", "tel", "tel") + languages() +
           select("education", code_options(visit_, office_.edition.staff.education)) +
           input("computer_points", "text", "numeric");
  }
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

// What is on the books, as it would be typed.
ApplicationForm form_of_worker(const WorkerFile& file) {
  const Worker& worker = file.worker;
  ApplicationForm form;
  form.surname = worker.name.surname;
  form.given = worker.name.given;
  form.patronymic = worker.name.patronymic;
  form.birth_date = file.details.birth.to_string();
  form.phone = "+" + file.details.phone;
  form.languages = join(worker.languages, " ");
  form.education = worker.education;
  if (worker.computer_points) form.computer_points = std::to_string(*worker.computer_points);
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

http::Response amend_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto file = worker_of(office, request, visit);
  if (!file) return worker_failure(office, visit, file.error(), request.id);
  if (!is_before_contract(file->worker.state))
    return worker_failure(office, visit, {"worker.step", {}}, request.id);
  const std::string subject = "worker " + file->worker.id.value.to_string();
  if (const auto noted = note_deed(office, visit, "worker.view", subject, {}); !noted)
    return office_failure(office, visit, noted.error(), request.id);
  return ApplicationPage(office, visit, form_of_worker(*file), {}).render_amended(file->worker, {});
}

http::Response post_amended(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto file = worker_of(office, request, visit);
  if (!file) return worker_failure(office, visit, file.error(), request.id);
  const auto fields = request.form();
  if (!fields) return office_failure(office, visit, fields.error(), request.id);
  const ApplicationForm form = form_of(office, visit, *fields);
  std::vector<FieldFinding> findings;
  const auto done = office.fieldwork->workforce.amend(file->worker.id, form, findings, *visit.actor);
  if (!done && done.error().code != "worker.same")
    return worker_failure(office, visit, done.error(), request.id);
  if (!findings.empty())
    return ApplicationPage(office, visit, form, texts_of(office, visit, findings))
        .render_amended(file->worker, {});
  return http::redirect(office_href(visit, worker_path(file->worker.id)));
}

}  // namespace sanaq
