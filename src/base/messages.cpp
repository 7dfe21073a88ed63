#include "base/messages.h"

#include <algorithm>

#include "base/csv.h"

namespace sanaq {

Result<Done> Messages::add(std::string_view csv) {
  SANAQ_TRY(const auto table, parse_csv(csv));
  if (table.empty() || table[0].empty() || table[0][0] != "key") return Error{"messages.header", {}};
  const std::vector<std::string> languages(table[0].begin() + 1, table[0].end());
  if (languages.empty()) return Error{"messages.header", "no language"};
  if (!languages_.empty() && languages != languages_) return Error{"messages.header", "languages differ"};
  languages_ = languages;
  for (std::size_t row = 1; row < table.size(); ++row) {
    const auto& cells = table[row];
    const std::string place = "row " + std::to_string(row + 1);
    if (cells.size() == 1 && cells[0].empty()) continue;
    if (cells.size() != languages.size() + 1 || std::find(cells.begin(), cells.end(), "") != cells.end())
      return Error{"messages.missing", place};
    if (!rows_.emplace(cells[0], std::vector<std::string>(cells.begin() + 1, cells.end())).second)
      return Error{"messages.duplicate", place};
  }
  return Done{};
}

std::string Messages::text(std::string_view key, std::string_view language,
                           const std::vector<std::string>& args) const {
  const auto row = rows_.find(key);
  if (row == rows_.end()) return std::string(key);
  const auto found = std::find(languages_.begin(), languages_.end(), language);
  const auto column = found == languages_.end() ? 0 : static_cast<std::size_t>(found - languages_.begin());
  const std::string& pattern = row->second[column];
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool slot = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' &&
                      pattern[i + 1] >= '0' && pattern[i + 1] <= '9';
    if (!slot) {
      out += pattern[i];
      continue;
    }
    const auto index = static_cast<std::size_t>(pattern[i + 1] - '0');
    if (index < args.size()) out += args[index];
    i += 2;
  }
  return out;
}

bool Messages::has(std::string_view key) const { return rows_.find(key) != rows_.end(); }

}  // namespace sanaq
