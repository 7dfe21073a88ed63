#include <cstdio>

#include "os/files.h"
#include "sanaq/collection_options.h"
#include "sanaq/command/arguments.h"
#include "sanaq/command/claims_verb.h"
#include "sanaq/command/closed_case_source.h"
#include "sanaq/command/command.h"
#include "sanaq/command/freeze_verb.h"
#include "sanaq/database_access.h"
#include "sanaq/production/coding_topics.h"
#include "sanaq/production/frozen_file.h"
#include "sanaq/production/noise_job.h"
#include "sanaq/production/production.h"

namespace sanaq {
namespace {

Result<Messages> load_texts(const CollectionConfig& config, const std::string& area) {
  Messages texts;
  SANAQ_TRY(const std::string csv, os::read_file(config.locale_folder + '/' + area + ".csv"));
  SANAQ_TRY_DONE(texts.add(csv));
  return texts;
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
  SANAQ_TRY(Messages texts, load_texts(config, "server"));
  SANAQ_TRY(const std::string more, os::read_file(config.locale_folder + "/disclosure.csv"));
  SANAQ_TRY_DONE(texts.add(more));
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
  std::string why;
  SANAQ_TRY(const auto keys, open_or_create_keys(config.data));
  const auto tables =
      publish_tables(data, edition, texts, ledger, version, at, ids, &why, noise_secret(keys));
  std::fputs(why.c_str(), stdout);
  if (!tables) return tables.error();
  for (const PlacedTable& table : *tables)
    std::printf("%s version %lld: %zu cells, %zu shown as X\n", table.id.c_str(),
                static_cast<long long>(version), table.cells, table.hidden);
  return Done{};
}

}  // namespace

int run_production_command(const std::string& verb, const Words& words) {
  std::vector<std::string> options = collection_options();
  options.insert(options.end(), {"to", "microdata", "revision", "version", "at", "register", "release",
                                 "administrative", "totals"});
  const auto arguments = Arguments::parse(words, options, {});
  if (!arguments) return fail("sanaq", arguments.error()), exit_usage;
  const char* needed = verb == "freeze" ? "to" : "microdata";
  if (verb != "code" && verb != "claims" && !arguments->has(needed))
    return std::fprintf(stderr, "sanaq %s: --%s is missing\n", verb.c_str(), needed), exit_usage;
  const auto done = verb == "freeze"   ? freeze_census(*arguments)
                    : verb == "code"   ? code_cases(*arguments)
                    : verb == "claims" ? bring_claims(*arguments)
                                       : publish(*arguments);
  return done ? exit_good : fail("sanaq", done.error());
}

}  // namespace sanaq
