#include "interview/state.h"

namespace sanaq {

using namespace engine;

namespace {

constexpr std::string_view kind_name(Finding::Kind kind) {
  switch (kind) {
    case Finding::Kind::required:
      return "required";
    case Finding::Kind::type:
      return "type";
    case Finding::Kind::constraint:
      return "constraint";
    case Finding::Kind::warning:
      return "warning";
    case Finding::Kind::check:
      return "check";
    case Finding::Kind::items:
      return "items";
  }
  return {};
}

class TraceWriter {
 public:
  explicit TraceWriter(const Interview& interview)
      : interview_(interview), impl_(InterviewAccess::of(interview)) {}

  Json whole() {
    Json out = Json::object();
    add_block(out, 0, no_item);
    Json lists = Json::object();
    for (std::size_t b = 1; b < impl_.plan.blocks.size(); ++b) {
      const NodeIndex list = impl_.plan.blocks[b].list;
      if (!interview_.on_path({list, no_item, no_item})) continue;
      Json items = Json::array();
      for (const ItemSlot slot : interview_.items(list)) {
        Json item = Json::object();
        item.set("id", Json::string(interview_.item_id(slot)));
        add_block(item, static_cast<BlockIndex>(b), slot);
        items.push(std::move(item));
      }
      lists.set(impl_.form.nodes[list].name, std::move(items));
    }
    if (!lists.members().empty()) out.set("lists", std::move(lists));
    out.set("findings", findings());
    out.set("complete", Json::boolean(interview_.complete()));
    return out;
  }

  Json findings() {
    Json out = Json::array();
    for (const Finding& f : interview_.findings()) out.push(finding(f));
    return out;
  }

 private:
  // Path: what a person meets, notes and lists too. Values: what expressions see, calculations too.
  void add_block(Json& out, BlockIndex block, ItemSlot item) {
    Json path = Json::array(), values = Json::object(), matrix = Json::object(), refused = Json::array();
    for (const NodeIndex n : impl_.plan.blocks[block].nodes) {
      const NodePlan& node = impl_.plan.nodes[n];
      const std::string& name = impl_.form.nodes[n].name;
      if (node.home.paired) {
        Json pairs = matrix_of(n, item, refused);
        if (!pairs.members().empty()) matrix.set(name, std::move(pairs));
        continue;
      }
      const Place place{n, item, no_item};
      if (!interview_.on_path(place)) continue;
      if (!node.calculated && node.kind != NodeKind::group) path.push(Json::string(name));
      if (const Value value = interview_.value(place); value.present())
        values.set(name, Json::string(interview_.text_of(n, value)));
      else if (is_refused(place))
        refused.push(Json::string(name));
    }
    out.set("path", std::move(path));
    out.set("values", std::move(values));
    if (!matrix.members().empty()) out.set("matrix", std::move(matrix));
    if (!refused.items().empty()) out.set("refused", std::move(refused));
  }

  Json matrix_of(NodeIndex node, ItemSlot item, Json& refused) {
    Json pairs = Json::object();
    for (const ItemSlot other : interview_.items(impl_.form.nodes[node].list)) {
      if (other == item) break;
      const Place place{node, item, other};
      if (!interview_.on_path(place)) continue;
      const Value value = interview_.value(place);
      const std::string_view id = interview_.item_id(other);
      pairs.set(id, value.present() ? Json::string(interview_.text_of(node, value)) : Json::null());
      if (is_refused(place)) refused.push(Json::string(impl_.form.nodes[node].name + '/' + std::string(id)));
    }
    return pairs;
  }

  bool is_refused(Place place) const {
    const auto spot = impl_.spot(place);
    return spot.node != nullptr && impl_.cell(*spot.node, spot.at).has(Cell::refused);
  }

  Json finding(const Finding& f) const {
    Json out = Json::object();
    out.set("code", Json::string(kind_name(f.kind)));
    out.set("severity", Json::string(f.severity == Severity::hard ? "hard" : "soft"));
    if (f.place.node != no_node) out.set("question", Json::string(impl_.form.nodes[f.place.node].name));
    if (f.item != no_item) out.set("item", Json::string(interview_.item_id(f.item)));
    if (f.place.other != no_item) out.set("other", Json::string(interview_.item_id(f.place.other)));
    if (f.kind == Finding::Kind::check) out.set("check", Json::string(impl_.form.checks[f.check].name));
    if (f.passed) out.set("passed", Json::boolean(true));
    return out;
  }

  const Interview& interview_;
  const InterviewAccess::Impl& impl_;
};

}  // namespace

Json trace_findings(const Interview& interview) { return TraceWriter(interview).findings(); }

Json trace(const Interview& interview) { return TraceWriter(interview).whole(); }

}  // namespace sanaq
