#pragma once
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace sanaq::os {

/// What a zone of the tz database is ahead of UTC, moment by moment. Copies are cheap to keep; any thread.
class TimeZone {
 public:
  /// UTC for ever.
  TimeZone() = default;
  /// name: "Asia/Almaty". Reads the compiled file of the system's database (RFC 8536). Errors: "zone.unknown"
  /// (no such zone, or a name that is no name of one), "zone.file" (not in the format); detail: the name.
  static Result<TimeZone> load(const std::string& name);
  /// bytes: of a compiled file. Errors: "zone.file".
  static Result<TimeZone> read(std::string name, std::string_view bytes);

  const std::string& name() const { return name_; }
  /// Minutes ahead of UTC at a moment. Before the first change of the file: as before it; after the last one:
  /// as after it, so rules of summer time that go on for ever end with the years the file lists.
  int minutes_at(UtcInstant at) const;

 private:
  struct Change {
    std::int64_t seconds = 0;  // since 1970, from when on
    int minutes = 0;
  };
  std::string name_ = "UTC";
  int first_ = 0;
  std::vector<Change> changes_;  // in order of time
};

}  // namespace sanaq::os
