#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

namespace sanaq::page {

/// One attribute of an element; an empty value leaves it out unless `keep` is set.
struct Attribute {
  std::string_view name;
  std::string_view value;
  bool keep = false;
};

/// Writes HTML. Everything handed in as text or attribute value is escaped, so no answer can become markup.
class Html {
 public:
  using Attributes = std::initializer_list<Attribute>;
  Html& open(std::string_view tag, Attributes attributes = {});
  Html& close(std::string_view tag);
  /// An element without content: input, br.
  Html& empty(std::string_view tag, Attributes attributes);
  Html& text(std::string_view text);
  /// Text whose line breaks become <br>.
  Html& lines(std::string_view text);
  /// <tag>text</tag>.
  Html& element(std::string_view tag, Attributes attributes, std::string_view text);
  /// Markup made by another Html.
  Html& append(const Html& other);
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

}  // namespace sanaq::page
