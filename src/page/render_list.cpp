#include <algorithm>

#include "page/page_context.h"
#include "page/path.h"

namespace sanaq::page {
namespace {

bool names_persons(const Form& form, NodeIndex node) {
  const Node& n = form.nodes[node];
  if (n.kind == NodeKind::question && n.personal == Personal::name) return true;
  return std::any_of(n.children.begin(), n.children.end(),
                     [&](NodeIndex child) { return names_persons(form, child); });
}

// Something on the item's roster pages still waits.
bool unfinished(const Interview& interview, NodeIndex list, ItemSlot item) {
  const Form& form = interview.form();
  return std::any_of(interview.findings().begin(), interview.findings().end(), [&](const Finding& finding) {
    if (finding.passed || finding.place.item != item) return false;
    const NodeIndex page = page_of(interview, finding.place).node;
    return form.nodes[page].list == list && is_roster_page(form, page);
  });
}

void write_confirmation(Html& out, const PageContext& context, ItemSlot item, const std::string& title) {
  const std::string id(context.interview.item_id(item));
  out.open("div", {{"class", "confirm"}, {"role", "alert"}});
  out.element("p", {}, context.text("page.list.confirm", {title}));
  out.open("button",
           {{"class", "danger"}, {"type", "submit"}, {"name", "action"}, {"value", "remove_item:" + id}});
  out.text(context.text("page.list.confirm.yes")).close("button");
  out.open("button", {{"type", "submit"}, {"name", "action"}, {"value", "stay"}});
  out.text(context.text("page.list.confirm.no")).close("button").close("div");
}

void write_card(Html& out, const PageContext& context, ItemSlot item) {
  const NodeIndex list = context.page.node;
  const std::string id(context.interview.item_id(item));
  const std::string title =
      item_title(context.interview, item, list, context.options.language, context.options.texts);
  const PageRef page = item_page(context.interview, list, item);
  out.open("li", {{"class", "card"}, {"id", "item-" + id}});
  out.open("div", {{"class", "card-text"}}).element("h2", {{"id", "item-" + id + "--title"}}, title);
  if (unfinished(context.interview, list, item))
    out.element("p", {{"class", "tag"}}, context.text("page.list.unfinished"));
  out.close("div").open("div", {{"class", "card-actions"}});
  if (!(page == PageRef{list, no_item})) {
    out.open("a",
             {{"class", "secondary"}, {"href", context.options.base + address(context.interview, page)}});
    out.text(context.text("page.list.edit"));
    out.element("span", {{"class", "visually-hidden"}}, ": " + title).close("a");
  }
  out.open("button",
           {{"class", "quiet"}, {"type", "submit"}, {"name", "action"}, {"value", "ask_remove:" + id}});
  out.text(context.text("page.list.remove"));
  out.element("span", {{"class", "visually-hidden"}}, ": " + title).close("button").close("div");
  if (context.options.confirm_removal == item) write_confirmation(out, context, item, title);
  out.close("li");
}

}  // namespace

void write_list(Html& out, const PageContext& context) {
  const NodeIndex list = context.page.node;
  const Node& node = context.form().nodes[list];
  const auto& items = context.interview.items(list);
  const std::string hint = context.interview.text(node.hint, {list}, context.options.language);
  if (!hint.empty()) out.element("p", {{"class", "hint"}}, hint);
  const std::string id = field_id(context.interview, {list});
  for (const PageFinding& entry : context.findings)
    if (entry.finding->place == Place{list})
      out.element("p", {{"class", "error"}},
                  context.interview.message(*entry.finding, context.options.language));
  if (items.empty()) out.element("p", {{"class", "note"}}, context.text("page.list.empty"));
  out.open("ul", {{"class", "cards"}, {"id", id}, {"tabindex", "-1"}});
  for (const ItemSlot item : items) write_card(out, context, item);
  out.close("ul");
  const std::size_t most = node.max_items == 0 ? 60 : node.max_items;
  if (items.size() >= most) return;
  const bool persons = names_persons(context.form(), list);
  out.open("button", {{"class", "add"}, {"type", "submit"}, {"name", "action"}, {"value", "add_item"}});
  out.text(context.text(persons ? "page.list.add.person" : "page.list.add")).close("button");
}

}  // namespace sanaq::page
