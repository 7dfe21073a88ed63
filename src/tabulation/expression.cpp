#include "tabulation/expression.h"

#include "base/json.h"

namespace sanaq {

namespace {

constexpr std::size_t length_max = 4000;
constexpr int depth_max = 50;

bool is_word(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
         c == '-';
}

bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.size() <= 9 && text.find_first_not_of("0123456789") == text.npos;
}

/// Recursive descent over the text.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) { advance(); }
  Result<Expression> parse();

 private:
  Result<Done> either(int depth);
  Result<Done> both(int depth);
  Result<Done> one(int depth);
  Result<Done> compare();
  Result<std::string> literal();
  Result<std::int64_t> number();
  void advance();
  bool take(std::string_view token);
  Error expected(std::string_view what) const {
    return {"table_spec.expression", "byte " + std::to_string(start_) + ": expected " + std::string(what)};
  }
  void add(Expression::Step step) { out_.steps.push_back(step); }
  void add(Condition condition) {
    add(Expression::Step::condition);
    out_.conditions.push_back(std::move(condition));
  }

  std::string_view text_;
  std::size_t at_ = 0, start_ = 0;  // behind and before the token
  std::string_view token_;          // empty at the end
  Expression out_;
};

void Parser::advance() {
  while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')) ++at_;
  start_ = at_;
  if (at_ < text_.size()) {
    const char c = text_[at_++];
    if (is_word(c)) {
      while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    } else if (c == '\'') {
      const std::size_t end = text_.find('\'', at_);
      at_ = end == text_.npos ? text_.size() : end + 1;
    } else if ((c == '<' || c == '>' || c == '!') && at_ < text_.size() && text_[at_] == '=') {
      ++at_;
    }
  }
  token_ = text_.substr(start_, at_ - start_);
}

bool Parser::take(std::string_view token) {
  if (token_ != token) return false;
  advance();
  return true;
}

Result<std::string> Parser::literal() {
  std::string_view value = token_;
  if (value.starts_with('\'')) {
    if (value.size() < 3 || !value.ends_with('\'')) return expected("a code between quotes");
    value = value.substr(1, value.size() - 2);
  } else if (value.empty() || !is_word(value.front())) {
    return expected("a code or number");
  }
  std::string out(value);
  advance();
  return out;
}

Result<std::int64_t> Parser::number() {
  if (!is_number(token_)) return expected("a whole number");
  const std::int64_t value = Json::number_text(std::string(token_)).integer();
  advance();
  return value;
}

Result<Done> Parser::compare() {
  if (token_.empty() || !is_word(token_.front())) return expected("a variable");
  Condition condition;
  condition.variable = token_;
  advance();
  const std::string sign(token_);
  if (sign == "=" || sign == "!=") {
    advance();
    SANAQ_TRY(auto code, literal());
    condition.values.codes.push_back(std::move(code));
  } else if (sign == "in") {
    advance();
    if (!take("(")) return expected("(");
    do {
      SANAQ_TRY(auto code, literal());
      condition.values.codes.push_back(std::move(code));
    } while (take(","));
    if (!take(")")) return expected(")");
  } else if (sign == "<" || sign == "<=") {
    advance();
    SANAQ_TRY(const std::int64_t last, number());
    condition.values.last = sign == "<" ? last - 1 : last;
  } else if (sign == ">" || sign == ">=") {
    advance();
    SANAQ_TRY(const std::int64_t first, number());
    condition.values.first = sign == ">" ? first + 1 : first;
  } else {
    return expected("= != < <= > >= or in");
  }
  add(std::move(condition));
  if (sign == "!=") add(Expression::Step::negate);
  return Done{};
}

Result<Done> Parser::one(int depth) {
  if (depth > depth_max) return expected("fewer brackets");
  if (take("not")) {
    SANAQ_TRY_DONE(one(depth + 1));
    add(Expression::Step::negate);
    return Done{};
  }
  if (!take("(")) return compare();
  SANAQ_TRY_DONE(either(depth + 1));
  return take(")") ? Result<Done>(Done{}) : Result<Done>(expected(")"));
}

Result<Done> Parser::both(int depth) {
  SANAQ_TRY_DONE(one(depth));
  while (take("and")) {
    SANAQ_TRY_DONE(one(depth));
    add(Expression::Step::both);
  }
  return Done{};
}

Result<Done> Parser::either(int depth) {
  SANAQ_TRY_DONE(both(depth));
  while (take("or")) {
    SANAQ_TRY_DONE(both(depth));
    add(Expression::Step::either);
  }
  return Done{};
}

Result<Expression> Parser::parse() {
  if (text_.size() > length_max) return Error{"table_spec.expression", "too long"};
  SANAQ_TRY_DONE(either(0));
  if (!token_.empty()) return expected("and, or, or the end");
  return std::move(out_);
}

}  // namespace

void Expression::require(Condition condition) {
  const bool first = steps.empty();
  steps.push_back(Step::condition);
  conditions.push_back(std::move(condition));
  if (!first) steps.push_back(Step::both);
}

Result<Expression> parse_universe(std::string_view text) { return Parser(text).parse(); }

}  // namespace sanaq
