#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/classification.h"
#include "base/json.h"
#include "base/result.h"
#include "base/table_meaning.h"

namespace sanaq {

/// Everything a reader needs to understand the cells of a published table.
struct TableHead {
  std::string id;             ///< permanent, part of the public address
  std::string edition;        ///< "kz-2021"
  std::int64_t revision = 1;  ///< of the frozen data the table was counted from
  Labels title;
  Labels unit;
  std::vector<Labels> notes;
  /// A category with children is their sum at every place of the table.
  std::vector<Classification> dimensions;
  TableMeaning meaning = {};  ///< for the office's audit; no file of a release holds it
  friend bool operator==(const TableHead&, const TableHead&) = default;
};

/// Cells of a dense table: the product of the numbers of categories. At most 2^32 (a bug otherwise).
std::size_t cell_count(const TableHead& head);
/// Position of the categories of one cell, one a dimension. cell < cell_count(head).
std::vector<std::size_t> coordinates(const TableHead& head, std::size_t cell);

Json to_json(const TableHead& head);
/// Errors: "table_head.form", "labels.form", those of parse_classification.
Result<TableHead> parse_table_head(const Json& object);

}  // namespace sanaq
