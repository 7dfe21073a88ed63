#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "microdata/microdata.h"
#include "microdata/thrift_compact.h"

namespace sanaq {

/// One unit as an Apache Parquet file: codes as dictionary-encoded text, numbers as whole numbers of 32 bits,
/// and the row of the unit above (from 1). Uncompressed: the cells are packed already. Written piece by
/// piece, in this order: head, each group, foot.
class ParquetExport {
 public:
  /// table must outlive it.
  explicit ParquetExport(const UnitTable& table);
  std::string head();
  std::size_t group_count() const;
  /// Errors: those of UnitTable::check.
  Result<std::string> group(std::size_t index);
  std::string foot() const;

 private:
  struct Chunk {
    std::int64_t dictionary_offset = 0, data_offset = 0, bytes = 0;
  };
  struct Group {
    std::int64_t rows = 0;
    std::vector<Chunk> chunks;  // one a column
  };
  struct ExportColumn {
    std::string name;
    std::int32_t type = 0;
  };
  static void put_chunk(ThriftCompact& thrift, const ExportColumn& column, const Group& group,
                        const Chunk& chunk);
  void put_schema(ThriftCompact& thrift, const std::vector<ExportColumn>& columns) const;
  std::string column_pages(std::size_t variable, std::uint32_t first, std::uint32_t last, Chunk& chunk) const;
  std::string link_page(std::uint32_t first, std::uint32_t last, Chunk& chunk) const;

  const UnitTable& table_;
  std::vector<std::size_t> variables_;  // all but running numbers
  std::int64_t offset_ = 0;             // bytes given so far
  std::vector<Group> groups_;
};

}  // namespace sanaq
