#include "page/page_context.h"
#include "page/path.h"

namespace sanaq::page {
namespace {

std::string answer_shown(const PageContext& context, Place place) {
  if (context.node(place).type == ValueType::image && context.interview.stored(place).present())
    return context.text("page.image.there");
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

bool is_list(const PageContext& context, PageRef page) {
  return page.node != no_node && context.form().nodes[page.node].kind == NodeKind::list;
}

void write_answers_of(Html& out, const PageContext& context, PageRef page) {
  for (const Place& place : places(context.interview, page))
    if (context.node(place).type != ValueType::none) write_answer(out, context, place);
}

// All answers about one item together, wherever they were asked.
void write_item(Html& out, const PageContext& context, NodeIndex list, ItemSlot item) {
  out.open("section", {{"class", "review"}});
  out.element("h2", {},
              item_title(context.interview, item, list, context.options.language, context.options.texts));
  out.open("dl");
  for (const PageRef page : pages(context.interview))
    if (page.item == item && page.node != no_node) write_answers_of(out, context, page);
  out.close("dl").close("section");
}

void write_list_answers(Html& out, const PageContext& context, PageRef page) {
  const std::string title =
      page_title(context.interview, page, context.options.language, context.options.texts);
  const auto& items = context.interview.items(page.node);
  out.open("section", {{"class", "review"}}).element("h2", {}, title).open("p");
  out.text(context.text("page.review.items", {std::to_string(items.size())})).text(" ");
  out.open("a", {{"href", context.options.base + address(context.interview, page)}});
  out.text(context.text("page.review.change"));
  out.element("span", {{"class", "visually-hidden"}}, ": " + title).close("a").close("p").close("section");
  for (const ItemSlot item : items) write_item(out, context, page.node, item);
}

// Questions that are pages of their own stand together in one section without a heading.
bool stands_alone(const PageContext& context, PageRef page) {
  return page.node != no_node && page.item == no_item &&
         context.form().nodes[page.node].kind == NodeKind::question;
}

void write_sections(Html& out, const PageContext& context) {
  const auto path = pages(context.interview);
  for (std::size_t i = 0; i < path.size(); ++i) {
    const PageRef page = path[i];
    if (page == review_page || page.item != no_item) continue;
    if (is_list(context, page)) {
      write_list_answers(out, context, page);
      continue;
    }
    out.open("section", {{"class", "review"}});
    if (stands_alone(context, page)) {
      out.open("dl");
      for (; i < path.size() && stands_alone(context, path[i]); ++i) write_answers_of(out, context, path[i]);
      --i;
    } else {
      out.element("h2", {},
                  page_title(context.interview, page, context.options.language, context.options.texts));
      out.open("dl");
      write_answers_of(out, context, page);
    }
    out.close("dl").close("section");
  }
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
  for (const auto& [action, key] :
       {std::pair{"back", "page.back"}, std::pair{"save", "page.save"}, std::pair{"undo", "page.undo"}}) {
    if (std::string_view(action) == "back" && !previous(context.interview, review_page)) continue;
    if (std::string_view(action) == "undo" && !context.options.offer_undo) continue;
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
  write_undone(out, context);
  write_error_summary(out, context);
  write_sections(out, context);
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
    for (std::size_t i = 0; i < receipt.persons.size(); ++i) {
      const auto& [name, code] = receipt.persons[i];
      out.open("li", {{"class", "card"}}).element("span", {}, name).text(" ");
      out.element("strong", {{"class", "code"}}, code);
      if (!receipt.certificate_href.empty()) {
        out.text(" ").open("a", {{"href", receipt.certificate_href + "?member=" + std::to_string(i + 1)}});
        out.text(text("page.done.certificate"));
        out.element("span", {{"class", "visually-hidden"}}, ": " + name).close("a");
      }
      out.close("li");
    }
    out.close("ul");
  }
  if (!receipt.qr_href.empty())
    out.empty("img", {{"class", "qr"},
                      {"src", receipt.qr_href},
                      {"alt", text("page.done.qr")},
                      {"width", "200"},
                      {"height", "200"}});
  out.close("div");
  return out.take();
}

}  // namespace sanaq::page
