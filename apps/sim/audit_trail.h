#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "access/audit.h"

namespace sanaq::sim {

/// The office's audit log: a chain of lines in durable storage, as `access/audit.h` links them.
class AuditTrail {
 public:
  void append(UtcInstant at, std::string action, std::string subject) {
    AuditRecord line{static_cast<std::int64_t>(lines_.size()) + 1,
                     at,
                     "office",
                     std::move(action),
                     std::move(subject),
                     {},
                     {}};
    line.hash = audit_hash(lines_.empty() ? std::string(32, '\0') : lines_.back().hash, line);
    lines_.push_back(std::move(line));
  }
  const std::vector<AuditRecord>& lines() const { return lines_; }
  /// What somebody with access to the database could try: an old line says something else.
  void change(std::size_t line, std::string subject) { lines_[line].subject = std::move(subject); }

 private:
  std::vector<AuditRecord> lines_;
};

}  // namespace sanaq::sim
