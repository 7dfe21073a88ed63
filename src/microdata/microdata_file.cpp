#include "microdata/microdata_file.h"

#include "base/json.h"
#include "base/sha256.h"

namespace sanaq {

namespace {

constexpr std::string_view magic = "SANAQMD\n";
constexpr std::uint32_t version = 1;
constexpr std::size_t header_size = 8 + 4 + 4 + 8;
constexpr std::size_t checksum_size = 32;
constexpr std::uint64_t rows_max = 4'000'000'000;

void put(std::string& out, std::uint64_t value, std::size_t width) {
  for (std::size_t i = 0; i < width; ++i)
    out += static_cast<char>(static_cast<unsigned char>(value >> (8 * i)));
}

std::uint64_t take(std::string_view bytes, std::size_t offset, std::size_t width) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < width; ++i) {
    value |= std::uint64_t{static_cast<unsigned char>(bytes[offset + i])} << (8 * i);
  }
  return value;
}

Json dictionary_of(const Microdata& data) {
  Json variables = Json::array();
  for (const Variable& variable : data.variables()) variables.push(to_json(variable));
  Json dictionary = Json::object();
  dictionary.set("edition", Json::string(data.info().edition));
  dictionary.set("revision", Json::number(data.info().revision));
  dictionary.set("variables", std::move(variables));
  return dictionary;
}

Result<MicrodataBuilder> builder_of(std::string_view text) {
  const auto dictionary = parse_json(text);
  if (!dictionary) return Error{"microdata_file.dictionary", dictionary.error().code};
  std::vector<Variable> variables;
  for (const Json& item : (*dictionary)["variables"].items()) {
    SANAQ_TRY(auto variable, parse_variable(item));
    variables.push_back(std::move(variable));
  }
  FreezeInfo info{(*dictionary)["edition"].text(), (*dictionary)["revision"].integer()};
  return MicrodataBuilder::make(std::move(info), std::move(variables));
}

Column read_column(std::string_view bytes, std::uint32_t domain) {
  Column column = Column::for_domain(domain);
  column.visit([bytes](auto& cells) {
    using Cell = typename std::decay_t<decltype(cells)>::value_type;
    cells.resize(bytes.size() / sizeof(Cell));
    for (std::size_t i = 0; i < cells.size(); ++i) {
      cells[i] = static_cast<Cell>(take(bytes, i * sizeof(Cell), sizeof(Cell)));
    }
  });
  return column;
}

/// Errors of what can be seen without the dictionary: magic, version, length, checksum.
Result<Done> check_frame(std::string_view bytes) {
  if (bytes.substr(0, magic.size()) != magic) return Error{"microdata_file.magic", ""};
  if (bytes.size() < header_size + checksum_size) return Error{"microdata_file.truncated", "header"};
  if (take(bytes, 8, 4) != version) return Error{"microdata_file.version", ""};
  const std::string_view body = bytes.substr(0, bytes.size() - checksum_size);
  if (take(bytes, 12, 4) > body.size() - header_size) return Error{"microdata_file.truncated", "dictionary"};
  if (take(bytes, 16, 8) > rows_max) return Error{"microdata_file.truncated", "rows"};
  return Done{};
}

}  // namespace

std::string write_microdata(const Microdata& data) {
  const std::string dictionary = to_canonical(dictionary_of(data));
  std::string out(magic);
  put(out, version, 4);
  put(out, dictionary.size(), 4);
  put(out, data.row_count(), 8);
  out += dictionary;
  for (std::size_t i = 0; i < data.variables().size(); ++i) {
    data.column(i).visit([&out](const auto& cells) {
      out.reserve(out.size() + cells.size() * sizeof(cells[0]) + checksum_size);
      for (const auto cell : cells) put(out, cell, sizeof(cell));
    });
  }
  return out + sha256(out);
}

Result<Microdata> read_microdata(std::string_view bytes) {
  SANAQ_TRY_DONE(check_frame(bytes));
  const std::size_t dictionary_size = take(bytes, 12, 4);
  const std::uint64_t rows = take(bytes, 16, 8);
  const std::string_view body = bytes.substr(0, bytes.size() - checksum_size);
  SANAQ_TRY(auto builder, builder_of(body.substr(header_size, dictionary_size)));
  std::size_t offset = header_size + dictionary_size;
  std::uint64_t needed = 0;
  for (const Variable& variable : builder.variables())
    needed += rows * Column::for_domain(variable.domain()).width();
  if (needed != body.size() - offset) return Error{"microdata_file.truncated", "columns"};
  if (sha256(body) != bytes.substr(body.size())) return Error{"microdata_file.checksum", ""};
  std::vector<Column> columns;
  for (const Variable& variable : builder.variables()) {
    const std::size_t size = rows * Column::for_domain(variable.domain()).width();
    columns.push_back(read_column(body.substr(offset, size), variable.domain()));
    offset += size;
  }
  SANAQ_TRY_DONE(builder.adopt(std::move(columns)));
  return std::move(builder).freeze();
}

}  // namespace sanaq
