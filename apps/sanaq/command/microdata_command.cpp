#include <cstdio>
#include <limits>

#include "microdata/codebook.h"
#include "microdata/csv_export.h"
#include "microdata/sample.h"
#include "os/files.h"
#include "sanaq/command/arguments.h"
#include "sanaq/command/command.h"
#include "sanaq/production/export_files.h"
#include "sanaq/production/frozen_file.h"
#include "sanaq/production/table_run.h"

namespace sanaq {
namespace {

constexpr const char* microdata_usage =
    "usage: sanaq microdata check FILE                      reads every block, says what the file holds\n"
    "       sanaq microdata export FILE --to DIR [--lang kk|ru|en]\n"
    "                                                       CSV of each unit, DDI codebook, syntax for SPSS "
    "and Stata\n"
    "       sanaq microdata sample FILE --rules FILE --seed S --to FILE\n"
    "                                                       an anonymised sample of households\n";

Result<Done> print_content(const Microdata& data) {
  SANAQ_TRY_DONE(check_frozen(data, core_count()));
  std::printf("edition %s, freeze %lld, %zu bytes\n", data.info().edition.c_str(),
              static_cast<long long>(data.info().revision), data.bytes().size());
  for (const Unit unit : units)
    if (const UnitTable* table = data.table(unit))
      std::printf("%s: %u rows, %zu variables\n", std::string(name_of(unit)).c_str(), table->row_count(),
                  table->variables().size());
  return Done{};
}

Result<Done> write_sample(const Arguments& arguments, const Microdata& data) {
  SANAQ_TRY(const std::string text, os::read_file(arguments.get("rules")));
  SANAQ_TRY(const Json json, parse_json(text));
  SANAQ_TRY(const SampleRules rules, parse_sample_rules(json));
  SANAQ_TRY(const std::int64_t seed,
            arguments.number("seed", 1, 0, std::numeric_limits<std::int64_t>::max()));
  SANAQ_TRY(const Microdata drawn, draw_sample(data, rules, static_cast<std::uint64_t>(seed)));
  SANAQ_TRY_DONE(os::write_file(arguments.get("to"), drawn.bytes(), os::FileAccess::owner_only));
  std::printf("%zu persons, %u households\n", drawn.row_count(), drawn.table(Unit::household)->row_count());
  return Done{};
}

Result<Done> use_microdata(const std::string& verb, const Arguments& arguments) {
  SANAQ_TRY(const Microdata data, open_frozen(arguments.words()[1]));
  if (verb == "check") return print_content(data);
  if (verb == "sample") return write_sample(arguments, data);
  return export_microdata(data, arguments.get("to"), arguments.get("lang", "en"));
}

}  // namespace

int run_microdata_command(const Words& words) {
  const auto arguments = Arguments::parse(words, {"to", "lang", "rules", "seed"}, {});
  if (!arguments) return fail("sanaq microdata", arguments.error()), exit_usage;
  const std::string verb = arguments->words().empty() ? "" : arguments->words().front();
  const bool known = verb == "check" || ((verb == "export" || verb == "sample") && arguments->has("to"));
  if (!known || arguments->words().size() != 2 || (verb == "sample" && !arguments->has("rules")))
    return std::fputs(microdata_usage, stderr), exit_usage;
  const auto done = use_microdata(verb, *arguments);
  return done ? exit_good : fail("sanaq microdata", done.error());
}

}  // namespace sanaq
