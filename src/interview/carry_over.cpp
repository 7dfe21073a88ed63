#include "interview/carry_over.h"

#include <algorithm>
#include <optional>
#include <set>

#include "interview/program.h"

namespace sanaq {
namespace {

std::string_view list_name(const Form& form, NodeIndex list) {
  return list == no_node ? std::string_view() : std::string_view(form.nodes[list].name);
}

bool answered(const Interview& interview, Place place) {
  return interview.stored(place).state != Value::State::empty;
}

bool asks(const Node& node) { return node.kind == NodeKind::question && !node.calculated; }

// Another type, or another place of the same name: an answer to it is an answer to another question.
bool same_question(const Form& a, NodeIndex x, const Form& b, NodeIndex y) {
  const Node& was = a.nodes[x];
  const Node& is = b.nodes[y];
  return was.type == is.type && list_name(a, was.list) == list_name(b, is.list) &&
         list_name(a, was.matrix) == list_name(b, is.matrix);
}

// Every place of the answers a form's questions have in this household.
template <class Visit>
void each_place(const Interview& interview, const Visit& visit) {
  const Form& form = interview.form();
  for (NodeIndex n = 0; n < form.nodes.size(); ++n) {
    const Node& node = form.nodes[n];
    if (!asks(node)) continue;
    if (node.list == no_node) {
      visit(Place{n, no_item, no_item});
      continue;
    }
    for (const ItemSlot item : interview.items(node.list)) {
      if (node.matrix == no_node) {
        visit(Place{n, item, no_item});
        continue;
      }
      for (const ItemSlot other : interview.items(node.matrix)) visit(Place{n, item, other});
    }
  }
}

class Comparison {
 public:
  Comparison(const Interview& earlier, CarriedOver& out) : earlier_(earlier), out_(out) {
    for (const Finding& finding : out.next.findings())
      if (finding.kind == Finding::Kind::type) mistyped_.insert(finding.place);
  }

  void look_at(Place place) {
    if (!answered(earlier_, place) || !earlier_.on_path(place)) return;
    if (const auto why = loss_of(place)) out_.lost.push_back({place, *why});
  }

  // An answer of another type that the next form would take for one of its own.
  void clear_if_other(Place place) {
    const Form& next = out_.next.form();
    const NodeIndex node = next.find(earlier_.form().nodes[place.node].name);
    if (node == no_node || !asks(next.nodes[node])) return;
    if (same_question(earlier_.form(), place.node, next, node) || !answered(earlier_, place)) return;
    const auto there = place_in_next(place, node);
    if (!there || !answered(out_.next, *there)) return;
    Operation clear;
    clear.kind = Operation::Kind::clear;
    clear.question = next.nodes[node].name;
    if (there->item != no_item) clear.item = out_.next.item_id(there->item);
    if (there->other != no_item) clear.other = out_.next.item_id(there->other);
    if (out_.next.apply(clear)) out_.clear.push_back(std::move(clear));
  }

 private:
  // The place in the next form with the same names; its list may be another one, or none.
  std::optional<Place> place_in_next(Place place, NodeIndex node) const {
    const Node& is = out_.next.form().nodes[node];
    Place there{node, no_item, no_item};
    const auto find = [&](NodeIndex list, ItemSlot item) {
      return item == no_item ? no_item : out_.next.find_item(list, earlier_.item_id(item));
    };
    if (is.list != no_node && (there.item = find(is.list, place.item)) == no_item) return std::nullopt;
    if (is.matrix != no_node && (there.other = find(is.matrix, place.other)) == no_item) return std::nullopt;
    return there;
  }

  std::optional<CarryLoss> loss_of(Place place) const {
    const Form& form = earlier_.form();
    const Form& next = out_.next.form();
    const NodeIndex node = next.find(form.nodes[place.node].name);
    if (node == no_node || !asks(next.nodes[node])) return CarryLoss::question;
    if (!same_question(form, place.node, next, node)) return CarryLoss::type;
    const auto there = place_in_next(place, node);
    if (!there) return CarryLoss::item;
    const Value was = earlier_.stored(place), is = out_.next.stored(*there);
    const bool same =
        was.state == is.state && earlier_.text_of(place.node, was) == out_.next.text_of(there->node, is);
    // An option that is offered no more stays as an answer and is a finding; so it was before is no loss.
    if (!same || (mistyped_.contains(*there) && !was_mistyped(place))) return CarryLoss::value;
    if (!out_.next.on_path(*there)) return CarryLoss::path;
    return std::nullopt;
  }

  bool was_mistyped(Place place) const {
    const auto& findings = earlier_.findings();
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
      return finding.kind == Finding::Kind::type && finding.place == place;
    });
  }

  const Interview& earlier_;
  CarriedOver& out_;
  std::set<Place> mistyped_;  // in the next interview
};

}  // namespace

CarriedOver carry_over(const Interview& earlier, std::shared_ptr<const Program> next,
                       InterviewContext context, const std::vector<Operation>& operations) {
  CarriedOver out{Interview(std::move(next), context), {}, {}, {}};
  // What the form refuses is seen below: it has left no answer.
  for (const Operation& operation : operations)
    if (!out.next.apply(operation)) continue;
  {
    Comparison before_clearing(earlier, out);
    each_place(earlier, [&](Place place) { before_clearing.clear_if_other(place); });
  }
  Comparison comparison(earlier, out);
  each_place(earlier, [&](Place place) { comparison.look_at(place); });
  for (const Finding& finding : out.next.findings())
    if (finding.kind == Finding::Kind::required &&
        earlier.form().find(out.next.form().nodes[finding.place.node].name) == no_node)
      out.asked.push_back(finding.place);
  return out;
}

std::string_view name_of(CarryLoss why) {
  switch (why) {
    case CarryLoss::question:
      return "question";
    case CarryLoss::type:
      return "type";
    case CarryLoss::value:
      return "value";
    case CarryLoss::item:
      return "item";
    case CarryLoss::path:
      return "path";
  }
  return "question";
}

}  // namespace sanaq
