#pragma once
#include <optional>
#include <string>

#include "base/civil_date.h"
#include "questionnaire/form.h"
#include "questionnaire/syntax.h"

namespace sanaq {

/// `/data/home/rooms`.
std::string xform_path(const Form& form, NodeIndex node);
/// A matrix question has no place in an XForm.
bool is_in_xform(const Form& form, NodeIndex node);

/// Writes expressions of the dialect as XPath of ODK, seen from one node.
class XFormExpression {
 public:
  enum class From : std::uint8_t {
    bind,
    item
  };  // of a bind or text; of a choice, where current() is the question
  XFormExpression(const Form& form, NodeIndex context, CivilDate census_date, From from)
      : form_(form), context_(context), census_date_(census_date), from_(from) {}

  /// Nothing when the expression uses what ODK lacks, or cannot be read.
  std::optional<std::string> write(std::string_view text) const;
  /// The answer of a question as a person reads it.
  std::optional<std::string> shown(std::string_view name) const;

 private:
  using Text = std::optional<std::string>;
  Text node(const SyntaxTree& tree, SyntaxId id, int strength_min) const;
  Text binary(const SyntaxTree& tree, const SyntaxNode& syntax, int strength_min) const;
  Text operand(const SyntaxTree& tree, SyntaxId id, SyntaxId beside, int strength_min) const;
  Text call(const SyntaxTree& tree, const SyntaxNode& syntax) const;
  Text extension(const SyntaxTree& tree, const SyntaxNode& syntax) const;
  Text coalesce(const SyntaxTree& tree, const SyntaxNode& syntax, std::size_t from) const;
  std::string path(NodeIndex node) const;

  const Form& form_;
  NodeIndex context_;
  CivilDate census_date_;
  From from_;
};

}  // namespace sanaq
