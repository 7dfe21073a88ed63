#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/messages.h"

namespace sanaq {

/// The frame around every page of the respondents' site and of the office: head, language switch, main,
/// footer. The script replaces its parts by their selectors: a.skip, header.site, p.demo, footer.site.
struct Document {
  const Messages& texts;
  std::string language;
  std::vector<std::string> languages;
  std::string title;  // of the page
  std::string path;   // behind the language, "/register"; the language switch links to it. Empty: no switch
  std::string home;   // address of the brand link
  std::string navigation = {};  // HTML below the head line
  std::string account = {};     // HTML at the start of the footer: signing out
  std::vector<std::string> styles = {}, scripts = {};
  std::vector<std::pair<std::string, std::string>> data = {};  // data-* attributes of <body>, for the script
  bool demo = false;
  bool wide = false;  // tables: use the whole width
};

/// A whole HTML document around the HTML of <main>. Works without scripts.
std::string render_document(const Document& document, std::string_view main);

}  // namespace sanaq
