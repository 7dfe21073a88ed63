#include "sanaq/tablet/visit_note.h"

#include <algorithm>
#include <cmath>

#include "base/json.h"
#include "frame/geo_point.h"

namespace sanaq {
namespace {

constexpr std::int32_t metres_max = 30'000'000;  // no two places are farther apart
constexpr std::size_t outcome_bytes_max = 40;

std::optional<GeoPoint> point_of(const Json& json) {
  if (!json.has("lat") || !json.has("lon")) return {};
  const auto point = parse_geo_point(json["lat"].text(), json["lon"].text());
  return point ? std::optional(*point) : std::nullopt;
}

}  // namespace

std::optional<VisitNote> visit_note(const exchange::Entry& entry, std::string_view place) {
  if (entry.kind != exchange::EntryKind::visit) return {};
  const auto visit = parse_json(entry.payload);
  if (!visit) return {};
  VisitNote note{entry.at, std::string((*visit)["outcome"].text()), {}, {}};
  if (note.outcome.size() > outcome_bytes_max) return {};
  const auto at = point_of(*visit);
  if (at && visit->has("accuracy_m"))
    note.accuracy =
        static_cast<std::int32_t>(std::clamp<std::int64_t>((*visit)["accuracy_m"].integer(0), 0, metres_max));
  const auto address = parse_json(place);
  const auto dwelling = address ? point_of(*address) : std::nullopt;
  if (at && dwelling) note.metres = static_cast<std::int32_t>(std::lround(distance_m(*at, *dwelling)));
  return note;
}

}  // namespace sanaq
