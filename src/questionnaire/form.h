#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "codelist/codelist.h"
#include "questionnaire/expression.h"

namespace sanaq {

/// A text with answers in it: literals and expressions in turn (`Hello, ${given_name}!`).
struct TextPart {
  std::string literal;
  ExpressionId value = no_expression;  // of type text when set; then `literal` is empty
};
using TextTemplate = std::vector<TextPart>;
/// One template a language, in the order of Form::languages; empty when the author gave none.
using LocalizedText = std::vector<TextTemplate>;

using ChoiceListIndex = std::uint16_t;
inline constexpr ChoiceListIndex no_choice_list = 0xFFFF;

/// One option of a question.
struct Choice {
  std::string code;
  LocalizedText label;
  std::vector<std::string> columns;  // values for choice filters, in the order of ChoiceList::columns
  bool exclusive = false;            // in a select_multiple: excludes all others
  bool refusal = false;              // this option is a refusal
};

/// Options of one or more questions. An external list (select_one_from_file) has its rows in `codelist`.
struct ChoiceList {
  std::string name;
  std::vector<std::string> columns;
  std::vector<Choice> choices;
  std::shared_ptr<Codelist> codelist;  // shared by the questions and forms that use one classifier
};

enum class NodeKind : std::uint8_t { question, group, list };
enum class Severity : std::uint8_t { hard, soft };
/// What must be split from the answers at submission.
enum class Personal : std::uint8_t { no, name, iin, document, phone, contact };

/// Appearance words, as bits.
enum class Look : std::uint16_t {
  field_list = 1,
  roster = 2,
  month_year = 4,
  year = 8,
  autocomplete = 16,
  multiline = 32,
  columns = 64,
  likert = 128,
};

/// A question, a group of questions, or a list (repeat) of the form.
struct Node {
  NodeKind kind = NodeKind::question;
  ValueType type = ValueType::none;
  Personal personal = Personal::no;
  bool calculated = false;  // value comes from `calculation` and is never typed
  bool refusal = false;     // "I refuse to answer" is offered
  std::uint16_t looks = 0;  // bits of Look
  NodeIndex parent = no_node;
  // The list this node lives in; no_node outside lists. A list node itself lives outside.
  NodeIndex list = no_node;
  NodeIndex matrix = no_node;  // asked once for every earlier item of this list
  std::uint16_t min_items = 0,
                max_items = 0;  // of a list; max_items 0: not limited by the author (60 applies)
  ChoiceListIndex choices = no_choice_list;
  std::uint32_t row = 0;  // row in the survey sheet, from 1
  ExpressionId relevant = no_expression;
  ExpressionId required = no_expression;
  ExpressionId constraint = no_expression;
  ExpressionId warning = no_expression;
  ExpressionId calculation = no_expression;
  ExpressionId default_value = no_expression;
  std::string name;
  std::string concept_name;
  std::string notes;
  LocalizedText label, hint, constraint_message, warning_message;
  std::vector<NodeIndex> children;  // of a group or list, in order
};

/// A rule across questions from the checks sheet.
struct Check {
  std::string name;
  NodeIndex list = no_node;  // no_node: once for the form
  Severity severity = Severity::hard;
  ExpressionId when = no_expression;
  ExpressionId condition = no_expression;
  std::vector<NodeIndex> points_to;
  LocalizedText message;
  std::uint32_t row = 0;
};

/// A choice filter of the shape `column = value and column = value …`: the rows whose columns equal the
/// values. (Any other shape is refused by the compiler, so that a list of 16,000 rows is found through an
/// index.)
struct FilterTerm {
  std::uint16_t column = 0;            // in ChoiceList::columns
  ExpressionId value = no_expression;  // of type text
};

/// A questionnaire that the compiler accepted: it cannot fail while an interview runs.
struct Form {
  std::string id, version;
  std::vector<std::string>
      languages;  // "kk", "ru", "en" in the order of the survey sheet; the first is the default
  LocalizedText title;
  std::vector<Node> nodes;     // in the order of the survey sheet: a parent before its children
  std::vector<NodeIndex> top;  // nodes without parent, in order
  std::vector<ChoiceList> choice_lists;
  std::vector<Check> checks;
  ExpressionPool expressions;
  std::vector<std::vector<FilterTerm>> filters;     // by NodeIndex; empty: no filter
  std::vector<std::vector<Dependency>> depends_on;  // by NodeIndex: what its existence and value depend on
  std::vector<NodeIndex> evaluation_order;          // every node once, after all it depends on
  std::unordered_map<std::string, NodeIndex> by_name;

  /// Position of a node, or no_node.
  NodeIndex find(std::string_view name) const;
  bool has_look(NodeIndex node, Look look) const {
    return (nodes[node].looks & static_cast<std::uint16_t>(look)) != 0;
  }
};

/// A text as it was written, `gap` in place of each answer in it. The first language when the form does not
/// have this one.
std::string text_without_answers(const Form& form, const LocalizedText& text, std::string_view language,
                                 std::string_view gap = {});

/// Adds to `out` what the expression reads.
void collect_dependencies(const ExpressionPool& pool, ExpressionId expression, std::vector<Dependency>& out);

}  // namespace sanaq
