#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "processing/edit_record.h"

namespace sanaq {

/// One answer that editing changed, kept for ever beside the frozen file. It names no person.
struct ValueChange {
  NodeIndex node = no_node;
  std::uint16_t item = CodedAnswer::none;  // position of the person in the list
  Value before, after;                     // empty: not given, or not asked
  std::string rule;                        // the first broken rule that depends on the answer
  std::int64_t donor = 0;  // place of the donor among the state's closed cases, from 1; 0: of none
};

/// What became of a household.
struct EditedCase {
  enum class Outcome : std::uint8_t {
    clean,     ///< every rule holds as it stands
    edited,    ///< the fewest answers were changed
    replaced,  ///< all answers are a donor's: no small change was found
    left,      ///< still breaks rules: there was no donor of its size
  };
  Outcome outcome = Outcome::clean;
  bool exact = true;               // nothing cheaper exists
  std::vector<std::string> rules;  // that were broken
  std::vector<ValueChange> changes;
  std::vector<CodedAnswer> answers;  // unless clean or left: the household's answers now
};

/// Quality of editing, variable by variable. Reports of parts add up to the report of the whole.
class EditReport {
 public:
  EditReport(const EditRules& rules, const EditPlan& plan);

  /// Counts the answers of a household before editing, and what it was warned of. response: its answers with
  /// the warnings people passed.
  void count_before(const EditRecord& record, const CodedResponse& response);
  /// Counts what editing did. start: the record before; end: the same record after.
  void count_start(const EditRecord& start);
  void count_end(const EditRecord& end);
  void add(const EditedCase& edited);
  void merge(const EditReport& other);

  std::int64_t households(EditedCase::Outcome outcome) const;
  std::int64_t inexact() const { return inexact_; }
  std::int64_t changes() const;
  /// Largest change of a category's share among all answers to its question, in millionths, over questions
  /// with a thousand answers or more.
  std::int64_t largest_shift_ppm() const;
  /// {"households":{…},"rules":{name:times},"warnings":{name:{"before","after","passed"}},"variables":[{"name",
  /// "missing","failed","dropped","imputed","warnings","before":{code:n},"after":{code:n}}…]}. A warning is
  /// no rule that answers must hold: editing changes nothing because of it.
  Json to_json() const;

 private:
  struct Quality {
    std::int64_t missing = 0, failed = 0, dropped = 0, without_donor = 0;
  };
  struct Warnings {
    std::int64_t before = 0, moved = 0, passed = 0;  // households or persons; moved: by editing
  };
  Json warnings_json() const;
  void count_warnings(const EditRecord& record, std::int64_t Warnings::* into, std::int64_t step);
  using Counts = std::vector<std::vector<std::int64_t>>;  // by node, by category; the last one: empty
  void count(const EditRecord& record, Counts& into, std::int64_t step) const;
  std::size_t category(NodeIndex node, const Value& value) const;
  Json distribution(NodeIndex node, bool after) const;

  const EditRules* rules_;
  std::vector<std::int64_t> width_;  // by node: of a group of numbers; 0: no number that is counted
  std::vector<NodeIndex> counted_;
  Counts before_, moved_;
  std::vector<Quality> qualities_;
  std::map<std::string, std::int64_t> broken_;
  std::map<std::string, Warnings> warnings_;
  std::vector<std::int64_t> warned_;  // by node: warnings after editing that point to it
  std::int64_t households_[4] = {};
  std::int64_t inexact_ = 0;
};

}  // namespace sanaq
