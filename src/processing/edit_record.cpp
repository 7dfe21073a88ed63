#include "processing/edit_record.h"

#include <algorithm>

#include "interview/answer_loader.h"

namespace sanaq {
namespace {

constexpr std::size_t offered_max = 40;

class RecordAnswers final : public AnswerSink {
 public:
  RecordAnswers(const Form& form, std::vector<CodedAnswer>& out) : form_(form), out_(out) {}
  void take(const StandingAnswer& answer) override {
    if (form_.nodes[answer.node].personal != Personal::no) return;
    CodedAnswer coded{answer.node, item, answer.other, {}};
    coded.value.state = answer.refused ? Value::State::refused : Value::State::present;
    coded.value.number = answer.number;
    coded.value.text = answer.text;
    out_.push_back(std::move(coded));
  }
  std::uint16_t item = CodedAnswer::none;

 private:
  const Form& form_;
  std::vector<CodedAnswer>& out_;
};

}  // namespace

Result<EditRecord> EditRecord::open(const EditRules& rules, std::shared_ptr<const Program> program,
                                    InterviewContext context, const CodedResponse& response) {
  AnswerLoader loader(std::move(program), context);
  std::vector<std::vector<ItemSlot>> slots(rules.form().nodes.size());
  for (const CodedList& list : response.lists)
    for (const std::string& id : list.item_ids) {
      SANAQ_TRY(const ItemSlot slot, loader.add_item(list.node, id));
      slots[list.node].push_back(slot);
    }
  for (const CodedAnswer& answer : response.answers) {
    Place place{answer.node, no_item, no_item};
    if (const NodeIndex list = rules.form().nodes[answer.node].list; list != no_node) {
      const auto& of_list = slots[list];
      if (answer.item >= of_list.size()) return Error{"answer.item", rules.form().nodes[answer.node].name};
      place.item = of_list[answer.item];
      if (answer.other != CodedAnswer::none && answer.other < of_list.size())
        place.other = of_list[answer.other];
    }
    SANAQ_TRY_DONE(loader.put(place, answer.value));
  }
  EditRecord record(rules, std::move(loader).finish());
  record.find_cells(response);
  return record;
}

EditRecord::EditRecord(const EditRules& rules, Interview interview)
    : rules_(&rules), interview_(std::move(interview)) {}

void EditRecord::find_cells(const CodedResponse& response) {
  const Form& form = rules_->form();
  first_.assign(form.nodes.size(), 0);
  for (const CodedList& list : response.lists)
    for (const ItemSlot slot : interview_.items(list.node)) {
      if (positions_.size() <= slot) positions_.resize(slot + 1u);
      positions_[slot] = position_of({list.node, slot, no_item});
    }
  for (NodeIndex node = 0; node < form.nodes.size(); ++node) {
    if (!rules_->is_editable(node)) continue;
    first_[node] = static_cast<CellIndex>(places_.size());
    if (form.nodes[node].list == no_node) {
      places_.push_back({node, no_item, no_item});
      continue;
    }
    for (const ItemSlot slot : interview_.items(form.nodes[node].list))
      places_.push_back({node, slot, no_item});
  }
  SANAQ_CHECK(places_.size() < 0xFFFF);
  for (const Place& place : places_) originals_.push_back(interview_.stored(place));
}

std::uint16_t EditRecord::position_of(Place place) const {
  const auto& items = interview_.items(place.node);
  return static_cast<std::uint16_t>(std::find(items.begin(), items.end(), place.item) - items.begin());
}

std::uint16_t EditRecord::item_position(CellIndex cell) const {
  const Place& place = places_[cell];
  return place.item == no_item ? CodedAnswer::none : positions_[place.item];
}

CellIndex EditRecord::cell(NodeIndex node, std::uint16_t position) const {
  SANAQ_CHECK(rules_->is_editable(node));
  const bool listed = rules_->form().nodes[node].list != no_node;
  return static_cast<CellIndex>(first_[node] + (listed ? position : 0));
}

void EditRecord::set(CellIndex cell, const Value& value) {
  const auto done = set_answer(interview_, places_[cell], value);
  SANAQ_CHECK(done.has_value());
}

CellSet EditRecord::cells_of(const Support& support, std::uint16_t position) const {
  CellSet out;
  const Form& form = rules_->form();
  const auto add_all = [&](NodeIndex node) {
    const NodeIndex list = form.nodes[node].list;
    const std::size_t count = list == no_node ? 1 : interview_.items(list).size();
    for (std::size_t i = 0; i < count; ++i) out.push_back(cell(node, static_cast<std::uint16_t>(i)));
  };
  for (const NodeIndex node : support.here) {
    if (form.nodes[node].list != no_node && position == CodedAnswer::none)
      add_all(node);
    else
      out.push_back(cell(node, position));
  }
  for (const NodeIndex node : support.everywhere) add_all(node);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool EditRecord::holds() const {
  const auto& all = interview_.findings();
  return std::none_of(all.begin(), all.end(), [&](const Finding& f) { return rules_->is_failure(f); });
}

bool EditRecord::is_clean() const {
  if (!holds()) return false;
  for (CellIndex cell = 0; cell < places_.size(); ++cell)
    if (originals_[cell].state != Value::State::empty && !is_asked(cell)) return false;
  return true;
}

std::vector<Failure> EditRecord::failures() const {
  std::vector<Failure> out;
  for (const Finding& finding : interview_.findings()) {
    if (!rules_->is_failure(finding)) continue;
    const ItemSlot item = finding.kind == Finding::Kind::check ? finding.item : finding.place.item;
    const std::uint16_t position = item == no_item ? CodedAnswer::none : positions_[item];
    out.push_back({interview_.finding_name(finding), cells_of(rules_->support(finding), position)});
  }
  return out.empty() ? lost() : out;
}

std::vector<Failure> EditRecord::lost() const {
  std::vector<Failure> out;
  for (CellIndex cell = 0; cell < places_.size(); ++cell) {
    if (originals_[cell].state == Value::State::empty || is_asked(cell)) continue;
    Failure failure{"not_asked", cells_of(rules_->existence(places_[cell].node), item_position(cell)), cell};
    const auto at = std::lower_bound(failure.cells.begin(), failure.cells.end(), cell);
    if (at == failure.cells.end() || *at != cell) failure.cells.insert(at, cell);
    out.push_back(std::move(failure));
  }
  return out;
}

std::vector<Value> EditRecord::offered_codes(CellIndex cell) const {
  std::vector<Value> out;
  const Place& place = places_[cell];
  const Node& node = rules_->form().nodes[place.node];
  if (node.type != ValueType::code) return out;
  const ChoiceList& list = rules_->form().choice_lists[node.choices];
  if (!list.codelist) return out;
  const auto rows = interview_.offered(place);
  const std::size_t step = std::max<std::size_t>(1, rows.size() / offered_max);
  for (std::size_t i = 0; i < rows.size(); i += step)
    out.push_back(Value::of_text(list.codelist->rows()[rows[i]].code));
  return out;
}

std::vector<CodedAnswer> EditRecord::answers(const SubmissionPlan& plan) const {
  std::vector<CodedAnswer> out;
  RecordAnswers sink(rules_->form(), out);
  interview_.each_answer(plan.outside, no_item, sink);
  for (std::size_t i = 0; i < plan.lists.size(); ++i)
    for (const ItemSlot slot : interview_.items(plan.lists[i])) {
      sink.item = positions_[slot];
      interview_.each_answer(plan.questions[i], slot, sink);
    }
  return out;
}

}  // namespace sanaq
