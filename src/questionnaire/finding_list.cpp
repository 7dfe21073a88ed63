#include "questionnaire/finding_list.h"

#include <algorithm>

#include "base/text.h"

namespace sanaq {
namespace {

constexpr std::size_t findings_max = 1'000;
constexpr std::size_t detail_max = 300;

std::size_t sheet_position(const std::vector<Sheet>& sheets, std::string_view name) {
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    if (sheets[i].name == name) return i;
  }
  return sheets.size();
}

std::size_t column_position(const std::vector<Sheet>& sheets, const FormFinding& finding) {
  const std::size_t sheet = sheet_position(sheets, finding.sheet);
  if (sheet == sheets.size() || sheets[sheet].rows.empty()) return 0;
  const auto& header = sheets[sheet].rows[0];
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (trim(header[i]) == finding.column) return i;
  }
  return header.size();
}

std::string cut(std::string_view text) {
  std::size_t end = std::min(text.size(), detail_max);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end));
}

}  // namespace

void FindingList::error(std::string_view code, const CellPlace& place, std::string_view detail) {
  ++errors_;
  if (findings_.size() >= findings_max) return;
  findings_.push_back({FormFinding::Level::error, std::string(code), std::string(place.sheet), place.row,
                       place.column, cut(detail)});
}

void FindingList::warning(std::string_view code, const CellPlace& place, std::string_view detail) {
  if (findings_.size() >= findings_max) return;
  findings_.push_back({FormFinding::Level::warning, std::string(code), std::string(place.sheet), place.row,
                       place.column, cut(detail)});
}

std::vector<FormFinding> FindingList::sorted(const std::vector<Sheet>& sheets) && {
  struct Key {
    std::size_t sheet, column, at;
  };
  std::vector<Key> keys;
  for (std::size_t i = 0; i < findings_.size(); ++i) {
    keys.push_back({sheet_position(sheets, findings_[i].sheet), column_position(sheets, findings_[i]), i});
  }
  std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
    if (a.sheet != b.sheet) return a.sheet < b.sheet;
    if (findings_[a.at].row != findings_[b.at].row) return findings_[a.at].row < findings_[b.at].row;
    if (a.column != b.column) return a.column < b.column;
    return a.at < b.at;
  });
  std::vector<FormFinding> out;
  for (const Key& key : keys) {
    FormFinding& finding = findings_[key.at];
    const bool repeated = !out.empty() && out.back().code == finding.code &&
                          out.back().sheet == finding.sheet && out.back().row == finding.row &&
                          out.back().column == finding.column && out.back().detail == finding.detail;
    if (!repeated) out.push_back(std::move(finding));
  }
  return out;
}

}  // namespace sanaq
