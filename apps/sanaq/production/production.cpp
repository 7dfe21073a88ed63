#include "sanaq/production/production.h"

#include <algorithm>
#include <thread>

#include "base/csv.h"
#include "os/files.h"
#include "sanaq/production/case_pages.h"
#include "sanaq/production/protection_job.h"
#include "solver/clp_solver.h"

namespace sanaq {
namespace {

Labels edition_labels(const Edition& edition, const Messages& texts, std::string_view key) {
  Json object = Json::object();
  for (const std::string& language : edition.languages)
    object.set(language,
               Json::string(texts.text(key, language, {std::string(edition_title(edition, language))})));
  return Labels::parse(object).value();
}

Result<std::optional<PopulationCount>> open_population_count(const EditionFiles& edition) {
  const std::string path = edition.folder + "/processing/population.json";
  if (!os::file_exists(path)) return std::optional<PopulationCount>();
  SANAQ_TRY(const std::string text, os::read_file(path));
  SANAQ_TRY(const Json json, parse_json(text));
  SANAQ_TRY(PopulationPlan plan, parse_population_plan(json, *edition.form.form));
  return std::optional<PopulationCount>(std::in_place, *edition.form.form, std::move(plan),
                                        edition.territories());
}

// The first pass: what is broken, who can give answers, and who is in several questionnaires. Households are
// numbered as the freezer does.
Result<Done> survey_cases(CasePages& pages, Editing* editing, ClaimReading* claims) {
  for (std::int64_t household = 1;;) {
    SANAQ_TRY(const auto page, pages.next());
    if (page.empty()) return Done{};
    if (editing != nullptr) SANAQ_TRY_DONE(editing->survey(page, household));
    if (claims != nullptr) claims->note(page);
    household += static_cast<std::int64_t>(page.size());
  }
}

Result<std::optional<ClaimBook>> look_through(ClosedCases& cases, const EditionFiles& edition,
                                              Editing* editing, const FreezePlan& plan) {
  SANAQ_TRY(auto claims, ClaimReading::begin(cases, edition, plan.likely));
  if (editing == nullptr && !claims) return std::optional<ClaimBook>();
  // What this pass codes is reported by the next one.
  auto first = plan.coder == nullptr ? std::nullopt : std::optional(*plan.coder);
  const SubmissionSerial begin = cases.position();
  {
    CasePages pages(cases, first ? &*first : nullptr);
    SANAQ_TRY_DONE(survey_cases(pages, editing, claims ? &*claims : nullptr));
  }
  cases.resume(begin);
  if (!claims) return std::optional<ClaimBook>();
  return std::optional(std::move(*claims).settle());
}

}  // namespace

Result<Frozen> freeze_cases(ClosedCases& cases, const EditionFiles& edition, const Messages& texts,
                            FreezePlan plan) {
  SANAQ_TRY(auto closing, HouseholdClosing::make(edition, std::move(plan.registered), plan.totals));
  const FreezeSources sources{*edition.form.form, edition.territories(), texts,
                              closing ? closing->weight_max_thousandths() : 0};
  SANAQ_TRY(Freezer freezer,
            Freezer::make({edition.edition.name, plan.revision}, sources, edition.edition.permanent_groups));
  SANAQ_TRY(auto editing, Editing::make(edition, std::thread::hardware_concurrency()));
  SANAQ_TRY(auto claims, look_through(cases, edition, editing.get(), plan));
  SANAQ_TRY(auto population, open_population_count(edition));
  PopulationCount* const count = population ? &*population : nullptr;
  CasePages pages(cases, plan.coder);
  for (std::int64_t household = 1;;) {
    SANAQ_TRY(auto page, pages.next());
    if (page.empty()) break;
    if (editing) SANAQ_TRY_DONE(editing->mend(page, household));
    for (ClosedCase& closed : page) {
      if (claims) claims->apply(closed);
      SANAQ_TRY(const FrozenHousehold frozen, freezer.add(closed));
      if (count != nullptr) count->add(closed);
      if (closing) closing->note(closed, frozen);
    }
    household += static_cast<std::int64_t>(page.size());
  }
  if (closing && plan.unanswered != nullptr) SANAQ_TRY_DONE(closing->close(*plan.unanswered, freezer, count));
  if (closing) SANAQ_TRY_DONE(closing->weigh(freezer));
  const FreezeReport report = freezer.report();
  SANAQ_TRY(Microdata data, std::move(freezer).freeze());
  return Frozen{
      std::move(data),    report,          std::move(editing), std::move(population), std::move(claims),
      std::move(closing), cases.position()};
}

Result<std::vector<std::string>> tables_of_release(const EditionFiles& edition, const std::string& name) {
  const std::string path = edition.folder + '/' + edition.edition.tables_path + "/releases/" + name + ".csv";
  SANAQ_TRY(const std::string text, os::read_file(path));
  SANAQ_TRY(const auto rows, parse_csv(text));
  std::vector<std::string> ids;
  for (std::size_t row = 1; row < rows.size(); ++row) ids.push_back(rows[row].front());
  if (ids.empty() || rows.front().front() != "table") return Error{"release.tables", path};
  return ids;
}

Result<std::vector<PlacedTable>> publish_tables(const Microdata& data, const EditionFiles& edition,
                                                const Messages& texts, ReleaseLedgerPg& ledger,
                                                std::int64_t version, UtcInstant visible_from,
                                                const std::vector<std::string>& ids, std::string* why,
                                                const std::string& secret) {
  ReleasePlan plan;
  plan.version = version;
  plan.visible_from = visible_from;
  plan.languages = edition.edition.languages;
  plan.publisher = edition_labels(edition.edition, texts, "release.publisher");
  plan.source = edition_labels(edition.edition, texts, "release.source");
  plan.contents_label = edition_labels(edition.edition, texts, "release.contents");
  plan.hidden_note = edition_labels(edition.edition, texts, "release.hidden");
  ClpSolver solver;
  SANAQ_TRY(const auto published, ledger.tables(edition.edition.name));
  SANAQ_TRY(const auto tables, protect_edition(data, edition, ids, published, solver, {}, secret));
  std::vector<disclosure::LedgerTable> noted;
  std::vector<Release> releases;
  std::vector<PlacedTable> out;
  for (const ProtectedTable& table : tables) {
    SANAQ_TRY(auto release, make_release(table.protection.table, plan));
    releases.push_back(std::move(release));
    for (auto& entry : ledger_tables(table, version)) noted.push_back(std::move(entry));
    out.push_back({table.raw.head().id, table.protection.table.size(), table.protection.explanations.size()});
  }
  SANAQ_TRY_DONE(ledger.place(noted, releases, [&](const std::vector<disclosure::LedgerTable>& before) {
    disclosure::Leak leak;
    const std::int64_t threshold = edition.edition.suppression_threshold;
    const auto safe = disclosure::refuse_leaks(before, noted, &solver, threshold, &leak);
    if (safe || why == nullptr) return safe;
    *why = derivations(leak.tables, leak.report, texts, edition.edition.languages.front());
    return safe;
  }));
  return out;
}

}  // namespace sanaq
