#include "processing/edit_report.h"

#include <algorithm>
#include <cstdlib>

namespace sanaq {
namespace {

constexpr std::int64_t group_width = 5;
constexpr std::int64_t answers_min = 1000;  // of a question: with fewer a share says little
constexpr std::size_t groups = 25;          // 0-4 … 120 and over

}  // namespace

EditReport::EditReport(const EditRules& rules, const EditPlan& plan) : rules_(&rules) {
  const Form& form = rules.form();
  width_.resize(form.nodes.size());
  qualities_.resize(form.nodes.size());
  warned_.resize(form.nodes.size());
  before_.resize(form.nodes.size());
  for (const MatchingVariable& variable : plan.matching)
    if (variable.scale > 0 && form.nodes[variable.node].type == ValueType::integer)
      width_[variable.node] = group_width;
  for (NodeIndex node = 0; node < form.nodes.size(); ++node) {
    const Node& n = form.nodes[node];
    const bool options = n.type == ValueType::choice && rules.is_editable(node);
    if (!options && width_[node] == 0) continue;
    counted_.push_back(node);
    before_[node].resize((options ? form.choice_lists[n.choices].choices.size() : groups) + 1);
  }
  moved_ = before_;
}

std::size_t EditReport::category(NodeIndex node, const Value& value) const {
  const std::size_t last = before_[node].size() - 1;
  if (!value.present() || value.number < 0) return last;
  if (width_[node] == 0) return std::min(last, static_cast<std::size_t>(value.number));
  return std::min(last - 1, static_cast<std::size_t>(value.number / width_[node]));
}

void EditReport::count(const EditRecord& record, Counts& into, std::int64_t step) const {
  const Form& form = rules_->form();
  const Interview& interview = record.interview();
  for (const NodeIndex node : counted_) {
    const auto one = [&](Place place) {
      if (!interview.on_path(place)) return;
      const Value value = form.nodes[node].calculated ? interview.value(place) : interview.stored(place);
      into[node][category(node, value)] += step;
    };
    if (form.nodes[node].list == no_node) {
      one({node, no_item, no_item});
      continue;
    }
    for (const ItemSlot slot : interview.items(form.nodes[node].list)) one({node, slot, no_item});
  }
}

void EditReport::count_warnings(const EditRecord& record, std::int64_t Warnings::* into, std::int64_t step) {
  const Form& form = rules_->form();
  for (const Finding& finding : record.interview().findings()) {
    if (finding.severity != Severity::soft) continue;
    warnings_[record.interview().finding_name(finding)].*into += step;
    if (finding.kind != Finding::Kind::check) {
      warned_[finding.place.node] += step;
      continue;
    }
    for (const NodeIndex node : form.checks[finding.check].points_to) warned_[node] += step;
  }
}

void EditReport::count_before(const EditRecord& record, const CodedResponse& response) {
  count(record, before_, 1);
  count_warnings(record, &Warnings::before, 1);
  for (const PassedNote& note : response.passed) ++warnings_[note.check].passed;
}

void EditReport::count_start(const EditRecord& start) {
  count(start, moved_, -1);
  count_warnings(start, &Warnings::moved, -1);
}

void EditReport::count_end(const EditRecord& end) {
  count(end, moved_, 1);
  count_warnings(end, &Warnings::moved, 1);
}

void EditReport::add(const EditedCase& edited) {
  ++households_[static_cast<std::size_t>(edited.outcome)];
  inexact_ += edited.exact ? 0 : 1;
  for (const std::string& rule : edited.rules) ++broken_[rule];
  for (const ValueChange& change : edited.changes) {
    Quality& quality = qualities_[change.node];
    if (!change.after.present())
      ++quality.dropped;
    else if (change.before.state == Value::State::empty)
      ++quality.missing;
    else
      ++quality.failed;
    quality.without_donor += change.donor == 0 ? 1 : 0;
  }
}

void EditReport::merge(const EditReport& other) {
  for (std::size_t i = 0; i < 4; ++i) households_[i] += other.households_[i];
  inexact_ += other.inexact_;
  for (const auto& [rule, times] : other.broken_) broken_[rule] += times;
  for (const auto& [name, more] : other.warnings_) {
    Warnings& mine = warnings_[name];
    mine = {mine.before + more.before, mine.moved + more.moved, mine.passed + more.passed};
  }
  for (std::size_t node = 0; node < warned_.size(); ++node) warned_[node] += other.warned_[node];
  for (std::size_t node = 0; node < before_.size(); ++node) {
    for (std::size_t i = 0; i < before_[node].size(); ++i) {
      before_[node][i] += other.before_[node][i];
      moved_[node][i] += other.moved_[node][i];
    }
    Quality& mine = qualities_[node];
    const Quality& more = other.qualities_[node];
    mine = {mine.missing + more.missing, mine.failed + more.failed, mine.dropped + more.dropped,
            mine.without_donor + more.without_donor};
  }
}

std::int64_t EditReport::households(EditedCase::Outcome outcome) const {
  return households_[static_cast<std::size_t>(outcome)];
}

std::int64_t EditReport::changes() const {
  std::int64_t sum = 0;
  for (const Quality& quality : qualities_) sum += quality.missing + quality.failed + quality.dropped;
  return sum;
}

// Shares among those who answered: an empty answer that is filled in must not count as a shift.
std::int64_t EditReport::largest_shift_ppm() const {
  std::int64_t largest = 0;
  for (const NodeIndex node : counted_) {
    std::int64_t all_before = 0, all_after = 0;
    for (std::size_t i = 0; i + 1 < before_[node].size(); ++i) {
      all_before += before_[node][i];
      all_after += before_[node][i] + moved_[node][i];
    }
    if (all_before < answers_min || all_after == 0) continue;
    for (std::size_t i = 0; i + 1 < before_[node].size(); ++i) {
      const std::int64_t was = before_[node][i] * 1'000'000 / all_before;
      const std::int64_t is = (before_[node][i] + moved_[node][i]) * 1'000'000 / all_after;
      largest = std::max<std::int64_t>(largest, std::abs(is - was));
    }
  }
  return largest;
}

Json EditReport::distribution(NodeIndex node, bool after) const {
  const Node& n = rules_->form().nodes[node];
  Json out = Json::object();
  for (std::size_t i = 0; i < before_[node].size(); ++i) {
    const std::int64_t count = before_[node][i] + (after ? moved_[node][i] : 0);
    std::string name = "empty";
    if (i + 1 < before_[node].size())
      name = width_[node] > 0 ? std::to_string(static_cast<std::int64_t>(i) * width_[node])
                              : rules_->form().choice_lists[n.choices].choices[i].code;
    if (count != 0) out.set(name, Json::number(count));
  }
  return out;
}

Json EditReport::warnings_json() const {
  Json out = Json::object();
  for (const auto& [name, warnings] : warnings_) {
    Json one = Json::object();
    one.set("before", Json::number(warnings.before));
    one.set("after", Json::number(warnings.before + warnings.moved));
    one.set("passed", Json::number(warnings.passed));
    out.set(name, std::move(one));
  }
  return out;
}

Json EditReport::to_json() const {
  Json households = Json::object();
  constexpr const char* names[] = {"clean", "edited", "replaced", "left"};
  for (std::size_t i = 0; i < 4; ++i) households.set(names[i], Json::number(households_[i]));
  households.set("bounded", Json::number(inexact_));
  Json rules = Json::object();
  for (const auto& [rule, times] : broken_) rules.set(rule, Json::number(times));
  Json variables = Json::array();
  for (NodeIndex node = 0; node < qualities_.size(); ++node) {
    const Quality& quality = qualities_[node];
    if (before_[node].empty() && quality.missing + quality.failed + quality.dropped + warned_[node] == 0)
      continue;
    Json one = Json::object();
    one.set("name", Json::string(rules_->form().nodes[node].name));
    one.set("missing", Json::number(quality.missing));
    one.set("failed", Json::number(quality.failed));
    one.set("dropped", Json::number(quality.dropped));
    one.set("imputed", Json::number(quality.missing + quality.failed));
    one.set("without_donor", Json::number(quality.without_donor));
    one.set("warnings", Json::number(warned_[node]));
    if (!before_[node].empty()) {
      one.set("before", distribution(node, false));
      one.set("after", distribution(node, true));
    }
    variables.push(std::move(one));
  }
  Json out = Json::object();
  out.set("households", std::move(households));
  out.set("rules", std::move(rules));
  out.set("warnings", warnings_json());
  out.set("largest_shift_ppm", Json::number(largest_shift_ppm()));
  out.set("variables", std::move(variables));
  return out;
}

}  // namespace sanaq
