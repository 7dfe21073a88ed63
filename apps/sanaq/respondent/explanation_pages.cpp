// How the questionnaire is filled in, question by question: for interviewers, responsible employees and
// operators, and for anybody who wants to know. On screen and, by the style for print, on paper.
#include <algorithm>
#include <map>

#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/site.h"

namespace sanaq {
namespace {

constexpr std::size_t answers_most = 20;  // a longer list is looked up, not read

class ExplanationPage {
 public:
  ExplanationPage(const Site& site, const std::string& language) : site_(site), language_(language) {
    const auto& languages = site.edition.edition.languages;
    const auto at = std::find(languages.begin(), languages.end(), language) - languages.begin();
    for (const FillingNote& note : site.edition.filling_notes)
      notes_.emplace(note.name, note.texts[static_cast<std::size_t>(at)]);
  }

  std::string html() {
    for (const NodeIndex node : site_.form().top) add(node);
    page::Html out;
    out.element("h1", {}, text("explanations.title")).element("p", {{"class", "lead"}}, note(""));
    out.open("nav", {{"class", "contents"}, {"aria-label", text("explanations.contents")}}).open("ol", {});
    for (const auto& [id, label] : contents_)
      out.open("li", {}).element("a", {{"href", "#" + id}}, label).close("li");
    return out.close("ol").close("nav").append(body_).take();
  }

 private:
  std::string text(std::string_view key, const std::vector<std::string>& args = {}) const {
    return site_.texts.text(key, language_, args);
  }
  std::string note(const std::string& name) const {
    const auto found = notes_.find(name);
    return found == notes_.end() ? std::string() : found->second;
  }
  std::string words(const LocalizedText& label) const {
    return text_without_answers(site_.form(), label, language_, "…");
  }

  // A group begins a part of its own when it, or a question right in it, has something to tell.
  void add(NodeIndex index) {
    const Node& node = site_.form().nodes[index];
    if (node.kind == NodeKind::question) return add_question(node);
    const auto told = [&](NodeIndex child) {
      const Node& one = site_.form().nodes[child];
      return one.kind == NodeKind::question && notes_.contains(one.name);
    };
    if (notes_.contains(node.name) || std::any_of(node.children.begin(), node.children.end(), told))
      begin_part(node);
    for (const NodeIndex child : node.children) add(child);
  }
  void begin_part(const Node& node) {
    const std::string label = words(node.label);
    contents_.emplace_back(node.name, label);
    body_.element("h2", {{"id", node.name}}, label);
    if (const std::string told = note(node.name); !told.empty()) body_.element("p", {}, told);
  }
  void add_question(const Node& node) {
    if (!notes_.contains(node.name)) return;
    body_.open("section", {{"class", "explained"}}).element("h3", {{"id", node.name}}, words(node.label));
    body_.element("p", {}, note(node.name));
    if (const std::string answers = answers_of(node); !answers.empty())
      body_.element("p", {{"class", "hint"}}, text("explanations.answers", {answers}));
    body_.close("section");
  }
  std::string answers_of(const Node& node) const {
    if (node.choices == no_choice_list) return {};
    const ChoiceList& list = site_.form().choice_lists[node.choices];
    if (list.codelist || list.choices.size() > answers_most) return {};
    std::string out;
    for (const Choice& choice : list.choices) out += (out.empty() ? "" : "; ") + words(choice.label);
    return out;
  }

  const Site& site_;
  const std::string& language_;
  std::map<std::string, std::string> notes_;
  std::vector<std::pair<std::string, std::string>> contents_;
  page::Html body_;
};

}  // namespace

void add_explanation_pages(http::Router& router, const Site& site) {
  if (site.edition.filling_notes.empty()) return;
  add_page(router, site, http::Method::get, "/explanations",
           [&site](const http::Request&, const Visitor& visitor) {
             const std::string title = site.texts.text("explanations.title", visitor.language);
             return page_response(site, visitor,
                                  {title, "/explanations", ExplanationPage(site, visitor.language).html()});
           });
}

}  // namespace sanaq
