#include "sanaq/command/freeze_verb.h"

#include <cstdio>

#include "base/csv.h"
#include "base/sha256.h"
#include "os/clocks.h"
#include "os/files.h"
#include "processing/register_comparison.h"
#include "sanaq/command/claims_verb.h"
#include "sanaq/command/closed_case_source.h"
#include "sanaq/production/coding_topics.h"
#include "sanaq/production/production.h"

namespace sanaq {
namespace {

// The changes and the quality of editing lie beside the frozen file: they hold answers, so nobody else reads
// them.
Result<Done> write_editing(const Editing& editing, const std::string& to) {
  if (editing.report() == nullptr) return Done{};
  const EditReport& report = *editing.report();
  SANAQ_TRY_DONE(os::write_file(to + ".edits.csv", editing.changes_csv(), os::FileAccess::owner_only));
  SANAQ_TRY_DONE(os::write_file(to + ".quality.json", to_canonical(report.to_json()) + '\n',
                                os::FileAccess::owner_only));
  using Outcome = EditedCase::Outcome;
  std::printf(
      "editing: %lld households hold, %lld edited, %lld replaced, %lld left (%lld not proven minimal); "
      "%lld answers changed, largest change of a share %.4f %%\n",
      static_cast<long long>(report.households(Outcome::clean)),
      static_cast<long long>(report.households(Outcome::edited)),
      static_cast<long long>(report.households(Outcome::replaced)),
      static_cast<long long>(report.households(Outcome::left)), static_cast<long long>(report.inexact()),
      static_cast<long long>(report.changes()), static_cast<double>(report.largest_shift_ppm()) / 10'000);
  return Done{};
}

std::string differences_csv(const std::vector<RegisterDifference>& differences) {
  std::string out = "area,sex,age_from,age_to,register,census,difference_ppm\n";
  for (const RegisterDifference& one : differences)
    out += csv_field(one.line.area) + ',' + csv_field(one.line.sex) + ',' +
           std::to_string(one.line.age_from) + ',' + std::to_string(one.line.age_to) + ',' +
           std::to_string(one.line.persons) + ',' + std::to_string(one.census) + ',' +
           std::to_string(one.ppm) + '\n';
  return out;
}

// Who was counted, and where that differs from a register.
Result<Done> write_population(const PopulationCount& population, const Arguments& arguments) {
  const std::string to = arguments.get("to");
  SANAQ_TRY_DONE(os::write_file(to + ".population.csv", population.to_csv(), os::FileAccess::owner_only));
  std::printf("population: %lld residents, %lld present at the census moment; %lld family nuclei\n",
              static_cast<long long>(population.de_jure()), static_cast<long long>(population.de_facto()),
              static_cast<long long>(population.nuclei()));
  for (const auto& [type, households] : population.households())
    std::printf("households of type %s: %lld\n", type.c_str(), static_cast<long long>(households));
  if (!arguments.has("register")) return Done{};
  SANAQ_TRY(const std::string csv, os::read_file(arguments.get("register")));
  SANAQ_TRY(const auto lines, parse_register_counts(csv));
  const auto census = [&](const RegisterCount& line) {
    return population.residents(line.area, line.sex, line.age_from, line.age_to);
  };
  const auto differences = compare_register(lines, census, {});
  SANAQ_TRY_DONE(
      os::write_file(to + ".register.csv", differences_csv(differences), os::FileAccess::owner_only));
  std::printf("register: %zu lines, %zu differ\n", lines.size(), differences.size());
  return Done{};
}

// Who was in several questionnaires and counts in one.
Result<Done> write_claims(const ClaimBook& claims, const std::string& to) {
  SANAQ_TRY_DONE(os::write_file(to + ".counting.csv", claims.to_csv(), os::FileAccess::owner_only));
  std::map<std::string, std::int64_t> rules;
  for (const CountingDecision& one : claims.decisions()) ++rules[one.rule];
  std::printf("counting: %lld households answered twice, %zu people count elsewhere\n",
              static_cast<long long>(claims.second_households()), claims.decisions().size());
  std::printf("people without a number who may be in two questionnaires: %zu pairs wait for clerks\n",
              claims.doubtful().size());
  for (const auto& [rule, people] : rules)
    std::printf("counted elsewhere by %s: %lld\n", rule.c_str(), static_cast<long long>(people));
  return Done{};
}

// How many dwellings had no answer, what they were taken to be, and who stands for their people.
Result<Done> write_closing(const HouseholdClosing& closing, const std::string& to) {
  const ClosingLedger& ledger = closing.ledger();
  SANAQ_TRY_DONE(os::write_file(to + ".closing.csv", ledger.to_csv(), os::FileAccess::owner_only));
  for (const auto& [kind, dwellings] : ledger.outcomes())
    std::printf("dwellings without an answer, %s, taken to be %s: %lld\n", kind.first.c_str(),
                std::string(to_string(kind.second)).c_str(), static_cast<long long>(dwellings));
  const AreaClosing all = ledger.all();
  std::printf(
      "answered: %lld households, %lld people; imputed: %lld households, %lld people (one household stands "
      "for %d others at most; %lld of another size than registered; %lld without a donor; %lld of unknown "
      "territory)\n",
      static_cast<long long>(all.answered_households), static_cast<long long>(all.answered_persons),
      static_cast<long long>(all.imputed_households), static_cast<long long>(all.imputed_persons),
      closing.donor_uses_max(), static_cast<long long>(ledger.size_missed),
      static_cast<long long>(ledger.without_donor), static_cast<long long>(ledger.without_place));
  if (const auto& weights = closing.weights())
    std::printf(
        "weights: %.3f to %.3f, design effect %.4f, %d rounds; %s is farthest from its total, by %.4f %%; "
        "%lld households at the bound\n",
        weights->smallest, weights->largest, weights->design_effect, weights->rounds,
        weights->farthest.c_str(), 100 * weights->deviation, static_cast<long long>(weights->bounded));
  return Done{};
}

Result<std::vector<RegisterCount>> read_totals(const Arguments& arguments) {
  if (!arguments.has("totals")) return std::vector<RegisterCount>();
  SANAQ_TRY(const std::string csv, os::read_file(arguments.get("totals")));
  return parse_register_counts(csv);
}

Result<std::map<std::int64_t, int>> read_registered(const Arguments& arguments) {
  if (!arguments.has("administrative")) return std::map<std::int64_t, int>();
  SANAQ_TRY(const std::string csv, os::read_file(arguments.get("administrative")));
  return parse_registered_persons(csv);
}

void print_report(const FreezeReport& report) {
  std::printf(
      "%lld households, %lld records, %lld permanent residents, %lld counted elsewhere, %lld left out\n",
      static_cast<long long>(report.households), static_cast<long long>(report.records),
      static_cast<long long>(report.permanent), static_cast<long long>(report.not_counted),
      static_cast<long long>(report.without_place + report.without_age));
}

// What people typed is in no variable: where it has no code, nothing of it is frozen.
void write_texts(const FreezeReport& report, const Form& form) {
  for (std::size_t node = 0; node < report.texts.size(); ++node)
    if (report.texts[node] > 0)
      std::printf("texts of %s without a code, left out: %lld\n", form.nodes[node].name.c_str(),
                  static_cast<long long>(report.texts[node]));
}

Result<Done> write_reports(const Frozen& frozen, const Form& form, const Arguments& arguments) {
  const std::string to = arguments.get("to");
  write_texts(frozen.report, form);
  if (frozen.claims) SANAQ_TRY_DONE(write_claims(*frozen.claims, to));
  if (frozen.closing) SANAQ_TRY_DONE(write_closing(*frozen.closing, to));
  if (frozen.editing)
    SANAQ_TRY_DONE(write_editing(*frozen.editing, to));
  else
    std::printf("editing: none, the edition has no processing/editing.json\n");
  if (frozen.population) SANAQ_TRY_DONE(write_population(*frozen.population, arguments));
  print_report(frozen.report);
  return Done{};
}

Result<Messages> load_texts(const CollectionConfig& config) {
  Messages texts;
  SANAQ_TRY(const std::string csv, os::read_file(config.locale_folder + "/processing.csv"));
  SANAQ_TRY_DONE(texts.add(csv));
  return texts;
}

FrozenState describe_state(const Frozen& frozen, const FreezeInfo& info) {
  const os::SystemClock clock;
  return FrozenState{info.edition,
                     info.revision,
                     sha256_hex(frozen.data.bytes()),
                     frozen.last,
                     static_cast<std::int64_t>(frozen.data.row_count()),
                     clock.now()};
}

// The name is taken when the file lies there: a name without a file would be lost for ever. Of two that
// freeze at once the later one takes its file back.
Result<Done> keep(const Frozen& frozen, const FrozenState& state, FrozenStates& states,
                  const std::string& to) {
  SANAQ_TRY_DONE(os::write_file(to, frozen.data.bytes(), os::FileAccess::owner_only));
  SANAQ_TRY(const bool added, states.add(state));
  if (added) return Done{};
  SANAQ_TRY_DONE(os::remove_file(to));
  return Error{"freeze.exists", state.edition + " revision " + std::to_string(state.revision)};
}

}  // namespace

Result<Done> freeze_census(const Arguments& arguments) {
  const std::string to = arguments.get("to");
  if (os::file_exists(to)) return Error{"freeze.exists", to};
  SANAQ_TRY(const auto source, open_closed_cases(arguments));
  SANAQ_TRY(const std::int64_t revision, arguments.number("revision", 1, 1, 1'000'000));
  const std::string& edition = source->edition.edition.name;
  SANAQ_TRY(const auto taken, source->states->find(edition, revision));
  if (taken) return Error{"freeze.exists", edition + " revision " + std::to_string(revision)};
  SANAQ_TRY(const Messages texts, load_texts(source->config));
  SANAQ_TRY(TextCoder coder, make_text_coder(source->edition, *source->queue));
  ClosedCases cases = source->cases();
  SANAQ_TRY(auto registered, read_registered(arguments));
  SANAQ_TRY(auto totals, read_totals(arguments));
  SANAQ_TRY_DONE(warn_not_compared(*source->likely));
  FreezePlan plan{
      revision,         &coder, source->unanswered.get(), source->likely.get(), std::move(registered),
      std::move(totals)};
  SANAQ_TRY(const Frozen frozen, freeze_cases(cases, source->edition, texts, std::move(plan)));
  const FrozenState state = describe_state(frozen, {edition, revision});
  SANAQ_TRY_DONE(keep(frozen, state, *source->states, to));
  std::printf("state %s revision %lld, SHA-256 %s\n", edition.c_str(), static_cast<long long>(revision),
              state.digest.c_str());
  return write_reports(frozen, *source->edition.form.form, arguments);
}

}  // namespace sanaq
