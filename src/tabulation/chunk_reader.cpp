#include "tabulation/chunk_reader.h"

#include <algorithm>
#include <cstring>

namespace sanaq {

namespace {

bool is_wide(const Microdata& data, VariableRef ref) {
  return data.table(ref.unit)->variable(ref.column).domain() > 256;
}

/// The values of a chunk of runs.
template <class Cell>
void fill_runs(const Column& column, std::size_t index, Cell* cells) {
  const auto& runs = column.runs();
  const auto first = static_cast<std::uint32_t>(index * chunk_rows);
  auto run = std::upper_bound(runs.begin(), runs.end(), first,
                              [](std::uint32_t row, const Column::Run& at) { return row < at.first; });
  auto value = static_cast<Cell>(std::prev(run)->value);
  for (std::uint32_t i = 0; i < chunk_rows; ++i) {
    if (run != runs.end() && run->first == first + i) value = static_cast<Cell>((run++)->value);
    cells[i] = value;
  }
}

void read_chunk(const Column& column, std::size_t index, std::uint8_t* cells) {
  if (column.is_runs()) return fill_runs(column, index, cells);
  unpack_chunk(column.chunk(index), column.bits(), cells);
}

void read_chunk(const Column& column, std::size_t index, std::uint16_t* cells) {
  if (column.is_runs()) return fill_runs(column, index, cells);
  SANAQ_CHECK(column.bits() == 16);
  std::memcpy(cells, column.chunk(index), chunk_bytes(16));
}

template <class Cell>
void spread(const Cell* upper, const std::vector<std::uint32_t>& rows, std::size_t first_row, Cell* cells) {
  for (std::size_t i = 0; i < chunk_rows; ++i) cells[i] = upper[rows[i] - first_row];
}

}  // namespace

ChunkReader::ChunkReader(const Microdata& data, Unit counted, const std::set<VariableRef>& variables)
    : data_(data), counted_(counted), highest_(index_of(counted)) {
  for (const VariableRef& ref : variables) {
    Buffer& buffer = buffers_[ref];
    if (is_wide(data, ref)) {
      buffer.shorts.resize(chunk_rows);
      buffer.cells.shorts = buffer.shorts.data();
    } else {
      buffer.bytes.resize(chunk_rows);
      buffer.cells.bytes = buffer.bytes.data();
    }
    highest_ = std::max(highest_, index_of(ref.unit));
  }
}

void ChunkReader::find_above() {
  for (std::size_t unit = index_of(counted_) + 1; unit <= highest_; ++unit) {
    const Above& below = above_[unit - 1];
    Above& above = above_[unit];
    const Link& link = *data_.table(units[unit - 1])->link();
    above.rows.resize(chunk_rows);
    if (unit == index_of(counted_) + 1) {
      link.above_of_chunk(below.first_chunk, above.rows.data());
    } else {
      upper_rows_.resize((below.last_chunk - below.first_chunk + 1) * chunk_rows);
      for (std::size_t chunk = below.first_chunk; chunk <= below.last_chunk; ++chunk)
        link.above_of_chunk(chunk, upper_rows_.data() + (chunk - below.first_chunk) * chunk_rows);
      spread(upper_rows_.data(), below.rows, below.first_chunk * chunk_rows, above.rows.data());
    }
    above.first_chunk = above.rows.front() / chunk_rows;
    above.last_chunk = above.rows.back() / chunk_rows;
  }
}

void ChunkReader::unpack_own(VariableRef variable, Buffer& buffer) {
  const Column& column = data_.table(variable.unit)->column(variable.column);
  if (!buffer.shorts.empty()) {
    read_chunk(column, chunk_, buffer.shorts.data());
  } else if (!column.is_runs() && column.bits() == 8) {
    buffer.cells.bytes = column.chunk(chunk_);
  } else {
    read_chunk(column, chunk_, buffer.bytes.data());
  }
}

Result<Done> ChunkReader::load_above(VariableRef variable, Buffer& buffer) {
  const UnitTable& table = *data_.table(variable.unit);
  const Above& above = above_[index_of(variable.unit)];
  const std::size_t chunks = above.last_chunk - above.first_chunk + 1;
  upper_bytes_.resize(std::max(upper_bytes_.size(), chunks * chunk_rows));
  upper_shorts_.resize(std::max(upper_shorts_.size(), chunks * chunk_rows));
  for (std::size_t i = 0; i < chunks; ++i) {
    const std::size_t chunk = above.first_chunk + i;
    SANAQ_TRY_DONE(table.check(variable.column, chunk / chunks_of_block));
    if (buffer.shorts.empty()) {
      read_chunk(table.column(variable.column), chunk, upper_bytes_.data() + i * chunk_rows);
    } else {
      read_chunk(table.column(variable.column), chunk, upper_shorts_.data() + i * chunk_rows);
    }
  }
  const std::size_t first_row = above.first_chunk * chunk_rows;
  if (buffer.shorts.empty()) {
    spread(upper_bytes_.data(), above.rows, first_row, buffer.bytes.data());
  } else {
    spread(upper_shorts_.data(), above.rows, first_row, buffer.shorts.data());
  }
  return Done{};
}

Result<Done> ChunkReader::load(std::size_t index) {
  Above& own = above_[index_of(counted_)];
  own.first_chunk = own.last_chunk = chunk_ = index;
  find_above();
  for (auto& [variable, buffer] : buffers_) {
    buffer.is_unpacked = variable.unit != counted_;
    if (buffer.is_unpacked) {
      SANAQ_TRY_DONE(load_above(variable, buffer));
    } else {
      SANAQ_TRY_DONE(data_.table(variable.unit)->check(variable.column, index / chunks_of_block));
    }
  }
  return Done{};
}

ChunkCells ChunkReader::cells(VariableRef variable) {
  const auto found = buffers_.find(variable);
  SANAQ_CHECK(found != buffers_.end());
  Buffer& buffer = found->second;
  if (!buffer.is_unpacked) unpack_own(variable, buffer);
  buffer.is_unpacked = true;
  return buffer.cells;
}

ChunkReader::PackedCells ChunkReader::packed(VariableRef variable) const {
  if (variable.unit != counted_) return {};
  const Column& column = data_.table(variable.unit)->column(variable.column);
  if (column.is_runs() || column.bits() > 2) return {};
  return {column.chunk(chunk_), column.bits()};
}

}  // namespace sanaq
