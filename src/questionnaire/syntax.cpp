#include "questionnaire/syntax.h"

#include <algorithm>

#include "base/text.h"

namespace sanaq {
namespace {

constexpr std::size_t size_max = 8'000;
constexpr int nesting_max = 64;
// `a or b or c …` hangs to the left as deep as it is long; the engine walks it with a small stack in the
// browser.
constexpr std::uint32_t height_max = 200;
constexpr int unary_strength = 7;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_name(char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == ':'; }

struct Token {
  enum class Kind : std::uint8_t { end, number, text, reference, word, sign };
  Kind kind = Kind::end;
  std::string text;
  std::size_t at = 0;
};

Error syntax_error(std::string_view what, std::size_t at) {
  return {"expression.syntax", std::string(what) + " at character " + std::to_string(at + 1)};
}

/// Cuts an expression into tokens.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Result<Token> next() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r')) {
      ++at_;
    }
    const std::size_t from = at_;
    if (at_ >= text_.size()) return Token{Token::Kind::end, {}, from};
    const char c = text_[at_];
    if (is_digit(c) || (c == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) return number(from);
    if (c == '\'' || c == '"') return quoted(from);
    if (c == '$') return reference(from);
    if (is_letter(c)) return word(from);
    return sign(from);
  }

 private:
  Token number(std::size_t from) {
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    if (at_ < text_.size() && text_[at_] == '.') ++at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    return {Token::Kind::number, std::string(text_.substr(from, at_ - from)), from};
  }
  Result<Token> quoted(std::size_t from) {
    const auto end = text_.find(text_[from], from + 1);
    if (end == std::string_view::npos) return syntax_error("quote not closed", from);
    at_ = end + 1;
    return Token{Token::Kind::text, std::string(text_.substr(from + 1, end - from - 1)), from};
  }
  Result<Token> reference(std::size_t from) {
    const auto end = text_.find('}', from);
    if (from + 1 >= text_.size() || text_[from + 1] != '{' || end == std::string_view::npos) {
      return syntax_error("$ without {name}", from);
    }
    at_ = end + 1;
    const std::string name(trim(text_.substr(from + 2, end - from - 2)));
    for (const char c : name) {
      if (!is_letter(c) && !is_digit(c) && c != '.') return syntax_error("no name in ${}", from);
    }
    if (name.empty()) return syntax_error("no name in ${}", from);
    return Token{Token::Kind::reference, name, from};
  }
  Token word(std::size_t from) {
    while (at_ < text_.size() && is_name(text_[at_])) ++at_;
    return {Token::Kind::word, std::string(text_.substr(from, at_ - from)), from};
  }
  Result<Token> sign(std::size_t from) {
    for (const std::string_view two : {"!=", "<=", ">=", ".."}) {
      if (text_.substr(at_).starts_with(two)) {
        at_ += 2;
        return Token{Token::Kind::sign, std::string(two), from};
      }
    }
    if (std::string_view("=<>+-*(),.").find(text_[at_]) == std::string_view::npos) {
      const bool curly = text_.substr(at_).starts_with("\xE2\x80");
      return syntax_error(curly ? "curly quote or dash" : "unexpected sign", from);
    }
    ++at_;
    return Token{Token::Kind::sign, std::string(text_.substr(from, 1)), from};
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

/// Builds the tree by operator strength.
class Parser {
 public:
  explicit Parser(std::string_view text) : lexer_(text) {}

  Result<SyntaxTree> run() {
    SANAQ_TRY_DONE(advance());
    SANAQ_TRY(tree_.root, expression(1, 0));
    if (token_.kind != Token::Kind::end) return unexpected();
    if (heights_[tree_.root] > height_max)
      return Error{"expression.depth", "more than 200 operators in a row"};
    return std::move(tree_);
  }

 private:
  Result<Done> advance() {
    SANAQ_TRY(token_, lexer_.next());
    return Done{};
  }
  Error unexpected() const {
    if (token_.kind == Token::Kind::end) return syntax_error("expression ends too early", token_.at);
    return syntax_error("unexpected " + token_.text, token_.at);
  }
  bool is_sign(std::string_view text) const {
    return token_.kind == Token::Kind::sign && token_.text == text;
  }
  SyntaxId keep(SyntaxNode node) {
    std::uint32_t height = 1;
    for (const SyntaxId operand : node.operands) height = std::max(height, heights_[operand] + 1);
    heights_.push_back(height);
    tree_.nodes.push_back(std::move(node));
    return static_cast<SyntaxId>(tree_.nodes.size() - 1);
  }

  Result<SyntaxId> expression(int strength_min, int depth) {
    if (depth > nesting_max) return Error{"expression.depth", "more than 64 levels"};
    SANAQ_TRY(SyntaxId left, operand(depth));
    for (;;) {
      const bool may_be_operator = token_.kind == Token::Kind::word || token_.kind == Token::Kind::sign;
      const int strength = may_be_operator ? operator_strength(token_.text) : 0;
      if (strength == 0 || strength < strength_min) return left;
      SyntaxNode node{SyntaxNode::Kind::binary, token_.text, {left}};
      SANAQ_TRY_DONE(advance());
      SANAQ_TRY(const SyntaxId right, expression(strength + 1, depth + 1));
      node.operands.push_back(right);
      left = keep(std::move(node));
    }
  }

  Result<SyntaxId> operand(int depth) {
    SyntaxNode node;
    node.text = token_.text;
    switch (token_.kind) {
      case Token::Kind::number:
        node.kind = SyntaxNode::Kind::number;
        break;
      case Token::Kind::text:
        node.kind = SyntaxNode::Kind::text;
        break;
      case Token::Kind::reference:
        return reference();
      case Token::Kind::word:
        return word(depth);
      case Token::Kind::sign:
        return sign(depth);
      case Token::Kind::end:
        return unexpected();
    }
    SANAQ_TRY_DONE(advance());
    return keep(std::move(node));
  }

  Result<SyntaxId> reference() {
    SyntaxNode node{SyntaxNode::Kind::reference, token_.text, {}};
    if (node.text.starts_with("other.")) {
      node.kind = SyntaxNode::Kind::other;
      node.text.erase(0, 6);
    }
    SANAQ_TRY_DONE(advance());
    return keep(std::move(node));
  }

  Result<SyntaxId> word(int depth) {
    SyntaxNode node{SyntaxNode::Kind::name, token_.text, {}};
    SANAQ_TRY_DONE(advance());
    if (!is_sign("(")) return keep(std::move(node));
    node.kind = SyntaxNode::Kind::call;
    SANAQ_TRY_DONE(advance());
    while (!is_sign(")")) {
      if (!node.operands.empty()) {
        if (!is_sign(",")) return unexpected();
        SANAQ_TRY_DONE(advance());
      }
      SANAQ_TRY(const SyntaxId argument, expression(1, depth + 1));
      node.operands.push_back(argument);
    }
    SANAQ_TRY_DONE(advance());
    return keep(std::move(node));
  }

  Result<SyntaxId> sign(int depth) {
    if (is_sign("(")) {
      SANAQ_TRY_DONE(advance());
      SANAQ_TRY(const SyntaxId inner, expression(1, depth + 1));
      if (!is_sign(")")) return unexpected();
      SANAQ_TRY_DONE(advance());
      return inner;
    }
    SyntaxNode node;
    if (is_sign("-")) {
      SANAQ_TRY_DONE(advance());
      SANAQ_TRY(const SyntaxId inner, expression(unary_strength, depth + 1));
      node.kind = SyntaxNode::Kind::negate;
      node.operands = {inner};
      return keep(std::move(node));
    }
    if (!is_sign(".") && !is_sign("..")) return unexpected();
    node.kind = is_sign(".") ? SyntaxNode::Kind::self : SyntaxNode::Kind::parent;
    SANAQ_TRY_DONE(advance());
    return keep(std::move(node));
  }

  Lexer lexer_;
  Token token_;
  SyntaxTree tree_;
  std::vector<std::uint32_t> heights_;  // of the tree below a node
};

void print_node(const SyntaxTree& tree, SyntaxId id, int strength_min, std::string& out) {
  const SyntaxNode& node = tree.at(id);
  const auto child = [&](std::size_t i, int strength) { print_node(tree, node.operands[i], strength, out); };
  switch (node.kind) {
    case SyntaxNode::Kind::number:
    case SyntaxNode::Kind::name:
      out += node.text;
      break;
    case SyntaxNode::Kind::text: {
      const char quote = node.text.find('\'') == std::string::npos ? '\'' : '"';
      out += quote + node.text + quote;
      break;
    }
    case SyntaxNode::Kind::reference:
      out += "${" + node.text + "}";
      break;
    case SyntaxNode::Kind::other:
      out += "${other." + node.text + "}";
      break;
    case SyntaxNode::Kind::self:
      out += '.';
      break;
    case SyntaxNode::Kind::parent:
      out += "..";
      break;
    case SyntaxNode::Kind::negate:
      out += '-';
      child(0, unary_strength);
      break;
    case SyntaxNode::Kind::call:
      out += node.text + '(';
      for (std::size_t i = 0; i < node.operands.size(); ++i) {
        if (i > 0) out += ", ";
        child(i, 1);
      }
      out += ')';
      break;
    case SyntaxNode::Kind::binary: {
      const int strength = operator_strength(node.text);
      if (strength < strength_min) out += '(';
      child(0, strength);
      out += ' ' + node.text + ' ';
      child(1, strength + 1);
      if (strength < strength_min) out += ')';
      break;
    }
  }
}

}  // namespace

int operator_strength(std::string_view text) {
  if (text == "or") return 1;
  if (text == "and") return 2;
  if (text == "=" || text == "!=") return 3;
  if (text == "<" || text == "<=" || text == ">" || text == ">=") return 4;
  if (text == "+" || text == "-") return 5;
  if (text == "*" || text == "div" || text == "mod") return 6;
  return 0;
}

Result<SyntaxTree> parse_expression(std::string_view text) {
  if (text.size() > size_max) return Error{"expression.size", "more than 8000 bytes"};
  return Parser(text).run();
}

std::string print_expression(const SyntaxTree& tree) {
  std::string out;
  print_node(tree, tree.root, 1, out);
  return out;
}

}  // namespace sanaq
