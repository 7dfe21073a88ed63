#pragma once
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <mutex>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace sanaq::os {

/// The name of an event or of a field: a literal of lower-case letters, digits, '_' and '.', checked by the
/// compiler, so that no text of a person can become a name.
class LogName {
 public:
  template <std::size_t size>
  consteval LogName(const char (&text)[size]) : text_(text, size - 1) {  // NOLINT: implicit by design
    for (const char c : text_)
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.'))
        throw "a-z 0-9 _ . only";
  }
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;  // a literal: lives for ever
};

/// A value that may stand in a log: whole numbers, truth values and short technical text (codes, ids, route
/// patterns). Types of personal data (Iin ...) do not convert; text is cut at 512 bytes.
class LogValue {
 public:
  LogValue(bool value) : kind_(Kind::boolean), number_(value ? 1 : 0) {}  // NOLINT: implicit by design
  template <std::integral T>
    requires(!std::same_as<T, bool> && !std::same_as<T, char>)
  LogValue(T value) : kind_(Kind::number), number_(static_cast<std::int64_t>(value)) {}  // NOLINT
  LogValue(const char* text) : kind_(Kind::text), text_(text) {}                         // NOLINT
  LogValue(std::string_view text) : kind_(Kind::text), text_(text) {}                    // NOLINT
  LogValue(const std::string& text) : kind_(Kind::text), text_(text) {}                  // NOLINT
  void append_to(std::string& out) const;

 private:
  enum class Kind : std::uint8_t { boolean, number, text };
  Kind kind_;
  std::int64_t number_ = 0;
  std::string_view text_;  // lives as long as the call of Log::info
};

struct LogField {
  LogName name;
  LogValue value;
};

enum class LogLevel : std::uint8_t { debug, info, warning, error };

/// One JSON object a line: {"time":"…","level":"info","event":"batch.accepted","cases":12}. A line is one
/// write(2), so lines of several threads and processes do not mix. Any thread may call it.
class Log {
 public:
  /// fd: stays open as long as the log; not closed by it. clock: outlives the log. Lines below `least` are
  /// dropped.
  Log(int fd, const Clock& clock, LogLevel least = LogLevel::info) : fd_(fd), clock_(clock), least_(least) {}
  void debug(LogName event, std::initializer_list<LogField> fields = {}) {
    write(LogLevel::debug, event, fields);
  }
  void info(LogName event, std::initializer_list<LogField> fields = {}) {
    write(LogLevel::info, event, fields);
  }
  void warning(LogName event, std::initializer_list<LogField> fields = {}) {
    write(LogLevel::warning, event, fields);
  }
  void error(LogName event, std::initializer_list<LogField> fields = {}) {
    write(LogLevel::error, event, fields);
  }
  /// An Error with its code and detail as fields.
  void failure(LogName event, const Error& error);

 private:
  void write(LogLevel level, LogName event, std::initializer_list<LogField> fields);
  int fd_;
  const Clock& clock_;
  LogLevel least_;
  std::mutex mutex_;
};

}  // namespace sanaq::os
