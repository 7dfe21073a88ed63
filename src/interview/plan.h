#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "questionnaire/form.h"

namespace sanaq::engine {

/// Position of a term in Plan::terms.
using TermIndex = std::uint32_t;
inline constexpr TermIndex no_term = 0xFFFFFFFF;

/// Position of something that is computed as one: the value of a node, its findings, its warning, or a check.
using UnitIndex = std::uint16_t;
inline constexpr UnitIndex no_unit = 0xFFFF;

/// Answers lie in blocks: block 0 is the form itself (one row), every list has a block with a row an item.
using BlockIndex = std::uint16_t;

/// Where the answer to a node lies: in a row of its block, or in a pair of rows for a matrix question.
struct Home {
  BlockIndex block = 0;
  std::uint16_t column = 0;
  bool paired = false;
};

/// A node of an expression. The operands are terms[first] .. terms[first + count - 1], so that no table of
/// operands is read while evaluating.
struct Term {
  Op op = Op::empty;
  ValueType type = ValueType::none;
  std::uint16_t count = 0;
  TermIndex first = 0;
  std::int64_t number = 0;
  std::uint32_t text = 0;
  NodeIndex node = no_node;
  std::uint16_t choices = 0xFFFF;
  Home home;                  // of `node` when the term reads an answer
  BlockIndex list_block = 0;  // list an aggregate goes through
};

struct FilterPlan {
  std::uint16_t column = 0;
  TermIndex value = no_term;
};

/// What is known of a node before an interview starts.
struct NodePlan {
  NodeKind kind = NodeKind::question;
  ValueType type = ValueType::none;
  bool calculated = false;
  bool asked = false;        // a question a person answers
  bool keeps_first = false;  // a calculation with `once`
  Home home;
  NodeIndex node = no_node, parent = no_node;
  std::uint16_t ordinal = 0;  // among the nodes of its block, in the order of the form
  TermIndex relevant = no_term, required = no_term, constraint = no_term, warning = no_term;
  TermIndex calculation = no_term, default_value = no_term;
  UnitIndex value_unit = no_unit, finding_unit = no_unit, warning_unit = no_unit;
  const ChoiceList* choices = nullptr;
  std::vector<FilterPlan> filter;
  std::vector<std::uint16_t> anchored;  // checks whose message stands here
};

struct CheckPlan {
  BlockIndex block = 0;
  NodeIndex anchor = no_node;  // the question its message stands beside in the order of the form
  TermIndex when = no_term, condition = no_term;
  UnitIndex unit = no_unit;
};

struct BlockPlan {
  NodeIndex list = no_node;
  std::uint16_t columns = 0, pair_columns = 0;
  std::uint16_t items_max = 0;
  std::vector<NodeIndex> nodes;  // in the order of the form, matrix questions too
};

/// Which rows of a unit are concerned when a source changes.
enum class Spread : std::uint8_t {
  same,      // the same row, or the same pair
  every,     // all rows, or all pairs
  as_item,   // pairs in which the changed row is the item
  as_other,  // pairs in which the changed row is the other
};
struct Edge {
  UnitIndex unit = no_unit;
  Spread spread = Spread::same;
};

struct Unit {
  enum class Kind : std::uint8_t { value, findings, warning, check };
  Kind kind = Kind::value;
  bool paired = false;
  std::uint16_t subject = 0;  // node or check
  BlockIndex block = 0;
  std::uint16_t pair_slot = 0;  // number among the paired units
};

struct Plan {
  const Form* form = nullptr;
  std::vector<Term> terms;
  std::vector<NodePlan> nodes;
  std::vector<CheckPlan> checks;
  std::vector<BlockPlan> blocks;
  std::vector<Unit> units;  // values in the order of evaluation, then findings, warnings, checks
  std::uint16_t value_units = 0, paired_units = 0;
  std::vector<std::vector<Edge>> readers;       // by node: units to compute again when it changes
  std::vector<std::vector<Edge>> list_readers;  // by block: units that look at number and order of its items

  std::vector<NodeIndex> names;       // hash table of node names, open addressing
  std::vector<TermIndex> text_terms;  // by ExpressionId: expressions that stand in texts

  BlockIndex block_of(NodeIndex list) const;
  /// Node of a name, or no_node; quicker than Form::find, as it makes no string.
  NodeIndex find(std::string_view name) const;
  /// The same when the node that is most likely meant is known.
  NodeIndex find(std::string_view name, NodeIndex likely) const {
    return likely != no_node && form->nodes[likely].name == name ? likely : find(name);
  }
  /// True when all answers the term reads exist for a place in `home` (nullptr: no place at all).
  bool is_reachable(TermIndex term, const Home* home) const;
};

inline bool is_text(ValueType type) {
  return type == ValueType::text || type == ValueType::code || type == ValueType::geopoint ||
         type == ValueType::image;
}

/// Gives `plan` its units and edges; terms, nodes, blocks and checks must be there.
void connect(Plan& plan);

}  // namespace sanaq::engine
