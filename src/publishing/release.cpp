#include "publishing/release.h"

#include <algorithm>

#include "base/sha256.h"
#include "publishing/csv_file.h"
#include "publishing/jsonstat_file.h"
#include "publishing/px_file.h"

namespace sanaq {

namespace {

bool speaks(const Labels& label, const std::vector<std::string>& languages) {
  return std::all_of(languages.begin(), languages.end(), [&label](const std::string& language) {
    return std::any_of(label.entries().begin(), label.entries().end(),
                       [&language](const auto& entry) { return entry.first == language; });
  });
}

Result<Done> check_plan(const ReleasePlan& plan, const SafeTable& table) {
  const bool whole = plan.version >= 1 && !plan.languages.empty() && speaks(plan.publisher, plan.languages) &&
                     speaks(plan.source, plan.languages) && speaks(plan.hidden_note, plan.languages);
  const bool names_contents = table.figures().empty() || speaks(plan.contents_label, plan.languages);
  if (!whole || !names_contents) return Error{"release.plan", ""};
  return Done{};
}

Result<Done> check_labels(const TableHead& head, const std::vector<std::string>& languages) {
  if (!speaks(head.title, languages)) return Error{"release.language", "title"};
  if (!speaks(head.unit, languages)) return Error{"release.language", "unit"};
  for (const Labels& note : head.notes) {
    if (!speaks(note, languages)) return Error{"release.language", "notes"};
  }
  for (const Classification& dimension : head.dimensions) {
    if (!speaks(dimension.label, languages)) return Error{"release.language", dimension.name};
    for (const Category& category : dimension.categories) {
      if (!speaks(category.label, languages)) {
        return Error{"release.language", dimension.name + " " + category.code};
      }
    }
  }
  return Done{};
}

ReleaseFile file_of(std::string name, std::string media_type, std::string language, std::string bytes) {
  ReleaseFile file{std::move(name), std::move(media_type), std::move(language), "", std::move(bytes)};
  file.sha256 = sha256_hex(file.bytes);
  return file;
}

}  // namespace

Result<Release> make_release(const SafeTable& table, const ReleasePlan& plan) {
  SANAQ_TRY_DONE(check_plan(plan, table));
  SANAQ_TRY_DONE(check_labels(table.head(), plan.languages));
  for (const SafeFigures& figures : table.figures()) {
    if (!speaks(figures.label, plan.languages)) return Error{"release.language", figures.name};
  }
  const TableHead& head = table.head();
  Release release{head.id, plan.version, head.edition, head.title, plan.visible_from, {}};
  for (const std::string& language : plan.languages) {
    const std::string stem = head.id + "." + language;
    release.files.push_back(
        file_of(stem + ".csv", "text/csv; charset=utf-8", language, write_csv_file(table, language)));
    release.files.push_back(
        file_of(stem + ".json", "application/json", language, write_jsonstat_file(table, plan, language)));
  }
  release.files.push_back(
      file_of(head.id + ".px", "text/x-pcaxis; charset=utf-8", "", write_px_file(table, plan)));
  return release;
}

const ReleaseFile* find_jsonstat(const Release& release, std::string_view language) {
  for (const ReleaseFile& file : release.files) {
    if (file.language == language && file.name.ends_with(".json")) return &file;
  }
  return nullptr;
}

}  // namespace sanaq
