#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sanaq {

/// A regular expression over code points, compiled to an automaton that is run in time linear in the text
/// (Thompson 1968, Pike's lock-step simulation): no input can make it slow.
class Pattern {
 public:
  /// Literals, `.`, classes `[a-z^]`, `\d \w \s`, `* + ? {m,n}`, groups, alternatives; `^` and `$` at the ends are
  /// allowed and mean nothing, since a pattern always matches the whole text. Limits: 200 characters, repeat counts
  /// up to 100, 5'000 states. Errors: "pattern.form", "pattern.size".
  static Result<Pattern> compile(std::string_view source);
  bool matches(std::string_view text) const;

  struct Range { std::uint32_t low, high; };
  enum class Kind : std::uint8_t { one_of, split, done };
  struct State {
    Kind kind = Kind::done;
    bool negated = false;
    std::uint32_t first = 0, count = 0;  // ranges of one_of
    std::uint32_t next = 0, other = 0;   // following states
  };

 private:
  friend class PatternCompiler;
  std::vector<State> states_;
  std::vector<Range> ranges_;
  std::uint32_t start_ = 0;
};

}  // namespace sanaq
