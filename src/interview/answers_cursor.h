#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace sanaq::engine {

/// Walks over the JSON text of a household (RFC 8259: objects, arrays and strings; other values have no place
/// in it) without making a tree. After the first mistake every call gives false and at() is the byte of it.
class AnswersCursor {
 public:
  explicit AnswersCursor(std::string_view text) : text_(text) {}

  /// Takes `{` or `[`.
  bool open(char bracket) { return take(bracket); }
  /// True while there is a further member or element; takes the comma, or the closing bracket.
  bool more(char closing, bool& first);
  /// A member's name and its colon.
  bool name(std::string_view& out) { return string(out) && take(':'); }
  /// A string. The view lives until the next call when it had escapes, else as long as the text.
  bool string(std::string_view& out);
  /// True when the view that string() or name() gave last lives until the next call only.
  bool was_escaped() const { return escaped_; }
  bool at_end();
  bool good() const { return good_; }
  std::size_t at() const { return at_; }

 private:
  void skip_blanks();
  bool take(char c);
  bool fail() { return good_ = false; }
  bool escaped(std::string_view& out);
  bool escape();
  bool hex4(std::uint32_t& out);

  std::string_view text_;
  std::size_t at_ = 0;
  bool good_ = true;
  bool escaped_ = false;
  std::string buffer_;
};

}  // namespace sanaq::engine
