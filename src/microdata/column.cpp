#include "microdata/column.h"

#include <algorithm>

#include "base/check.h"
#include "microdata/block_checksum.h"

namespace sanaq {

namespace {

/// Marks of blocks that were not looked at yet.
std::shared_ptr<std::atomic<std::uint8_t>[]> unchecked(std::size_t blocks) {
  return std::shared_ptr<std::atomic<std::uint8_t>[]>(new std::atomic<std::uint8_t>[blocks]());
}

}  // namespace

Column Column::packed(std::span<const std::uint8_t> bytes, std::uint32_t rows, std::uint32_t domain,
                      std::vector<std::uint64_t> checksums) {
  Column column;
  column.rows_ = rows;
  column.domain_ = domain;
  column.bits_ = cell_bits(domain);
  column.bytes_ = bytes;
  column.checksums_ = std::move(checksums);
  SANAQ_CHECK(column.checksums_.size() == column.block_count());
  SANAQ_CHECK(bytes.size() == (rows + chunk_rows - 1) / chunk_rows * chunk_bytes(column.bits_));
  column.checked_ = unchecked(column.block_count());
  return column;
}

Column Column::of_runs(std::vector<Run> runs, std::uint32_t rows) {
  Column column;
  column.rows_ = rows;
  column.runs_ = std::move(runs);
  column.checked_ = unchecked(column.block_count());
  return column;
}

std::size_t Column::byte_size() const { return is_runs() ? runs_.size() * sizeof(Run) : bytes_.size(); }

const std::uint8_t* Column::chunk(std::size_t index) const {
  SANAQ_CHECK(!is_runs());
  SANAQ_CHECK((index + 1) * chunk_bytes(bits_) <= bytes_.size());
  return bytes_.data() + index * chunk_bytes(bits_);
}

std::uint32_t Column::at(std::uint32_t row) const {
  SANAQ_CHECK(row < rows_);
  if (!is_runs()) return cell_of_chunk(chunk(row / chunk_rows), bits_, row % chunk_rows);
  const auto after =
      std::upper_bound(runs_.begin(), runs_.end(), row,
                       [](std::uint32_t wanted, const Run& run) { return wanted < run.first; });
  return std::prev(after)->value;
}

bool Column::cells_fit(std::size_t block) const {
  if (domain_ == 0 || (bits_ < 32 && domain_ == std::uint64_t{1} << bits_)) return true;
  const std::size_t last = std::min((block + 1) * chunks_of_block, bytes_.size() / chunk_bytes(bits_));
  std::uint8_t cells[chunk_rows];
  for (std::size_t at = block * chunks_of_block; at < last; ++at) {
    if (bits_ <= 8) {
      unpack_chunk(chunk(at), bits_, cells);
      if (greatest(cells) >= domain_) return false;
      continue;
    }
    for (std::size_t row = 0; row < chunk_rows; ++row)
      if (cell_of_chunk(chunk(at), bits_, row) >= domain_) return false;
  }
  return true;
}

bool Column::matches(std::size_t block) const {
  if (is_runs()) return true;
  SANAQ_CHECK(block < checksums_.size());
  const std::size_t size = chunks_of_block * chunk_bytes(bits_);
  const auto part = bytes_.subspan(block * size, std::min(size, bytes_.size() - block * size));
  const std::string_view text(reinterpret_cast<const char*>(part.data()), part.size());
  return block_checksum(text) == checksums_[block] && cells_fit(block);
}

bool Column::is_checked(std::size_t block) const {
  SANAQ_CHECK(block < block_count());
  return checked_[static_cast<std::ptrdiff_t>(block)].load(std::memory_order_acquire) != 0;
}

void Column::set_checked(std::size_t block) const {
  SANAQ_CHECK(block < block_count());
  checked_[static_cast<std::ptrdiff_t>(block)].store(1, std::memory_order_release);
}

}  // namespace sanaq
