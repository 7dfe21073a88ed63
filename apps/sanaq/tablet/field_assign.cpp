#include "processing/survey_round.h"
#include "sanaq/respondent/prefill.h"
#include "sanaq/tablet/device_channel.h"
#include "sanaq/tablet/field_desk.h"

namespace sanaq {
namespace {

// All codes at and below a territory.
std::vector<std::string> territories_below(const Codelist& list, const std::string& top) {
  std::vector<std::string> found = {top};
  const std::size_t parent = list.column("parent");
  for (std::size_t i = 0; i < found.size(); ++i)
    for (const std::uint32_t row : list.where(parent, found[i])) found.push_back(list.rows()[row].code);
  return found;
}

std::string place_of(const Codelist& list, const Door& door, std::int64_t order) {
  const Address& address = door.address;
  Json parts = Json::object();
  parts.set("territory", Json::string(address.territory));
  Json settlement = Json::object();
  for (const char* language : {"kk", "ru", "en"})
    settlement.set(language, Json::string(std::string(list.label(address.territory, language))));
  parts.set("settlement", std::move(settlement));
  parts.set("street", Json::string(address.street));
  parts.set("house", Json::string(address.house));
  parts.set("building", Json::string(address.building));
  parts.set("flat", Json::string(address.flat));
  Json place = Json::object();
  place.set("address", std::move(parts));
  place.set("order", Json::number(order));
  if (door.place) {
    place.set("lat", Json::number_text(degrees_text(door.place->latitude_e5)));
    place.set("lon", Json::number_text(degrees_text(door.place->longitude_e5)));
  }
  return to_canonical(place);
}

}  // namespace

Result<Done> FieldDesk::assign(CaseId case_id, DeviceId device, const std::string& place,
                               std::optional<DwellingId> dwelling) {
  SANAQ_TRY(const auto move, devices_.move_lease(case_id, device, dwelling, place));
  if (move.before && *move.before != device)
    SANAQ_TRY_DONE(
        exchange_.tell(*move.before, {{0, exchange::FeedKind::withdraw, case_id, move.epoch_before, 0, {}}}));
  return exchange_.tell(device, {{0, exchange::FeedKind::assign, case_id, move.epoch, 0, place}});
}

Result<int> FieldDesk::assign_next(DeviceId device, int count) {
  SANAQ_TRY(const auto known, devices_.find(device));
  if (!known) return Error{"device.unknown", {}};
  // Who works for the post-enumeration survey lists the area anew, from nothing.
  SANAQ_TRY(const auto post, survey_.post_of(device.value));
  if (post) return 0;
  const Codelist& list = site_.edition.territories();
  SANAQ_TRY(const auto doors, devices_.next_dwellings(territories_below(list, known->territory), count));
  // The dwelling's id runs street by street, so it is a walk's order over several assignments too.
  for (const Door& door : doors) {
    const Address& address = door.address;
    const CaseId case_id{Uuid::make(site_.clock.now().micros / 1000, site_.rng)};
    SANAQ_TRY_DONE(prefill_address(site_, case_id, address));
    SANAQ_TRY_DONE(
        assign(case_id, device, place_of(list, door, address.dwelling->value()), address.dwelling));
  }
  return static_cast<int>(doors.size());
}

Result<Done> FieldDesk::set_state(DeviceId device, DeviceState state) {
  SANAQ_TRY_DONE(devices_.set_state(device, state));
  // The listener refuses a revoked device from now on; taking its end of the tunnel away is the second wall.
  if (const auto cut = channel_.apply(); !cut) site_.log.failure("vpn.apply", cut.error());
  if (state == DeviceState::revoked) return Done{};
  const auto kind = state == DeviceState::locked ? exchange::FeedKind::lock : exchange::FeedKind::unlock;
  return exchange_.tell(device, {{0, kind, {}, 0, 0, {}}});
}

}  // namespace sanaq
