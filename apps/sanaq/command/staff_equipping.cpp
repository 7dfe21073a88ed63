// The verbs of `sanaq staff` that hand things over and take them back.
#include <cstdio>

#include "base/text.h"
#include "os/files.h"
#include "sanaq/command/staff_verbs.h"
#include "sanaq/equipment/worker_holder.h"

namespace sanaq {
namespace {

using equipment::Act;
using equipment::ActKind;
using equipment::Holder;
using equipment::Line;
using equipment::Side;

Result<int> hand_kit(const StaffShift& shift, const Words& words) {
  if (words.size() < 2) return Error{"argument.value", "WORKER ITEM"};
  SANAQ_TRY(const WorkerId id, shift.worker(words[0]));
  SANAQ_TRY(const WorkerFile file, shift.desk().workforce.open(id, shift.actor));
  if (is_final(file.worker.state)) return Error{"worker.step", {}};
  const std::vector<std::string> items(words.begin() + 1, words.end());
  for (const std::string& item : items)
    if (find_code(shift.desk().workforce.edition().staff.kit, item) == nullptr)
      return Error{"argument.value", item};
  AuditRecord line;
  line.at = shift.now();
  line.actor = shift.actor.login;
  line.action = "worker.kit";
  line.subject = "worker " + words[0];
  line.detail = join(items, " ");
  SANAQ_TRY_DONE(shift.desk().handover.hand(id, items, line));
  return exit_good;
}

// The department of the person's region hands over and takes back.
Actor clerk_for(const StaffShift& shift, const std::string& territory) {
  const Codelist& territories = shift.collection.edition().territories();
  const std::size_t parent = territories.column("parent");
  const Codelist::Row* row = territories.find(territory);
  for (int step = 0; step < 10 && row != nullptr && !row->columns[parent].empty(); ++step)
    row = territories.find(row->columns[parent]);
  if (row == nullptr) return shift.actor;
  return {{}, shift.actor.login, Role::department, row->code};
}

// tablet:R52T-1 is a piece, usb_cable=2 a count.
Result<std::vector<Line>> lines_of(const Words& words, equipment::Condition condition) {
  std::vector<Line> lines;
  for (const std::string& word : words) {
    const std::size_t mark = word.find_first_of(":=");
    if (mark == std::string::npos) return Error{"argument.value", word};
    Line line{word.substr(0, mark), "", 1, condition, ""};
    const std::string value = word.substr(mark + 1);
    if (word[mark] == ':') {
      SANAQ_TRY(line.serial, equipment::parse_serial(value));
    } else {
      line.count = parse_digits(value).value_or(0);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

struct Sides {
  Actor clerk;
  Holder office, person;
};
Result<Sides> sides_of(const StaffShift& shift, const std::string& word) {
  SANAQ_TRY(const WorkerId id, shift.worker(word));
  SANAQ_TRY(const WorkerFile file, shift.desk().workforce.open(id, shift.actor));
  const auto wanted = holder_of_worker(file.worker);
  if (!wanted) return Error{"holder.kind", {}};
  EquipmentDesk& desk = shift.collection.equipment();
  Sides sides{clerk_for(shift, file.worker.territory), {}, {}};
  SANAQ_TRY(sides.office, desk.office_of(sides.clerk.territory));
  SANAQ_TRY(sides.person, desk.adopt(sides.clerk, *wanted));
  return sides;
}

Result<int> draw_up(const StaffShift& shift, const Sides& sides, ActKind kind, std::vector<Line> lines) {
  const bool over = kind == ActKind::handover;
  const ActOrder order{kind,
                       over ? sides.office.id : sides.person.id,
                       over ? sides.person.id : sides.office.id,
                       std::move(lines),
                       "",
                       {}};
  SANAQ_TRY(const Act act, shift.collection.equipment().draft(sides.clerk, order));
  std::printf("%s %s\n", act.id.value.to_string().c_str(), shown_number(act).c_str());
  return exit_good;
}

Result<int> equip(const StaffShift& shift, const Words& words) {
  if (words.size() < 2) return Error{"argument.value", "WORKER LINE"};
  SANAQ_TRY(const Sides sides, sides_of(shift, words[0]));
  SANAQ_TRY(auto lines, lines_of({words.begin() + 1, words.end()}, equipment::Condition::good));
  return draw_up(shift, sides, ActKind::handover, std::move(lines));
}

// Without lines: all that comes back.
Result<int> hand_in(const StaffShift& shift, const Words& words) {
  if (words.empty()) return Error{"argument.value", "WORKER"};
  SANAQ_TRY(const Sides sides, sides_of(shift, words[0]));
  EquipmentDesk& desk = shift.collection.equipment();
  SANAQ_TRY(auto lines, lines_of({words.begin() + 1, words.end()}, equipment::Condition::good));
  if (lines.empty()) {
    SANAQ_TRY(const auto held, equipment::holdings_of(desk.acts(), sides.person.id));
    for (const equipment::Holding& one : held) {
      const EquipmentKind* kind = desk.rules().find(one.kind);
      if (kind == nullptr || !kind->comes_back || one.standing == equipment::Standing::lost) continue;
      const bool damaged = one.standing == equipment::Standing::damaged;
      lines.push_back({one.kind, one.serial, one.count,
                       damaged ? equipment::Condition::damaged : equipment::Condition::good, ""});
    }
  }
  return draw_up(shift, sides, ActKind::giving_back, std::move(lines));
}

// The paper both sides signed.
Result<int> bring_paper(const StaffShift& shift, const Words& words) {
  const auto id = words.empty() ? Error{"argument.value", "ACT"} : Uuid::parse(words[0]);
  if (!id || !shift.arguments.has("paper")) return Error{"argument.value", "ACT --paper FILE"};
  EquipmentDesk& desk = shift.collection.equipment();
  SANAQ_TRY(const std::string file, os::read_file(shift.arguments.get("paper"), desk.scan_bytes_max));
  SANAQ_TRY(const auto found, desk.acts().find({*id}));
  if (!found) return Error{"act.unknown", {}};
  const std::vector<Side> sides = found->state == equipment::ActState::drafted
                                      ? std::vector{Side::giver, Side::taker}
                                      : std::vector{Side::taker};
  const Actor clerk = clerk_for(shift, found->territory);
  SANAQ_TRY(const Act act, desk.sign_on_paper(clerk, {*id}, sides, file));
  std::printf("%s %s\n", shown_number(act).c_str(),
              shift.text("office.equipment.state." + std::string(to_string(act.state))).c_str());
  return exit_good;
}

}  // namespace

StaffVerbs equipping_verbs() {
  return {{"kit", hand_kit}, {"equip", equip}, {"return", hand_in}, {"sign", bring_paper}};
}

}  // namespace sanaq
