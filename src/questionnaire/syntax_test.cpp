#include "questionnaire/syntax.h"

#include <doctest.h>

#include "base/rng.h"

using namespace sanaq;

namespace {

std::string reprinted(std::string_view text) {
  const auto tree = parse_expression(text);
  return tree ? print_expression(*tree) : tree.error().code;
}

bool same(const SyntaxTree& a, SyntaxId i, const SyntaxTree& b, SyntaxId j) {
  const SyntaxNode &x = a.at(i), &y = b.at(j);
  if (x.kind != y.kind || x.text != y.text || x.operands.size() != y.operands.size()) return false;
  for (std::size_t n = 0; n < x.operands.size(); ++n) {
    if (!same(a, x.operands[n], b, y.operands[n])) return false;
  }
  return true;
}

SyntaxId keep(SyntaxTree& tree, SyntaxNode node) {
  tree.nodes.push_back(std::move(node));
  return static_cast<SyntaxId>(tree.nodes.size() - 1);
}

SyntaxId random_tree(SyntaxTree& tree, Rng& rng, int depth) {
  using Kind = SyntaxNode::Kind;
  if (depth == 0 || rng.chance(1, 4)) {
    const SyntaxNode leaves[] = {
        {Kind::number, "12", {}}, {Kind::number, "0.5", {}},   {Kind::text, "it's", {}},
        {Kind::text, "a\"b", {}}, {Kind::reference, "q1", {}}, {Kind::other, "q2", {}},
        {Kind::self, "", {}},     {Kind::parent, "", {}},      {Kind::name, "parent_id", {}}};
    return keep(tree, leaves[rng.below(std::size(leaves))]);
  }
  if (rng.chance(1, 5)) return keep(tree, {Kind::negate, "", {random_tree(tree, rng, depth - 1)}});
  if (rng.chance(1, 4)) {
    SyntaxNode call{Kind::call, rng.chance(1, 2) ? "count-selected" : "jr:choice-name", {}};
    for (auto n = rng.below(4); n > 0; --n) call.operands.push_back(random_tree(tree, rng, depth - 1));
    return keep(tree, call);
  }
  constexpr const char* signs[] = {"or", "and", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod"};
  SyntaxNode binary{Kind::binary, signs[rng.below(std::size(signs))], {}};
  binary.operands.push_back(random_tree(tree, rng, depth - 1));
  binary.operands.push_back(random_tree(tree, rng, depth - 1));
  return keep(tree, binary);
}

}  // namespace

TEST_CASE("operators bind as in XPath and group to the left") {
  CHECK(reprinted("1+2*3") == "1 + 2 * 3");
  CHECK(reprinted("(1+2)*3") == "(1 + 2) * 3");
  CHECK(reprinted("1-(2-3)-4") == "1 - (2 - 3) - 4");
  CHECK(reprinted("a and b or c and d") == "a and b or c and d");
  CHECK(reprinted("(a or b) and c") == "(a or b) and c");
  CHECK(reprinted("${ x }>=1 and .!='a'") == "${x} >= 1 and . != 'a'");
  CHECK(reprinted("${other.age} mod - 2") == "${other.age} mod -2");
  CHECK(reprinted("position(..) div count(${m})") == "position(..) div count(${m})");
  CHECK(reprinted("jr:choice-name(${a},'${a}')") == "jr:choice-name(${a}, '${a}')");
  CHECK(reprinted("true()") == "true()");
  CHECK(reprinted("div div div") == "div div div");  // a bare name, then an operator, as in XPath
}

TEST_CASE("what cannot be read is refused with its place") {
  for (const char* wrong : {"",
                            "1 +",
                            "(1",
                            "1)",
                            "'a",
                            "$x",
                            "${",
                            "${}",
                            "${a b}",
                            "1 2",
                            "f(1,",
                            "f(,1)",
                            "f(1 2)",
                            "a =! b",
                            "a == b",
                            "a && b",
                            "#",
                            "\xE2\x80\x98"
                            "a'",
                            "[1]",
                            "a[1]",
                            "/data/x"}) {
    CHECK_MESSAGE(reprinted(wrong) == "expression.syntax", wrong);
  }
  CHECK(parse_expression("1 + )").error().detail == "unexpected ) at character 5");
  CHECK(reprinted(std::string(63, '(') + "1" + std::string(63, ')')) == "1");
  CHECK(reprinted(std::string(70, '(') + "1" + std::string(70, ')')) == "expression.depth");
  CHECK(reprinted(std::string(100, '-') + "1") == "expression.depth");
  CHECK(reprinted(std::string(8'001, ' ')) == "expression.size");
  std::string chain = "1";
  for (int i = 0; i < 199; ++i) chain += "+1";
  CHECK(parse_expression(chain));
  CHECK(reprinted(chain + "+1") == "expression.depth");
}

TEST_CASE("parsing what was printed gives the same tree") {
  SplitMix rng(17);
  for (int i = 0; i < 5000; ++i) {
    SyntaxTree tree;
    tree.root = random_tree(tree, rng, 5);
    const std::string text = print_expression(tree);
    const auto again = parse_expression(text);
    REQUIRE_MESSAGE(again, text);
    CHECK_MESSAGE(same(tree, tree.root, *again, again->root), text);
  }
}
