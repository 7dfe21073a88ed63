#include "page/session.h"

#include "page/path.h"
#include "page/step.h"

namespace sanaq::page {
namespace {

Fields read_fields(const Json& json) {
  Fields out;
  for (const Json& pair : json.items())
    if (pair.items().size() == 2) out.emplace_back(pair.items()[0].text(), pair.items()[1].text());
  return out;
}

std::string_view outcome_name(Step::Outcome outcome) {
  switch (outcome) {
    case Step::Outcome::page:
      return "page";
    case Step::Outcome::saved:
      return "saved";
    case Step::Outcome::submit:
      return "submit";
  }
  return "page";
}

// A list of the form with rows that stay on the server, or nullptr.
Codelist* find_codelist(const Form& form, std::string_view name) {
  for (const ChoiceList& list : form.choice_lists)
    if (list.codelist && list.codelist->name() == name) return list.codelist.get();
  return nullptr;
}

Json want(std::string_view list, std::string_view column, std::string_view value) {
  Json out = Json::object();
  out.set("list", Json::string(list));
  out.set("column", Json::string(column));
  out.set("value", Json::string(value));
  return out;
}

// Rows a question needs: those its filter asks for, and the row of the answer given.
void collect_wanted(const Interview& interview, Place place, Json& out) {
  const Form& form = interview.form();
  const Node& node = form.nodes[place.node];
  if (node.choices == no_choice_list) return;
  const ChoiceList& list = form.choice_lists[node.choices];
  if (!list.codelist || list.codelist->complete()) return;
  const std::string code = interview.text_of(place.node, interview.stored(place));
  if (!code.empty() && list.codelist->find(code) == nullptr)
    out.push(want(list.codelist->name(), "name", code));
  // The first term narrows the list enough; the engine applies the others to the rows that come.
  const auto& terms = form.filters[place.node];
  if (terms.empty()) return;
  const auto values = interview.filter_values(place);
  const auto& columns = list.codelist->columns();
  if (!values.empty()) out.push(want(list.codelist->name(), columns[terms[0].column], values[0]));
}

Json rows_to_json(const Form& form) {
  Json out = Json::array();
  for (const ChoiceList& list : form.choice_lists)
    if (list.codelist && !list.codelist->complete()) out.push(Json::string(list.codelist->name()));
  return out;
}

}  // namespace

Result<std::string> Session::call(std::string_view name, std::string_view input) {
  SANAQ_TRY(const Json json, parse_json(input.empty() ? "null" : input));
  if (name == "load") return load(json);
  if (!form_) return Error{"session.state", "no form"};
  if (name == "open") return open(json);
  if (name == "feed") return feed(json);
  if (name == "carry_from") return carry_from(json);
  if (name == "carry") return carry(json);
  if (name == "territory") return territory(json);
  if (!interview_) return Error{"session.state", "no interview"};
  if (name == "apply") return apply(json);
  if (name == "page") return page(json);
  if (name == "step") return step(json);
  if (name == "wanted") return wanted(json);
  return question(name, json);
}

Result<std::string> Session::load(const Json& input) {
  Messages texts;
  SANAQ_TRY_DONE(texts.add(input["messages"].text()));
  SANAQ_TRY(const CivilDate date, CivilDate::parse(input["census_date"].text()));
  SANAQ_TRY(FormSource source, read_package(to_text(input["form"])));
  CompiledForm compiled = compile_form(source);
  if (!compiled.form) {
    const bool any = !compiled.findings.empty();
    return Error{any ? compiled.findings[0].code : "form.package",
                 any ? compiled.findings[0].detail : std::string()};
  }
  interview_.reset();
  texts_ = std::move(texts);
  source_ = std::move(source);
  form_ = std::move(compiled.form);
  census_date_ = date;
  Json out = Json::object();
  out.set("form", Json::string(form_->id));
  out.set("version", Json::string(form_->version));
  Json languages = Json::array();
  for (const std::string& language : form_->languages) languages.push(Json::string(language));
  out.set("languages", std::move(languages));
  out.set("lists", rows_to_json(*form_));
  return to_text(out);
}

Result<std::string> Session::open(const Json& input) {
  undo_ = {};
  if (input.is_null()) {
    interview_.emplace(*form_, InterviewContext{census_date_});
  } else {
    SANAQ_TRY(Interview opened, open_answers(*form_, InterviewContext{census_date_}, input));
    interview_ = std::move(opened);
  }
  Json out = Json::object();
  out.set("complete", Json::boolean(interview_->complete()));
  return to_text(out);
}

Result<std::string> Session::apply(const Json& input) {
  std::int64_t applied = 0, at = 0;
  Json refused = Json::array();
  for (const Json& one : input["operations"].items()) {
    auto operation = read_operation(one);
    std::string code;
    if (!operation)
      code = operation.error().code;
    else if (auto done = interview_->apply(*operation); !done)
      code = done.error().code;
    if (code.empty()) {
      ++applied;
    } else {
      Json entry = Json::object();
      entry.set("at", Json::number(at));
      entry.set("code", Json::string(code));
      refused.push(std::move(entry));
    }
    ++at;
  }
  Json out = Json::object();
  out.set("applied", Json::number(applied));
  out.set("refused", std::move(refused));
  return to_text(out);
}

Result<PageRef> Session::page_at(const Json& input) const {
  const auto page = parse_address(*interview_, input["address"].text());
  if (!page) return Error{"session.address", {}};
  return *page;
}

RenderOptions Session::options(const Json& input) const {
  const std::string& as = input["render_as"].text();
  RenderOptions out{texts_, as.empty() ? input["language"].text() : as};
  out.base = input.has("base") ? input["base"].text() : '/' + out.language + "/q/";
  if (input.has("submit_action")) out.submit_action = input["submit_action"].text();
  out.pictures = input["pictures"].text();
  for (const auto& [name, value] : input["hidden"].members()) out.hidden.emplace_back(name, value.text());
  out.show_findings = input["show_findings"].truth();
  out.offer_undo = !undo_.empty();
  return out;
}

Result<std::string> Session::page(const Json& input) const {
  SANAQ_TRY(const PageRef at, page_at(input));
  return render(*interview_, at, options(input));
}

Result<std::string> Session::step(const Json& input) {
  SANAQ_TRY(const PageRef at, page_at(input));
  Step step = take_step(*interview_, at, read_fields(input["fields"]), input["new_item"].text());
  if (step.wants_undo)
    step = take_back(*interview_, at, undo_.take());
  else
    undo_.add(step.inverse);
  Json operations = Json::array();
  for (const Operation& operation : step.operations) operations.push(to_json(operation));
  RenderOptions base = options(input);
  if (!(step.to == at)) base.show_findings = false;
  if (!step.language.empty()) {
    base.language = step.language;
    if (!input.has("base")) base.base = '/' + step.language + "/q/";
  }
  const RenderOptions shown = options_after(step, std::move(base));
  Json out = Json::object();
  out.set("outcome", Json::string(outcome_name(step.outcome)));
  out.set("operations", std::move(operations));
  out.set("to", Json::string(address(*interview_, step.to)));
  out.set("language", Json::string(shown.language));
  out.set("show_findings", Json::boolean(shown.show_findings));
  out.set("undone", Json::boolean(step.undone != Undone::no));
  out.set("html", Json::string(render(*interview_, step.to, shown)));
  return to_text(out);
}

Result<std::string> Session::wanted(const Json& input) const {
  SANAQ_TRY(const PageRef at, page_at(input));
  Json out = Json::array();
  const auto collect = [&](PageRef page) {
    for (const Place& place : places(*interview_, page)) collect_wanted(*interview_, place, out);
  };
  if (at == review_page)
    for (const PageRef page : pages(*interview_)) collect(page);
  else
    collect(at);
  return to_text(out);
}

Result<std::string> Session::feed(const Json& input) {
  Codelist* list = find_codelist(*form_, input["list"].text());
  if (list == nullptr) return Error{"session.call", "no such list"};
  std::int64_t added = 0;
  for (const Json& row : input["rows"].items()) {
    Codelist::Row fresh;
    fresh.code = row["code"].text();
    for (const Json& label : row["labels"].items()) fresh.labels.push_back(label.text());
    for (const Json& column : row["columns"].items()) fresh.columns.push_back(column.text());
    const bool shaped =
        fresh.labels.size() == list->languages().size() && fresh.columns.size() == list->columns().size();
    if (fresh.code.empty() || !shaped || list->find(fresh.code) != nullptr) continue;
    list->add(std::move(fresh));
    ++added;
  }
  Json out = Json::object();
  out.set("added", Json::number(added));
  return to_text(out);
}

Result<std::string> Session::question(std::string_view name, const Json& input) const {
  if (name == "trace") return to_text(trace(*interview_));
  if (name == "answers") {
    const bool path = input["scope"].text() == "on_path";
    return to_text(write_answers(*interview_, path ? Scope::on_path : Scope::everything));
  }
  if (name == "findings") return to_text(trace_findings(*interview_));
  Json out = Json::array();
  if (name == "pages") {
    for (const PageRef page : pages(*interview_)) out.push(Json::string(address(*interview_, page)));
    return to_text(out);
  }
  if (name != "first") return Error{"session.call", std::string(name)};
  out = Json::object();
  out.set("page", Json::string(address(*interview_, resume_page(*interview_))));
  return to_text(out);
}

std::string write_bundle(std::string_view package, std::string_view messages_csv, CivilDate census_date) {
  std::string out = "{\"census_date\":\"" + census_date.to_string() + "\",\"messages\":";
  append_json_string(out, messages_csv);
  out += ",\"form\":";
  out += package;
  return out + '}';
}

}  // namespace sanaq::page
