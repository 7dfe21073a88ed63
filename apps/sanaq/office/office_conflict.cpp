#include <algorithm>

#include "base/text.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/office/office_frame.h"
#include "sanaq/office/office_progress.h"

namespace sanaq {
namespace {

using page::Html;

constexpr ConflictRule rules[] = {ConflictRule::usual_residence, ConflictRule::institution_list,
                                  ConflictRule::latest, ConflictRule::evidence};

/// What was typed into the form of a decision.
struct Decision {
  std::string winner, rule, evidence;
  FieldErrors errors;
};

// A run of ten or more digits, blanks left out: an IIN or a phone number.
bool names_a_number(std::string_view text) {
  constexpr int digits_max = 9;
  int digits = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9')
      ++digits;
    else if (c != ' ')
      digits = 0;
    if (digits > digits_max) return true;
  }
  return false;
}

// Which decision the form was shown with: the moment of the last one, 0 for an open conflict.
std::string state_of(const ConflictView& conflict) {
  return std::to_string(conflict.open ? 0 : conflict.resolved_at.micros);
}

std::string conflict_path(ConflictId id) { return "/office/conflicts/" + std::to_string(id.value()); }

class ConflictDocument {
 public:
  ConflictDocument(const Office& office, const OfficeVisit& visit, const ConflictView& conflict,
                   bool may_resolve)
      : office_(office), visit_(visit), conflict_(conflict), may_resolve_(may_resolve) {}

  http::Response render(const Decision& decision, int status, bool saved) const {
    const std::string title = text("office.conflict.title", {std::to_string(conflict_.id.value())});
    std::string main = error_summary(text("office.form.mend"), decision.errors) + heading(title);
    main += paragraph("lead", text("office.conflict.lead", {office_time(office_, conflict_.opened_at)}));
    if (saved) main += notice("notice success", text("office.conflict.saved"));
    main += claims_table() + paragraph("hint", text("office.conflict.audited"));
    if (!conflict_.open) main += decided();
    main += may_resolve_ ? form(decision) : paragraph("note", text(why_not()));
    return office_page(office_, visit_, {title, conflict_path(conflict_.id), main, status});
  }

 private:
  std::string text(std::string_view key, const std::vector<std::string>& args = {}) const {
    return visit_.text(office_, key, args);
  }
  std::string notice(std::string_view look, const std::string& words) const {
    Html out;
    return out.open("div", {{"class", look}, {"role", "status"}}).element("p", {}, words).close("div").take();
  }
  const char* why_not() const {
    return may_at_home(office_, visit_, Permission::resolve_conflicts) ? "office.conflict.elsewhere"
                                                                       : "office.conflict.view_only";
  }
  std::string household(const ClaimView& claim) const {
    return text("office.conflict.household", {std::to_string(claim.serial.value())});
  }

  // Label of a code in the forms known; the code itself otherwise.
  std::string label(NodeIndex PersonPlan::* question, std::string_view area, const std::string& code) const {
    if (code.empty()) return text("office.conflict.not_answered");
    const std::string key = "office." + std::string(area) + "." + code;
    if (office_.texts.has(key)) return text(key);
    for (const KnownForm& known : office_.forms)
      for (const PersonPlan& plan : known.plan.persons)
        if (const std::string words = choice_label(*known.form, plan.*question, code); !words.empty())
          return words;
    return code;
  }

  std::string choice_label(const Form& form, NodeIndex node, const std::string& code) const {
    if (node == no_node || form.nodes[node].choices == no_choice_list) return {};
    const auto language = std::find(form.languages.begin(), form.languages.end(), visit_.language);
    const auto at =
        static_cast<std::size_t>(language == form.languages.end() ? 0 : language - form.languages.begin());
    for (const Choice& choice : form.choice_lists[form.nodes[node].choices].choices) {
      if (choice.code != code || at >= choice.label.size()) continue;
      std::string words;
      for (const TextPart& part : choice.label[at]) words += part.literal;
      return words;
    }
    return {};
  }

  std::string place(const std::string& territory) const {
    std::vector<std::string> names;
    for (const std::string& code : territory_path(office_.territories, territory, ""))
      names.push_back(territory_name(office_, visit_, code));
    return join(names, ", ");
  }

  std::string counted(const ClaimView& claim) const {
    return text(conflict_.open  ? "office.conflict.undecided"
                : claim.counted ? "office.conflict.yes"
                                : "office.conflict.no");
  }

  template <typename Value>
  void write_fact(Html& out, std::string_view key, bool compared, Value value) const {
    std::vector<std::string> values;
    for (const ClaimView& claim : conflict_.claims) values.push_back(value(claim));
    const bool differs =
        compared && std::adjacent_find(values.begin(), values.end(), std::not_equal_to<>()) != values.end();
    out.open("tr", {{"class", differs ? "board-differs" : ""}})
        .open("th", {{"scope", "row"}})
        .text(text(key));
    if (differs) out.text(" ").element("span", {{"class", "tag"}}, text("office.conflict.differs"));
    out.close("th");
    for (const std::string& one : values) out.element("td", {}, one);
    out.close("tr");
  }

  std::string claims_table() const {
    std::vector<std::string> titles = {text("office.conflict.fact")};
    for (const ClaimView& claim : conflict_.claims) titles.push_back(household(claim));
    Html rows;
    rows.open("tbody");
    write_fact(rows, "office.conflict.received", false,
               [&](const ClaimView& c) { return office_time(office_, c.received_at); });
    write_fact(rows, "office.conflict.channel", false, [&](const ClaimView& c) {
      return text("office.channel." + std::to_string(static_cast<int>(c.channel)));
    });
    write_fact(rows, "office.conflict.territory", true,
               [&](const ClaimView& c) { return place(c.territory); });
    write_fact(rows, "office.conflict.persons", false,
               [](const ClaimView& c) { return std::to_string(c.persons); });
    write_fact(rows, "office.conflict.member", false,
               [](const ClaimView& c) { return std::to_string(c.member); });
    write_fact(rows, "office.conflict.sex", true,
               [&](const ClaimView& c) { return label(&PersonPlan::sex, "sex", c.sex); });
    write_fact(rows, "office.conflict.birth_year", true, [&](const ClaimView& c) {
      return c.birth_year.empty() ? text("office.conflict.not_answered") : c.birth_year;
    });
    write_fact(rows, "office.conflict.residence", true,
               [&](const ClaimView& c) { return label(&PersonPlan::residence, "residence", c.residence); });
    write_fact(rows, "office.conflict.counted", false, [&](const ClaimView& c) { return counted(c); });
    rows.close("tbody");
    return board_start("claims", text("office.conflict.claims")) + board_head(titles, titles.size()) +
           rows.take() + board_end();
  }

  std::string decided() const {
    const auto winner = std::find_if(conflict_.claims.begin(), conflict_.claims.end(),
                                     [](const ClaimView& c) { return c.counted; });
    const std::string serial = winner == conflict_.claims.end() ? "" : std::to_string(winner->serial.value());
    Html out;
    out.open("section", {{"class", "board-section"}, {"aria-labelledby", "decision"}})
        .element("h2", {{"id", "decision"}}, text("office.conflict.decision"));
    out.element("p", {},
                text("office.conflict.decided",
                     {serial, text("office.conflict.rule." + std::string(to_string(*conflict_.rule))),
                      conflict_.resolved_by, office_time(office_, conflict_.resolved_at)}));
    out.element("p", {{"class", "hint"}}, text("office.conflict.evidence_given"));
    return out.element("p", {}, conflict_.evidence).close("section").take();
  }

  struct Option {
    std::string value, label;
  };
  // The first option has the name of the group as its id, so that the error summary leads there.
  std::string radios(const std::string& name, const std::string& legend, const std::vector<Option>& options,
                     const std::string& chosen, const std::string& error) const {
    Html out;
    out.open("fieldset", {{"class", error.empty() ? "field" : "field has-error"},
                          {"aria-describedby", error.empty() ? "" : name + "--error"}});
    out.element("legend", {{"class", "label"}}, legend);
    if (!error.empty()) out.element("p", {{"class", "error"}, {"id", name + "--error"}}, error);
    out.open("div", {{"class", "options"}});
    for (std::size_t i = 0; i < options.size(); ++i) {
      const std::string id = i == 0 ? name : name + "-" + std::to_string(i);
      out.open("div", {{"class", "option"}});
      out.empty("input", {{"type", "radio"},
                          {"id", id},
                          {"name", name},
                          {"value", options[i].value},
                          {"checked", options[i].value == chosen ? "checked" : ""}});
      out.element("label", {{"for", id}}, options[i].label).close("div");
    }
    return out.close("div").close("fieldset").take();
  }

  std::string evidence_field(const Decision& decision) const {
    const std::string error = error_of(decision.errors, "evidence");
    Html out;
    out.open("div", {{"class", error.empty() ? "field" : "field has-error"}});
    out.element("label", {{"for", "evidence"}, {"class", "label"}}, text("office.conflict.evidence"));
    out.element("p", {{"class", "hint"}, {"id", "evidence--hint"}}, text("office.conflict.evidence.hint"));
    if (!error.empty()) out.element("p", {{"class", "error"}, {"id", "evidence--error"}}, error);
    out.open("textarea",
             {{"id", "evidence"},
              {"name", "evidence"},
              {"rows", "4"},
              {"maxlength", "2000"},
              {"aria-describedby", error.empty() ? "evidence--hint" : "evidence--hint evidence--error"},
              {"aria-required", "true"},
              {"aria-invalid", error.empty() ? "" : "true"}});
    return out.text(decision.evidence).close("textarea").close("div").take();
  }

  std::string form(const Decision& decision) const {
    std::vector<Option> households, reasons;
    for (const ClaimView& claim : conflict_.claims)
      households.push_back(
          {std::to_string(claim.serial.value()), household(claim) + ", " + place(claim.territory)});
    for (const ConflictRule rule : rules) {
      const std::string name(to_string(rule));
      reasons.push_back({name, text("office.conflict.rule." + name)});
    }
    Html title;
    title.open("section", {{"class", "board-section"}, {"aria-labelledby", "resolve"}});
    title.element("h2", {{"id", "resolve"}},
                  text(conflict_.open ? "office.conflict.resolve" : "office.conflict.replace"));
    std::string out = title.take();
    if (!conflict_.open) out += paragraph("hint", text("office.conflict.replace.hint"));
    out += form_start(office_href(visit_, conflict_path(conflict_.id))) +
           hidden_input("csrf", office_csrf(office_, visit_));
    out += hidden_input("seen", state_of(conflict_));
    out += radios("winner", text("office.conflict.winner"), households, decision.winner,
                  error_of(decision.errors, "winner"));
    out += radios("rule", text("office.conflict.rule"), reasons, decision.rule,
                  error_of(decision.errors, "rule"));
    return out + evidence_field(decision) +
           submit_button("button primary", "", "", text("office.conflict.submit")) + "</form></section>";
  }

  const Office& office_;
  const OfficeVisit& visit_;
  const ConflictView& conflict_;
  bool may_resolve_;
};

/// A conflict the visit may see, opened and noted in the audit log; or the answer that refuses it.
struct Opened {
  ConflictView view;
  bool may_resolve = false;
};

// A conflict may be seen from each of its territories; it is decided only by who is responsible for all of
// them, so that no department takes a person away from another.
Result<std::optional<Opened>> open_conflict(const Office& office, const OfficeVisit& visit, ConflictId id) {
  SANAQ_TRY(const StoredConflict stored, office.conflicts.load(id));
  const auto allows = [&](Permission permission) {
    return
        [&, permission](const StoredClaim& claim) { return may(office, visit, permission, claim.territory); };
  };
  const auto& claims = stored.claims;
  if (!std::any_of(claims.begin(), claims.end(), allows(Permission::view_conflicts)))
    return std::optional<Opened>();
  AuditRecord line;
  line.at = office.clock.now();
  line.actor = visit.actor->login;
  line.action = "conflict.view";
  line.subject = "conflict " + std::to_string(id.value());
  SANAQ_TRY_DONE(office.audit.append(std::move(line)));  // no line, no look
  Opened opened;
  SANAQ_TRY(opened.view, view_conflict(id, office.conflicts, office.forms, office.sealer));
  opened.may_resolve = std::all_of(claims.begin(), claims.end(), allows(Permission::resolve_conflicts));
  return std::optional(std::move(opened));
}

Result<ConflictId> conflict_id(const http::Request& request) {
  const auto number = parse_digits(request.param("id"));
  if (!number) return Error{"conflict.unknown", {}};
  return ConflictId(*number);
}

http::Response conflict_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  if (!may_at_home(office, visit, Permission::view_conflicts)) return office_forbidden(office, visit);
  const auto id = conflict_id(request);
  if (!id) return office_failure(office, visit, id.error(), request.id);
  const auto opened = open_conflict(office, visit, *id);
  if (!opened) return office_failure(office, visit, opened.error(), request.id);
  if (!*opened) return office_forbidden(office, visit);
  const ConflictDocument document(office, visit, (*opened)->view, (*opened)->may_resolve);
  return document.render({}, 200, request.query_value("saved") == "1");
}

Decision read_decision(const Office& office, const OfficeVisit& visit, const http::Fields& form,
                       const ConflictView& conflict) {
  constexpr std::size_t evidence_bytes_max = 2000;
  Decision decision{std::string(http::field_value(form, "winner")),
                    std::string(http::field_value(form, "rule")),
                    std::string(trim(http::field_value(form, "evidence"))),
                    {}};
  const auto wrong = [&](const char* field, const char* key) {
    decision.errors.emplace_back(field, visit.text(office, key));
  };
  if (http::field_value(form, "seen") != state_of(conflict)) wrong("decision", "office.error.stale");
  const bool known = std::any_of(conflict.claims.begin(), conflict.claims.end(), [&](const ClaimView& claim) {
    return std::to_string(claim.serial.value()) == decision.winner;
  });
  if (!known) wrong("winner", "office.error.winner");
  if (!parse_conflict_rule(decision.rule)) wrong("rule", "office.error.rule");
  if (decision.evidence.empty() || decision.evidence.size() > evidence_bytes_max)
    wrong("evidence", "office.error.evidence");
  else if (names_a_number(decision.evidence))
    wrong("evidence", "office.error.personal");
  return decision;
}

http::Response post_decision(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  if (!may_at_home(office, visit, Permission::resolve_conflicts)) return office_forbidden(office, visit);
  const auto id = conflict_id(request);
  if (!id) return office_failure(office, visit, id.error(), request.id);
  const auto form = request.form();
  if (!form) return office_failure(office, visit, form.error(), request.id);
  const auto opened = open_conflict(office, visit, *id);
  if (!opened) return office_failure(office, visit, opened.error(), request.id);
  if (!*opened || !(*opened)->may_resolve) return office_forbidden(office, visit);
  const ConflictView& conflict = (*opened)->view;
  const Decision decision = read_decision(office, visit, *form, conflict);
  if (!decision.errors.empty()) {
    const bool stale = decision.errors.front().first == "decision";
    return ConflictDocument(office, visit, conflict, true).render(decision, stale ? 409 : 422, false);
  }
  ConflictResolution resolution;
  resolution.id = *id;
  resolution.winner = SubmissionSerial(parse_digits(decision.winner).value_or(0));
  resolution.rule = *parse_conflict_rule(decision.rule);
  resolution.evidence = decision.evidence;
  resolution.actor = visit.actor->login;
  resolution.at = office.clock.now();
  if (const auto done = resolve_conflict(resolution, office.conflicts); !done)
    return office_failure(office, visit, done.error(), request.id);
  return http::redirect(office_href(visit, conflict_path(*id) + "?saved=1"));
}

}  // namespace

void add_office_conflict(http::Router& router, const SharedOffice& office) {
  add_office_page(router, office, SignIn::needed, http::Method::get, "/office/conflicts/{id}",
                  [office](const http::Request& request, const OfficeVisit& visit) {
                    return conflict_page(*office, request, visit);
                  });
  add_office_page(router, office, SignIn::needed, http::Method::post, "/office/conflicts/{id}",
                  [office](const http::Request& request, const OfficeVisit& visit) {
                    return post_decision(*office, request, visit);
                  });
}

}  // namespace sanaq
