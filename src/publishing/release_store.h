#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "publishing/release.h"

namespace sanaq {

/// A line of the public list: one table in its newest visible version.
struct ReleaseSummary {
  std::string id;
  std::int64_t version = 1;
  std::string edition;
  Labels title;
  UtcInstant visible_from;
};

/// Name, size and hash of a file, without its bytes.
struct ReleaseFileInfo {
  std::string name, media_type, language, sha256;
  std::int64_t size = 0;  // bytes
};

/// Where the public reads releases. Nothing that is not visible at `now` is ever given out: neither bytes nor
/// titles. Errors of all calls: those of the database ("db.…").
class ReleaseCatalogue {
 public:
  virtual ~ReleaseCatalogue() = default;
  /// Newest first, then by id.
  virtual Result<std::vector<ReleaseSummary>> list(UtcInstant now) = 0;
  /// The newest visible version of a table, or nothing.
  virtual Result<std::optional<ReleaseSummary>> newest(std::string_view id, UtcInstant now) = 0;
  /// Files of one visible version, by name; none when it is not visible.
  virtual Result<std::vector<ReleaseFileInfo>> files(std::string_view id, std::int64_t version,
                                                     UtcInstant now) = 0;
  /// One file with its bytes, or nothing.
  virtual Result<std::optional<ReleaseFile>> file(std::string_view id, std::int64_t version,
                                                  std::string_view name, UtcInstant now) = 0;
};

/// Where the office places releases.
class ReleaseArchive {
 public:
  virtual ~ReleaseArchive() = default;
  /// Keeps a release for ever. Placing the same bytes again changes nothing. Errors: "release.exists" (this
  /// id and version hold something else), "release.version" (not the version after the last one).
  virtual Result<Done> place(const Release& release) = 0;
};

}  // namespace sanaq
