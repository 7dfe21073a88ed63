#include <algorithm>

#include "base/text.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/office/answer_words.h"
#include "sanaq/office/office_frame.h"
#include "sanaq/office/office_progress.h"
#include "sanaq/office/visit_desk.h"
#include "sanaq/office/visit_table.h"

namespace sanaq {
namespace {

using page::Html;

constexpr const char* evidence_path = "/office/evidence";
constexpr int cases_on_page = 200;

std::string case_path(CaseId id) { return std::string(evidence_path) + "/" + id.value.to_string(); }

std::string doubtful_table(const Office& office, const OfficeVisit& visit,
                           const std::vector<DoubtfulCase>& cases) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  rows.open("tbody");
  for (const DoubtfulCase& one : cases) {
    rows.open("tr").open("th", {{"scope", "row"}});
    rows.element("a", {{"href", office_href(visit, case_path(one.case_id))}}, one.case_id.value.to_string());
    rows.close("th").element("td", {}, territory_name(office, visit, one.territory));
    rows.element("td", {}, one.at ? office_time(office, *one.at) : text("office.tablets.never"));
    rows.element("td", {}, text(one.contested ? "office.evidence.yes" : "office.evidence.no"));
    for (const std::int64_t number : {one.writers, one.late, one.forks})
      rows.element("td", {{"class", "number"}}, shown_number(number, visit.language));
    rows.close("tr");
  }
  rows.close("tbody");
  return board_start("doubtful", text("office.evidence")) +
         board_head(
             {text("office.evidence.case"), text("office.tablets.territory"),
              text("office.tablets.synchronised"), text("office.evidence.differ"),
              text("office.evidence.writers"), text("office.evidence.late"), text("office.evidence.forks")},
             4) +
         rows.take() + board_end();
}

Result<std::vector<DoubtfulCase>> own_cases(const Office& office, const OfficeVisit& visit) {
  return office.evidence->doubtful(territories_within(office.territories, visit.actor->territory),
                                   cases_on_page);
}

http::Response list_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  if (!may_at_home(office, visit, Permission::resolve_conflicts)) return office_forbidden(office, visit);
  const auto cases = own_cases(office, visit);
  if (!cases) return office_failure(office, visit, cases.error(), request.id);
  const std::string title = visit.text(office, "office.evidence");
  std::string main = heading(title) + paragraph("lead", visit.text(office, "office.evidence.lead"));
  main += cases->empty() ? paragraph("", visit.text(office, "office.evidence.none"))
                         : doubtful_table(office, visit, *cases);
  return office_page(office, visit, {title, evidence_path, main});
}

/// The page of one case.
class EvidenceDocument {
 public:
  EvidenceDocument(const Office& office, const OfficeVisit& visit, const CaseEvidence& evidence,
                   const std::vector<VisitLine>& visits)
      : office_(office),
        visit_(visit),
        evidence_(evidence),
        visits_(visits),
        words_(office.forms, office.texts, visit.language) {}

  http::Response render(CaseId id) const {
    const std::string title = text("office.evidence.title", {id.value.to_string()});
    const std::string main = heading(title) + paragraph("lead", text("office.evidence.case.lead")) +
                             writers() + visits() + overruled() + forks() +
                             paragraph("hint", text("office.evidence.audited"));
    return office_page(office_, visit_, {title, case_path(id), main});
  }

 private:
  std::string text(std::string_view key, const std::vector<std::string>& args = {}) const {
    return visit_.text(office_, key, args);
  }

  std::string name(const CaseWriter& writer) const {
    return writer.label.empty() ? text("office.evidence.household") : writer.label;
  }
  std::string name_of(DeviceId id) const {
    const auto found = std::find_if(evidence_.writers.begin(), evidence_.writers.end(),
                                    [&](const CaseWriter& writer) { return writer.id == id; });
    return found == evidence_.writers.end() ? text("office.evidence.household") : name(*found);
  }

  std::string writers() const {
    Html rows;
    rows.open("tbody");
    for (const CaseWriter& writer : evidence_.writers) {
      rows.open("tr").element("th", {{"scope", "row"}}, name(writer));
      rows.element("td", {}, writer.synchronised_at ? office_time(office_, *writer.synchronised_at) : "");
      for (const std::int64_t number : {writer.entries, writer.late})
        rows.element("td", {{"class", "number"}},
                     writer.label.empty() ? "" : shown_number(number, visit_.language));
      rows.close("tr");
    }
    rows.close("tbody");
    return board_start("writers", text("office.evidence.writers.title")) +
           board_head({text("office.evidence.writer"), text("office.tablets.synchronised"),
                       text("office.tablets.entries"), text("office.evidence.late")},
                      2) +
           rows.take() + board_end();
  }

  std::string who_and_when(DeviceId id, UtcInstant at) const {
    return name_of(id) + ", " + office_time(office_, at);
  }

  std::string overruled() const {
    if (evidence_.overruled.empty()) return paragraph("", text("office.evidence.none_differ"));
    Html rows;
    rows.open("tbody");
    for (const Overruled& one : evidence_.overruled) {
      rows.open("tr").element("th", {{"scope", "row"}}, words_.question(one.lost));
      rows.element("td", {}, words_.answer(one.won))
          .element("td", {}, who_and_when(one.won_device, one.won_at));
      rows.element("td", {}, words_.answer(one.lost))
          .element("td", {}, who_and_when(one.lost_device, one.lost_at));
      rows.close("tr");
    }
    rows.close("tbody");
    return board_start("overruled", text("office.evidence.overruled")) +
           board_head({text("office.evidence.question"), text("office.evidence.stands"),
                       text("office.evidence.by"), text("office.evidence.other"), text("office.evidence.by")},
                      5) +
           rows.take() + board_end();
  }

  std::string visits() const {
    if (visits_.empty()) return {};
    return visit_table(office_, visit_, visits_, "visits", text("office.visits.case"));
  }

  std::string forks() const {
    std::string out;
    for (std::size_t i = 0; i < evidence_.forks.size(); ++i) out += fork(evidence_.forks[i], i);
    return out;
  }

  std::string fork(const KeptFork& fork, std::size_t index) const {
    Html rows;
    rows.open("tbody");
    for (std::size_t i = 0; i < fork.entries.size(); ++i)
      for (const Operation& operation : operations_of(fork.entries[i])) {
        rows.open("tr").element("th", {{"scope", "row"}}, words_.question(operation));
        rows.element("td", {}, words_.answer(operation));
        rows.element("td", {{"class", "number"}}, std::to_string(fork.first + static_cast<std::int64_t>(i)));
        rows.close("tr");
      }
    rows.close("tbody");
    return board_start(
               "fork-" + std::to_string(index + 1),
               text("office.evidence.fork",
                    {fork.label, office_time(office_, fork.synchronised_at),
                     shown_number(static_cast<std::int64_t>(fork.entries.size()), visit_.language)})) +
           board_head({text("office.evidence.question"), text("office.evidence.answer"),
                       text("office.evidence.entry")},
                      2) +
           rows.take() + board_end();
  }

  const Office& office_;
  const OfficeVisit& visit_;
  const CaseEvidence& evidence_;
  const std::vector<VisitLine>& visits_;
  AnswerWords words_;
};

// Answers are looked at: a line of the log before anything is shown.
Result<Done> note(const Office& office, const OfficeVisit& visit, CaseId id) {
  return note_deed(office, visit, "evidence.view", "case " + id.value.to_string(), {});
}

// How far from the dwelling the case's visits were noted.
Result<std::vector<VisitLine>> visits_of(const Office& office, CaseId id) {
  constexpr int visits_max = 100;
  if (office.visits == nullptr) return std::vector<VisitLine>();
  return office.visits->visits({{}, {}, id, office.edition.visit_far_metres, visits_max});
}

http::Response case_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  if (!may_at_home(office, visit, Permission::resolve_conflicts)) return office_forbidden(office, visit);
  const auto id = Uuid::parse(request.param("case"));
  const auto cases = own_cases(office, visit);
  if (!cases) return office_failure(office, visit, cases.error(), request.id);
  const bool own = id && std::any_of(cases->begin(), cases->end(),
                                     [&](const DoubtfulCase& one) { return one.case_id.value == *id; });
  if (!own) return office_message(office, visit, "office.evidence.unknown", 404);
  const auto evidence = office.evidence->evidence({*id});
  if (!evidence) return office_failure(office, visit, evidence.error(), request.id);
  if (const auto noted = note(office, visit, {*id}); !noted)
    return office_failure(office, visit, noted.error(), request.id);
  const auto visits = visits_of(office, {*id});
  if (!visits) return office_failure(office, visit, visits.error(), request.id);
  return EvidenceDocument(office, visit, *evidence, *visits).render({*id});
}

}  // namespace

void add_office_evidence(http::Router& router, const SharedOffice& office) {
  if (office->evidence == nullptr) return;
  add_office_page(router, office, SignIn::needed, http::Method::get, evidence_path,
                  [office](const http::Request& request, const OfficeVisit& visit) {
                    return list_page(*office, request, visit);
                  });
  add_office_page(router, office, SignIn::needed, http::Method::get, std::string(evidence_path) + "/{case}",
                  [office](const http::Request& request, const OfficeVisit& visit) {
                    return case_page(*office, request, visit);
                  });
}

}  // namespace sanaq
