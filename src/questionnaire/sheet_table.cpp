#include "questionnaire/sheet_table.h"

#include "base/text.h"

namespace sanaq {
namespace {

// `kk` of `Қазақша (kk)`; other texts stay as they are.
std::string language_code(std::string_view text) {
  text = trim(text);
  const auto open = text.rfind('(');
  if (open != std::string_view::npos && text.ends_with(')'))
    text = text.substr(open + 1, text.size() - open - 2);
  return std::string(trim(text));
}

bool is_language(std::string_view text) {
  if (text.size() < 2 || text.size() > 3) return false;
  for (const char c : text) {
    if (c < 'a' || c > 'z') return false;
  }
  return true;
}

bool is_blank_row(const std::vector<std::string>& cells) {
  for (const std::string& cell : cells) {
    if (!trim(cell).empty()) return false;
  }
  return true;
}

}  // namespace

SheetTable::SheetTable(const Sheet* sheet) : sheet_(sheet) {
  if (sheet_ == nullptr || sheet_->rows.empty()) return;
  for (const std::string& cell : sheet_->rows[0]) {
    Column column;
    column.header = std::string(trim(cell));
    const auto colons = column.header.find("::");
    column.name = std::string(trim(std::string_view(column.header).substr(0, colons)));
    if (colons != std::string::npos)
      column.language = language_code(std::string_view(column.header).substr(colons + 2));
    columns_.push_back(std::move(column));
  }
  for (std::uint32_t i = 1; i < sheet_->rows.size(); ++i) {
    if (!is_blank_row(sheet_->rows[i])) rows_.push_back(i + 1);
  }
}

std::string_view SheetTable::cell_at(std::uint32_t row, std::size_t column) const {
  if (sheet_ == nullptr || row == 0 || row > sheet_->rows.size()) return {};
  const auto& cells = sheet_->rows[row - 1];
  return column < cells.size() ? trim(cells[column]) : std::string_view();
}

std::string_view SheetTable::cell(std::uint32_t row, std::string_view name, std::string_view language) const {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].name == name && columns_[i].language == language) return cell_at(row, i);
  }
  return {};
}

std::vector<std::string> SheetTable::languages(std::string_view name) const {
  std::vector<std::string> out;
  for (const Column& column : columns_) {
    if (column.name == name && is_language(column.language)) out.push_back(column.language);
  }
  return out;
}

CellPlace SheetTable::place(std::uint32_t row, std::string_view name, std::string_view language) const {
  for (const Column& column : columns_) {
    if (column.name == name && column.language == language) return {this->name(), row, column.header};
  }
  const std::string header =
      language.empty() ? std::string(name) : std::string(name) + "::" + std::string(language);
  return {this->name(), row, header};
}

void SheetTable::check_header(const std::vector<std::string_view>& known, bool open,
                              FindingList& findings) const {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Column& column = columns_[i];
    const CellPlace place{name(), 1, column.header};
    if (column.header.empty()) {
      for (const std::uint32_t row : rows_) {
        if (!cell_at(row, i).empty())
          findings.error("form.column.unknown", {name(), row, {}}, "no header above this cell");
      }
      continue;
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (columns_[j].name == column.name && columns_[j].language == column.language) {
        findings.error("form.column.twice", place, column.header);
      }
    }
    bool fits = open && column.header.find("::") == std::string::npos;
    for (const std::string_view name : known) {
      const bool wants_language = name.ends_with("::");
      if (wants_language && column.name == name.substr(0, name.size() - 2))
        fits = is_language(column.language);
      if (!wants_language && column.header == name) fits = true;
    }
    if (!fits) findings.error("form.column.unknown", place, column.header);
  }
}

}  // namespace sanaq
