// Parquet as described in README.md and Encodings.md of apache/parquet-format 2.10: data pages of version 1,
// one a column and row group.
#include "microdata/parquet_export.h"

#include <algorithm>
#include <cstring>

#include "microdata/thrift_compact.h"

namespace sanaq {

namespace {

constexpr std::size_t group_rows = 16 * block_rows;
constexpr std::string_view parquet_magic = "PAR1";
enum PhysicalType : std::int32_t { parquet_int32 = 1, parquet_bytes = 6 };
enum Encoding : std::int32_t { encoding_plain = 0, encoding_rle = 3, encoding_dictionary = 8 };

bool is_text(const Variable& variable) { return variable.kind == Variable::Kind::coded; }

std::string little_endian(std::uint32_t value) {
  std::string out(sizeof value, '\0');
  std::memcpy(out.data(), &value, sizeof value);
  return out;
}

/// Every value of the variable, plain.
std::string dictionary_of(const Variable& variable) {
  std::string out;
  for (std::uint32_t value = 0; value < variable.domain(); ++value) {
    if (is_text(variable)) {
      const std::string& code = variable.codes.categories[value].code;
      out += little_endian(static_cast<std::uint32_t>(code.size())) + code;
    } else {
      out +=
          little_endian(static_cast<std::uint32_t>(variable.first_number + static_cast<std::int32_t>(value)));
    }
  }
  return out;
}

unsigned width_of(std::uint32_t domain) {
  unsigned width = 1;
  while (width < 32 && (std::uint64_t{1} << width) < domain) ++width;
  return width;
}

void put_unsigned(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(0x80 | (value & 0x7F));
  out += static_cast<char>(value);
}

/// Cells as indexes into the dictionary: one bit-packed run, or one run of the same value.
std::string indexes_of(const Column& column, unsigned width, std::uint32_t first, std::uint32_t last) {
  std::string out(1, static_cast<char>(width));
  const std::uint64_t groups = (std::uint64_t{last} - first + 7) / 8;
  put_unsigned(out, (groups << 1) | 1);
  std::uint64_t bits = 0;
  unsigned held = 0;
  for (std::uint64_t i = 0; i < groups * 8; ++i) {
    const std::uint64_t row = first + i;
    bits |= (row < last ? std::uint64_t{column.at(static_cast<std::uint32_t>(row))} : 0) << held;
    for (held += width; held >= 8; held -= 8, bits >>= 8) out += static_cast<char>(bits & 0xFF);
  }
  return out;
}

std::string page_head(std::size_t bytes, std::uint32_t values, bool is_dictionary, Encoding encoding) {
  ThriftCompact thrift;
  thrift.field_i32(1, is_dictionary ? 2 : 0);
  thrift.field_i32(2, static_cast<std::int32_t>(bytes));
  thrift.field_i32(3, static_cast<std::int32_t>(bytes));
  thrift.begin_struct_field(is_dictionary ? 7 : 5);
  thrift.field_i32(1, static_cast<std::int32_t>(values));
  thrift.field_i32(2, encoding);
  if (!is_dictionary) {
    thrift.field_i32(3, encoding_rle);
    thrift.field_i32(4, encoding_rle);
  }
  thrift.end_struct();
  thrift.end_struct();
  return thrift.bytes();
}

}  // namespace

ParquetExport::ParquetExport(const UnitTable& table) : table_(table) {
  for (std::size_t i = 0; i < table.variables().size(); ++i)
    if (table.variable(i).kind != Variable::Kind::link) variables_.push_back(i);
}

std::size_t ParquetExport::group_count() const {
  return (std::size_t{table_.row_count()} + group_rows - 1) / group_rows;
}

std::string ParquetExport::head() {
  offset_ = static_cast<std::int64_t>(parquet_magic.size());
  return std::string(parquet_magic);
}

std::string ParquetExport::column_pages(std::size_t variable, std::uint32_t first, std::uint32_t last,
                                        Chunk& chunk) const {
  const Variable& of = table_.variable(variable);
  const std::string dictionary = dictionary_of(of);
  const std::string cells = indexes_of(table_.column(variable), width_of(of.domain()), first, last);
  const std::string head = page_head(dictionary.size(), of.domain(), true, encoding_plain) + dictionary;
  chunk.dictionary_offset = 0;
  chunk.data_offset = static_cast<std::int64_t>(head.size());
  return head + page_head(cells.size(), last - first, false, encoding_dictionary) + cells;
}

std::string ParquetExport::link_page(std::uint32_t first, std::uint32_t last, Chunk& chunk) const {
  std::string cells;
  std::vector<std::uint32_t> above(chunk_rows);
  for (std::uint32_t row = first; row < last; ++row) {
    if (row % chunk_rows == 0) table_.link()->above_of_chunk(row / chunk_rows, above.data());
    cells += little_endian(above[row % chunk_rows] + 1);
  }
  chunk.dictionary_offset = -1;
  chunk.data_offset = 0;
  return page_head(cells.size(), last - first, false, encoding_plain) + cells;
}

Result<std::string> ParquetExport::group(std::size_t index) {
  SANAQ_CHECK(index == groups_.size());
  const auto first = static_cast<std::uint32_t>(index * group_rows);
  const auto last =
      static_cast<std::uint32_t>(std::min<std::size_t>(table_.row_count(), (index + 1) * group_rows));
  Group group;
  group.rows = last - first;
  std::string out;
  const std::size_t columns = variables_.size() + (table_.link() != nullptr ? 1 : 0);
  for (std::size_t i = 0; i < columns; ++i) {
    Chunk chunk;
    const bool is_link = i == variables_.size();
    for (std::size_t block = first / block_rows; !is_link && block * block_rows < last; ++block)
      SANAQ_TRY_DONE(table_.check(variables_[i], block));
    const std::string pages =
        is_link ? link_page(first, last, chunk) : column_pages(variables_[i], first, last, chunk);
    const std::int64_t start = offset_ + static_cast<std::int64_t>(out.size());
    if (chunk.dictionary_offset >= 0) chunk.dictionary_offset += start;
    chunk.data_offset += start;
    chunk.bytes = static_cast<std::int64_t>(pages.size());
    group.chunks.push_back(chunk);
    out += pages;
  }
  offset_ += static_cast<std::int64_t>(out.size());
  groups_.push_back(std::move(group));
  return out;
}

void ParquetExport::put_chunk(ThriftCompact& thrift, const ExportColumn& column, const Group& group,
                              const Chunk& chunk) {
  const bool coded = chunk.dictionary_offset >= 0;
  thrift.begin_element();
  thrift.field_i64(2, coded ? chunk.dictionary_offset : chunk.data_offset);
  thrift.begin_struct_field(3);
  thrift.field_i32(1, column.type);
  thrift.begin_list_field(2, coded ? 2 : 1, ThriftCompact::list_of_i32);
  thrift.element_i32(encoding_plain);
  if (coded) thrift.element_i32(encoding_dictionary);
  thrift.begin_list_field(3, 1, ThriftCompact::list_of_text);
  thrift.element_text(column.name);
  thrift.field_i32(4, 0);  // not compressed
  thrift.field_i64(5, group.rows);
  thrift.field_i64(6, chunk.bytes);
  thrift.field_i64(7, chunk.bytes);
  thrift.field_i64(9, chunk.data_offset);
  if (coded) thrift.field_i64(11, chunk.dictionary_offset);
  thrift.end_struct();
  thrift.end_struct();
}

void ParquetExport::put_schema(ThriftCompact& thrift, const std::vector<ExportColumn>& columns) const {
  thrift.begin_list_field(2, columns.size() + 1, ThriftCompact::list_of_structs);
  thrift.begin_element();
  thrift.field_text(4, name_of(table_.unit()));
  thrift.field_i32(5, static_cast<std::int32_t>(columns.size()));
  thrift.end_struct();
  for (const ExportColumn& column : columns) {
    thrift.begin_element();
    thrift.field_i32(1, column.type);
    thrift.field_i32(3, 0);  // required
    thrift.field_text(4, column.name);
    if (column.type == parquet_bytes) thrift.field_i32(6, 0);  // UTF-8
    thrift.end_struct();
  }
}

std::string ParquetExport::foot() const {
  std::vector<ExportColumn> columns;
  for (const std::size_t i : variables_)
    columns.push_back(
        {table_.variable(i).name(), is_text(table_.variable(i)) ? parquet_bytes : parquet_int32});
  if (table_.link() != nullptr)
    columns.push_back({std::string(unit_names[index_of(table_.unit()) + 1]), parquet_int32});
  ThriftCompact thrift;
  thrift.field_i32(1, 1);
  put_schema(thrift, columns);
  thrift.field_i64(3, table_.row_count());
  thrift.begin_list_field(4, groups_.size(), ThriftCompact::list_of_structs);
  for (const Group& group : groups_) {
    std::int64_t bytes = 0;
    thrift.begin_element();
    thrift.begin_list_field(1, columns.size(), ThriftCompact::list_of_structs);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      put_chunk(thrift, columns[i], group, group.chunks[i]);
      bytes += group.chunks[i].bytes;
    }
    thrift.field_i64(2, bytes);
    thrift.field_i64(3, group.rows);
    thrift.end_struct();
  }
  thrift.field_text(6, "sanaq");
  thrift.end_struct();
  return thrift.bytes() + little_endian(static_cast<std::uint32_t>(thrift.bytes().size())) +
         std::string(parquet_magic);
}

}  // namespace sanaq
