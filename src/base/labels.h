#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace sanaq {

/// The name of one thing in several languages, for people to read. Entries are sorted by language tag; the
/// first one stands in for a language that is missing.
class Labels {
 public:
  using Entry = std::pair<std::string, std::string>;  // language tag, text

  Labels() = default;
  Labels(std::initializer_list<Entry> entries);
  /// `{"kk": "…", "ru": "…", "en": "…"}`. Errors: "labels.form" (not an object, no language, an empty text,
  /// or a text that is no string).
  static Result<Labels> parse(const Json& object);

  /// The text in `language`, else in the first language; empty when there are no labels at all. Lives as long
  /// as *this.
  const std::string& in(std::string_view language) const;
  const std::vector<Entry>& entries() const { return entries_; }
  bool empty() const { return entries_.empty(); }
  Json to_json() const;
  friend bool operator==(const Labels&, const Labels&) = default;

 private:
  std::vector<Entry> entries_;
};

}  // namespace sanaq
