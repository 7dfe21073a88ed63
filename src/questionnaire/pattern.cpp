// Regular expressions without backtracking: Thompson, "Regular expression search algorithm", CACM 11(6),
// 1968, run in lock-step as in R. Pike's sam. The whole text must match, so neither captures nor greediness
// exist here.
#include "questionnaire/pattern.h"

#include "base/text.h"

namespace sanaq {
namespace {

constexpr std::size_t source_max = 200;  // code points
constexpr std::size_t states_max = 5'000;
constexpr std::size_t steps_max = 20'000;  // bounds nested repeats of nothing, which make no states
constexpr std::int64_t repeat_max = 100;
constexpr std::size_t groups_max = 40;
constexpr std::uint32_t last_code_point = 0x10FFFF;

/// The code point at `at`, which moves behind it. `text` is well-formed UTF-8.
std::uint32_t take_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&] { return at < text.size() ? static_cast<unsigned char>(text[at++]) : 0u; };
  const std::uint32_t lead = byte();
  if (lead < 0x80) return lead;
  if (lead < 0xE0) return ((lead & 0x1Fu) << 6) | (byte() & 0x3Fu);
  if (lead < 0xF0) {
    const std::uint32_t high = (lead & 0x0Fu) << 12, middle = (byte() & 0x3Fu) << 6;
    return high | middle | (byte() & 0x3Fu);
  }
  const std::uint32_t high = (lead & 0x07u) << 18, second = (byte() & 0x3Fu) << 12,
                      third = (byte() & 0x3Fu) << 6;
  return high | second | third | (byte() & 0x3Fu);
}

}  // namespace

/// Reads the source into parts, then writes the parts as states from the end to the beginning.
class PatternCompiler {
  /// Part of a parsed pattern; children are indexes into the tree.
  struct Part {
    enum class Kind : std::uint8_t { nothing, one_of, sequence, alternatives, repeat };
    Kind kind = Kind::nothing;
    bool negated = false;
    int low = 0, high = 0;  // of repeat; high -1: no limit
    std::vector<Pattern::Range> ranges;
    std::vector<std::uint32_t> children;
  };

 public:
  explicit PatternCompiler(std::string_view source) {
    for (std::size_t at = 0; at < source.size();) source_.push_back(take_code_point(source, at));
    end_ = source_.size();
  }

  Result<Pattern> run() {
    if (source_.size() > source_max) return Error{"pattern.size", "more than 200 characters"};
    if (peek() == '^') ++at_;
    if (end_ > at_ && source_[end_ - 1] == '$' && !is_escaped(end_ - 1)) --end_;
    const std::uint32_t root = read_alternatives(0);
    if (failed_ || at_ != end_) return Error{"pattern.form", "character " + std::to_string(at_ + 1)};
    pattern_.states_.push_back({});
    pattern_.start_ = write(root, 0);
    if (too_large()) return Error{"pattern.size", "more than 5000 states"};
    return std::move(pattern_);
  }

 private:
  using Ranges = std::vector<Pattern::Range>;

  std::uint32_t peek() const { return at_ < end_ ? source_[at_] : 0; }
  bool is_escaped(std::size_t at) const {
    std::size_t strokes = 0;
    while (at > strokes && source_[at - 1 - strokes] == '\\') ++strokes;
    return strokes % 2 == 1;
  }
  std::uint32_t keep(Part part) {
    parts_.push_back(std::move(part));
    return static_cast<std::uint32_t>(parts_.size() - 1);
  }
  void fail() { failed_ = true; }
  bool too_large() const { return pattern_.states_.size() > states_max || steps_ > steps_max; }

  std::uint32_t read_alternatives(std::size_t depth) {
    Part part;
    part.kind = Part::Kind::alternatives;
    if (depth > groups_max) fail();
    do {
      if (failed_) break;
      part.children.push_back(read_sequence(depth));
    } while (peek() == '|' && ++at_ > 0);
    return keep(std::move(part));
  }

  std::uint32_t read_sequence(std::size_t depth) {
    Part part;
    part.kind = Part::Kind::sequence;
    while (!failed_ && at_ < end_ && peek() != '|' && peek() != ')') {
      part.children.push_back(read_repeats(read_atom(depth)));
    }
    return keep(std::move(part));
  }

  std::uint32_t read_atom(std::size_t depth) {
    const std::uint32_t c = peek();
    ++at_;
    Part part;
    part.kind = Part::Kind::one_of;
    if (c == '(') return read_group(depth);
    if (c == '[') return read_class();
    if (c == '.') {
      part.negated = true;
      part.ranges = {{'\n', '\n'}, {'\r', '\r'}};
    } else if (c == '\\') {
      read_escape(part.ranges, part.negated);
    } else if (c == '*' || c == '+' || c == '?' || c == '{' || c == '}' || c == ']' || c == '^' || c == '$') {
      --at_;
      fail();
    } else {
      part.ranges = {{c, c}};
    }
    return keep(std::move(part));
  }

  std::uint32_t read_group(std::size_t depth) {
    if (peek() == '?') {  // of the special groups only (?:…), which means the same as (…) here
      ++at_;
      if (peek() != ':') fail();
      ++at_;
    }
    const std::uint32_t inner = read_alternatives(depth + 1);
    if (peek() != ')') fail();
    ++at_;
    return inner;
  }

  // The character or class behind a backslash. Letters without a meaning here are refused, not taken
  // literally.
  void read_escape(Ranges& ranges, bool& negated) {
    const std::uint32_t c = peek();
    ++at_;
    if (at_ > end_) return fail();
    negated = c == 'D' || c == 'W' || c == 'S';
    if (c == 'd' || c == 'D') {
      ranges.push_back({'0', '9'});
    } else if (c == 'w' || c == 'W') {
      for (const Pattern::Range range : {Pattern::Range{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}) {
        ranges.push_back(range);
      }
    } else if (c == 's' || c == 'S') {
      for (const Pattern::Range range : {Pattern::Range{'\t', '\r'}, {' ', ' '}, {0xA0, 0xA0}})
        ranges.push_back(range);
    } else if (c == 'n' || c == 't') {
      const std::uint32_t control = c == 'n' ? '\n' : '\t';
      ranges.push_back({control, control});
    } else if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      fail();
    } else {
      ranges.push_back({c, c});
    }
  }

  std::uint32_t read_class() {
    Part part;
    part.kind = Part::Kind::one_of;
    if (peek() == '^') {
      part.negated = true;
      ++at_;
    }
    for (bool first = true; !failed_ && (peek() != ']' || first); first = false) {
      if (at_ >= end_)
        fail();
      else
        read_class_item(part.ranges);
    }
    ++at_;
    return keep(std::move(part));
  }

  void read_class_item(Ranges& ranges) {
    const std::size_t before = ranges.size();
    read_class_character(ranges);
    const bool single = ranges.size() == before + 1 && ranges.back().low == ranges.back().high;
    if (failed_ || !single || peek() != '-' || at_ + 1 >= end_ || source_[at_ + 1] == ']') return;
    ++at_;
    const std::uint32_t low = ranges.back().low;
    ranges.pop_back();
    read_class_character(ranges);
    if (failed_ || ranges.size() != before + 1 || ranges.back().low != ranges.back().high) return fail();
    ranges.back().low = low;
    if (low > ranges.back().high) fail();
  }

  void read_class_character(Ranges& ranges) {
    const std::uint32_t c = peek();
    ++at_;
    bool negated = false;
    if (c == '[') return fail();
    if (c == '\\')
      read_escape(ranges, negated);
    else
      ranges.push_back({c, c});
    if (negated) fail();
  }

  std::uint32_t read_repeats(std::uint32_t child) {
    Part part;
    part.kind = Part::Kind::repeat;
    part.children = {child};
    switch (peek()) {
      case '*':
        part.high = -1;
        break;
      case '+':
        part.low = 1;
        part.high = -1;
        break;
      case '?':
        part.high = 1;
        break;
      case '{':
        if (!read_counts(part)) fail();
        break;
      default:
        return child;
    }
    ++at_;
    const std::uint32_t next = peek();
    if (next == '*' || next == '+' || next == '?' || next == '{') fail();
    return keep(std::move(part));
  }

  // `{m}`, `{m,}` or `{m,n}`; stops at the closing brace.
  bool read_counts(Part& part) {
    std::string text;
    for (++at_; at_ < end_ && peek() != '}'; ++at_) text += peek() < 0x80 ? static_cast<char>(peek()) : '?';
    if (at_ >= end_) return false;
    const auto comma = text.find(',');
    const auto low = parse_digits(std::string_view(text).substr(0, comma));
    if (!low || *low > repeat_max) return false;
    part.low = part.high = static_cast<int>(*low);
    if (comma == std::string::npos) return true;
    if (comma + 1 == text.size()) return part.high = -1, true;
    const auto high = parse_digits(std::string_view(text).substr(comma + 1));
    if (!high || *high > repeat_max || *high < *low) return false;
    part.high = static_cast<int>(*high);
    return true;
  }

  std::uint32_t add_state(Pattern::State state) {
    pattern_.states_.push_back(state);
    return static_cast<std::uint32_t>(pattern_.states_.size() - 1);
  }
  std::uint32_t add_split(std::uint32_t next, std::uint32_t other) {
    return add_state({Pattern::Kind::split, false, 0, 0, next, other});
  }

  // States for a part that go on to `next`; gives the first of them.
  std::uint32_t write(std::uint32_t index, std::uint32_t next) {
    ++steps_;
    if (too_large()) return next;
    const Part& part = parts_[index];
    switch (part.kind) {
      case Part::Kind::nothing:
        return next;
      case Part::Kind::one_of:
        return write_one_of(part, next);
      case Part::Kind::repeat:
        return write_repeat(part, next);
      case Part::Kind::sequence:
        for (std::size_t i = part.children.size(); i > 0; --i) next = write(part.children[i - 1], next);
        return next;
      case Part::Kind::alternatives: {
        std::uint32_t start = write(part.children.back(), next);
        for (std::size_t i = part.children.size() - 1; i > 0; --i) {
          start = add_split(write(part.children[i - 1], next), start);
        }
        return start;
      }
    }
    return next;
  }

  std::uint32_t write_one_of(const Part& part, std::uint32_t next) {
    const auto first = static_cast<std::uint32_t>(pattern_.ranges_.size());
    for (const Pattern::Range range : part.ranges) pattern_.ranges_.push_back(range);
    const auto count = static_cast<std::uint32_t>(part.ranges.size());
    return add_state({Pattern::Kind::one_of, part.negated, first, count, next, 0});
  }

  std::uint32_t write_repeat(const Part& part, std::uint32_t next) {
    const std::uint32_t child = part.children[0];
    std::uint32_t start = next;
    if (part.high < 0) {
      start = add_split(0, next);
      const std::uint32_t body = write(child, start);
      pattern_.states_[start].next = body;
    }
    for (int i = part.low; i < part.high && !too_large(); ++i) start = add_split(write(child, start), next);
    for (int i = 0; i < part.low && !too_large(); ++i) start = write(child, start);
    return start;
  }

  std::vector<std::uint32_t> source_;
  std::vector<Part> parts_;
  Pattern pattern_;
  std::size_t at_ = 0, end_ = 0, steps_ = 0;
  bool failed_ = false;
};

Result<Pattern> Pattern::compile(std::string_view source) {
  if (!is_utf8(source)) return Error{"pattern.form", "no UTF-8"};
  return PatternCompiler(source).run();
}

namespace {

/// States the automaton is in; a state is entered at most once a step.
struct Live {
  std::vector<std::uint32_t> states;
  std::vector<bool> entered;
};

void enter(const std::vector<Pattern::State>& states, std::uint32_t state, Live& live,
           std::vector<std::uint32_t>& pending) {
  pending.assign(1, state);
  while (!pending.empty()) {
    const std::uint32_t at = pending.back();
    pending.pop_back();
    if (live.entered[at]) continue;
    live.entered[at] = true;
    if (states[at].kind == Pattern::Kind::split) {
      pending.push_back(states[at].other);
      pending.push_back(states[at].next);
    } else {
      live.states.push_back(at);
    }
  }
}

bool accepts(const Pattern::State& state, const std::vector<Pattern::Range>& ranges, std::uint32_t c) {
  bool inside = false;
  for (std::uint32_t i = 0; i < state.count && !inside; ++i) {
    inside = ranges[state.first + i].low <= c && c <= ranges[state.first + i].high;
  }
  return inside != state.negated && c <= last_code_point;
}

}  // namespace

bool Pattern::matches(std::string_view text) const {
  if (states_.empty() || !is_utf8(text)) return false;
  Live now{{}, std::vector<bool>(states_.size())}, then = now;
  std::vector<std::uint32_t> pending;
  enter(states_, start_, now, pending);
  for (std::size_t at = 0; at < text.size() && !now.states.empty();) {
    const std::uint32_t c = take_code_point(text, at);
    then.states.clear();
    then.entered.assign(states_.size(), false);
    for (const std::uint32_t state : now.states) {
      if (states_[state].kind == Kind::one_of && accepts(states_[state], ranges_, c)) {
        enter(states_, states_[state].next, then, pending);
      }
    }
    std::swap(now, then);
  }
  for (const std::uint32_t state : now.states) {
    if (states_[state].kind == Kind::done) return true;
  }
  return false;
}

}  // namespace sanaq
