#include "page/page_context.h"
#include "page/path.h"

namespace sanaq::page {
namespace {

std::string answer_shown(const PageContext& context, Place place) {
  std::string shown = context.interview.shown(place, context.options.language);
  return shown.empty() ? context.text("page.review.empty") : shown;
}

void write_answer(Html& out, const PageContext& context, Place place) {
  const FieldFrame frame = make_frame(context, place);
  const std::string href =
      context.options.base + address(context.interview, page_of(context.interview, place)) + '#' + frame.id;
  out.open("div",
           {{"class", frame.errors.empty() ? "answer" : "answer has-error"}, {"id", frame.id + "--answer"}});
  out.element("dt", {}, frame.label);
  out.open("dd").open("span", {{"class", "value"}}).lines(answer_shown(context, place)).close("span");
  for (const std::string& error : frame.errors) out.element("span", {{"class", "error"}}, error);
  out.open("a", {{"href", href}}).text(context.text("page.review.change"));
  out.element("span", {{"class", "visually-hidden"}}, ": " + frame.label).close("a").close("dd").close("div");
}

void write_section(Html& out, const PageContext& context, PageRef page) {
  const Node& node = context.form().nodes[page.node];
  const bool list = node.kind == NodeKind::list;
  out.open("section", {{"class", "review"}});
  if (page.item != no_item)
    out.element(
        "p", {{"class", "caption"}},
        item_title(context.interview, page.item, node.list, context.options.language, context.options.texts));
  out.element("h2", {}, page_title(context.interview, page, context.options.language, context.options.texts));
  if (list) {
    const std::string count = std::to_string(context.interview.items(page.node).size());
    out.open("p").text(context.text("page.review.items", {count})).text(" ");
    out.open("a", {{"href", context.options.base + address(context.interview, page)}});
    out.text(context.text("page.review.change"));
    out.element("span", {{"class", "visually-hidden"}},
                ": " + page_title(context.interview, page, context.options.language, context.options.texts));
    out.close("a").close("p");
  } else {
    out.open("dl");
    for (const Place& place : places(context.interview, page))
      if (context.node(place).type != ValueType::none) write_answer(out, context, place);
    out.close("dl");
  }
  out.close("section");
}

// Notes stand on their page; here only pages with answers are looked through.
bool has_answers(const PageContext& context, PageRef page) {
  if (page == review_page) return false;
  if (context.form().nodes[page.node].kind == NodeKind::list) return true;
  for (const Place& place : places(context.interview, page))
    if (context.node(place).type != ValueType::none) return true;
  return false;
}

void write_declaration(Html& out, const PageContext& context) {
  out.open("div", {{"class", "declaration"}})
      .element("h2", {}, context.text("page.review.declaration.title"));
  if (!context.interview.complete()) {
    out.element("p", {{"class", "note"}}, context.text("page.review.incomplete"));
  } else {
    out.open("div", {{"class", "option"}});
    out.empty("input", {{"type", "checkbox"},
                        {"id", "declare"},
                        {"name", "declare"},
                        {"value", "1"},
                        {"required", "required"}});
    out.element("label", {{"for", "declare"}}, context.text("page.review.declaration")).close("div");
  }
  out.close("div").open("div", {{"class", "actions"}});
  if (context.interview.complete()) {
    out.open("button", {{"class", "primary"},
                        {"type", "submit"},
                        {"name", "action"},
                        {"value", "submit"},
                        {"formaction", context.options.submit_action}});
    out.text(context.text("page.review.submit")).close("button");
  } else {
    const auto first = first_with_finding(context.interview);
    out.open("a",
             {{"class", "button primary"},
              {"href", context.options.base + address(context.interview, first ? *first : review_page)}});
    out.text(context.text("page.review.continue")).close("a");
  }
  for (const auto& [action, key] : {std::pair{"back", "page.back"}, std::pair{"save", "page.save"}}) {
    if (std::string_view(action) == "back" && !previous(context.interview, review_page)) continue;
    out.open("button", {{"class", "quiet"}, {"type", "submit"}, {"name", "action"}, {"value", action}});
    out.text(context.text(key)).close("button");
  }
  out.close("div");
}

}  // namespace

std::string render_review(const Interview& interview, const RenderOptions& options) {
  PageContext context{interview, options, review_page};
  context.findings = page_findings(interview, review_page);
  Html out;
  write_form_start(out, context, options.base + address(interview, review_page));
  out.empty("input", {{"type", "hidden"}, {"name", "language"}, {"value", options.language}});
  out.element("h1", {}, context.text("page.review.title"));
  out.element("p", {{"class", "lead"}}, context.text("page.review.intro"));
  write_error_summary(out, context);
  for (const PageRef page : pages(interview))
    if (has_answers(context, page)) write_section(out, context, page);
  write_declaration(out, context);
  out.close("form");
  return out.take();
}

std::string render_done(const Receipt& receipt, const RenderOptions& options) {
  const auto text = [&](std::string_view key) { return options.texts.text(key, options.language); };
  Html out;
  out.open("div", {{"class", "done"}}).element("h1", {}, text("page.done.title"));
  out.element("p", {{"class", "lead"}}, text("page.done.intro"));
  out.open("p").text(text("page.done.number")).text(" ");
  out.element("strong", {{"class", "code"}}, receipt.number).close("p");
  if (!receipt.persons.empty()) {
    out.element("h2", {}, text("page.done.codes")).element("p", {}, text("page.done.codes.why"));
    out.open("ul", {{"class", "cards"}});
    for (const auto& [name, code] : receipt.persons) {
      out.open("li", {{"class", "card"}}).element("span", {}, name).text(" ");
      out.element("strong", {{"class", "code"}}, code).close("li");
    }
    out.close("ul");
  }
  if (!receipt.qr_href.empty())
    out.empty("img", {{"class", "qr"},
                      {"src", receipt.qr_href},
                      {"alt", text("page.done.qr")},
                      {"width", "200"},
                      {"height", "200"}});
  if (!receipt.certificate_href.empty()) {
    out.open("p").open("a", {{"class", "button primary"}, {"href", receipt.certificate_href}});
    out.text(text("page.done.certificate")).close("a").close("p");
  }
  out.close("div");
  return out.take();
}

}  // namespace sanaq::page
