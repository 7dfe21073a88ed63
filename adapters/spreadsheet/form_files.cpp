#include "spreadsheet/form_files.h"

#include <memory>

#include "base/csv.h"
#include "base/text.h"
#include "os/files.h"
#include "spreadsheet/workbook.h"

namespace sanaq {
namespace {

constexpr std::size_t sheet_bytes_max = std::size_t{16} << 20;
constexpr std::size_t list_bytes_max = std::size_t{64} << 20;

Error in_file(const std::string& name, const Error& error) {
  return {error.code, error.detail.empty() ? name : name + ": " + error.detail};
}

Result<std::vector<Sheet>> read_folder(const std::string& folder) {
  std::vector<Sheet> sheets;
  for (const std::string name : {"survey", "choices", "settings", "checks"}) {
    const std::string path = folder + "/" + name + ".csv";
    if (!os::file_exists(path)) continue;
    SANAQ_TRY(const std::string text, os::read_file(path, sheet_bytes_max));
    auto rows = parse_csv(text);
    if (!rows) return in_file(name + ".csv", rows.error());
    sheets.push_back({name, *std::move(rows)});
  }
  if (sheets.empty()) return Error{"file.missing", folder + "/survey.csv"};
  return sheets;
}

// Names of the files after `select_one_from_file` in the survey sheet, without `.csv`, each once.
std::vector<std::string> list_names(const std::vector<Sheet>& sheets) {
  std::vector<std::string> names;
  for (const Sheet& sheet : sheets) {
    if (sheet.name != "survey") continue;
    for (const auto& row : sheet.rows) {
      for (const std::string& cell : row) {
        const auto words = split_words(cell);
        if (words.size() != 2 || words[0] != "select_one_from_file" || !words[1].ends_with(".csv")) continue;
        std::string name(words[1].substr(0, words[1].size() - 4));
        bool known = false;
        for (const std::string& before : names) known = known || before == name;
        if (!known) names.push_back(std::move(name));
      }
    }
  }
  return names;
}

Result<Done> read_list(FormSource& source, const std::string& name, const std::vector<std::string>& folders) {
  // A name is no path: a workbook from elsewhere must not open other files of this machine.
  if (name.empty() || name.find_first_of("/\\") != std::string::npos || name.starts_with('.')) {
    return Error{"sheet.name", name};
  }
  for (const std::string& folder : folders) {
    const std::string path = folder + "/" + name + ".csv";
    if (folder.empty() || !os::file_exists(path)) continue;
    SANAQ_TRY(const std::string text, os::read_file(path, list_bytes_max));
    auto list = Codelist::parse(name, text);
    if (!list) return in_file(name + ".csv", list.error());
    // Shared by the source, the forms compiled from it and the questions in them.
    source.lists.push_back(std::make_shared<Codelist>(*std::move(list)));
    return Done{};
  }
  return Done{};
}

}  // namespace

Result<FormSource> read_form_source(const std::string& path, const std::string& codelist_folder) {
  FormSource source;
  std::string folder = path;
  if (os::folder_exists(path)) {
    SANAQ_TRY(source.sheets, read_folder(path));
  } else {
    folder = os::folder_of(path);
    SANAQ_TRY(const std::string bytes, os::read_file(path, workbook_bytes_max));
    SANAQ_TRY(source.sheets, read_workbook(bytes));
  }
  for (const std::string& name : list_names(source.sheets)) {
    SANAQ_TRY_DONE(read_list(source, name, {folder, codelist_folder}));
  }
  return source;
}

}  // namespace sanaq
