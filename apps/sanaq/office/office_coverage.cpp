// Doubtful pairs: of the post-enumeration survey and the census, or of two questionnaires of the census. A
// clerk sees what is told of two people, side by side, and says whether they are one. No name, number or
// address.
#include "base/text.h"
#include "page/html.h"
#include "processing/likely_people.h"
#include "processing/person_variables.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/office/office_frame.h"

namespace sanaq {
namespace {

constexpr const char* coverage_path = "/office/coverage";
constexpr const char* pair_path = "/office/coverage/pair";

http::Response coverage_board(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto counts = office.pairs->counts();
  if (!counts) return office_failure(office, visit, counts.error(), request.id);
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  page::Html rows;
  rows.open("tbody");
  std::int64_t open = 0;
  for (const PairCounts& round : *counts) {
    const bool is_census = round.round == namesake_round;
    rows.open("tr").element("th", {{"scope", "row"}},
                            is_census ? text("office.coverage.namesakes") : round.round);
    for (const std::int64_t number : {round.open, round.same, round.other})
      rows.element("td", {{"class", "number"}}, shown_number(number, visit.language));
    rows.close("tr");
    open += round.open;
  }
  rows.close("tbody");
  const std::string title = text("office.coverage");
  std::string main = heading(title) + paragraph("lead", text("office.coverage.lead"));
  if (counts->empty()) {
    main += paragraph("", text("office.coverage.nothing"));
  } else {
    main += board_start("coverage", title) +
            board_head({text("office.coverage.round"), text("office.coverage.open"),
                        text("office.coverage.same"), text("office.coverage.other")},
                       1) +
            rows.take() + board_end();
    if (open > 0) main += link(office_href(visit, pair_path), text("office.coverage.begin"));
  }
  return office_page(office, visit, {title, coverage_path, main});
}

// What a value of a fact means: an option of the question of that concept, else the number itself.
std::string shown_fact(const Office& office, const OfficeVisit& visit, const std::string& name,
                       const std::optional<std::int32_t>& value) {
  if (!value) return visit.text(office, "office.coverage.not_stated");
  const std::string digits = std::to_string(*value);
  const Form& form = *office.forms.front().form;
  const NodeIndex node = question_of(form, name);
  if (node == no_node || form.nodes[node].choices == no_choice_list) return digits;
  for (const Choice& choice : form.choice_lists[form.nodes[node].choices].choices) {
    if (choice.code != digits) continue;
    std::string label;
    for (std::size_t i = 0; i < form.languages.size() && i < choice.label.size(); ++i)
      if (form.languages[i] == visit.language)
        for (const TextPart& part : choice.label[i]) label += part.literal;
    return label.empty() ? digits : label;
  }
  return digits;
}

std::string fact_name(const Office& office, const OfficeVisit& visit, const std::string& name) {
  const std::string key = "office.coverage.fact." + name;
  return office.texts.has(key) ? visit.text(office, key) : name;
}

// Facts that differ are said to differ, not only shown so.
std::string pair_table(const Office& office, const OfficeVisit& visit, const DoubtfulPair& pair,
                       bool is_census) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  page::Html rows;
  rows.open("tbody");
  for (const PairFact& fact : pair.facts) {
    const bool is_known = fact.survey && fact.census;
    const char* verdict = !is_known                    ? "office.coverage.unknown"
                          : fact.survey == fact.census ? "office.coverage.agrees"
                                                       : "office.coverage.differs";
    rows.open("tr").element("th", {{"scope", "row"}}, fact_name(office, visit, fact.name));
    rows.element("td", {}, shown_fact(office, visit, fact.name, fact.survey));
    rows.element("td", {}, shown_fact(office, visit, fact.name, fact.census));
    rows.element("td", {}, text(verdict)).close("tr");
  }
  rows.close("tbody");
  return board_start("pair", text("office.coverage.pair")) +
         board_head({text("office.coverage.fact"),
                     text(is_census ? "office.coverage.first" : "office.coverage.survey"),
                     text(is_census ? "office.coverage.second" : "office.coverage.census"),
                     text("office.coverage.verdict")},
                    4) +
         rows.take() + board_end();
}

std::string decision_choices(const Office& office, const OfficeVisit& visit) {
  page::Html out;
  out.open("fieldset", {{"class", "field"}});
  out.element("legend", {{"class", "label"}}, visit.text(office, "office.coverage.question"));
  out.open("div", {{"class", "options"}});
  for (const PairDecision one : {PairDecision::same, PairDecision::other}) {
    const std::string name(to_string(one)), id = "decision-" + name;
    out.open("div", {{"class", "option"}});
    out.empty("input", {{"type", "radio"}, {"name", "decision"}, {"value", name}, {"id", id}});
    out.element("label", {{"for", id}}, visit.text(office, "office.coverage.decision." + name)).close("div");
  }
  return out.close("div").close("fieldset").take();
}

http::Response pair_page(const Office& office, const OfficeVisit& visit,
                         const std::optional<PairToReview>& pair, std::string_view error) {
  const std::string title = visit.text(office, "office.coverage.pair");
  std::string main = error.empty() ? std::string()
                                   : error_summary(visit.text(office, error),
                                                   {{"decision-same", visit.text(office, error)}});
  main += heading(title);
  if (!pair) {
    main += paragraph("", visit.text(office, "office.coverage.nothing"));
  } else {
    const bool is_census = pair->round == namesake_round;
    main +=
        paragraph("lead", is_census ? visit.text(office, "office.coverage.namesakes.lead")
                                    : visit.text(office, "office.coverage.where",
                                                 {pair->round, territory_name(office, visit, pair->pair.area),
                                                  std::to_string(pair->pair.probability_ppm / 10'000)})) +
        pair_table(office, visit, pair->pair, is_census) + form_start(office_href(visit, pair_path)) +
        hidden_input("csrf", office_csrf(office, visit)) + hidden_input("pair", std::to_string(pair->id)) +
        decision_choices(office, visit) +
        submit_button("primary", "", "", visit.text(office, "office.coverage.save")) + "</form>";
  }
  main += link(office_href(visit, coverage_path), visit.text(office, "office.coverage"));
  return office_page(office, visit, {title, pair_path, main, error.empty() ? 200 : 422});
}

http::Response next_pair_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  const auto pair = office.pairs->next();
  if (!pair) return office_failure(office, visit, pair.error(), request.id);
  return pair_page(office, visit, *pair, "");
}

http::Response take_pair_decision(const Office& office, const http::Request& request,
                                  const OfficeVisit& visit) {
  const auto fields = request.form();
  const auto field = [&](std::string_view name) {
    return fields ? std::string(trim(http::field_value(*fields, name))) : std::string();
  };
  const auto id = parse_digits(field("pair"));
  const auto pair = office.pairs->find(id.value_or(0));
  if (!pair) return office_failure(office, visit, pair.error(), request.id);
  if (!*pair) return office_message(office, visit, "http.not_found", 404);
  const auto decision = parse_pair_decision(field("decision"));
  if (!decision) return pair_page(office, visit, *pair, "office.coverage.error.empty");
  const std::string subject = "pair " + std::to_string((*pair)->id) + " of " + (*pair)->round;
  if (const auto noted =
          note_deed(office, visit, "coverage.decide", subject, std::string(to_string(*decision)));
      !noted)
    return office_failure(office, visit, noted.error(), request.id);
  const auto decided = office.pairs->decide((*pair)->id, *decision, visit.actor->login, office.clock.now());
  if (!decided) return office_failure(office, visit, decided.error(), request.id);
  if (!*decided) return office_message(office, visit, "office.coverage.late", 409);
  return http::redirect(office_href(visit, pair_path));
}

OfficeHandler guarded(const SharedOffice& office,
                      http::Response (*page)(const Office&, const http::Request&, const OfficeVisit&)) {
  return [office, page](const http::Request& request, const OfficeVisit& visit) {
    if (!may_at_home(*office, visit, Permission::review_coverage)) return office_forbidden(*office, visit);
    return page(*office, request, visit);
  };
}

}  // namespace

void add_office_coverage(http::Router& router, const SharedOffice& office) {
  if (office->pairs == nullptr) return;
  using http::Method;
  add_office_page(router, office, SignIn::needed, Method::get, coverage_path,
                  guarded(office, coverage_board));
  add_office_page(router, office, SignIn::needed, Method::get, pair_path, guarded(office, next_pair_page));
  add_office_page(router, office, SignIn::needed, Method::post, pair_path,
                  guarded(office, take_pair_decision));
}

}  // namespace sanaq
