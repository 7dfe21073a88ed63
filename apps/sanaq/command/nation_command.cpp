#include <atomic>
#include <csignal>
#include <cstdio>
#include <limits>

#include "base/csv.h"
#include "os/clocks.h"
#include "os/files.h"
#include "sanaq/command/arguments.h"
#include "sanaq/command/command.h"
#include "sanaq/production/compare_figures.h"
#include "sanaq/production/frozen_file.h"
#include "sanaq/production/nation_microdata.h"
#include "sanaq/production/table_run.h"

namespace sanaq {
namespace {

constexpr const char* nation_usage =
    "usage: sanaq simulate nation --to FILE [--seed S] [--one-in N] [--threads N] [--edition NAME]\n"
    "       sanaq simulate nation --compare FILE [--edition NAME]   published figures beside those of a "
    "nation\n";

std::atomic<bool> nation_interrupted = false;
void interrupt_nation(int) { nation_interrupted = true; }

Result<Messages> read_variable_texts() {
  Messages texts;
  SANAQ_TRY(const std::string csv, os::read_file("locale/processing.csv"));
  SANAQ_TRY_DONE(texts.add(csv));
  return texts;
}

void print_nation(const Microdata& data, std::int64_t made_ms, std::int64_t written_ms) {
  for (const Unit unit : units)
    if (const UnitTable* table = data.table(unit))
      std::fprintf(stderr, "%s rows: %u, variables: %zu\n", std::string(name_of(unit)).c_str(),
                   table->row_count(), table->variables().size());
  std::fprintf(stderr, "%zu bytes, made in %.1f s, written in %.1f s\n", data.bytes().size(),
               static_cast<double>(made_ms) / 1000, static_cast<double>(written_ms) / 1000);
}

Result<Done> make_nation(const Arguments& arguments) {
  const std::string name = arguments.get("edition", "kz-2021");
  SANAQ_TRY(const EditionFiles edition,
            load_edition(name.find('/') == name.npos ? "editions/" + name : name));
  SANAQ_TRY(const Messages texts, read_variable_texts());
  NationPlan plan;
  constexpr std::int64_t one_in_max = 1'000'000, threads_max = 64;
  SANAQ_TRY(const std::int64_t seed,
            arguments.number("seed", 1, 0, std::numeric_limits<std::int64_t>::max()));
  SANAQ_TRY(const std::int64_t one_in, arguments.number("one-in", 1, 1, one_in_max));
  SANAQ_TRY(const std::int64_t threads,
            arguments.number("threads", static_cast<std::int64_t>(core_count()), 1, threads_max));
  plan.seed = static_cast<std::uint64_t>(seed);
  plan.one_in = static_cast<std::uint64_t>(one_in);
  plan.threads = static_cast<std::size_t>(threads);
  plan.interrupted = [] { return nation_interrupted.load(); };
  const std::int64_t start = os::monotonic_micros();
  std::int64_t shown = start;
  plan.progress = [&shown](std::uint64_t persons) {
    constexpr std::int64_t pause = 2'000'000;
    if (os::monotonic_micros() - shown < pause) return;
    shown = os::monotonic_micros();
    std::fprintf(stderr, "%llu persons\n", static_cast<unsigned long long>(persons));
  };
  SANAQ_TRY(const Microdata data, simulate_nation(edition, texts, plan));
  const std::int64_t made = os::monotonic_micros();
  SANAQ_TRY_DONE(os::write_file(arguments.get("to"), data.bytes(), os::FileAccess::owner_only));
  print_nation(data, (made - start) / 1000, (os::monotonic_micros() - made) / 1000);
  return Done{};
}

// One line a published figure: what was published, what the nation has, the difference, and in percent.
Result<Done> compare_nation(const Arguments& arguments) {
  const std::string name = arguments.get("edition", "kz-2021");
  const std::string folder = name.find('/') == name.npos ? "editions/" + name : name;
  SANAQ_TRY(const std::string csv, os::read_file(folder + "/simulation/published.csv"));
  SANAQ_TRY(const Microdata data, open_frozen(arguments.get("compare")));
  SANAQ_TRY(const auto figures, compare_figures(csv, data, core_count()));
  std::printf("figure,status,source,published,nation,difference,percent\n");
  for (const ComparedFigure& figure : figures)
    std::printf("%s,%s,%s,%.*f,%.*f,%.*f,%.2f\n", csv_field(figure.name).c_str(), figure.status.c_str(),
                figure.source.c_str(), figure.percent ? 1 : 0, figure.published, figure.percent ? 2 : 0,
                figure.counted, figure.percent ? 2 : 0, figure.difference(), figure.difference_percent());
  return Done{};
}

}  // namespace

int run_nation_command(const Words& words) {
  const auto arguments =
      Arguments::parse(words, {"to", "seed", "one-in", "threads", "edition", "compare"}, {});
  if (!arguments) return fail("sanaq simulate", arguments.error()), exit_usage;
  if (arguments->words() != Words{"nation"} || arguments->has("to") == arguments->has("compare"))
    return std::fputs(nation_usage, stderr), exit_usage;
  std::signal(SIGINT, interrupt_nation);
  std::signal(SIGTERM, interrupt_nation);
  const auto done = arguments->has("to") ? make_nation(*arguments) : compare_nation(*arguments);
  return done ? exit_good : fail("sanaq simulate", done.error());
}

}  // namespace sanaq
