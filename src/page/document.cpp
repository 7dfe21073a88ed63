#include "page/document.h"

#include "page/html.h"

namespace sanaq::page {
namespace {

void write_head(Html& out, const DocumentOptions& options) {
  out.open("head").empty("meta", {{"charset", "utf-8"}});
  out.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  out.empty("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  out.empty("meta", {{"name", "referrer"}, {"content", "same-origin"}});
  out.element("title", {}, options.title.empty() ? options.site_name : options.title + " — " + options.site_name);
  for (const std::string& style : options.styles) out.empty("link", {{"rel", "stylesheet"}, {"href", style}});
  for (const std::string& script : options.scripts)
    out.open("script", {{"type", "module"}, {"src", script}}).close("script");
  out.close("head");
}

void write_languages(Html& out, const DocumentOptions& options) {
  if (options.languages.size() < 2) return;
  const bool form = !options.form_href.empty();
  out.open("nav", {{"class", "languages"}, {"aria-label", options.texts.text("page.languages", options.language)}});
  for (const LanguageLink& language : options.languages) {
    const std::string_view current = language.code == options.language ? "true" : "";
    if (form)
      out.open("button", {{"type", "submit"}, {"form", "page"}, {"name", "action"},
                          {"value", "language:" + language.code}, {"lang", language.code}, {"aria-current", current}})
          .text(language.name).close("button");
    else
      out.open("a", {{"href", language.href}, {"lang", language.code}, {"hreflang", language.code},
                     {"aria-current", current}}).text(language.name).close("a");
  }
  out.close("nav");
}

void write_header(Html& out, const DocumentOptions& options) {
  out.open("header", {{"class", "site"}}).open("div", {{"class", "bar"}});
  out.element("a", {{"class", "brand"}, {"href", options.home_href}}, options.site_name);
  write_languages(out, options);
  if (!options.sign_out_href.empty()) {
    out.open("form", {{"method", "post"}, {"action", options.sign_out_href}, {"class", "sign-out"}});
    out.element("button", {{"type", "submit"}, {"class", "quiet"}}, options.texts.text("site.logout", options.language));
    out.close("form");
  }
  out.close("div").close("header");
}

// Texts for the script stand in the page, so that the script needs none of its own.
void write_status(Html& out, const DocumentOptions& options) {
  if (options.form_href.empty()) return;
  const auto text = [&](std::string_view key) { return options.texts.text(key, options.language); };
  out.open("p", {{"id", "status"}, {"class", "status"}, {"role", "status"}, {"aria-live", "polite"},
                 {"data-saved", text("page.status.saved")}, {"data-saving", text("page.status.saving")},
                 {"data-offline", text("page.status.offline")}, {"data-signin", text("page.status.signin")},
                 {"data-submit", text("page.status.submit")}});
  out.close("p");
}

}  // namespace

std::string render_document(const DocumentOptions& options, const std::string& main) {
  Html out;
  out.open("html", {{"lang", options.language}});
  write_head(out, options);
  out.open("body", {{"data-engine", options.engine_href}, {"data-form", options.form_href}});
  out.element("a", {{"class", "skip"}, {"href", "#main"}}, options.texts.text("page.skip", options.language));
  if (!options.banner.empty()) out.element("p", {{"class", "banner"}}, options.banner);
  write_header(out, options);
  std::string document = "<!DOCTYPE html>\n" + out.take();
  document += "<main id=\"main\" tabindex=\"-1\">" + main + "</main>";
  Html tail;
  write_status(tail, options);
  if (!options.footer.empty()) tail.open("footer").element("p", {}, options.footer).close("footer");
  tail.close("body").close("html");
  return document + tail.take() + '\n';
}

}  // namespace sanaq::page
