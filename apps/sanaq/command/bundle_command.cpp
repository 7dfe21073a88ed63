#include <cstdio>

#include "os/files.h"
#include "pg/cluster.h"
#include "sanaq/collection.h"
#include "sanaq/collection_options.h"
#include "sanaq/command/arguments.h"
#include "sanaq/command/command.h"
#include "sanaq/tablet/bundle_report.h"

namespace sanaq {
namespace {

int say_refusal(const Error& error) {
  std::fprintf(stderr, "sanaq bundle: %s %s\n", error.code.c_str(), error.detail.c_str());
  return exit_failed;
}

// Beside a running server its database is used; without one, a private cluster is started as the server does.
Result<CollectionConfig> import_config(const Arguments& arguments) {
  SANAQ_TRY(auto config, collection_config(arguments));
  if (!config.database_url.empty()) return config;
  if (auto running = pg::running_cluster(config.data, "sanaq")) config.database_url = *std::move(running);
  return config;
}

Result<Done> note(Collection& collection, const BundleLine& line) {
  const auto& report = *line.report;
  AuditRecord record;
  record.at = collection.clock().now();
  record.actor = "system";
  record.action = "tablet.bundle";
  record.subject = "tablet " + report.head.device.value.to_string();
  record.detail = audit_detail(report);
  SANAQ_TRY([[maybe_unused]] const auto written, collection.audit().append(std::move(record)));
  return Done{};
}

// What the file itself is at fault for stands in the line; an error is the store's.
Result<BundleLine> import_file(Collection& collection, const std::string& path) {
  BundleLine line;
  line.file = path;
  const auto file = os::read_file(path, bundle_bytes_max);
  if (!file) {
    line.refused = file.error();
    return line;
  }
  const auto known = collection.bundles().look(*file);
  if (!known && known.error().code == "store.unavailable") return known.error();
  if (!known) {
    line.refused = known.error();
    return line;
  }
  line.label = known->device.label;
  SANAQ_TRY(auto taken, collection.bundles().take(*known));
  line.report = std::move(taken.report);
  SANAQ_TRY_DONE(note(collection, line));
  return line;
}

int import_all(Collection& collection, const Words& files, bool as_json) {
  int code = exit_good;
  Json all = Json::array();
  for (const std::string& path : files) {
    const auto line = import_file(collection, path);
    if (!line) return say_refusal(line.error());
    if (!line->is_good()) code = exit_found;
    if (as_json) {
      all.push(to_json(*line));
    } else {
      std::fputs(to_plain_text(*line).c_str(), stdout);
      std::fflush(stdout);
    }
  }
  if (as_json) std::printf("%s\n", to_text(all).c_str());
  std::fflush(stdout);
  while (collection.bundles().draft_next()) {
  }
  return code;
}

}  // namespace

int run_bundle_command(const Words& words) {
  const auto arguments = Arguments::parse(words, collection_options(), {"json", "demo"});
  if (!arguments) return say_refusal(arguments.error()), exit_usage;
  if (arguments->words().size() < 2 || arguments->words()[0] != "import") {
    std::fprintf(stderr, "usage: sanaq bundle import FILE... [--json] [--data DIR] [--database URL]\n");
    return exit_usage;
  }
  auto config = import_config(*arguments);
  if (!config) return say_refusal(config.error()), exit_usage;
  auto collection = Collection::open(std::move(*config));
  if (!collection) return say_refusal(collection.error());
  const Words files(arguments->words().begin() + 1, arguments->words().end());
  return import_all(**collection, files, arguments->has("json"));
}

}  // namespace sanaq
