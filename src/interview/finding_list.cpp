#include "interview/state.h"

// The list of findings in the order of the form: node by node, a list item by item, checks beside the
// question they point to. Bits tell which nodes of a row may have findings, so that the list costs what it
// holds.
namespace sanaq {

using namespace engine;

namespace {

class Rebuild {
 public:
  Rebuild(InterviewAccess::Impl& impl, std::vector<Finding>& out)
      : impl_(impl), plan_(impl.plan), out_(out) {}

  void run() {
    out_.clear();
    for (std::size_t b = 1; b < plan_.blocks.size(); ++b)
      impl_.cells.hint(plan_.nodes[plan_.blocks[b].list], 0);
    walk({0, 0, 0});
  }

 private:
  void walk(const At& at) {
    const auto& nodes = plan_.blocks[at.block].nodes;
    for (std::size_t word = 0; word < impl_.cells.words(at.block); ++word) {
      const std::uint64_t bits = impl_.cells.hints(at.block, at.row, word);
      for (std::uint64_t left = bits; left != 0; left &= left - 1) {
        const auto ordinal = static_cast<unsigned>(std::countr_zero(left));
        const std::size_t before = out_.size();
        emit(plan_.nodes[nodes[word * 64 + ordinal]], at);
        if (out_.size() == before)
          impl_.cells.hints(at.block, at.row, word) &= ~(std::uint64_t{1} << ordinal);
      }
    }
  }

  void emit(const NodePlan& node, At at) {
    if (!node.home.paired) {
      emit_cell(node, at);
    } else {
      const Rows& rows = impl_.cells.rows(at.block);
      for (const ItemSlot slot : rows.order) {
        at.other = impl_.cells.items()[slot].row;
        if (at.other == at.row) break;
        emit_cell(node, at);
      }
    }
    for (const std::uint16_t check : node.anchored)
      if (plan_.checks[check].block == at.block && impl_.check_failing(check, at.row)) emit_check(check, at);
    if (node.kind == NodeKind::list) emit_items(node);
  }

  void emit_items(const NodePlan& list) {
    const BlockIndex block = plan_.block_of(list.node);
    for (const ItemSlot slot : impl_.cells.rows(block).order) {
      const At at{block, impl_.cells.items()[slot].row, 0};
      for (const std::uint16_t check : list.anchored)
        if (plan_.checks[check].block == block && impl_.check_failing(check, at.row)) emit_check(check, at);
      walk(at);
    }
  }

  void emit_cell(const NodePlan& node, const At& at) {
    const Cell& c = impl_.cell(node, at);
    if (c.findings == 0) return;
    constexpr std::pair<std::uint8_t, Finding::Kind> kinds[] = {{Cell::items, Finding::Kind::items},
                                                                {Cell::required, Finding::Kind::required},
                                                                {Cell::type, Finding::Kind::type},
                                                                {Cell::constraint, Finding::Kind::constraint},
                                                                {Cell::warning, Finding::Kind::warning}};
    for (const auto& [flag, kind] : kinds) {
      if ((c.findings & flag) == 0) continue;
      Finding f;
      f.kind = kind;
      f.place = impl_.place(node, at);
      f.item = f.place.item;
      if (kind == Finding::Kind::warning) {
        f.severity = Severity::soft;
        f.passed = c.has(Cell::passed);
      }
      out_.push_back(f);
    }
  }

  void emit_check(std::uint16_t index, const At& at) {
    Finding f;
    f.kind = Finding::Kind::check;
    f.severity = impl_.form.checks[index].severity;
    f.check = index;
    f.item = impl_.cells.rows(at.block).item[at.row];
    f.place = click_place(impl_.form.checks[index], f.item);
    f.passed =
        f.severity == Severity::soft && impl_.find_pass(plan_.checks[index].unit, f.item, no_item) != nullptr;
    out_.push_back(f);
  }

  // The first question the check points to that is asked now; a question of another list is reached through
  // its list.
  Place click_place(const Check& check, ItemSlot item) const {
    Place first{check.list, no_item, no_item};
    bool found = false;
    for (const NodeIndex n : check.points_to) {
      const NodePlan& node = plan_.nodes[n];
      Place p{n, no_item, no_item};
      if (node.home.block != 0 && node.home.block == plan_.block_of(check.list))
        p.item = item;
      else if (node.home.block != 0)
        p.node = plan_.blocks[node.home.block].list;
      const auto s = impl_.spot(p);
      if (s.node != nullptr && impl_.cell(*s.node, s.at).has(Cell::on_path)) return p;
      if (!found) first = p;
      found = true;
    }
    return first;
  }

  InterviewAccess::Impl& impl_;
  const Plan& plan_;
  std::vector<Finding>& out_;
};

}  // namespace

const std::vector<Finding>& Interview::Impl::findings() {
  if (findings_stale_) Rebuild(*this, findings_).run();
  findings_stale_ = false;
  return findings_;
}

}  // namespace sanaq
