#include "base/check.h"
#include "base/csv.h"
#include "equipment/piece_list.h"

using namespace sanaq;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto rows = parse_csv({reinterpret_cast<const char*>(data), size});
  if (!rows) return 0;
  EquipmentRules rules;
  rules.kinds = {{"tablet", {{"en", "Tablet"}}, Counting::serial, "", true},
                 {"cable", {{"en", "Cable"}}, Counting::count, "", true},
                 {"bank", {{"en", "Bank"}}, Counting::either, "", true}};
  const auto list = equipment::read_piece_list(*rows, rules, {{"new one", equipment::Condition::as_new}});
  // What is taken can be drawn up as it is.
  equipment::Act act;
  act.kind = equipment::ActKind::acceptance;
  act.giver.kind = equipment::HolderKind::supplier;
  act.taker.kind = equipment::HolderKind::bureau;
  act.taker.holder = {Uuid(Uuid::Bytes{1})};
  act.lines = list.lines;
  if (list.findings.empty()) SANAQ_CHECK(equipment::check_act(act, rules));
  return 0;
}
