#include "page/html.h"

#include "base/text.h"

namespace sanaq::page {

Html& Html::open(std::string_view tag, Attributes attributes) {
  out_ += '<';
  out_ += tag;
  for (const Attribute& attribute : attributes) {
    if (attribute.value.empty() && !attribute.keep) continue;
    out_ += ' ';
    out_ += attribute.name;
    out_ += "=\"";
    append_html(out_, attribute.value);
    out_ += '"';
  }
  out_ += '>';
  return *this;
}

Html& Html::close(std::string_view tag) {
  out_ += "</";
  out_ += tag;
  out_ += '>';
  return *this;
}

Html& Html::empty(std::string_view tag, Attributes attributes) { return open(tag, attributes); }

Html& Html::text(std::string_view text) {
  append_html(out_, text);
  return *this;
}

Html& Html::lines(std::string_view text) {
  bool first = true;
  for (const auto line : split(text, '\n')) {
    if (!first) out_ += "<br>";
    append_html(out_, line);
    first = false;
  }
  return *this;
}

Html& Html::element(std::string_view tag, Attributes attributes, std::string_view text) {
  return open(tag, attributes).lines(text).close(tag);
}

Html& Html::append(const Html& other) {
  out_ += other.out_;
  return *this;
}

}  // namespace sanaq::page
