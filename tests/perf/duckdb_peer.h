#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "microdata/microdata.h"

namespace sanaq::perf {

/// DuckDB in this process, loaded from the library of its npm package, with a table `person` of the columns
/// given: the same data in the narrowest whole numbers it has. Any failure ends the program.
class DuckdbPeer {
 public:
  /// library: path of libduckdb.so. threads: that it may use.
  DuckdbPeer(const std::string& library, std::size_t threads);
  ~DuckdbPeer();

  /// Makes `person` with these variables (values are positions in code lists, as in the file).
  void load(const UnitTable& persons, const std::vector<std::string>& variables);
  /// Runs a query; every value of the result as a whole number, row by row.
  std::vector<std::vector<std::int64_t>> query(const std::string& sql);
  /// Runs a query whose result is not looked at, and gives the seconds it took.
  double seconds(const std::string& sql);
  std::string version() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace sanaq::perf
