#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sanaq {

/// Position of a node in SyntaxTree::nodes.
using SyntaxId = std::uint32_t;

/// One node of an expression as it was written, before names and types are known.
struct SyntaxNode {
  enum class Kind : std::uint8_t {
    number,     // text: the digits
    text,       // text: without quotes
    reference,  // ${text}
    other,      // ${other.text}
    self,       // .
    parent,     // .. (only inside position())
    name,       // a bare word: a column in a choice filter
    call,       // text: function, operands: arguments
    negate,     // one operand
    binary,     // text: operator as written, two operands
  };
  Kind kind = Kind::number;
  std::string text;
  std::vector<SyntaxId> operands;
};

struct SyntaxTree {
  std::vector<SyntaxNode> nodes;
  SyntaxId root = 0;
  const SyntaxNode& at(SyntaxId id) const { return nodes[id]; }
};

/// Reads an expression of the ODK form of XPath 1.0 (operator-precedence parsing, Pratt 1973).
/// Limits: 8'000 bytes, 64 levels of brackets and calls, 200 operators in a row. Errors: "expression.syntax"
/// (detail: what stands where it is wrong), "expression.depth", "expression.size".
Result<SyntaxTree> parse_expression(std::string_view text);
/// The expression with the fewest brackets; parse_expression of it gives the same tree.
std::string print_expression(const SyntaxTree& tree);
/// Binding strength of a binary operator, 1 (or) to 6 (* div mod); 0 when `text` is none.
int operator_strength(std::string_view text);

}  // namespace sanaq
