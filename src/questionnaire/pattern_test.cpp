#include "questionnaire/pattern.h"

#include <doctest.h>

#include <chrono>

#include "base/rng.h"

using namespace sanaq;

namespace {

bool holds(std::string_view pattern, std::string_view text) {
  const auto compiled = Pattern::compile(pattern);
  REQUIRE_MESSAGE(compiled, pattern);
  return compiled->matches(text);
}

std::string refusal(std::string_view pattern) {
  const auto compiled = Pattern::compile(pattern);
  return compiled ? "fine" : compiled.error().code;
}

/// A second implementation to hold the automaton against: backtracking over the text, sets of end positions.
/// Understands letters, `.`, groups, `|`, `*`, `+`, `?` and `{m,n}` of one digit.
class Backtracker {
 public:
  explicit Backtracker(std::string_view source) : source_(source) {}
  bool matches(std::string_view text) {
    at_ = 0;
    const auto ends = alternatives(text, {0});
    return at_ == source_.size() && contains(ends, text.size());
  }

 private:
  using Positions = std::vector<std::size_t>;
  static bool contains(const Positions& positions, std::size_t at) {
    for (const std::size_t one : positions) {
      if (one == at) return true;
    }
    return false;
  }
  static void add(Positions& to, const Positions& from) {
    for (const std::size_t one : from) {
      if (!contains(to, one)) to.push_back(one);
    }
  }
  Positions alternatives(std::string_view text, const Positions& starts) {
    Positions out;
    for (;;) {
      add(out, sequence(text, starts));
      if (at_ >= source_.size() || source_[at_] != '|') return out;
      ++at_;
    }
  }
  Positions sequence(std::string_view text, Positions positions) {
    while (at_ < source_.size() && source_[at_] != '|' && source_[at_] != ')')
      positions = repeated(text, positions);
    return positions;
  }
  Positions repeated(std::string_view text, const Positions& starts) {
    const std::size_t from = at_;
    (void)atom(text, {});  // only to find where the atom ends
    const std::size_t behind = at_;
    int low = 1, high = 1;
    std::size_t next = behind;
    if (behind < source_.size()) {
      const char c = source_[behind];
      if (c == '*') low = 0, high = 99, ++next;
      if (c == '+') high = 99, ++next;
      if (c == '?') low = 0, ++next;
      if (c == '{') low = source_[behind + 1] - '0', high = source_[behind + 3] - '0', next += 5;
    }
    Positions out, now = starts;
    for (int i = 0; i <= high; ++i) {
      if (i >= low) {
        const std::size_t before = out.size();
        add(out, now);
        if (i > low && out.size() == before) break;
      }
      if (i == high) break;
      at_ = from;
      now = atom(text, now);
    }
    at_ = next;
    return out;
  }
  Positions atom(std::string_view text, const Positions& starts) {
    const char c = source_[at_++];
    if (c == '(') {
      Positions out = alternatives(text, starts);
      ++at_;
      return out;
    }
    Positions out;
    for (const std::size_t start : starts) {
      if (start < text.size() && (c == '.' || text[start] == c)) add(out, {start + 1});
    }
    return out;
  }

  std::string source_;
  std::size_t at_ = 0;
};

std::string random_pattern(Rng& rng, int depth) {
  std::string out;
  const auto pieces = 1 + rng.below(3);
  for (std::uint64_t i = 0; i < pieces; ++i) {
    if (depth > 0 && rng.chance(1, 3))
      out += "(" + random_pattern(rng, depth - 1) + ")";
    else
      out += std::string_view("abc.")[rng.below(4)];
    constexpr std::string_view repeats[] = {"", "", "", "*", "+", "?", "{0,2}", "{2,3}"};
    out += repeats[rng.below(std::size(repeats))];
  }
  return depth > 0 && rng.chance(1, 3) ? out + "|" + random_pattern(rng, depth - 1) : out;
}

}  // namespace

TEST_CASE("patterns: literals, classes, repeats, groups, alternatives") {
  CHECK(holds("", ""));
  CHECK(!holds("", "a"));
  CHECK(holds("abc", "abc"));
  CHECK(!holds("abc", "abcd"));
  CHECK(!holds("bc", "abc"));
  CHECK(holds("^abc$", "abc"));
  CHECK(holds("a\\$", "a$"));
  CHECK(holds("\\+7[0-9]{10}", "+77011234567"));
  CHECK(!holds("\\+7[0-9]{10}", "+7701123456"));
  CHECK(holds("[0-9]{2,}", "123"));
  CHECK(!holds("[0-9]{2,}", "1"));
  CHECK(holds("[^0-9]+", "абв"));
  CHECK(holds("[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі]*", "Әлия"));
  CHECK(holds("[a-z\\-.]+", "a-b.c"));
  CHECK(holds("[]a]+", "]a"));
  CHECK(holds("[a-]+", "-a"));
  CHECK(holds("a.c", "aәc"));
  CHECK(!holds("a.c", "a\nc"));
  CHECK(holds("(ab|cd)*e?", "abcdab"));
  CHECK(holds("(?:ab)+", "abab"));
  CHECK(holds("\\d\\w\\s\\D\\W\\S", "1a x-y"));
  CHECK(holds("(a*)*", "aaaa"));
  CHECK(holds("(a|b)?c|", ""));
  CHECK(!holds("a", "\xFF"));
}

TEST_CASE("patterns that cannot be read or are too large are refused") {
  for (const char* wrong :
       {"(",   ")",   "a)",  "(a",    "[",       "[a",  "a**", "*a",    "a{2", "a{3,2}", "a{101}", "a{}",
        "a|*", "a\\", "\\q", "[z-a]", "[a-\\d]", "a^b", "a$b", "(?=a)", "{2}", "]",      "a{x}",   "\xFF"}) {
    CHECK_MESSAGE(refusal(wrong) == "pattern.form", wrong);
  }
  CHECK(refusal(std::string(201, 'a')) == "pattern.size");
  CHECK(refusal("(a{100}){100}") == "pattern.size");
  CHECK(refusal("((((((((){99}){99}){99}){99}){99}){99}){99})") == "pattern.size");
  CHECK(refusal(std::string(60, '(') + std::string(60, ')')) == "pattern.form");
}

TEST_CASE("the automaton agrees with backtracking on random small patterns") {
  SplitMix rng(3);
  int matched = 0;
  for (int i = 0; i < 3000; ++i) {
    const std::string source = random_pattern(rng, 2);
    const auto compiled = Pattern::compile(source);
    REQUIRE_MESSAGE(compiled, source);
    for (int j = 0; j < 8; ++j) {
      std::string text;
      for (auto n = rng.below(6); n > 0; --n) text += std::string_view("abcd")[rng.below(4)];
      const bool expected = Backtracker(source).matches(text);
      matched += expected ? 1 : 0;
      if (compiled->matches(text) != expected) FAIL_CHECK(source << " on " << text);
    }
  }
  CHECK(matched > 1000);
}

TEST_CASE("time is linear in the text where backtracking would never end") {
  const auto pattern = Pattern::compile("(a+)+(a|b|ab)*c");
  REQUIRE(pattern);
  const auto started = std::chrono::steady_clock::now();
  CHECK(!pattern->matches(std::string(20'000, 'a')));
  CHECK(std::chrono::steady_clock::now() - started < std::chrono::seconds(2));
}
