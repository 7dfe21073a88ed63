#include "microdata/microdata_file.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <set>

#include "microdata/block_checksum.h"
#include "microdata/file_layout.h"

namespace sanaq {

namespace {

static_assert(std::endian::native == std::endian::little, "cells are read from the file as they stand");

template <class Number>
void put(std::string& out, std::size_t offset, Number value) {
  std::memcpy(out.data() + offset, &value, sizeof value);
}

template <class Number>
Number take(std::string_view bytes, std::size_t offset) {
  Number value{};
  std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

// --- writing ---------------------------------------------------------------------------------------------

/// Runs of the column, or 0 when it is to be packed.
std::uint32_t runs_of(const CellBuffer& column) {
  const std::size_t rows = column.size();
  if (rows == 0) return 0;
  return column.visit([rows](const auto& cells) -> std::uint32_t {
    std::size_t runs = 1;
    for (std::size_t row = 1; row < rows; ++row) {
      runs += cells[row] != cells[row - 1] ? 1 : 0;
      if (runs > 1 + rows / rows_of_run_min) return 0;
    }
    return static_cast<std::uint32_t>(runs);
  });
}

void write_runs(const CellBuffer& column, char* out) {
  column.visit([out](const auto& cells) mutable {
    for (std::size_t row = 0; row < cells.size(); ++row) {
      if (row != 0 && cells[row] == cells[row - 1]) continue;
      const Column::Run run{static_cast<std::uint32_t>(row), cells[row]};
      std::memcpy(out, &run, sizeof run);
      out += sizeof run;
    }
  });
}

void write_packed(const CellBuffer& column, unsigned bits, char* out) {
  column.visit([bits, out](const auto& cells) {
    using Cell = typename std::decay_t<decltype(cells)>::value_type;
    if (bits >= 8) {
      if (!cells.empty()) std::memcpy(out, cells.data(), cells.size() * sizeof(Cell));
      return;
    }
    std::uint8_t chunk[chunk_rows];
    for (std::size_t first = 0; first < cells.size(); first += chunk_rows) {
      const std::size_t here = std::min(chunk_rows, cells.size() - first);
      std::fill(std::begin(chunk), std::end(chunk), std::uint8_t{0});
      for (std::size_t i = 0; i < here; ++i) chunk[i] = static_cast<std::uint8_t>(cells[first + i]);
      pack_chunk(chunk, bits, reinterpret_cast<std::uint8_t*>(out + first / chunk_rows * chunk_bytes(bits)));
    }
  });
}

void seal(std::string& file, const FileLayout& layout, const FileLayout::Place& place) {
  for (std::size_t block = 0; block < place.blocks; ++block) {
    const std::size_t first = block * place.block_bytes;
    const auto part =
        std::string_view(file).substr(place.offset + first, std::min(place.block_bytes, place.bytes - first));
    put(file, layout.checksums_offset + 8 * (place.first_checksum + block), block_checksum(part));
  }
}

FileHead head_of(const FreezeInfo& info, const std::array<UnitRows, unit_count>& rows) {
  FileHead head{info, {}};
  for (const Unit unit : units) {
    const UnitRows& from = rows[index_of(unit)];
    if (from.variables.empty()) break;
    UnitHead to{unit, static_cast<std::uint32_t>(from.rows()), from.variables, {}};
    for (const CellBuffer& column : from.columns) to.runs.push_back(runs_of(column));
    head.units.push_back(std::move(to));
  }
  return head;
}

void write_unit(std::string& file, const FileLayout& layout, std::size_t index, const UnitHead& head,
                UnitRows& rows) {
  const FileLayout::UnitPlaces& places = layout.units[index];
  for (std::size_t i = 0; i < rows.columns.size(); ++i) {
    char* out = file.data() + places.columns[i].offset;
    if (head.runs[i] != 0) {
      write_runs(rows.columns[i], out);
    } else {
      write_packed(rows.columns[i], cell_bits(head.variables[i].domain()), out);
    }
    rows.columns[i] = CellBuffer();  // gives its memory back
    seal(file, layout, places.columns[i]);
  }
  if (!places.link) return;
  const auto link = Link::write(rows.begins);
  std::copy(link.begin(), link.end(), reinterpret_cast<std::uint8_t*>(file.data() + places.link->offset));
  seal(file, layout, *places.link);
}

// --- reading ---------------------------------------------------------------------------------------------

std::span<const std::uint8_t> bytes_at(std::string_view file, const FileLayout::Place& place) {
  return {reinterpret_cast<const std::uint8_t*>(file.data()) + place.offset, place.bytes};
}

std::vector<std::uint64_t> checksums_of(std::string_view file, const FileLayout& layout,
                                        const FileLayout::Place& place) {
  std::vector<std::uint64_t> checksums(place.blocks);
  for (std::size_t i = 0; i < place.blocks; ++i)
    checksums[i] = take<std::uint64_t>(file, layout.checksums_offset + 8 * (place.first_checksum + i));
  return checksums;
}

/// Errors: "microdata_file.checksum" when what has one checksum only was changed.
Result<Done> check_whole(std::string_view file, const FileLayout& layout, const FileLayout::Place& place,
                         const std::string& name) {
  const auto checksums = checksums_of(file, layout, place);
  if (!checksums.empty() && block_checksum(file.substr(place.offset, place.bytes)) != checksums.front())
    return Error{"microdata_file.checksum", name};
  return Done{};
}

Result<Column> runs_at(std::string_view file, const FileLayout::Place& place, const UnitHead& head,
                       std::size_t variable) {
  const Error bad{"microdata_file.runs", head.variables[variable].name()};
  const std::uint32_t domain = head.variables[variable].domain();
  std::vector<Column::Run> runs(head.runs[variable]);
  std::memcpy(runs.data(), file.data() + place.offset, runs.size() * sizeof(Column::Run));
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const bool follows =
        i == 0 ? runs[i].first == 0 : runs[i].first > runs[i - 1].first && runs[i].value != runs[i - 1].value;
    if (!follows || runs[i].first >= head.rows || (domain != 0 && runs[i].value >= domain)) return bad;
  }
  return Column::of_runs(std::move(runs), head.rows);
}

/// A variable's parent is there and knows its codes. Errors: "microdata.parent", "microdata.variable".
Result<Done> check_variables(const UnitHead& head) {
  std::set<std::string_view> names;
  for (const Variable& variable : head.variables)
    if (!names.insert(variable.name()).second) return Error{"microdata.variable", variable.name()};
  for (const Variable& child : head.variables) {
    if (child.parent.empty()) continue;
    const auto parent = std::find_if(head.variables.begin(), head.variables.end(),
                                     [&](const Variable& other) { return other.name() == child.parent; });
    if (parent == head.variables.end() || parent->kind != Variable::Kind::coded || !parent->parent.empty())
      return Error{"microdata.parent", child.name()};
    SANAQ_TRY_DONE(parent_positions(child, *parent));
  }
  return Done{};
}

Result<UnitTable> read_unit(std::string_view file, const FileLayout& layout, const FileHead& head,
                            std::size_t index) {
  const UnitHead& unit = head.units[index];
  SANAQ_TRY_DONE(check_variables(unit));
  std::vector<Column> columns;
  for (std::size_t i = 0; i < unit.variables.size(); ++i) {
    const FileLayout::Place& place = layout.units[index].columns[i];
    if (unit.runs[i] == 0) {
      columns.push_back(Column::packed(bytes_at(file, place), unit.rows, unit.variables[i].domain(),
                                       checksums_of(file, layout, place)));
      continue;
    }
    const std::string name = std::string(name_of(unit.unit)) + ' ' + unit.variables[i].name();
    SANAQ_TRY_DONE(check_whole(file, layout, place, name));
    SANAQ_TRY(auto column, runs_at(file, place, unit, i));
    columns.push_back(std::move(column));
  }
  std::optional<Link> link;
  if (const auto& place = layout.units[index].link) {
    SANAQ_TRY_DONE(check_whole(file, layout, *place, std::string(name_of(unit.unit)) + " link"));
    const auto link_bytes = bytes_at(file, *place).first(Link::byte_size(unit.rows));
    SANAQ_TRY(link, Link::read(link_bytes, unit.rows, head.units[index + 1].rows));
  }
  return UnitTable(unit.unit, unit.rows, unit.variables, std::move(columns), std::move(link));
}

struct Opened {
  FileHead head;
  FileLayout layout;
};

/// Errors of the head: what can be seen without the columns.
Result<Opened> open_head(std::string_view file) {
  constexpr std::size_t fixed = 32;
  if (file.substr(0, microdata_magic.size()) != microdata_magic) return Error{"microdata_file.magic", ""};
  if (file.size() < fixed) return Error{"microdata_file.truncated", "head"};
  if (take<std::uint32_t>(file, 8) != microdata_version)
    return Error{"microdata_file.version", std::to_string(take<std::uint32_t>(file, 8))};
  if (take<std::uint64_t>(file, 16) != file.size())
    return Error{"microdata_file.truncated", std::to_string(file.size()) + " of " +
                                                 std::to_string(take<std::uint64_t>(file, 16)) + " bytes"};
  const std::uint64_t dictionary = take<std::uint32_t>(file, 12), checksums = take<std::uint64_t>(file, 24);
  if (checksums > file.size() / 8 || fixed + dictionary + 8 * checksums + 8 > file.size())
    return Error{"microdata_file.truncated", "dictionary"};
  const std::size_t end = fixed + dictionary + 8 * checksums;
  if (block_checksum(file.substr(0, end)) != take<std::uint64_t>(file, end))
    return Error{"microdata_file.checksum", "head"};
  Opened opened;
  SANAQ_TRY(opened.head, read_dictionary(file.substr(fixed, dictionary)));
  opened.layout = lay_out(opened.head, dictionary);
  if (opened.layout.file_bytes != file.size() || opened.layout.checksums != checksums)
    return Error{"microdata_file.truncated", "columns"};
  const std::size_t fill = std::min<std::size_t>(file.size(), (end + 8 + 63) / 64 * 64);
  if (file.substr(end + 8, fill - end - 8).find_first_not_of('\0') != file.npos)
    return Error{"microdata_file.checksum", "head"};
  return opened;
}

}  // namespace

std::string write_microdata(const FreezeInfo& info, std::array<UnitRows, unit_count> rows) {
  const FileHead head = head_of(info, rows);
  const std::string dictionary = write_dictionary(head);
  const FileLayout layout = lay_out(head, dictionary.size());
  std::string file(layout.file_bytes, '\0');
  microdata_magic.copy(file.data(), microdata_magic.size());
  put(file, 8, microdata_version);
  put(file, 12, static_cast<std::uint32_t>(dictionary.size()));
  put(file, 16, static_cast<std::uint64_t>(layout.file_bytes));
  put(file, 24, static_cast<std::uint64_t>(layout.checksums));
  dictionary.copy(file.data() + layout.dictionary_offset, dictionary.size());
  for (std::size_t i = 0; i < head.units.size(); ++i)
    write_unit(file, layout, i, head.units[i], rows[index_of(head.units[i].unit)]);
  put(file, layout.head_checksum_offset,
      block_checksum(std::string_view(file).substr(0, layout.head_checksum_offset)));
  return file;
}

Result<Microdata> open_microdata(Microdata::Bytes bytes) {
  SANAQ_TRY(const Opened opened, open_head(bytes.bytes));
  std::vector<UnitTable> tables;
  for (std::size_t i = 0; i < opened.head.units.size(); ++i) {
    SANAQ_TRY(auto table, read_unit(bytes.bytes, opened.layout, opened.head, i));
    tables.push_back(std::move(table));
  }
  return Microdata(opened.head.info, std::move(tables), std::move(bytes));
}

Result<Microdata> read_microdata(std::string_view bytes) {
  // Owners: the data that read these bytes, and their copies.
  const auto copy = std::make_shared<const std::string>(bytes);
  SANAQ_TRY(auto data, open_microdata({*copy, copy}));
  SANAQ_TRY_DONE(data.check_all());
  return data;
}

}  // namespace sanaq
