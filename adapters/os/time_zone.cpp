// The binary time zone format of RFC 8536: header, 32-bit block, second header, 64-bit block, footer. The
// footer is not used.
#include "os/time_zone.h"

#include <algorithm>
#include <array>
#include <optional>

#include "os/files.h"

namespace sanaq::os {
namespace {

constexpr std::string_view database = "/usr/share/zoneinfo/";
constexpr std::size_t header_size = 44, file_size_max = 1 << 20;

bool is_zone_name(std::string_view name) {
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("/_+-").find(c) != std::string_view::npos;
  });
  return plain && !name.empty() && name.front() != '/' && name.size() <= 100;
}

std::int64_t number(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = (static_cast<unsigned char>(bytes[at]) & 0x80u) != 0 ? ~std::uint64_t{0} : 0;
  for (std::size_t i = 0; i < size; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return static_cast<std::int64_t>(value);
}

// The six counts of a header, in the order of the format.
struct Counts {
  std::size_t utc = 0, standard = 0, leap = 0, times = 0, types = 0, letters = 0;
  std::size_t body(std::size_t time_size) const {
    return times * (time_size + 1) + types * 6 + letters + leap * (time_size + 4) + standard + utc;
  }
};

std::optional<Counts> counts_at(std::string_view bytes, std::size_t at) {
  if (bytes.size() < at + header_size || bytes.substr(at, 4) != "TZif") return std::nullopt;
  std::array<std::size_t, 6> all{};
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::int64_t count = number(bytes, at + 20 + i * 4, 4);
    if (count < 0 || count > 1'000'000) return std::nullopt;
    all[i] = static_cast<std::size_t>(count);
  }
  return Counts{all[0], all[1], all[2], all[3], all[4], all[5]};
}

}  // namespace

Result<TimeZone> TimeZone::load(const std::string& name) {
  if (!is_zone_name(name)) return Error{"zone.unknown", name};
  auto bytes = read_file(std::string(database) + name, file_size_max);
  if (!bytes) return Error{"zone.unknown", name};
  return read(name, *bytes);
}

Result<TimeZone> TimeZone::read(std::string name, std::string_view bytes) {
  const auto old = counts_at(bytes, 0);
  if (!old || bytes[4] < '2') return Error{"zone.file", name};
  const std::size_t second = header_size + old->body(4);
  const auto counts = counts_at(bytes, second);
  if (!counts || counts->types == 0) return Error{"zone.file", name};
  const std::size_t times = second + header_size;
  if (bytes.size() < times + counts->body(8)) return Error{"zone.file", name};
  const std::size_t indices = times + counts->times * 8, types = indices + counts->times;
  const auto minutes = [&](std::size_t type) {
    return static_cast<int>(number(bytes, types + type * 6, 4) / 60);
  };
  TimeZone zone;
  zone.name_ = std::move(name);
  zone.first_ = minutes(0);
  for (std::size_t i = 0; i < counts->times; ++i) {
    const auto type = static_cast<unsigned char>(bytes[indices + i]);
    if (type >= counts->types) return Error{"zone.file", zone.name_};
    zone.changes_.push_back({number(bytes, times + i * 8, 8), minutes(type)});
  }
  return zone;
}

int TimeZone::minutes_at(UtcInstant at) const {
  // Down also before 1970: a change counts from its second on.
  const std::int64_t rest = at.micros % micros_per_second;
  const std::int64_t seconds = at.micros / micros_per_second - (rest < 0 ? 1 : 0);
  const auto after =
      std::upper_bound(changes_.begin(), changes_.end(), seconds,
                       [](std::int64_t s, const Change& change) { return s < change.seconds; });
  return after == changes_.begin() ? first_ : std::prev(after)->minutes;
}

}  // namespace sanaq::os
