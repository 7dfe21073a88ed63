#include "microdata/file_layout.h"

#include <algorithm>

#include "base/json.h"

namespace sanaq {

namespace {

constexpr std::size_t alignment = 64;
constexpr std::size_t fixed_head = 8 + 4 + 4 + 8 + 8;
constexpr std::int64_t rows_max = 4'000'000'000;

std::size_t aligned(std::size_t offset) { return (offset + alignment - 1) / alignment * alignment; }

/// Puts a column behind the last one. What fills it up to a multiple of 64 bytes is under its checksum too.
/// block_bytes: 0 when it has one checksum.
FileLayout::Place place(FileLayout& layout, std::size_t bytes, std::size_t block_bytes) {
  FileLayout::Place at;
  at.offset = aligned(layout.file_bytes);
  at.bytes = aligned(bytes);
  at.block_bytes = block_bytes == 0 ? at.bytes : block_bytes;
  at.blocks = at.bytes == 0 ? 0 : (at.bytes + at.block_bytes - 1) / at.block_bytes;
  at.first_checksum = layout.checksums;
  layout.checksums += at.blocks;
  layout.file_bytes = at.offset + at.bytes;
  return at;
}

FileLayout::Place place_column(FileLayout& layout, const UnitHead& unit, std::size_t variable) {
  if (const std::size_t runs = unit.runs[variable]; runs != 0) {
    return place(layout, runs * sizeof(Column::Run), 0);
  }
  const std::size_t chunk = chunk_bytes(cell_bits(unit.variables[variable].domain()));
  return place(layout, chunks_of(unit.rows) * chunk, chunks_of_block * chunk);
}

Json to_json(const UnitHead& unit) {
  Json variables = Json::array(), runs = Json::array();
  for (const Variable& variable : unit.variables) variables.push(sanaq::to_json(variable));
  for (const std::uint32_t count : unit.runs) runs.push(Json::number(count));
  Json object = Json::object();
  object.set("unit", Json::string(name_of(unit.unit)));
  object.set("rows", Json::number(unit.rows));
  object.set("runs", std::move(runs));
  object.set("variables", std::move(variables));
  return object;
}

Result<UnitHead> parse_unit(const Json& object) {
  const Error bad{"microdata_file.dictionary", object["unit"].text()};
  UnitHead unit;
  const auto name = std::find(unit_names.begin(), unit_names.end(), object["unit"].text());
  const std::int64_t rows = object["rows"].integer(-1);
  if (name == unit_names.end() || rows < 0 || rows > rows_max) return bad;
  unit.unit = units[static_cast<std::size_t>(name - unit_names.begin())];
  unit.rows = static_cast<std::uint32_t>(rows);
  for (const Json& item : object["variables"].items()) {
    SANAQ_TRY(auto variable, parse_variable(item));
    unit.variables.push_back(std::move(variable));
  }
  if (unit.variables.empty() || object["runs"].items().size() != unit.variables.size()) return bad;
  for (const Json& count : object["runs"].items()) {
    const std::int64_t runs = count.integer(-1);
    if (runs < 0 || runs > 1 + rows / rows_of_run_min || (rows == 0 && runs != 0))
      return Error{"microdata_file.runs", std::string(name_of(unit.unit))};
    unit.runs.push_back(static_cast<std::uint32_t>(runs));
  }
  return unit;
}

}  // namespace

FileLayout lay_out(const FileHead& head, std::size_t dictionary_bytes) {
  // The number of checksums does not depend on where columns stand: they are placed twice.
  FileLayout layout;
  for (std::size_t start = 0;;) {
    layout = {};
    layout.file_bytes = start;
    for (const UnitHead& unit : head.units) {
      FileLayout::UnitPlaces places;
      for (std::size_t i = 0; i < unit.variables.size(); ++i)
        places.columns.push_back(place_column(layout, unit, i));
      if (&unit != &head.units.back()) {
        places.link = place(layout, Link::byte_size(unit.rows), 0);
      }
      layout.units.push_back(std::move(places));
    }
    layout.dictionary_offset = fixed_head;
    layout.checksums_offset = fixed_head + dictionary_bytes;
    layout.head_checksum_offset = layout.checksums_offset + 8 * layout.checksums;
    if (start != 0) return layout;
    start = layout.head_checksum_offset + 8;
  }
}

std::string write_dictionary(const FileHead& head) {
  Json list = Json::array();
  for (const UnitHead& unit : head.units) list.push(to_json(unit));
  Json dictionary = Json::object();
  dictionary.set("edition", Json::string(head.info.edition));
  dictionary.set("revision", Json::number(head.info.revision));
  dictionary.set("units", std::move(list));
  return to_canonical(dictionary);
}

Result<FileHead> read_dictionary(std::string_view text) {
  const auto dictionary = parse_json(text);
  if (!dictionary) return Error{"microdata_file.dictionary", dictionary.error().code};
  FileHead head;
  head.info = {(*dictionary)["edition"].text(), (*dictionary)["revision"].integer()};
  if (head.info.edition.empty() || head.info.revision < 1)
    return Error{"microdata_file.dictionary", "edition"};
  for (const Json& item : (*dictionary)["units"].items()) {
    SANAQ_TRY(auto unit, parse_unit(item));
    // Persons, households, dwellings, with none left out in between.
    if (head.units.size() >= unit_count || unit.unit != units[head.units.size()])
      return Error{"microdata_file.dictionary", "units"};
    head.units.push_back(std::move(unit));
  }
  if (head.units.empty()) return Error{"microdata_file.dictionary", "units"};
  return head;
}

}  // namespace sanaq
