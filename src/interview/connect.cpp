#include <algorithm>

#include "base/check.h"
#include "interview/plan.h"

// Which units must be computed again when a node changes, known from the expressions alone.
namespace sanaq::engine {
namespace {

class Wiring {
 public:
  explicit Wiring(Plan& plan) : plan_(plan) {}

  void run() {
    make_units();
    plan_.readers.resize(plan_.nodes.size());
    plan_.list_readers.resize(plan_.blocks.size());
    for (const NodePlan& n : plan_.nodes) connect_node(n);
    for (const CheckPlan& c : plan_.checks) {
      // A check of a list is silent while its list is not asked.
      if (c.block != 0) add(plan_.blocks[c.block].list, c.unit, Reach::here);
      read(c.unit, c.when);
      read(c.unit, c.condition);
    }
    for (auto& edges : plan_.readers) tidy(edges);
    for (auto& edges : plan_.list_readers) tidy(edges);
  }

 private:
  UnitIndex add_unit(Unit::Kind kind, std::uint16_t subject, BlockIndex block, bool paired) {
    SANAQ_CHECK(plan_.units.size() < no_unit);
    Unit unit{kind, paired, subject, block, 0};
    if (paired) unit.pair_slot = plan_.paired_units++;
    plan_.units.push_back(unit);
    return static_cast<UnitIndex>(plan_.units.size() - 1);
  }

  void make_units() {
    for (const NodeIndex n : plan_.form->evaluation_order)
      plan_.nodes[n].value_unit =
          add_unit(Unit::Kind::value, n, plan_.nodes[n].home.block, plan_.nodes[n].home.paired);
    SANAQ_CHECK(plan_.units.size() == plan_.nodes.size());
    plan_.value_units = static_cast<std::uint16_t>(plan_.units.size());
    for (NodePlan& n : plan_.nodes) {
      const bool external = n.choices != nullptr && n.choices->codelist != nullptr;
      if (n.kind == NodeKind::list || n.required != no_term || n.constraint != no_term || !n.filter.empty() ||
          external)
        n.finding_unit = add_unit(Unit::Kind::findings, n.node, n.home.block, n.home.paired);
    }
    for (NodePlan& n : plan_.nodes)
      if (n.warning != no_term)
        n.warning_unit = add_unit(Unit::Kind::warning, n.node, n.home.block, n.home.paired);
    for (std::size_t c = 0; c < plan_.checks.size(); ++c)
      plan_.checks[c].unit =
          add_unit(Unit::Kind::check, static_cast<std::uint16_t>(c), plan_.checks[c].block, false);
  }

  void connect_node(const NodePlan& n) {
    if (n.parent != no_node) add(n.parent, n.value_unit, Reach::here);
    for (const TermIndex t : {n.relevant, n.calculation, n.default_value}) read(n.value_unit, t);
    if (n.finding_unit != no_unit) {
      add(n.node, n.finding_unit, Reach::here);
      for (const TermIndex t : {n.required, n.constraint}) read(n.finding_unit, t);
      for (const FilterPlan& f : n.filter) read(n.finding_unit, f.value);
      if (n.kind == NodeKind::list) watch_items(plan_.block_of(n.node), n.finding_unit);
    }
    if (n.warning_unit != no_unit) {
      add(n.node, n.warning_unit, Reach::here);
      read(n.warning_unit, n.warning);
    }
  }

  void read(UnitIndex unit, TermIndex index) {
    if (index == no_term) return;
    const Term& t = plan_.terms[index];
    switch (t.op) {
      case Op::answer:
        add(t.node, unit, Reach::here);
        break;
      case Op::other_answer:
        add(t.node, unit, Reach::other_item);
        break;
      case Op::position:
        watch_items(plan_.units[unit].block, unit);
        break;
      case Op::list_count:
      case Op::answered_count:
      case Op::aggregate_sum:
      case Op::aggregate_min:
      case Op::aggregate_max:
      case Op::aggregate_join:
      case Op::indexed:
        add(t.node, unit, Reach::all_items);
        add(plan_.blocks[t.list_block].list, unit, Reach::all_items);
        watch_items(t.list_block, unit);
        break;
      default:
        break;
    }
    for (std::uint32_t i = 0; i < t.count; ++i) read(unit, t.first + i);
  }

  void watch_items(BlockIndex block, UnitIndex unit) {
    if (block != 0) plan_.list_readers[block].push_back({unit, Spread::every});
  }

  void add(NodeIndex source, UnitIndex unit, Reach reach) {
    if (source == no_node) return;
    plan_.readers[source].push_back({unit, spread(plan_.nodes[source].home, plan_.units[unit], reach)});
  }

  static Spread spread(const Home& source, const Unit& target, Reach reach) {
    if (source.block != target.block || reach == Reach::all_items) return Spread::every;
    if (target.block == 0 || source.paired == target.paired) return Spread::same;
    if (source.paired) return Spread::every;
    return reach == Reach::other_item ? Spread::as_other : Spread::as_item;
  }

  static void tidy(std::vector<Edge>& edges) {
    const auto key = [](const Edge& e) { return std::pair(e.unit, e.spread); };
    std::sort(edges.begin(), edges.end(), [&](const Edge& a, const Edge& b) { return key(a) < key(b); });
    edges.erase(std::unique(edges.begin(), edges.end(),
                            [&](const Edge& a, const Edge& b) { return key(a) == key(b); }),
                edges.end());
    edges.shrink_to_fit();
  }

  Plan& plan_;
};

}  // namespace

void connect(Plan& plan) { Wiring(plan).run(); }

}  // namespace sanaq::engine
