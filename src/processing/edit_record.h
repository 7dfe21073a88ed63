#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "casework/answer_codec.h"
#include "interview/program.h"
#include "processing/edit_rules.h"

namespace sanaq {

/// Number of an answer of a household that editing may change.
using CellIndex = std::uint16_t;
/// Sorted, each once.
using CellSet = std::vector<CellIndex>;

/// A rule that does not hold, and the answers it depends on. `cells` may be empty: then no change helps.
struct Failure {
  std::string rule;  // name of the check, or `<question>.required` …
  CellSet cells;
  std::optional<CellIndex> lost = {};  // an answer that was given and is no longer asked
};

/// A household's answers in the engine while they are edited. Remembers what they were.
class EditRecord {
 public:
  /// program: of rules.form(). Errors: those of AnswerLoader.
  static Result<EditRecord> open(const EditRules& rules, std::shared_ptr<const Program> program,
                                 InterviewContext context, const CodedResponse& response);

  const EditRules& rules() const { return *rules_; }
  const Interview& interview() const { return interview_; }
  std::size_t cell_count() const { return places_.size(); }
  Place place(CellIndex cell) const { return places_[cell]; }
  /// Position of the cell's item in its list; CodedAnswer::none outside lists.
  std::uint16_t item_position(CellIndex cell) const;
  int weight(CellIndex cell) const { return rules_->weight(places_[cell].node); }
  /// The cell of a question that editing may change and of an item by its position.
  CellIndex cell(NodeIndex node, std::uint16_t position) const;

  Value value(CellIndex cell) const { return interview_.stored(places_[cell]); }
  const Value& original(CellIndex cell) const { return originals_[cell]; }
  /// An answer that is not asked is empty whatever is stored.
  bool is_asked(CellIndex cell) const { return interview_.on_path(places_[cell]); }
  void set(CellIndex cell, const Value& value);

  /// Rules that do not hold now. When all hold: for each answer that was given and would no longer be asked,
  /// a failure that depends on it and on what decides whether it is asked.
  std::vector<Failure> failures() const;
  /// Hard rules hold (whatever is no longer asked).
  bool holds() const;
  /// Hard rules hold, and nothing was answered that is not asked.
  bool is_clean() const;
  CellSet cells_of(const Support& support, std::uint16_t position) const;
  /// Codes the engine offers for a question of a long list now; empty for other questions.
  std::vector<Value> offered_codes(CellIndex cell) const;
  /// The answers on the path now, as a submission stores them.
  std::vector<CodedAnswer> answers(const SubmissionPlan& plan) const;

 private:
  EditRecord(const EditRules& rules, Interview interview);
  void find_cells(const CodedResponse& response);
  std::uint16_t position_of(Place place) const;
  std::vector<Failure> lost() const;

  const EditRules* rules_;
  Interview interview_;
  std::vector<Place> places_;
  std::vector<Value> originals_;
  std::vector<CellIndex> first_;          // by node: cell of its first item
  std::vector<std::uint16_t> positions_;  // by item slot
};

}  // namespace sanaq
