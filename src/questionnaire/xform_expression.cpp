#include "questionnaire/xform_expression.h"

#include <vector>

namespace sanaq {
namespace {

using Kind = SyntaxNode::Kind;

std::vector<NodeIndex> ancestors(const Form& form, NodeIndex node) {
  std::vector<NodeIndex> out;
  for (NodeIndex up = form.nodes[node].parent; up != no_node; up = form.nodes[up].parent)
    out.insert(out.begin(), up);
  return out;
}

bool is_aggregate(std::string_view name) {
  return name == "count" || name == "count-non-empty" || name == "sum" || name == "min" || name == "max" ||
         name == "join" || name == "indexed-repeat";
}

// What neither ODK nor a rewriting gives.
bool is_missing_in_odk(std::string_view name) {
  return name.starts_with("iin-") || name == "upper-case" || name == "lower-case";
}

bool is_empty_text(const SyntaxNode& syntax) { return syntax.kind == Kind::text && syntax.text.empty(); }

std::string part_of_date(const std::string& date, const char* format) {
  return "number(format-date(" + date + ", '" + format + "'))";
}

}  // namespace

std::string xform_path(const Form& form, NodeIndex node) {
  std::string out = "/data";
  for (const NodeIndex up : ancestors(form, node)) out += "/" + form.nodes[up].name;
  return out + "/" + form.nodes[node].name;
}

bool is_in_xform(const Form& form, NodeIndex node) { return form.nodes[node].matrix == no_node; }

// Inside a list paths are relative, so that they mean the same item; from outside they are absolute.
std::string XFormExpression::path(NodeIndex node) const {
  const NodeIndex list = form_.nodes[node].list;
  const bool same_item = context_ != no_node && list != no_node && form_.nodes[context_].list == list;
  if (!same_item) return xform_path(form_, node);
  std::string out = from_ == From::item ? "current()/.." : "..";
  const std::vector<NodeIndex> here = ancestors(form_, context_), there = ancestors(form_, node);
  std::size_t common = 0;
  while (common < here.size() && common < there.size() && here[common] == there[common]) ++common;
  for (std::size_t i = common; i < here.size(); ++i) out += "/..";
  for (std::size_t i = common; i < there.size(); ++i) out += "/" + form_.nodes[there[i]].name;
  return out + "/" + form_.nodes[node].name;
}

std::optional<std::string> XFormExpression::write(std::string_view text) const {
  const auto tree = parse_expression(text);
  return tree ? node(*tree, tree->root, 1) : std::nullopt;
}

std::optional<std::string> XFormExpression::shown(std::string_view name) const {
  const NodeIndex index = form_.find(name);
  if (index == no_node || !is_in_xform(form_, index)) return std::nullopt;
  const Node& question = form_.nodes[index];
  const std::string value = path(index);
  if (question.type == ValueType::choice || question.type == ValueType::choices) {
    return "jr:choice-name(" + value + ", '" + value + "')";
  }
  return question.type == ValueType::date ? "format-date(" + value + ", '%d.%m.%Y')" : value;
}

std::optional<std::string> XFormExpression::node(const SyntaxTree& tree, SyntaxId id,
                                                 int strength_min) const {
  const SyntaxNode& syntax = tree.at(id);
  switch (syntax.kind) {
    case Kind::number:
    case Kind::name:
      return syntax.text;
    case Kind::text: {
      const char quote = syntax.text.find('\'') == std::string::npos ? '\'' : '"';
      return quote + syntax.text + quote;
    }
    case Kind::self:
      return ".";
    case Kind::parent:
      return "..";
    case Kind::other:
      return std::nullopt;
    case Kind::reference: {
      const NodeIndex index = form_.find(syntax.text);
      if (index == no_node || !is_in_xform(form_, index)) return std::nullopt;
      const bool year = form_.nodes[index].type == ValueType::year && !form_.nodes[index].calculated;
      return year ? part_of_date(path(index), "%Y") : path(index);
    }
    case Kind::negate: {
      const Text inner = node(tree, syntax.operands[0], 7);
      return inner ? Text("-" + *inner) : inner;
    }
    case Kind::call:
      return call(tree, syntax);
    case Kind::binary:
      return binary(tree, syntax, strength_min);
  }
  return std::nullopt;
}

// One side of an operator. ODK compares dates with dates only, and an answer with '' as it is.
std::optional<std::string> XFormExpression::operand(const SyntaxTree& tree, SyntaxId id, SyntaxId beside,
                                                    int strength) const {
  const SyntaxNode& syntax = tree.at(id);
  const SyntaxNode& other = tree.at(beside);
  if (syntax.kind == Kind::reference && is_empty_text(other)) {
    const NodeIndex index = form_.find(syntax.text);
    return index == no_node || !is_in_xform(form_, index) ? Text() : path(index);
  }
  const bool asked = other.kind == Kind::reference || other.kind == Kind::self;
  if (syntax.kind == Kind::text && asked && !is_empty_text(syntax)) {
    const NodeIndex index = other.kind == Kind::self ? context_ : form_.find(other.text);
    const ValueType type = index == no_node ? ValueType::none : form_.nodes[index].type;
    if (type == ValueType::date) return "date('" + syntax.text + "')";
    if (type == ValueType::month) return "date('" + syntax.text + "-01')";
  }
  return node(tree, id, strength);
}

std::optional<std::string> XFormExpression::binary(const SyntaxTree& tree, const SyntaxNode& syntax,
                                                   int strength_min) const {
  const int strength = operator_strength(syntax.text);
  const Text left = operand(tree, syntax.operands[0], syntax.operands[1], strength);
  const Text right = operand(tree, syntax.operands[1], syntax.operands[0], strength + 1);
  if (!left || !right) return std::nullopt;
  const std::string out = *left + " " + syntax.text + " " + *right;
  return strength < strength_min ? "(" + out + ")" : out;
}

std::optional<std::string> XFormExpression::coalesce(const SyntaxTree& tree, const SyntaxNode& syntax,
                                                     std::size_t from) const {
  const Text first = node(tree, syntax.operands[from], 1);
  if (!first || from + 1 == syntax.operands.size()) return first;
  const Text rest = coalesce(tree, syntax, from + 1);
  return rest ? Text("coalesce(" + *first + ", " + *rest + ")") : rest;
}

std::optional<std::string> XFormExpression::extension(const SyntaxTree& tree,
                                                      const SyntaxNode& syntax) const {
  const std::string& name = syntax.text;
  if (name == "census-date") return "date('" + census_date_.to_string() + "')";
  const Text first = operand(tree, syntax.operands[0], syntax.operands[0], 1);
  if (!first) return first;
  if (name == "refused") return "false()";
  if (name == "answered") return *first + " != ''";
  if (name == "year")
    return first->starts_with("number(format-date(") ? first : Text(part_of_date(*first, "%Y"));
  if (name == "month") return part_of_date(*first, "%m");
  if (name == "day") return part_of_date(*first, "%d");
  const Text second = node(tree, syntax.operands[1], 1);
  if (!second) return second;
  const std::string years = part_of_date(*second, "%Y") + " - " + part_of_date(*first, "%Y");
  if (name == "age") {
    return "(" + years + " - if(" + part_of_date(*second, "%m%d") + " < " + part_of_date(*first, "%m%d") +
           ", 1, 0))";
  }
  return "((" + years + ") * 12 + " + part_of_date(*second, "%m") + " - " + part_of_date(*first, "%m") +
         " - if(" + part_of_date(*second, "%d") + " < " + part_of_date(*first, "%d") + ", 1, 0))";
}

std::optional<std::string> XFormExpression::call(const SyntaxTree& tree, const SyntaxNode& syntax) const {
  const std::string& name = syntax.text;
  if (is_missing_in_odk(name)) return std::nullopt;
  const bool ours = name == "census-date" || name == "refused" || name == "answered" || name == "year" ||
                    name == "month" || name == "day" || name == "age" || name == "months-between";
  if (ours) return extension(tree, syntax);
  if (name == "coalesce") return coalesce(tree, syntax, 0);
  std::string out = name + "(";
  for (std::size_t i = 0; i < syntax.operands.size(); ++i) {
    const SyntaxNode& argument = tree.at(syntax.operands[i]);
    Text text = node(tree, syntax.operands[i], 1);
    const bool named = argument.kind == Kind::reference && form_.find(argument.text) != no_node;
    if (is_aggregate(name) && named && text) {
      const NodeIndex target = form_.find(argument.text);
      const bool everywhere =
          form_.nodes[target].list != no_node || form_.nodes[target].kind == NodeKind::list;
      if (everywhere) text = xform_path(form_, target);
    }
    if (name == "jr:choice-name" && i == 1) {
      const NodeIndex target = form_.find(tree.at(syntax.operands[0]).text);
      text = target == no_node ? Text() : Text("'" + path(target) + "'");
    }
    if (!text) return text;
    out += (i > 0 ? ", " : "") + *text;
  }
  return out + ")";
}

}  // namespace sanaq
