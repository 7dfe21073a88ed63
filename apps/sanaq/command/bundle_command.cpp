#include <cstdio>

#include "os/files.h"
#include "sanaq/collection.h"
#include "sanaq/collection_options.h"
#include "sanaq/command/arguments.h"
#include "sanaq/command/command.h"
#include "sanaq/command/terminal.h"
#include "sanaq/tablet/bundle_report.h"

namespace sanaq {
namespace {

constexpr const char* called = "sanaq bundle";

class Import {
 public:
  struct Manner {
    std::string language, answers;  // of the report; folder for answers, empty: beside each file
    bool as_json = false;
  };
  Import(Collection& collection, Manner manner) : collection_(collection), manner_(std::move(manner)) {}

  int run(const Words& files) {
    for (const std::string& path : files) {
      const auto line = import_file(path);
      if (!line) return fail(called, line.error());
      if (!line->is_good() || (line->answer.empty() && line->report)) code_ = exit_found;
      show(*line);
    }
    if (manner_.as_json) std::printf("%s\n", to_text(all_).c_str());
    std::fflush(stdout);
    while (collection_.bundles().draft_next()) {
    }
    return code_;
  }

 private:
  // What the file itself is at fault for stands in the line; an error is the store's.
  Result<BundleLine> import_file(const std::string& path) {
    BundleLine line;
    line.file = path;
    const auto file = os::read_file(path, bundle_bytes_max);
    if (!file) {
      line.refused = file.error();
      return line;
    }
    const auto known = collection_.bundles().look(*file);
    if (!known && known.error().code == "store.unavailable") return known.error();
    if (!known) {
      line.refused = known.error();
      return line;
    }
    line.label = known->device.label;
    SANAQ_TRY(auto taken, collection_.bundles().take(*known));
    line.report = std::move(taken.report);
    SANAQ_TRY_DONE(note(line));
    keep_answer(taken.answer, line);
    return line;
  }

  Result<Done> note(const BundleLine& line) {
    AuditRecord record;
    record.at = collection_.clock().now();
    record.actor = "system";
    record.action = "tablet.bundle";
    record.subject = "tablet " + line.report->head.device.value.to_string();
    record.detail = audit_detail(*line.report);
    SANAQ_TRY([[maybe_unused]] const auto written, collection_.audit().append(std::move(record)));
    return Done{};
  }

  // The work is taken whether or not the answer finds a place: the same file brings the same answer again.
  void keep_answer(const std::string& answer, BundleLine& line) {
    if (answer.empty()) return;
    std::string path = answer_name(line.file);
    if (!manner_.answers.empty()) path = manner_.answers + '/' + path.substr(path.find_last_of('/') + 1);
    if (const auto written = os::write_file(path, answer); !written)
      fail(called, written.error());
    else
      line.answer = std::move(path);
  }

  void show(const BundleLine& line) {
    if (manner_.as_json) return all_.push(to_json(line));
    const std::string written =
        line.report ? shown_time(collection_.edition().edition, line.report->head.at) : std::string();
    std::fputs(to_plain_text(line, collection_.site().texts, manner_.language, written).c_str(), stdout);
    std::fflush(stdout);
  }

  Collection& collection_;
  Manner manner_;
  Json all_ = Json::array();
  int code_ = exit_good;
};

}  // namespace

int run_bundle_command(const Words& words) {
  std::vector<std::string> options = collection_options();
  options.insert(options.end(), {"lang", "answers"});
  const auto arguments = Arguments::parse(words, options, {"json", "demo"});
  if (!arguments) return fail(called, arguments.error()), exit_usage;
  if (arguments->words().size() < 2 || arguments->words()[0] != "import") {
    std::fprintf(stderr,
                 "usage: sanaq bundle import FILE... [--answers DIR] [--lang kk|ru|en] [--json] "
                 "[--data DIR] [--database URL]\n");
    return exit_usage;
  }
  auto language = terminal_language(*arguments);
  if (!language) return fail(called, language.error()), exit_usage;
  auto config = beside_server(*arguments);
  if (!config) return fail(called, config.error()), exit_usage;
  auto collection = Collection::open(std::move(*config));
  if (!collection) return fail(called, collection.error());
  const Words files(arguments->words().begin() + 1, arguments->words().end());
  Import import(**collection, {*std::move(language), arguments->get("answers"), arguments->has("json")});
  return import.run(files);
}

}  // namespace sanaq
