#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace sanaq {

/// A classifier of one edition: codes with labels in every language and further columns (parent, level …).
/// Rows keep the order of the file; that order is the order people see.
class Codelist {
 public:
  struct Row {
    std::string code;
    std::vector<std::string> labels;   // in the order of languages(); never empty
    std::vector<std::string> columns;  // in the order of columns()
  };

  /// csv: header `name` (code), `label_<lang>` or `label::<lang>` for each language, then any columns.
  /// Errors: those of parse_csv; "codelist.header", "codelist.code" (empty or twice), "codelist.label",
  /// detail "row N".
  static Result<Codelist> parse(std::string_view name, std::string_view csv);
  Codelist(std::string name, std::vector<std::string> languages, std::vector<std::string> columns);

  const std::string& name() const { return name_; }
  const std::vector<std::string>& languages() const { return languages_; }
  const std::vector<std::string>& columns() const { return columns_; }
  const std::vector<Row>& rows() const { return rows_; }
  /// False in the browser while only a part of the rows was fetched.
  bool complete() const { return complete_; }
  void set_complete(bool complete) { complete_ = complete; }

  /// Adds a row unless its code is there already. O(1) amortised, plus the indexes in use.
  void add(Row row);
  /// Row of the code, or nullptr. O(1).
  const Row* find(std::string_view code) const;
  /// The label of a code in a language (the first language when that one is not there); the code itself when
  /// unknown.
  std::string_view label(std::string_view code, std::string_view language) const;
  /// Position of a column, or npos.
  std::size_t column(std::string_view name) const;
  /// Rows (positions) whose column equals the value, in order. O(1) after the first call for a column.
  const std::vector<std::uint32_t>& where(std::size_t column, std::string_view value) const;
  /// At most `limit` positions of rows whose label has a word beginning with the words of `query`, in any
  /// language, case and look-alike letters folded. Linear.
  std::vector<std::uint32_t> search(std::string_view query, std::size_t limit) const;

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t row = no_row;
  };
  static constexpr std::uint32_t no_row = 0xFFFFFFFF;
  void index_row(std::uint32_t row);
  using Index = std::unordered_map<std::string, std::vector<std::uint32_t>>;
  std::string name_;
  std::vector<std::string> languages_, columns_;
  std::vector<Row> rows_;
  std::vector<Slot> by_code_;  // hash table of rows_, open addressing: a look-up touches two lines of memory
  mutable std::vector<Index>
      by_column_;  // made at the first use; a Codelist shared between threads is warmed first
  bool complete_ = true;
};

}  // namespace sanaq
