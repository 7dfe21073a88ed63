#include "sanaq/institution/person_form.h"

#include <algorithm>

#include "institution/typed_person.h"
#include "page/html.h"

namespace sanaq {
namespace {

using page::Html;

std::string words(const Form& form, const LocalizedText& label, std::string_view language) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < form.languages.size(); ++i)
    if (form.languages[i] == language) at = i;
  std::string out;
  if (at < label.size())
    for (const TextPart& part : label[at]) out += part.literal;
  return out;
}

// The options of a question of the questionnaire: kinds of documents, countries.
std::vector<SelectOption> options_of(const Office& office, const OfficeVisit& visit,
                                     NodeIndex PersonPlan::* question) {
  const KnownForm& known = office.forms.front();
  std::vector<SelectOption> options;
  if (known.plan.persons.empty()) return options;
  const NodeIndex node = known.plan.persons.front().*question;
  if (node == no_node || known.form->nodes[node].choices == no_choice_list) return options;
  const ChoiceList& list = known.form->choice_lists[known.form->nodes[node].choices];
  if (list.codelist)
    for (const Codelist::Row& row : list.codelist->rows())
      options.push_back({row.code, std::string(list.codelist->label(row.code, visit.language))});
  for (const Choice& choice : list.choices)
    options.push_back({choice.code, words(*known.form, choice.label, visit.language)});
  return options;
}

// A person without IIN, and one met without papers.
std::string document_fields(const Office& office, const OfficeVisit& visit, const ResidentPerson& person,
                            const FieldErrors& errors) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html head;
  const bool open = person.iin.empty() && (!person.document_number.empty() || !person.met.empty());
  head.open("details", {{"open", open ? "open" : ""}})
      .element("summary", {}, text("institution.person.no_iin"));
  return head.take() +
         render_select("document_kind", text("institution.person.document_kind"), "",
                       options_of(office, visit, &PersonPlan::document_kind), person.document_kind) +
         render_input({"document_number", text("institution.person.document_number"), "",
                       person.document_number, error_of(errors, "document_number"), "text", "", "off", true,
                       false}) +
         render_select("document_country", text("institution.person.document_country"), "",
                       options_of(office, visit, &PersonPlan::document_country), person.document_country) +
         render_input({"met", text("institution.person.met"), text("institution.person.met.hint"), person.met,
                       error_of(errors, "met"), "text", "", "off", false, false}) +
         "</details>";
}

// As people of the country write days.
std::string shown_birth(const std::string& day) {
  const auto date = CivilDate::parse(day);
  return date ? shown_day(*date) : day;
}

}  // namespace

std::string finding_text(const Office& office, const OfficeVisit& visit, const ResidentFinding& finding) {
  return visit.text(office, "institution.finding." + finding.code);
}

FieldErrors finding_errors(const Office& office, const OfficeVisit& visit,
                           const std::vector<ResidentFinding>& findings) {
  FieldErrors errors;
  for (const ResidentFinding& one : findings)
    if (one.is_hard) errors.emplace_back(one.field, finding_text(office, visit, one));
  return errors;
}

bool has_hard(const std::vector<ResidentFinding>& findings) {
  return std::any_of(findings.begin(), findings.end(), [](const auto& one) { return one.is_hard; });
}

std::string person_fields(const Office& office, const OfficeVisit& visit, const ResidentPerson& person,
                          const std::vector<ResidentFinding>& findings) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  const FieldErrors errors = finding_errors(office, visit, findings);
  const auto name = [&](const char* field, const std::string& value, bool required) {
    return render_input({field, text("institution.person." + std::string(field)), "", value,
                         error_of(errors, field), "text", "", "off", false, required});
  };
  return name("surname", person.surname, true) + name("given_name", person.given_name, true) +
         name("patronymic", person.patronymic, false) +
         render_input({"iin", text("institution.person.iin"), "", person.iin, error_of(errors, "iin"), "text",
                       "numeric", "off", true, false}) +
         render_input({"birth_date", text("institution.person.birth_date"),
                       text("institution.person.birth_date.hint"), shown_birth(person.birth_date),
                       error_of(errors, "birth_date"), "text", "", "off", true, false}) +
         render_select("sex", text("institution.person.sex"), "",
                       {{"1", text("institution.person.man")}, {"2", text("institution.person.woman")}},
                       person.sex) +
         document_fields(office, visit, person, errors);
}

ResidentPerson posted_person(const http::Fields& fields) {
  const auto value = [&](std::string_view name) { return std::string(http::field_value(fields, name)); };
  return typed_person({value("surname"), value("given_name"), value("patronymic"), value("sex"),
                       value("birth_date"), value("iin"), value("document_kind"), value("document_number"),
                       value("document_country"), value("met")});
}

}  // namespace sanaq
