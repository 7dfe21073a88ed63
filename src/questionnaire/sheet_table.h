#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "questionnaire/finding_list.h"

namespace sanaq {

/// A sheet read through its header: cells by column name and language.
class SheetTable {
 public:
  SheetTable() = default;
  /// `sheet` must outlive the table; nullptr is a sheet that is not there, without rows.
  explicit SheetTable(const Sheet* sheet);

  struct Column {
    std::string header;    // as written, trimmed
    std::string name;      // `label` of `label::kk`
    std::string language;  // `kk` of `label::kk` or `label::Қазақша (kk)`; empty without one
  };
  bool present() const { return sheet_ != nullptr; }
  std::string_view name() const { return sheet_ == nullptr ? std::string_view() : sheet_->name; }
  const std::vector<Column>& columns() const { return columns_; }
  /// Numbers of the rows that are not blank, from 2: the header is row 1.
  const std::vector<std::uint32_t>& rows() const { return rows_; }
  /// The trimmed cell; empty when there is no such column.
  std::string_view cell(std::uint32_t row, std::string_view name, std::string_view language = {}) const;
  std::string_view cell_at(std::uint32_t row, std::size_t column) const;
  /// Languages of a column, in the order of the sheet.
  std::vector<std::string> languages(std::string_view name) const;
  /// Place of a cell for findings.
  CellPlace place(std::uint32_t row, std::string_view name, std::string_view language = {}) const;

  /// Reports columns that stand twice, that `known` does not list, or that lack or have a language wrongly.
  /// `known` holds names; a name ending in `::` wants a language. `open`: other plain columns are welcome.
  void check_header(const std::vector<std::string_view>& known, bool open, FindingList& findings) const;

 private:
  const Sheet* sheet_ = nullptr;
  std::vector<Column> columns_;
  std::vector<std::uint32_t> rows_;
};

}  // namespace sanaq
