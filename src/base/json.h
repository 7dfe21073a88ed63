#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace sanaq {

/// A JSON value (RFC 8259). Numbers keep their text, so nothing is lost in a binary fraction; object members
/// keep the order of the text.
class Json {
 public:
  enum class Kind : std::uint8_t { null, boolean, number, string, array, object };
  using Members = std::vector<std::pair<std::string, Json>>;

  Json() = default;
  static Json null() { return {}; }
  static Json boolean(bool value);
  static Json number(std::int64_t value);
  static Json number_text(std::string text);
  static Json string(std::string_view value);
  static Json array();
  static Json object();

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::null; }
  bool is_string() const { return kind_ == Kind::string; }
  bool is_object() const { return kind_ == Kind::object; }
  bool is_array() const { return kind_ == Kind::array; }
  bool truth() const { return kind_ == Kind::boolean && text_ == "true"; }
  /// The text of a string or number; empty for other kinds.
  const std::string& text() const { return text_; }
  /// A whole number, or `otherwise`.
  std::int64_t integer(std::int64_t otherwise = 0) const;
  const std::vector<Json>& items() const { return items_; }
  const Members& members() const { return members_; }
  /// The member, or a null value when this is no object or has no such member. Linear in the number of
  /// members.
  const Json& operator[](std::string_view name) const;
  bool has(std::string_view name) const;

  void push(Json value);
  /// Adds or replaces a member.
  void set(std::string_view name, Json value);
  /// Makes `members` the members of this object. False when a name stands twice. O(n log n).
  [[nodiscard]] bool adopt(Members members);

 private:
  Kind kind_ = Kind::null;
  std::string text_;
  std::vector<Json> items_;
  Members members_;
};

/// Limits: 100 levels, 16 MiB. Errors: "json.form", "json.depth", "json.size", "json.utf8", "json.duplicate"
/// (a member named twice); detail "byte N".
Result<Json> parse_json(std::string_view text);

/// Canonical text: members sorted by code point, no white space, shortest escapes. The same value gives the
/// same bytes.
std::string to_canonical(const Json& value);
/// Compact text with members in their own order.
std::string to_text(const Json& value);
/// `text` as a JSON string with quotes.
void append_json_string(std::string& out, std::string_view text);

}  // namespace sanaq
