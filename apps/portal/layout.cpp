#include "portal/layout.h"

#include "base/shown_date.h"
#include "base/text.h"

namespace sanaq::portal {

namespace {

std::string language_switch(const PageFrame& frame, const Messages& texts) {
  std::string out =
      "<nav aria-label=\"" + escape_html(texts.text("portal.language", frame.language)) + "\"><ul>";
  for (const std::string& language : texts.languages()) {
    const std::string name = escape_html(texts.text("portal.language." + language, language));
    out += "<li>";
    if (language == frame.language) {
      out += "<span aria-current=\"true\">" + name + "</span>";
    } else {
      out += "<a href=\"/" + language + escape_html(frame.address) + "\" hreflang=\"" + language +
             "\" lang=\"" + language + "\">" + name + "</a>";
    }
    out += "</li>";
  }
  return out + "</ul></nav>";
}

}  // namespace

std::string page_html(const PageFrame& frame, const Messages& texts, std::string_view css_address) {
  const std::string language(frame.language);
  auto text = [&](std::string_view key) { return escape_html(texts.text(key, language)); };
  std::string out = "<!doctype html>\n<html lang=\"" + language + "\"><head><meta charset=\"utf-8\">";
  out += "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">";
  out += "<title>" + escape_html(frame.title) + " – " + text("portal.name") + "</title>";
  out += "<link rel=\"stylesheet\" href=\"" + std::string(css_address) + "\">";
  for (const std::string& other : texts.languages()) {
    out += "<link rel=\"alternate\" hreflang=\"" + other + "\" href=\"/" + other +
           escape_html(frame.address) + "\">";
  }
  out += "<link rel=\"icon\" href=\"data:,\"></head>\n<body><a class=\"skip\" href=\"#main\">" +
         text("portal.skip") + "</a>\n<header><a class=\"name\" href=\"/" + language + "/tables\">" +
         text("portal.name") + "</a>" + language_switch(frame, texts) + "</header>\n<main id=\"main\">";
  out += "<h1>" + escape_html(frame.title) + "</h1>\n" + frame.main + "</main>\n<footer><p>" +
         text("portal.footer") + "</p></footer></body></html>\n";
  return out;
}

std::string number_text(std::int64_t value, std::string_view language) {
  const std::string separator = language == "en" ? "," : "\u00A0";
  const std::string digits = zero_padded(value < 0 ? -value : value, 1);
  std::string out = value < 0 ? "\u2212" : "";
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i != 0 && (digits.size() - i) % 3 == 0) out += separator;
    out += digits[i];
  }
  return out;
}

std::string number_text(std::int64_t value, int decimals, std::string_view language) {
  std::int64_t scale = 1;
  for (int i = 0; i < decimals; ++i) scale *= 10;
  if (decimals == 0) return number_text(value, language);
  const std::int64_t magnitude = value < 0 ? -value : value;
  return (value < 0 ? "\u2212" : "") + number_text(magnitude / scale, language) +
         (language == "en" ? "." : ",") + zero_padded(magnitude % scale, decimals);
}

std::string time_html(UtcInstant instant, const os::TimeZone& zone, const Messages& texts,
                      std::string_view language) {
  const int minutes = zone.minutes_at(instant);
  const std::string key = "date.zone." + zone.name(), offset = shown_offset(minutes);
  std::string where = texts.has(key) ? texts.text(key, language) : zone.name();
  if (where != offset) where += ", " + offset;
  return "<time datetime=\"" + to_rfc3339(instant) + "\">" +
         escape_html(shown_moment(texts, language, instant, minutes) + " (" + where + ")") + "</time>";
}

}  // namespace sanaq::portal
