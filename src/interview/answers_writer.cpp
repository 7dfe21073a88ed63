#include "interview/state.h"

namespace sanaq {

using namespace engine;

namespace {

class AnswersWriter {
 public:
  AnswersWriter(const Interview& interview, Scope scope)
      : interview_(interview), impl_(InterviewAccess::of(interview)), scope_(scope) {}

  Json household() {
    Json out = Json::object();
    out.set("form", Json::string(impl_.form.id));
    out.set("version", Json::string(impl_.form.version));
    add_answers(out, 0, no_item);
    Json lists = Json::object();
    for (std::size_t b = 1; b < impl_.plan.blocks.size(); ++b) add_list(lists, static_cast<BlockIndex>(b));
    if (!lists.members().empty()) out.set("lists", std::move(lists));
    add_passes(out);
    return out;
  }

 private:
  bool concerns(Place place) const { return scope_ == Scope::everything || interview_.on_path(place); }

  void add_list(Json& lists, BlockIndex block) {
    const NodeIndex list = impl_.plan.blocks[block].list;
    if (interview_.items(list).empty() || !concerns({list, no_item, no_item})) return;
    Json items = Json::array();
    for (const ItemSlot slot : interview_.items(list)) {
      Json item = Json::object();
      item.set("id", Json::string(interview_.item_id(slot)));
      add_answers(item, block, slot);
      items.push(std::move(item));
    }
    lists.set(impl_.form.nodes[list].name, std::move(items));
  }

  void add_answers(Json& out, BlockIndex block, ItemSlot item) {
    answers_ = Json::object(), matrix_ = Json::object(), refused_ = Json::array(), cleared_ = Json::array();
    for (const NodeIndex n : impl_.plan.blocks[block].nodes) {
      const NodePlan& node = impl_.plan.nodes[n];
      if (!node.asked && !node.keeps_first) continue;
      if (!node.home.paired) {
        add(answers_, impl_.form.nodes[n].name, {n, item, no_item}, impl_.form.nodes[n].name);
        continue;
      }
      Json pairs = Json::object();
      for (const ItemSlot other : interview_.items(impl_.plan.blocks[block].list)) {
        if (other == item) break;
        const std::string id(interview_.item_id(other));
        add(pairs, id, {n, item, other}, impl_.form.nodes[n].name + '/' + id);
      }
      if (!pairs.members().empty()) matrix_.set(impl_.form.nodes[n].name, std::move(pairs));
    }
    out.set("answers", std::move(answers_));
    if (!matrix_.members().empty()) out.set("matrix", std::move(matrix_));
    if (!refused_.items().empty()) out.set("refused", std::move(refused_));
    if (!cleared_.items().empty()) out.set("cleared", std::move(cleared_));
  }

  void add(Json& answers, const std::string& key, Place place, const std::string& full_name) {
    if (!concerns(place)) return;
    const Value value = interview_.stored(place);
    if (value.present())
      answers.set(key, Json::string(interview_.text_of(place.node, value)));
    else if (value.state == Value::State::refused)
      refused_.push(Json::string(full_name));
    else if (interview_.is_cleared(place))
      cleared_.push(Json::string(full_name));
  }

  void add_passes(Json& out) {
    Json passes = Json::array();
    for (const PassedFinding& passed : interview_.passed()) {
      Json pass = Json::object();
      pass.set("check", Json::string(interview_.finding_name(passed.finding)));
      if (passed.finding.item != no_item)
        pass.set("item", Json::string(interview_.item_id(passed.finding.item)));
      if (passed.finding.kind == Finding::Kind::warning && passed.finding.place.other != no_item)
        pass.set("other", Json::string(interview_.item_id(passed.finding.place.other)));
      if (!passed.note.empty()) pass.set("note", Json::string(passed.note));
      passes.push(std::move(pass));
    }
    if (!passes.items().empty()) out.set("passed", std::move(passes));
  }

  const Interview& interview_;
  const InterviewAccess::Impl& impl_;
  Scope scope_;
  Json answers_, matrix_, refused_, cleared_;
};

}  // namespace

Json write_answers(const Interview& interview, Scope scope) {
  return AnswersWriter(interview, scope).household();
}

}  // namespace sanaq
