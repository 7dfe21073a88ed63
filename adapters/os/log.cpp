#include "os/log.h"

#include <unistd.h>

#include <cerrno>

#include "base/json.h"
#include "base/text.h"

namespace sanaq::os {
namespace {

constexpr std::size_t text_max = 512;

std::string_view level_name(LogLevel level) {
  switch (level) {
    case LogLevel::debug:
      return "debug";
    case LogLevel::info:
      return "info";
    case LogLevel::warning:
      return "warning";
    case LogLevel::error:
      return "error";
  }
  return "error";
}

// Cut without splitting a UTF-8 sequence.
std::string_view shortened(std::string_view text) {
  if (text.size() <= text_max) return text;
  std::size_t end = text_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

void append_name(std::string& out, std::string_view name) {
  out += '"';
  out += name;
  out += "\":";
}

}  // namespace

void LogValue::append_to(std::string& out) const {
  if (kind_ == Kind::number) {
    out += std::to_string(number_);
  } else if (kind_ == Kind::boolean) {
    out += number_ != 0 ? "true" : "false";
  } else {
    append_json_string(out, is_utf8(text_) ? shortened(text_) : std::string_view("(not UTF-8)"));
  }
}

void Log::failure(LogName event, const Error& error) {
  write(LogLevel::error, event, {{"code", error.code}, {"detail", error.detail}});
}

void Log::write(LogLevel level, LogName event, std::initializer_list<LogField> fields) {
  if (level < least_) return;
  std::string line;
  line.reserve(256);
  append_name(line += '{', "time");
  line += '"';
  line += to_rfc3339(clock_.now());
  line += "\",\"level\":\"";
  line += level_name(level);
  line += "\",\"event\":\"";
  line += event.text();
  line += '"';
  for (const LogField& field : fields) {
    append_name(line += ',', field.name.text());
    field.value.append_to(line);
  }
  line += "}\n";
  const std::lock_guard lock(mutex_);
  std::string_view rest = line;
  while (!rest.empty()) {
    const ssize_t n = ::write(fd_, rest.data(), rest.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return;  // a log that cannot be written must not stop the census
    rest.remove_prefix(static_cast<std::size_t>(n));
  }
}

}  // namespace sanaq::os
