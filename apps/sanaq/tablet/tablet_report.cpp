#include "sanaq/tablet/tablet_report.h"

#include <algorithm>

#include "base/json.h"

namespace sanaq {
namespace {

constexpr std::size_t header_bytes_max = 600, version_bytes_max = 40;
constexpr std::int64_t clock_seconds_max = 1'000'000'000;
constexpr std::int64_t number_max = 1'000'000'000'000;

std::string version_of(const Json& value) {
  const std::string_view text = value.is_string() ? value.text() : std::string_view();
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
  };
  if (text.size() > version_bytes_max || !std::all_of(text.begin(), text.end(), is_plain)) return {};
  return std::string(text);
}

std::optional<std::int64_t> number_of(const Json& value, std::int64_t least, std::int64_t most) {
  const std::int64_t number = value.integer(least - 1);
  if (number < least || number > most) return std::nullopt;
  return number;
}

TabletReport read(const Json& json) {
  TabletReport report;
  report.app = version_of(json["app"]);
  report.form = version_of(json["form"]);
  if (const auto battery = number_of(json["battery"], 0, 100))
    report.battery_percent = static_cast<int>(*battery);
  report.free_mib = number_of(json["free"], 0, number_max);
  report.waiting = number_of(json["waiting"], 0, number_max);
  return report;
}

}  // namespace

TabletReport read_report(std::string_view header, UtcInstant now) {
  if (header.empty() || header.size() > header_bytes_max) return {};
  const auto json = parse_json(header);
  if (!json) return {};
  TabletReport report = read(*json);
  if (const auto at = parse_rfc3339((*json)["at"].text()))
    report.clock_seconds =
        std::clamp((at->micros - now.micros) / micros_per_second, -clock_seconds_max, clock_seconds_max);
  return report;
}

std::string to_stored(const TabletReport& report) {
  Json out = Json::object();
  const auto number = [&](const char* name, const auto& value) {
    if (value) out.set(name, Json::number(*value));
  };
  if (!report.app.empty()) out.set("app", Json::string(report.app));
  if (!report.form.empty()) out.set("form", Json::string(report.form));
  number("battery", report.battery_percent);
  number("clock", report.clock_seconds);
  number("free", report.free_mib);
  number("waiting", report.waiting);
  const std::string text = to_text(out);
  return text == "{}" ? std::string() : text;
}

TabletReport from_stored(std::string_view text) {
  const auto json = parse_json(text);
  if (!json) return {};
  TabletReport report = read(*json);
  report.clock_seconds = number_of((*json)["clock"], -clock_seconds_max, clock_seconds_max);
  return report;
}

}  // namespace sanaq
