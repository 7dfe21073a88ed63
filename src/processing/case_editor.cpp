#include "processing/case_editor.h"

#include <algorithm>

#include "casework/submission_plan.h"

namespace sanaq {
namespace {

Error at_serial(const Error& error, const ClosedCase& closed) {
  return {error.code, "serial " + std::to_string(closed.head.serial.value()) + ' ' + error.detail};
}

Value donor_value(const Donor& donor, NodeIndex node, std::uint16_t item) {
  for (const CodedAnswer& answer : donor.answers)
    if (answer.node == node && answer.item == item && answer.other == CodedAnswer::none) return answer.value;
  return {};
}

// What the record says now against what it said: one line an answer.
void note_changes(const EditRecord& record, const std::vector<Failure>& broken, std::int64_t donor,
                  EditedCase& out) {
  for (CellIndex cell = 0; cell < record.cell_count(); ++cell) {
    const Value now = record.is_asked(cell) ? record.value(cell) : Value{};
    if (now == record.original(cell)) continue;
    ValueChange change{record.place(cell).node,  record.item_position(cell), record.original(cell), now, {},
                       now.present() ? donor : 0};
    for (const Failure& failure : broken)
      if (std::binary_search(failure.cells.begin(), failure.cells.end(), cell)) {
        change.rule = failure.rule;
        break;
      }
    out.changes.push_back(std::move(change));
  }
}

bool is_lost_inside(const std::vector<Failure>& failures, const CellSet& cells) {
  return std::all_of(failures.begin(), failures.end(), [&](const Failure& failure) {
    return failure.lost && std::binary_search(cells.begin(), cells.end(), *failure.lost);
  });
}

}  // namespace

CaseEditor::CaseEditor(const KnownForm& form, EditPlan plan, InterviewContext context,
                       const Codelist& territories)
    : form_(form),
      plan_(std::move(plan)),
      context_(context),
      territories_(territories),
      program_(std::make_shared<const Program>(*form.form)),
      rules_(*form.form, plan_, context.census_date) {}

Result<EditRecord> CaseEditor::open(const ClosedCase& closed, const CodedResponse& response) const {
  auto record = EditRecord::open(rules_, program_, context_, response);
  if (!record) return at_serial(record.error(), closed);
  return record;
}

std::string CaseEditor::area_of(const ClosedCase& closed) const {
  for (const CodedAnswer& answer : closed.response.answers)
    if (answer.node == form_.plan.territory && answer.item == CodedAnswer::none)
      return std::string(territory_of_level(territories_, answer.value.text, "1")) + '/' +
             std::string(territory_of_level(territories_, answer.value.text, "2"));
  return "/";
}

Result<bool> CaseEditor::survey(const ClosedCase& closed, std::int64_t household, DonorPool& donors,
                                EditReport& report) const {
  SANAQ_TRY(const EditRecord record, open(closed, closed.response));
  report.count_before(record, closed.response);
  if (!record.is_clean()) return false;
  report.add({});
  const std::string size = size_of(closed.response), area = area_of(closed);
  const std::uint64_t order = donor_order(plan_.seed, household);
  if (donors.wants(size, area, order))
    donors.offer(size, area, {order, household, profile_of(record, plan_), closed.response.answers});
  return true;
}

std::vector<CaseEditor::Candidate> CaseEditor::candidates(const EditRecord& record, const Localisation& found,
                                                          const std::vector<const Donor*>& donors,
                                                          std::int64_t household) const {
  std::vector<Candidate> out;
  const Profile profile = profile_of(record, plan_);
  for (std::size_t choice = 0; choice < found.choices.size(); ++choice) {
    const auto unknown = unknown_parts(record, plan_, found.choices[choice].cells);
    for (const Donor* donor : donors)
      out.push_back({distance(profile, donor->profile, unknown, plan_), donor, choice});
  }
  // Ties are broken by a number of the household's own, so that no donor serves a whole district.
  const auto tie = [&](const Candidate& one) {
    return donor_order(plan_.seed ^ one.donor->order, household + static_cast<std::int64_t>(one.choice));
  };
  const auto closer = [&](const Candidate& a, const Candidate& b) {
    if (a.distance != b.distance) return a.distance < b.distance;
    const auto x = tie(a), y = tie(b);
    return x != y ? x < y : a.donor->household < b.donor->household;
  };
  const std::size_t kept = std::min(out.size(), static_cast<std::size_t>(plan_.donors_tried));
  std::partial_sort(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(kept), out.end(), closer);
  out.resize(kept);
  return out;
}

// True when every rule holds with the donor's values; else the record is as before.
bool CaseEditor::copy_donor(EditRecord& record, const CellSet& cells, const Donor& donor) const {
  Assignment before;
  for (const CellIndex cell : cells) before.emplace_back(cell, record.value(cell));
  for (const CellIndex cell : cells)
    record.set(cell, donor_value(donor, record.place(cell).node, record.item_position(cell)));
  if (is_lost_inside(record.failures(), cells)) return true;
  for (const auto& [cell, value] : before) record.set(cell, value);
  return false;
}

// Values of several donors: the nearest one's first.
bool CaseEditor::mix_donors(EditRecord& record, const Localisation& found,
                            const std::vector<Candidate>& nearest) const {
  const ValueSource source = [&](const EditRecord& now, CellIndex cell) {
    std::vector<Value> out;
    for (const Candidate& one : nearest) {
      Value value = donor_value(*one.donor, now.place(cell).node, now.item_position(cell));
      if (std::find(out.begin(), out.end(), value) == out.end()) out.push_back(std::move(value));
    }
    return out;
  };
  std::int64_t trials = plan_.trials_max;
  for (const Localisation::Choice& choice : found.choices) {
    const Satisfaction result = satisfy(record, choice.cells, source, trials);
    if (result.kind != Satisfaction::Kind::found) continue;
    for (const auto& [cell, value] : result.values) record.set(cell, value);
    return true;
  }
  return false;
}

// The donor whose values the record has now; 0 when they are of several, or of none.
std::int64_t CaseEditor::impute(EditRecord& record, const Localisation& found,
                                const std::vector<std::vector<const Donor*>>& near,
                                std::int64_t household) const {
  std::vector<Candidate> nearest;
  for (const auto& group : near) {
    const auto ranked = candidates(record, found, group, household);
    for (const Candidate& one : ranked)
      if (copy_donor(record, found.choices[one.choice].cells, *one.donor)) return one.donor->household;
    nearest.insert(nearest.end(), ranked.begin(), ranked.end());
  }
  if (mix_donors(record, found, nearest)) return 0;
  const auto& choices = found.choices;
  const auto& proof = choices[donor_order(plan_.seed, household) % choices.size()].proof;
  for (const auto& [cell, value] : proof) record.set(cell, value);
  return 0;
}

// Everything editing may change is taken from the nearest donor of the size with which every rule holds.
Result<bool> CaseEditor::replace(const ClosedCase& closed, EditRecord& record, EditedCase& out,
                                 const std::vector<std::vector<const Donor*>>& near) const {
  const Profile profile = profile_of(record, plan_);
  const auto unknown = unknown_parts(record, plan_, {});
  CellSet all(record.cell_count());
  for (CellIndex cell = 0; cell < all.size(); ++cell) all[cell] = cell;
  for (const auto& group : near) {
    std::vector<std::pair<std::int64_t, const Donor*>> ranked;
    for (const Donor* donor : group)
      ranked.emplace_back(distance(profile, donor->profile, unknown, plan_), donor);
    std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first < b.first : a.second->order < b.second->order;
    });
    if (ranked.size() > static_cast<std::size_t>(plan_.donors_tried))
      ranked.resize(static_cast<std::size_t>(plan_.donors_tried));
    for (const auto& [apart, donor] : ranked)
      if (copy_donor(record, all, *donor)) {
        note_changes(record, {}, donor->household, out);
        for (ValueChange& change : out.changes) change.rule = out.rules.front();
        out.answers = record.answers(closed.form->plan);
        return true;
      }
  }
  return false;
}

Result<EditedCase> CaseEditor::edit(const ClosedCase& closed, std::int64_t household, const DonorPool& donors,
                                    EditReport& report) const {
  SANAQ_TRY(EditRecord record, open(closed, closed.response));
  EditedCase out;
  report.count_start(record);
  const Localisation found = localise(record, plan_);
  for (const Failure& failure : found.failures) out.rules.push_back(failure.rule);
  out.exact = found.exact;
  const auto near = donors.near(size_of(closed.response), area_of(closed));
  if (!found.choices.empty()) {
    const std::int64_t donor = impute(record, found, near, household);
    note_changes(record, found.failures, donor, out);
    out.outcome = EditedCase::Outcome::edited;
    out.answers = record.answers(closed.form->plan);
  } else if (!found.failures.empty()) {
    SANAQ_TRY(const bool replaced, replace(closed, record, out, near));
    out.outcome = replaced ? EditedCase::Outcome::replaced : EditedCase::Outcome::left;
  }
  report.count_end(record);
  report.add(out);
  return out;
}

}  // namespace sanaq
