#include "codelist/codelist.h"

#include <bit>

#include "base/csv.h"
#include "base/quick_hash.h"
#include "base/text.h"
#include "codelist/label_words.h"

namespace sanaq {
namespace {

constexpr std::size_t no_column = static_cast<std::size_t>(-1);

Error at_row(std::string_view code, std::size_t row) {
  return {std::string(code), "row " + std::to_string(row + 1)};
}

// Language of a label column (`label_kk`, `label::kk`), or empty text for any other column.
std::string_view label_language(std::string_view header) {
  for (const std::string_view prefix : {std::string_view("label::"), std::string_view("label_")}) {
    if (header.starts_with(prefix)) return header.substr(prefix.size());
  }
  return {};
}

// What the columns of the file are: the position in the file for the code, each label and each further
// column.
struct Header {
  std::size_t code = no_column;
  std::vector<std::size_t> label_cells, column_cells;
  std::vector<std::string> languages, columns;
};

Result<Header> read_header(const std::vector<std::string>& cells) {
  Header header;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string cell(trim(cells[i]));
    for (std::size_t j = 0; j < i; ++j) {
      if (trim(cells[j]) == cell) return at_row("codelist.header", 0);
    }
    if (cell == "name") {
      header.code = i;
    } else if (const auto language = label_language(cell); !language.empty()) {
      header.languages.emplace_back(language);
      header.label_cells.push_back(i);
    } else if (!cell.empty()) {
      header.columns.push_back(cell);
      header.column_cells.push_back(i);
    }
  }
  if (header.code == no_column || header.languages.empty()) return at_row("codelist.header", 0);
  return header;
}

std::string cell_at(const std::vector<std::string>& cells, std::size_t at) {
  return at < cells.size() ? std::string(trim(cells[at])) : std::string();
}

bool is_blank_row(const std::vector<std::string>& cells) {
  for (const std::string& cell : cells) {
    if (!trim(cell).empty()) return false;
  }
  return true;
}

}  // namespace

Codelist::Codelist(std::string name, std::vector<std::string> languages, std::vector<std::string> columns)
    : name_(std::move(name)), languages_(std::move(languages)), columns_(std::move(columns)) {
  by_column_.resize(columns_.size());
}

Result<Codelist> Codelist::parse(std::string_view name, std::string_view csv) {
  SANAQ_TRY(const auto rows, parse_csv(csv));
  if (rows.empty()) return at_row("codelist.header", 0);
  SANAQ_TRY(const Header header, read_header(rows[0]));
  Codelist list(std::string(name), header.languages, header.columns);
  list.rows_.reserve(rows.size());
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (is_blank_row(rows[i])) continue;
    Row row;
    row.code = cell_at(rows[i], header.code);
    if (row.code.empty() || list.find(row.code) != nullptr) return at_row("codelist.code", i);
    for (const std::size_t at : header.label_cells) {
      row.labels.push_back(cell_at(rows[i], at));
      if (row.labels.back().empty()) return at_row("codelist.label", i);
    }
    for (const std::size_t at : header.column_cells) row.columns.push_back(cell_at(rows[i], at));
    list.add(std::move(row));
  }
  return list;
}

void Codelist::add(Row row) {
  if (find(row.code) != nullptr) return;
  const auto position = static_cast<std::uint32_t>(rows_.size());
  row.labels.resize(languages_.size());
  row.columns.resize(columns_.size());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (!by_column_[i].empty()) by_column_[i][row.columns[i]].push_back(position);
  }
  rows_.push_back(std::move(row));
  if (rows_.size() * 2 <= by_code_.size()) return index_row(position);
  by_code_.assign(std::bit_ceil(rows_.size() * 4), Slot{});
  for (std::uint32_t i = 0; i <= position; ++i) index_row(i);
}

void Codelist::index_row(std::uint32_t row) {
  const auto hash = static_cast<std::uint32_t>(quick_hash(rows_[row].code));
  std::size_t at = hash & (by_code_.size() - 1);
  while (by_code_[at].row != no_row) at = (at + 1) & (by_code_.size() - 1);
  by_code_[at] = {hash, row};
}

const Codelist::Row* Codelist::find(std::string_view code) const {
  if (by_code_.empty()) return nullptr;
  const auto hash = static_cast<std::uint32_t>(quick_hash(code));
  for (std::size_t at = hash & (by_code_.size() - 1); by_code_[at].row != no_row;
       at = (at + 1) & (by_code_.size() - 1))
    if (by_code_[at].hash == hash && rows_[by_code_[at].row].code == code) return &rows_[by_code_[at].row];
  return nullptr;
}

std::string_view Codelist::label(std::string_view code, std::string_view language) const {
  const Row* row = find(code);
  if (row == nullptr || row->labels.empty()) return code;
  for (std::size_t i = 0; i < languages_.size(); ++i) {
    if (languages_[i] == language) return row->labels[i];
  }
  return row->labels[0];
}

std::size_t Codelist::column(std::string_view name) const {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i] == name) return i;
  }
  return no_column;
}

const std::vector<std::uint32_t>& Codelist::where(std::size_t column, std::string_view value) const {
  static const std::vector<std::uint32_t> none;
  if (column >= columns_.size()) return none;
  Index& index = by_column_[column];
  if (index.empty()) {
    for (std::uint32_t i = 0; i < rows_.size(); ++i) index[rows_[i].columns[column]].push_back(i);
  }
  const auto found = index.find(std::string(value));
  return found == index.end() ? none : found->second;
}

std::vector<std::uint32_t> Codelist::search(std::string_view query, std::size_t limit) const {
  std::vector<std::uint32_t> found;
  const std::string folded = fold_look_alikes(query);
  const auto words = label_words(folded);
  if (words.empty()) return found;
  for (std::uint32_t i = 0; i < rows_.size() && found.size() < limit; ++i) {
    for (const std::string& label : rows_[i].labels) {
      if (!has_words(fold_look_alikes(label), words)) continue;
      found.push_back(i);
      break;
    }
  }
  return found;
}

}  // namespace sanaq
