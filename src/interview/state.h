#pragma once
#include <memory>
#include <vector>

#include "interview/cells.h"
#include "interview/evaluator.h"
#include "interview/interview.h"
#include "interview/journal.h"
#include "interview/program.h"

namespace sanaq {

/// State of an interview and the work on it. Answers are in `cells`; what must be computed again is in the
/// dirty masks; settle() computes it, lowest unit first, which is the order of evaluation.
struct Interview::Impl {
  Impl(std::shared_ptr<const Program> program, InterviewContext context);

  // --- recompute.cpp
  void mark(engine::UnitIndex unit, engine::RowMask rows);
  void mark_pairs(engine::UnitIndex unit, std::uint16_t row, engine::RowMask others);
  void spread(NodeIndex source, std::uint16_t row, std::uint16_t other);
  void spread_items(engine::BlockIndex block);
  void settle();
  void compute_all();
  // --- findings.cpp
  void find(const engine::Unit& unit, engine::UnitIndex index, std::uint16_t row, std::uint16_t other);
  const std::vector<Finding>& findings();
  // --- changes.cpp
  Result<Done> change(const engine::NodePlan& node, const engine::At& at, Value value);
  void store(const engine::NodePlan& node, const engine::At& at, const Value& value, bool settled);
  Result<Done> add_item(engine::BlockIndex block, std::string_view id, std::string_view before);
  Result<Done> remove_item(ItemSlot slot);
  /// Gives an item that was made without a name its id.
  Result<Done> name_item(ItemSlot slot, std::string_view id);
  Result<Done> check_id(engine::BlockIndex block, std::string_view id) const;
  Result<Done> pass(const Operation& operation);
  Result<Done> pass(engine::Pass added);
  bool undo();

  struct Spot {
    const engine::NodePlan* node = nullptr;
    engine::At at;
  };
  /// Rows of a place; node is null when there is no such place now.
  Spot spot(Place place) const;
  Place place(const engine::NodePlan& node, const engine::At& at) const;
  engine::Cell& cell(const engine::NodePlan& node, const engine::At& at) {
    return cells.at(node.home, at.row, at.other);
  }
  const engine::Cell& cell(const engine::NodePlan& node, const engine::At& at) const {
    return cells.at(node.home, at.row, at.other);
  }
  Value stored_value(const engine::NodePlan& node, const engine::Cell& c) const;
  bool is_true(engine::TermIndex term, const engine::At& at, const engine::Cell* self, bool when_empty) const;
  bool is_offered(const engine::NodePlan& node, const engine::At& at, const engine::Cell& c) const;
  const engine::Pass* find_pass(engine::UnitIndex unit, ItemSlot item, ItemSlot other) const;
  void drop_pass(engine::UnitIndex unit, ItemSlot item, ItemSlot other);
  std::size_t bytes() const;
  bool check_failing(std::uint16_t check, std::uint16_t row) const {
    return (failing_[check] & engine::bit(row)) != 0;
  }

  std::shared_ptr<const Program> program;  // shared with the other interviews of this form
  const engine::Plan& plan;
  const Form& form;
  InterviewContext context;
  engine::Cells cells;
  mutable engine::Evaluator evaluator;
  engine::Journal journal;
  std::vector<engine::Pass> passes;
  Progress progress;
  bool loading = false;  // answers are put in without being computed or remembered

 private:
  void compute(engine::UnitIndex index);
  void compute_row(const engine::Unit& unit, engine::UnitIndex index, std::uint16_t row, std::uint16_t other);
  bool refresh(const engine::NodePlan& node, const engine::At& at);
  void fill(const engine::NodePlan& node, const engine::At& at, engine::Cell& c, bool asked);
  void count(const engine::NodePlan& node, const engine::Cell& c, int sign);
  void find_node(const engine::NodePlan& node, const engine::At& at);
  void find_warning(const engine::NodePlan& node, const engine::At& at);
  void find_check(std::uint16_t check, const engine::At& at);
  void take_out(ItemSlot slot, engine::RemovedItem& removed);
  void put_back(ItemSlot slot, const engine::RemovedItem& removed);
  void revert(const engine::Entry& entry);
  void mark_item(engine::BlockIndex block, std::uint16_t row);

  std::vector<std::uint64_t> dirty_units_;
  std::vector<engine::RowMask> dirty_rows_;   // by unit
  std::vector<engine::RowMask> dirty_pairs_;  // by paired unit and row
  std::vector<engine::RowMask> failing_;      // by check
  std::vector<Finding> findings_;
  bool findings_stale_ = true;
  bool whole_ = false;      // everything is being computed: nothing needs to be marked
  bool recording_ = false;  // changes go into the journal
  bool keep_passes_ = false;

 public:
  /// Inside: changes are written down as one step of undo.
  class Recording {
   public:
    explicit Recording(Impl& impl) : impl_(impl) {
      if (impl_.loading) return;
      impl_.journal.begin_step();
      impl_.recording_ = true;
    }
    ~Recording() { impl_.recording_ = false; }
    Recording(const Recording&) = delete;
    Recording& operator=(const Recording&) = delete;

   private:
    Impl& impl_;
  };
};

/// For the readers and writers of this room.
struct InterviewAccess {
  using Impl = Interview::Impl;
  /// An interview in which nothing was computed yet.
  static Interview unopened(std::shared_ptr<const Program> program, InterviewContext context);
  static Interview::Impl& of(Interview& interview) { return *interview.impl_; }
  static const Interview::Impl& of(const Interview& interview) { return *interview.impl_; }
};

}  // namespace sanaq
