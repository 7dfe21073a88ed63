#include "page/page_ref.h"

#include "base/text.h"

namespace sanaq::page {
namespace {

constexpr std::string_view review_address = "check-answers";

bool inside_page_group(const Form& form, NodeIndex node) {
  for (NodeIndex p = form.nodes[node].parent; p != no_node && form.nodes[p].kind == NodeKind::group;
       p = form.nodes[p].parent)
    if (is_page_group(form, p)) return true;
  return false;
}

bool is_page_node(const Form& form, NodeIndex node) {
  const Node& n = form.nodes[node];
  if (n.kind == NodeKind::list) return true;
  if (n.kind == NodeKind::group && !is_page_group(form, node)) return false;
  return !n.calculated && !inside_page_group(form, node);
}

}  // namespace

bool is_page_group(const Form& form, NodeIndex node) {
  return form.nodes[node].kind == NodeKind::group &&
         (form.has_look(node, Look::field_list) || is_roster_page(form, node));
}

bool is_roster_page(const Form& form, NodeIndex node) {
  const Node& n = form.nodes[node];
  return n.kind == NodeKind::group && n.list != no_node && n.parent == n.list &&
         form.has_look(node, Look::roster);
}

std::string address(const Interview& interview, PageRef page) {
  if (page == review_page) return std::string(review_address);
  const Form& form = interview.form();
  const Node& node = form.nodes[page.node];
  if (page.item == no_item) return node.name;
  return form.nodes[node.list].name + '/' + std::string(interview.item_id(page.item)) + '/' + node.name;
}

std::optional<PageRef> parse_address(const Interview& interview, std::string_view text) {
  if (text == review_address) return review_page;
  const Form& form = interview.form();
  const auto parts = split(text, '/');
  if (parts.size() != 1 && parts.size() != 3) return std::nullopt;
  const NodeIndex node = form.find(parts.back());
  if (node == no_node || !is_page_node(form, node)) return std::nullopt;
  const NodeIndex list = form.nodes[node].kind == NodeKind::list ? no_node : form.nodes[node].list;
  if ((list == no_node) != (parts.size() == 1)) return std::nullopt;
  if (list == no_node) return PageRef{node, no_item};
  if (form.nodes[list].name != parts[0]) return std::nullopt;
  const ItemSlot item = interview.find_item(list, parts[1]);
  if (item == no_item) return std::nullopt;
  return PageRef{node, item};
}

}  // namespace sanaq::page
