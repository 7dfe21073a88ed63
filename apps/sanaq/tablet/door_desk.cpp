#include "sanaq/tablet/door_desk.h"

#include "base/text.h"
#include "casework/verification.h"

namespace sanaq {
namespace {

constexpr std::int64_t hour_micros = 3'600 * micros_per_second;
constexpr std::size_t member_code_max = 20;

Result<DoorWay> way_of(const Json& question) {
  if (question.has("code")) return DoorWay::code;
  if (question.has("iin")) return DoorWay::iin;
  if (question.has("address")) return DoorWay::address;
  return Error{"device.check", "code, iin or address"};
}

std::string_view name_of(DoorAnswer answer) {
  if (answer == DoorAnswer::yes) return "yes";
  return answer == DoorAnswer::no ? "no" : "outside";
}

}  // namespace

Result<Json> DoorDesk::check(const DeviceRecord& device, std::string_view text) {
  if (device.state != DeviceState::active) return Error{"exchange.locked", {}};
  SANAQ_TRY(const Json question, parse_json(text));
  SANAQ_TRY(const DoorWay way, way_of(question));
  const UtcInstant now = site_.clock.now();
  SANAQ_TRY(const auto asked, checks_.asked_since(device.id, {now.micros - hour_micros}));
  if (asked.all >= hourly_max || (way == DoorWay::iin && asked.by_iin >= hourly_by_iin_max))
    return Error{"device.often", {}};
  SANAQ_TRY(const DoorAnswer found, answer(way, question, device));
  // An answer that is not counted is not given.
  SANAQ_TRY_DONE(checks_.note(device.id, now, way, found));
  Json out = Json::object();
  out.set("answer", Json::string(name_of(found)));
  return out;
}

Result<DoorAnswer> DoorDesk::answer(DoorWay way, const Json& question, const DeviceRecord& device) {
  if (way == DoorWay::code) return by_code(trim(question["code"].text()), device);
  if (way == DoorWay::iin) return by_iin(trim(question["iin"].text()), device);
  return by_address(question["address"], device);
}

Result<DoorAnswer> DoorDesk::by_code(std::string_view text, const DeviceRecord& device) {
  std::optional<std::string> territory;
  if (text.size() <= member_code_max) {
    const auto found = verify_code(text, site_.submissions, site_.hash);
    if (!found && found.error().code == "store.unavailable") return found.error();
    if (found && *found) territory = (*found)->territory;
  } else if (const auto receipt = verify_receipt(text, site_.receipt_keys)) {
    SANAQ_TRY(const auto stored, site_.submissions.find(receipt->case_id));
    if (stored) territory = stored->territory;
  }
  if (!territory) return DoorAnswer::no;
  return in_area(*territory, device) ? DoorAnswer::yes : DoorAnswer::outside;
}

Result<DoorAnswer> DoorDesk::by_iin(std::string_view text, const DeviceRecord& device) {
  const auto iin = Iin::parse(text);
  if (!iin) return Error{"device.check", "iin"};
  SANAQ_TRY(const auto found, verify_person(*iin, site_.submissions, site_.hash));
  if (!found) return DoorAnswer::no;
  return in_area(found->territory, device) ? DoorAnswer::yes : DoorAnswer::outside;
}

Result<DoorAnswer> DoorDesk::by_address(const Json& question, const DeviceRecord& device) {
  const auto part = [&](std::string_view name) { return std::string(trim(question[name].text())); };
  Address address{part("territory"), part("street"), part("house"), part("building"), part("flat"), {}};
  if (address.house.empty()) return Error{"device.check", "house"};
  if (!in_area(address.territory, device)) return DoorAnswer::outside;
  SANAQ_TRY(address.dwelling, site_.frame.find(address));
  SANAQ_TRY(const bool answered, checks_.answered_at(address));
  return answered ? DoorAnswer::yes : DoorAnswer::no;
}

// Up the tree of territories.
bool DoorDesk::in_area(const std::string& territory, const DeviceRecord& device) const {
  constexpr int levels_max = 10;
  const Codelist& list = site_.edition.territories();
  const std::size_t parent = list.column("parent");
  std::string at = territory;
  for (int level = 0; level < levels_max && !at.empty(); ++level) {
    if (at == device.territory) return true;
    const Codelist::Row* row = list.find(at);
    at = row == nullptr ? std::string() : row->columns[parent];
  }
  return false;
}

}  // namespace sanaq
