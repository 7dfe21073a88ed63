#include <cstdio>

#include "base/csv.h"
#include "base/sha256.h"
#include "os/files.h"
#include "processing/register_comparison.h"
#include "sanaq/collection_options.h"
#include "sanaq/command/arguments.h"
#include "sanaq/command/closed_case_source.h"
#include "sanaq/command/command.h"
#include "sanaq/database_access.h"
#include "sanaq/production/coding_topics.h"
#include "sanaq/production/frozen_file.h"
#include "sanaq/production/production.h"

namespace sanaq {
namespace {

Result<Messages> load_texts(const CollectionConfig& config, const std::string& area) {
  Messages texts;
  SANAQ_TRY(const std::string csv, os::read_file(config.locale_folder + '/' + area + ".csv"));
  SANAQ_TRY_DONE(texts.add(csv));
  return texts;
}

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

// A frozen state is named by its edition and revision and never changes: another freeze takes another file.
Result<Done> freeze(const Arguments& arguments) {
  if (os::file_exists(arguments.get("to"))) return Error{"freeze.exists", arguments.get("to")};
  SANAQ_TRY(const auto source, open_closed_cases(arguments));
  SANAQ_TRY(const std::int64_t revision, arguments.number("revision", 1, 1, 1'000'000));
  SANAQ_TRY(const Messages texts, load_texts(source->config, "processing"));
  SANAQ_TRY(TextCoder coder, make_text_coder(source->edition, *source->queue));
  ClosedCases cases = source->cases();
  SANAQ_TRY(const Frozen frozen, freeze_cases(cases, source->edition, texts, revision, &coder));
  const std::string_view bytes = frozen.data.bytes();
  SANAQ_TRY_DONE(os::write_file(arguments.get("to"), bytes, os::FileAccess::owner_only));
  std::printf("state %s revision %lld, SHA-256 %s\n", source->edition.edition.name.c_str(),
              static_cast<long long>(revision), sha256_hex(bytes).c_str());
  if (frozen.editing)
    SANAQ_TRY_DONE(write_editing(*frozen.editing, arguments.get("to")));
  else
    std::printf("editing: none, the edition has no processing/editing.json\n");
  if (frozen.population) SANAQ_TRY_DONE(write_population(*frozen.population, arguments));
  std::printf(
      "%lld households, %lld records, %lld permanent residents, %lld counted elsewhere, %lld left out\n",
      static_cast<long long>(frozen.report.households), static_cast<long long>(frozen.report.records),
      static_cast<long long>(frozen.report.permanent), static_cast<long long>(frozen.report.not_counted),
      static_cast<long long>(frozen.report.without_place + frozen.report.without_age));
  return Done{};
}

// Brings texts no machine could code to the clerks.
Result<Done> code_cases(const Arguments& arguments) {
  SANAQ_TRY(const auto source, open_closed_cases(arguments));
  SANAQ_TRY(TextCoder coder, make_text_coder(source->edition, *source->queue));
  ClosedCases cases = source->cases();
  for (;;) {
    SANAQ_TRY(auto page, cases.next());
    if (page.empty()) break;
    for (ClosedCase& closed : page) coder.code(closed);
  }
  for (std::size_t i = 0; i < coder.topics().size(); ++i) {
    const std::string& name = coder.topics()[i].plan.name;
    const CodingReport& report = coder.report(i);
    SANAQ_TRY_DONE(source->queue->note(name, coder.open_texts(i)));
    std::printf("%s: %lld texts, %lld coded by machine, %lld by clerks, %lld open (%zu different)\n",
                name.c_str(), static_cast<long long>(report.texts), static_cast<long long>(report.automatic),
                static_cast<long long>(report.by_clerks), static_cast<long long>(report.open),
                coder.open_texts(i).size());
  }
  return Done{};
}

Result<Done> publish(const Arguments& arguments) {
  SANAQ_TRY(const CollectionConfig config, collection_config(arguments));
  SANAQ_TRY(const EditionFiles edition, load_edition(config.edition_folder));
  SANAQ_TRY(const Microdata data, open_frozen(arguments.get("microdata")));
  SANAQ_TRY(const auto database,
            DatabaseAccess::open(config.data, config.database_url, pg::ClusterProfile::production));
  pg::Pool pool({database.conninfo("sanaq_processing"), 2, {}});
  ReleaseLedgerPg ledger(pool);
  SANAQ_TRY(const Messages texts, load_texts(config, "server"));
  SANAQ_TRY(const std::int64_t version, arguments.number("version", 1, 1, 1'000'000));
  const os::SystemClock clock;
  UtcInstant at = clock.now();
  if (arguments.has("at")) {
    SANAQ_TRY(at, parse_rfc3339(arguments.get("at")));
  }
  std::vector<std::string> ids;
  if (arguments.has("release")) {
    SANAQ_TRY(ids, tables_of_release(edition, arguments.get("release")));
  }
  SANAQ_TRY(const auto tables, publish_tables(data, edition, texts, ledger, version, at, ids));
  for (const PublishedTable& table : tables)
    std::printf("%s version %lld: %zu cells, %zu shown as X\n", table.id.c_str(),
                static_cast<long long>(version), table.cells, table.hidden);
  return Done{};
}

}  // namespace

int run_production_command(const std::string& verb, const Words& words) {
  std::vector<std::string> options = collection_options();
  options.insert(options.end(), {"to", "microdata", "revision", "version", "at", "register", "release"});
  const auto arguments = Arguments::parse(words, options, {});
  if (!arguments) return fail("sanaq", arguments.error()), exit_usage;
  const char* needed = verb == "freeze" ? "to" : "microdata";
  if (verb != "code" && !arguments->has(needed))
    return std::fprintf(stderr, "sanaq %s: --%s is missing\n", verb.c_str(), needed), exit_usage;
  const auto done = verb == "freeze" ? freeze(*arguments)
                    : verb == "code" ? code_cases(*arguments)
                                     : publish(*arguments);
  return done ? exit_good : fail("sanaq", done.error());
}

}  // namespace sanaq
