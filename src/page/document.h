#pragma once
#include <string>
#include <vector>

#include "base/messages.h"

namespace sanaq::page {

/// A language a person can choose, named in itself.
struct LanguageLink {
  std::string code;  // "kk"
  std::string name;  // "Қазақша"
  std::string href;  // the same page in this language; used when nothing was typed or the page has no form
};

/// The frame around a page: head, header with languages, line that tells whether answers are saved, footer.
struct DocumentOptions {
  const Messages& texts;
  std::string language;
  std::string title;                          // of the page, without the name of the site
  std::string site_name;
  std::string home_href = "/";
  std::string footer;                         // one line; empty: no footer
  std::string banner;                         // line above everything, as in a demonstration; empty: none
  std::vector<LanguageLink> languages;
  std::vector<std::string> styles;            // addresses of style sheets
  std::vector<std::string> scripts;           // addresses of module scripts
  std::string engine_href, form_href;         // the engine and the form for the browser; empty on pages without one
  std::string sign_out_href;                  // empty: nobody is signed in
};

/// A whole document around the content of <main>. Inside a questionnaire the language buttons post the form, so that
/// nothing typed is lost.
std::string render_document(const DocumentOptions& options, const std::string& main);

}  // namespace sanaq::page
