#include "sanaq/respondent/document.h"

#include "page/html.h"

namespace sanaq {
namespace {

using page::Html;

void write_head(Html& out, const Document& document) {
  out.open("head").empty("meta", {{"charset", "utf-8"}});
  out.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  out.empty("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  const std::string site = document.texts.text("site.name", document.language);
  out.element("title", {}, document.title.empty() ? site : document.title + " — " + site);
  out.empty("link", {{"rel", "icon"}, {"href", "/icon.svg"}, {"type", "image/svg+xml"}});
  for (const std::string& style : document.styles)
    out.empty("link", {{"rel", "stylesheet"}, {"href", style}});
  for (const std::string& script : document.scripts)
    out.open("script", {{"type", "module"}, {"src", script}}).close("script");
  out.close("head");
}

void write_languages(Html& out, const Document& document) {
  if (document.path.empty()) return;
  out.open("nav",
           {{"class", "languages"}, {"aria-label", document.texts.text("site.language", document.language)}});
  for (const std::string& language : document.languages) {
    const std::string name = document.texts.text("site.language." + language, language);
    out.element("a",
                {{"href", "/" + language + document.path},
                 {"lang", language},
                 {"hreflang", language},
                 {"data-language", language},
                 {"aria-current", language == document.language ? "true" : ""}},
                name);
  }
  out.close("nav");
}

std::string body_start(const Document& document) {
  Html out;
  std::string attributes;
  for (const auto& [name, value] : document.data) {
    Html escaped;
    escaped.text(value);
    attributes += " data-" + name + "=\"" + escaped.take() + '"';
  }
  return "<body" + std::string(document.wide ? " class=\"wide\"" : "") + attributes + ">";
}

}  // namespace

std::string render_document(const Document& document, std::string_view main) {
  const auto text = [&](std::string_view key) { return document.texts.text(key, document.language); };
  Html head;
  head.open("html", {{"lang", document.language}});
  write_head(head, document);
  Html top;
  top.element("a", {{"class", "skip"}, {"href", "#main"}}, text("site.skip"));
  top.open("header", {{"class", "site"}}).open("div", {{"class", "bar"}});
  top.element("a", {{"class", "brand"}, {"href", document.home}}, text("site.name"));
  write_languages(top, document);
  top.close("div");
  Html banner;
  if (document.demo) banner.element("p", {{"class", "demo"}}, text("site.demo"));
  std::string out = "<!doctype html>\n" + head.take() + body_start(document) + top.take() +
                    document.navigation + banner.take() + "</header>";
  out += "<main id=\"main\" tabindex=\"-1\">" + std::string(main) + "</main>";
  Html footer;
  footer.element("p", {}, text("site.footer")).close("footer").close("body").close("html");
  return out + "<footer class=\"site\">" + document.account + footer.take() + '\n';
}

}  // namespace sanaq
