#include "base/text.h"
#include "interview/answers_cursor.h"
#include "interview/state.h"
#include "interview/value_text.h"

// A household's JSON straight into cells. Names inside an item may stand before its id and before the items
// they speak of, so pairs and passes wait until all items are there.
namespace sanaq {

using namespace engine;

namespace {

class AnswersReader {
 public:
  AnswersReader(InterviewAccess::Impl& impl, std::string_view text)
      : impl_(impl), cursor_(text), after_(impl.plan.nodes.size() + 1, no_node) {}

  Result<Done> run() {
    impl_.loading = true;
    bool good = household() && cursor_.at_end();
    for (const Pair& pair : pairs_) good = good && put_pair(pair);
    impl_.loading = false;
    if (!good) return error();
    impl_.compute_all();
    for (Operation& operation : passes_) SANAQ_TRY_DONE(impl_.pass(operation));
    impl_.journal.clear();
    return Done{};
  }

 private:
  struct Pair {
    NodeIndex node = no_node;
    ItemSlot item = no_item;
    std::string other, text;
    Value::State state =
        Value::State::present;  // of what the text says: an answer, a refusal, or a cleared default
  };

  Error error() const {
    if (!cursor_.good()) return {"answers.form", "byte " + std::to_string(cursor_.at())};
    return code_.empty() ? Error{"answers.form", detail_} : Error{code_, detail_};
  }
  bool fail(std::string_view code, std::string_view name) {
    if (code_.empty() && detail_.empty()) code_ = code, detail_ = name.substr(0, 60);
    return false;
  }

  /// Calls `member` with each name of an object.
  template <class Member>
  bool object(const Member& member) {
    if (!cursor_.open('{')) return false;
    std::string_view name;
    for (bool first = true; cursor_.more('}', first);) {
      if (!cursor_.name(name)) return false;
      if (name.size() > 60) name = {};
      const std::string kept = cursor_.was_escaped() ? std::string(name) : std::string();
      if (!member(cursor_.was_escaped() ? std::string_view(kept) : name)) return false;
    }
    return cursor_.good();
  }
  template <class Element>
  bool array(const Element& element) {
    if (!cursor_.open('[')) return false;
    for (bool first = true; cursor_.more(']', first);)
      if (!element()) return false;
    return cursor_.good();
  }

  bool household() {
    return object([&](std::string_view name) {
      std::string_view text;
      if (name == "form")
        return cursor_.string(text) && (text == impl_.form.id || fail("answers.form", "form"));
      if (name == "version") return cursor_.string(text);
      if (name == "lists") return object([&](std::string_view list) { return items(list); });
      if (name == "passed") return array([&] { return passed(); });
      return answers(name, {0, 0, 0});
    });
  }

  bool answers(std::string_view name, const At& at) {
    if (name == "answers") return object([&](std::string_view question) { return answer(question, at); });
    if (name == "refused") return array([&] { return marked(at, Value::State::refused); });
    if (name == "cleared") return array([&] { return marked(at, Value::State::empty); });
    return fail("answers.form", name);
  }

  bool items(std::string_view name) {
    const NodeIndex list = impl_.plan.find(name);
    const BlockIndex block = list == no_node ? BlockIndex{0} : impl_.plan.block_of(list);
    if (block == 0) return fail("answer.question", name);
    return array([&] { return item(block); });
  }

  bool item(BlockIndex block) {
    // Until its id is read the item has a name no item can have.
    if (impl_.cells.rows(block).order.size() >= impl_.plan.blocks[block].items_max)
      return fail("item.limit", "");
    const ItemSlot slot = impl_.cells.insert(block, impl_.cells.rows(block).order.size(), {}, no_item);
    const At at{block, impl_.cells.items()[slot].row, 0};
    const bool good = object([&](std::string_view name) {
      std::string_view id;
      if (name == "id") {
        if (!cursor_.string(id)) return false;
        const auto named = impl_.name_item(slot, id);
        return named ? true : fail(named.error().code, named.error().detail);
      }
      if (name == "matrix")
        return object([&](std::string_view question) { return matrix(question, slot, block); });
      return answers(name, at);
    });
    return good && (!impl_.cells.items()[slot].id.empty() || fail("item.id", ""));
  }

  bool answer(std::string_view name, const At& at) {
    const NodePlan* node = question(name, at.block);
    std::string_view text;
    if (node == nullptr || !cursor_.string(text)) return false;
    if (node->home.paired) return fail("answers.form", name);
    return put(*node, at, text);
  }

  bool put(const NodePlan& node, const At& at, std::string_view text) {
    const std::string& name = impl_.form.nodes[node.node].name;
    if (impl_.cell(node, at).has(Cell::settled)) return fail("answers.form", name);  // named twice
    auto value = read_value(impl_.form, node.node, text);
    if (!value) return fail(value.error().code, value.error().detail);
    if (!value->present()) return fail("answer.type", name);
    impl_.store(node, at, *value, true);
    return true;
  }

  const NodePlan* question(std::string_view name, BlockIndex block) {
    // Households name the same questions in the same order, persons of a household too.
    NodeIndex& likely = after_[last_ == no_node ? 0 : last_ + std::size_t{1}];
    const NodeIndex n = likely = impl_.plan.find(name, likely);
    if (n == no_node || impl_.plan.nodes[n].home.block != block)
      return fail("answer.question", name), nullptr;
    last_ = n;
    const NodePlan& node = impl_.plan.nodes[n];
    // A calculation is computed again here; only what `once` keeps is data.
    if (!node.asked && !node.keeps_first) return fail("answer.question", name), nullptr;
    return &node;
  }

  bool marked(const At& at, Value::State state) {
    std::string_view text;
    if (!cursor_.string(text)) return false;
    const auto slash = text.find('/');
    const NodePlan* node = question(text.substr(0, slash), at.block);
    if (node == nullptr) return false;
    if (state == Value::State::refused && !impl_.form.nodes[node->node].refusal)
      return fail("answer.refusal", text.substr(0, slash));
    if (node->home.paired != (slash != std::string_view::npos))
      return fail("answers.form", text.substr(0, slash));
    if (node->home.paired) {
      const ItemSlot item = impl_.cells.rows(at.block).item[at.row];
      pairs_.push_back({node->node, item, std::string(text.substr(slash + 1)), {}, state});
      return true;
    }
    if (impl_.cell(*node, at).has(Cell::settled)) return fail("answers.form", text);
    impl_.store(*node, at, Value{state, 0, {}}, true);
    return true;
  }

  bool matrix(std::string_view name, ItemSlot item, BlockIndex block) {
    const NodePlan* node = question(name, block);
    if (node == nullptr) return false;
    if (!node->home.paired) return fail("answers.form", name);
    return object([&](std::string_view other) {
      std::string_view text;
      if (!cursor_.string(text)) return false;
      pairs_.push_back({node->node, item, std::string(other), std::string(text), Value::State::present});
      return true;
    });
  }

  bool put_pair(const Pair& pair) {
    const NodePlan& node = impl_.plan.nodes[pair.node];
    const std::string& name = impl_.form.nodes[pair.node].name;
    for (const ItemSlot slot : impl_.cells.rows(node.home.block).order) {
      if (impl_.cells.items()[slot].id != pair.other) continue;
      const auto spot = impl_.spot({pair.node, pair.item, slot});
      if (spot.node == nullptr) break;
      if (pair.state == Value::State::present) return put(node, spot.at, pair.text);
      if (impl_.cell(node, spot.at).has(Cell::settled)) return fail("answers.form", name);
      impl_.store(node, spot.at, Value{pair.state, 0, {}}, true);
      return true;
    }
    return fail("answer.item", name);
  }

  bool passed() {
    Operation operation;
    operation.kind = Operation::Kind::pass;
    const bool good = object([&](std::string_view name) {
      std::string* const member = name == "check"   ? &operation.check
                                  : name == "item"  ? &operation.item
                                  : name == "other" ? &operation.other
                                  : name == "note"  ? &operation.note
                                                    : nullptr;
      std::string_view text;
      if (member == nullptr) return fail("answers.form", name);
      if (!cursor_.string(text)) return false;
      if (text.size() > text_bytes_max) return fail("answers.form", name);
      *member = text;
      return true;
    });
    passes_.push_back(std::move(operation));
    return good;
  }

  InterviewAccess::Impl& impl_;
  AnswersCursor cursor_;
  std::vector<NodeIndex> after_;  // by node + 1: the question that was named after it lately
  NodeIndex last_ = no_node;
  std::vector<Pair> pairs_;
  std::vector<Operation> passes_;
  std::string code_, detail_;
};

}  // namespace

Result<Interview> open_answers(std::shared_ptr<const Program> program, InterviewContext context,
                               std::string_view json) {
  if (!is_utf8(json)) return Error{"json.utf8", {}};
  Interview interview = InterviewAccess::unopened(std::move(program), context);
  SANAQ_TRY_DONE(AnswersReader(InterviewAccess::of(interview), json).run());
  return interview;
}

Result<Interview> open_answers(std::shared_ptr<const Program> program, InterviewContext context,
                               const Json& answers) {
  return open_answers(std::move(program), context, std::string_view(to_text(answers)));
}

Result<Interview> open_answers(const Form& form, InterviewContext context, const Json& answers) {
  return open_answers(std::make_shared<const Program>(form), context, answers);
}

Result<Done> load_answers(Interview& interview, const Json& answers) {
  // Into a fresh interview, so that defaults are put in only where the household has no answer of its own.
  const auto& impl = InterviewAccess::of(interview);
  SANAQ_TRY(Interview opened, open_answers(impl.program, impl.context, answers));
  interview = std::move(opened);
  return Done{};
}

}  // namespace sanaq
