#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

struct zip;

namespace sanaq {

/// A zip archive in memory, read part by part within limits. `bytes` must outlive it.
class ZipArchive {
 public:
  /// Errors: "workbook.zip", "workbook.size" (too many parts).
  static Result<ZipArchive> open(std::string_view bytes);
  ZipArchive(ZipArchive&& other) noexcept;
  ZipArchive& operator=(ZipArchive&&) = delete;
  ~ZipArchive();

  bool has(const std::string& name) const;
  /// The part, unpacked. Errors: "workbook.part", "workbook.zip", "workbook.size".
  Result<std::string> read(const std::string& name);

 private:
  explicit ZipArchive(zip* archive) : archive_(archive) {}
  zip* archive_;
  std::size_t unpacked_ = 0;  // bytes so far
};

}  // namespace sanaq
