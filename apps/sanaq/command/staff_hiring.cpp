// The verbs of `sanaq staff` that take people on and let them go.
#include <cstdio>

#include "base/csv.h"
#include "os/files.h"
#include "sanaq/command/staff_verbs.h"
#include "sanaq/fieldwork/leaving.h"
#include "sanaq/fieldwork/staff_file.h"
#include "sanaq/office/office_progress.h"

namespace sanaq {
namespace {

constexpr int listed_at_once = 1'000;

Result<WorkerQuery> list_query(const StaffShift& shift) {
  WorkerQuery query;
  query.limit = listed_at_once;
  query.role = shift.arguments.get("role");
  const std::string state = shift.arguments.get("state"), territory = shift.arguments.get("territory");
  query.state = parse_worker_state(state);
  if (!state.empty() && !query.state) return Error{"argument.value", "--state"};
  query.territories = territories_within(shift.collection.edition().territories(), territory);
  query.whole_country = territory.empty();
  return query;
}

// Names and no numbers: those are on the page of each person, where a look is noted.
Result<int> list_staff(const StaffShift& shift, const Words&) {
  SANAQ_TRY(WorkerQuery query, list_query(shift));
  std::printf("id,name,role,territory,state,card\r\n");
  for (;;) {
    SANAQ_TRY(const auto workers, shift.desk().workforce.list(query, shift.actor));
    for (const Worker& one : workers)
      std::printf("%s,%s,%s,%s,%s,%s\r\n", one.id.value.to_string().c_str(),
                  csv_field(full_name(one.name)).c_str(), one.role.c_str(), one.territory.c_str(),
                  std::string(to_string(one.state)).c_str(), one.card ? one.card->number.c_str() : "");
    if (static_cast<int>(workers.size()) < query.limit) return exit_good;
    query.after = workers.back().id;
  }
}

Result<int> import_staff(const StaffShift& shift, const Words& words) {
  if (words.size() != 1) return Error{"argument.value", "FILE"};
  SANAQ_TRY(const std::string file, os::read_file(words[0], staff_file_bytes_max));
  Workforce& workforce = shift.desk().workforce;
  SANAQ_TRY(const StaffList list, read_staff_file(workforce, shift.actor, file));
  for (const ListFinding& one : list.findings) {
    const std::string key = "staff." + one.column;
    const bool known = shift.collection.site().texts.has(key);
    std::fprintf(stderr, "%s:%zu: %s: %s\n", words[0].c_str(), one.row,
                 known ? shift.text(key).c_str() : one.column.c_str(), shift.told({one.code, {}}).c_str());
  }
  const bool takes = (list.findings.empty() || shift.arguments.has("partial")) && !list.candidates.empty();
  std::size_t count = 0;
  if (takes) {
    SANAQ_TRY(const auto ids, workforce.apply(list.candidates, shift.actor));
    for (const WorkerId id : ids) std::printf("%s\n", id.value.to_string().c_str());
    count = ids.size();
  }
  std::fprintf(
      stderr, "%s\n",
      shift.text("staff.import.taken", {std::to_string(count), std::to_string(list.people)}).c_str());
  return list.findings.empty() ? exit_good : exit_found;
}

template <class Step>
Result<int> plain_step(const StaffShift& shift, const Words& words) {
  return shift.for_each(words,
                        [&](WorkerId id) { return shift.desk().workforce.act(id, Step{}, shift.actor); });
}

template <class Step>
Result<int> step_with_reason(const StaffShift& shift, const Words& words) {
  const Step step{shift.arguments.get("reason")};
  return shift.for_each(words,
                        [&](WorkerId id) { return shift.desk().workforce.act(id, step, shift.actor); });
}

Result<int> sign_contract(const StaffShift& shift, const Words& words) {
  if (words.size() != 1) return Error{"argument.value", "WORKER"};
  const StaffRules& rules = shift.desk().workforce.edition().staff;
  const CivilDate first = std::max(rules.work_from, shift.desk().workforce.today());
  SANAQ_TRY(const CivilDate from, shift.day("from", first));
  SANAQ_TRY(const CivilDate until, shift.day("until", rules.work_until));
  const SignContract step{{shift.arguments.get("number"), from, until, shift.arguments.get("pay")}};
  return shift.for_each(words,
                        [&](WorkerId id) { return shift.desk().workforce.act(id, step, shift.actor); });
}

Result<int> release(const StaffShift& shift, const Words& words) {
  SANAQ_TRY(const CivilDate day, shift.day("day", shift.desk().workforce.today()));
  const EndWork step{shift.arguments.get("reason"), day};
  return shift.for_each(words, [&](WorkerId id) {
    return end_work(shift.desk(), &shift.collection.equipment(), id, step, shift.actor, shift.now());
  });
}

Result<int> show_history(const StaffShift& shift, const Words& words) {
  if (words.size() != 1) return Error{"argument.value", "WORKER"};
  SANAQ_TRY(const WorkerId id, shift.worker(words[0]));
  SANAQ_TRY(const WorkerFile file, shift.desk().workforce.open(id, shift.actor));
  SANAQ_TRY(const auto events, shift.desk().workforce.events(file.worker));
  for (const WorkerEvent& event : events)
    std::printf("%s %s %s %s\n", to_rfc3339(event.at).c_str(), event.actor.c_str(),
                shift.text("staff.event." + event.action).c_str(), event.detail.c_str());
  return exit_good;
}

}  // namespace

StaffVerbs hiring_verbs() {
  return {{"list", list_staff},
          {"import", import_staff},
          {"approve", plain_step<Approve>},
          {"reserve", plain_step<PutInReserve>},
          {"call-up", plain_step<CallUp>},
          {"resume", plain_step<ResumeWork>},
          {"refuse", step_with_reason<Refuse>},
          {"suspend", step_with_reason<SuspendWork>},
          {"contract", sign_contract},
          {"release", release},
          {"history", show_history}};
}

}  // namespace sanaq
