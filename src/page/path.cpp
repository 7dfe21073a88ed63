#include "page/path.h"

#include <algorithm>

namespace sanaq::page {
namespace {

// A page that may come, on the path or not: so that "next" has an answer even from a page that just left the
// path.
struct Stop {
  PageRef page;
  bool roster = false;
};

class StopCollector {
 public:
  explicit StopCollector(const Interview& interview) : interview_(interview), form_(interview.form()) {}

  std::vector<Stop> collect() {
    for (const NodeIndex node : form_.top) visit(node, no_item);
    return std::move(stops_);
  }

 private:
  void visit(NodeIndex node, ItemSlot item) {
    const Node& n = form_.nodes[node];
    if (n.kind == NodeKind::list) return visit_list(node);
    if (n.kind == NodeKind::question) {
      if (!n.calculated) stops_.push_back({{node, item}});
    } else if (is_page_group(form_, node)) {
      stops_.push_back({{node, item}, is_roster_page(form_, node)});
      visit_lists_within(node);
    } else {
      for (const NodeIndex child : n.children) visit(child, item);
    }
  }

  // A list inside a group that is one page follows as a page of its own.
  void visit_lists_within(NodeIndex group) {
    for (const NodeIndex child : form_.nodes[group].children) {
      if (form_.nodes[child].kind == NodeKind::list) visit_list(child);
      if (form_.nodes[child].kind == NodeKind::group) visit_lists_within(child);
    }
  }

  void visit_list(NodeIndex list) {
    stops_.push_back({{list, no_item}});
    const auto& children = form_.nodes[list].children;
    const auto& items = interview_.items(list);
    for (const ItemSlot item : items)
      for (const NodeIndex child : children)
        if (is_roster_page(form_, child)) visit(child, item);
    for (const ItemSlot item : items)
      for (const NodeIndex child : children)
        if (!is_roster_page(form_, child)) visit(child, item);
  }

  const Interview& interview_;
  const Form& form_;
  std::vector<Stop> stops_;
};

// Calls `found` for every place of the node that is on the path; stops when it returns true.
template <class Found>
bool visit_places(const Interview& interview, NodeIndex node, ItemSlot item, const Found& found) {
  const Form& form = interview.form();
  const Node& n = form.nodes[node];
  if (n.kind == NodeKind::list) return false;
  if (n.kind == NodeKind::group) {
    if (!interview.on_path({node, item})) return false;
    return std::any_of(n.children.begin(), n.children.end(),
                       [&](NodeIndex child) { return visit_places(interview, child, item, found); });
  }
  if (n.calculated) return false;
  if (n.matrix == no_node) return interview.on_path({node, item}) && found(Place{node, item});
  for (const ItemSlot other : interview.items(n.matrix)) {
    if (other == item) break;
    const Place place{node, item, other};
    if (interview.on_path(place) && found(place)) return true;
  }
  return false;
}

bool open_stop(const Interview& interview, PageRef page) {
  if (page == review_page) return true;
  if (interview.form().nodes[page.node].kind == NodeKind::list) return interview.on_path({page.node});
  return visit_places(interview, page.node, page.item, [](const Place&) { return true; });
}

std::size_t position(const std::vector<Stop>& stops, PageRef page) {
  const auto at = std::find_if(stops.begin(), stops.end(), [&](const Stop& s) { return s.page == page; });
  return static_cast<std::size_t>(at - stops.begin());
}

void collect_name_questions(const Form& form, NodeIndex node, std::vector<NodeIndex>& out) {
  const Node& n = form.nodes[node];
  if (n.kind == NodeKind::question && n.personal == Personal::name) out.push_back(node);
  for (const NodeIndex child : n.children) collect_name_questions(form, child, out);
}

}  // namespace

std::vector<PageRef> pages(const Interview& interview) {
  std::vector<PageRef> out;
  for (const Stop& stop : StopCollector(interview).collect())
    if (open_stop(interview, stop.page)) out.push_back(stop.page);
  out.push_back(review_page);
  return out;
}

PageRef next(const Interview& interview, PageRef page) {
  if (page == review_page) return review_page;
  const auto stops = StopCollector(interview).collect();
  const std::size_t here = position(stops, page);
  if (here == stops.size()) return review_page;
  const bool roster = stops[here].roster;
  for (std::size_t i = here + 1; i < stops.size(); ++i) {
    const bool same_item_roster = stops[i].roster && stops[i].page.item == page.item;
    if (roster ? same_item_roster : !stops[i].roster)
      if (open_stop(interview, stops[i].page)) return stops[i].page;
  }
  return roster ? PageRef{interview.form().nodes[page.node].list, no_item} : review_page;
}

std::optional<PageRef> previous(const Interview& interview, PageRef page) {
  const auto stops = StopCollector(interview).collect();
  const std::size_t here = position(stops, page);
  const bool roster = here < stops.size() && stops[here].roster;
  for (std::size_t i = std::min(here, stops.size()); i-- > 0;) {
    const bool same_item_roster = stops[i].roster && stops[i].page.item == page.item;
    if (roster ? same_item_roster : !stops[i].roster)
      if (open_stop(interview, stops[i].page)) return stops[i].page;
  }
  if (roster) return PageRef{interview.form().nodes[page.node].list, no_item};
  return std::nullopt;
}

bool is_open(const Interview& interview, PageRef page) { return open_stop(interview, page); }

std::optional<PageRef> first_with_finding(const Interview& interview) {
  std::vector<PageRef> waiting;
  for (const Finding& finding : interview.findings())
    if (!finding.passed) waiting.push_back(page_of(interview, finding.place));
  if (waiting.empty()) return std::nullopt;
  for (const PageRef page : pages(interview))
    if (std::find(waiting.begin(), waiting.end(), page) != waiting.end()) return page;
  return waiting.front();
}

PageRef resume_page(const Interview& interview) {
  if (interview.progress().answered == 0) return pages(interview).front();
  return first_with_finding(interview).value_or(review_page);
}

PageRef item_page(const Interview& interview, NodeIndex list, ItemSlot item) {
  const Form& form = interview.form();
  for (const NodeIndex child : form.nodes[list].children)
    if (is_roster_page(form, child) && open_stop(interview, {child, item})) return {child, item};
  return {list, no_item};
}

PageRef page_of(const Interview& interview, Place place) {
  const Form& form = interview.form();
  NodeIndex page = place.node;
  for (NodeIndex p = place.node; p != no_node && form.nodes[p].kind != NodeKind::list;
       p = form.nodes[p].parent)
    if (is_page_group(form, p)) page = p;
  return {page, place.item};
}

Place place_of(const Interview& interview, const Operation& operation) {
  const Form& form = interview.form();
  Place place{form.find(operation.question)};
  if (place.node == no_node) return place;
  const Node& node = form.nodes[place.node];
  if (!operation.item.empty() && node.list != no_node)
    place.item = interview.find_item(node.list, operation.item);
  if (!operation.other.empty() && node.matrix != no_node)
    place.other = interview.find_item(node.matrix, operation.other);
  return place;
}

std::vector<Place> places(const Interview& interview, PageRef page) {
  std::vector<Place> out;
  if (page == review_page) return out;
  visit_places(interview, page.node, page.item, [&](const Place& place) {
    out.push_back(place);
    return false;
  });
  return out;
}

std::string item_name(const Interview& interview, ItemSlot item, NodeIndex list, std::string_view language) {
  std::vector<NodeIndex> questions;
  collect_name_questions(interview.form(), list, questions);
  std::string out;
  for (const NodeIndex question : questions) {
    const Place place{question, item};
    if (interview.form().nodes[question].matrix != no_node || !interview.value(place).present()) continue;
    if (!out.empty()) out += ' ';
    out += interview.shown(place, language);
  }
  return out;
}

std::string item_title(const Interview& interview, ItemSlot item, NodeIndex list, std::string_view language,
                       const Messages& texts) {
  std::string name = item_name(interview, item, list, language);
  if (!name.empty()) return name;
  const auto& items = interview.items(list);
  const auto at = std::find(items.begin(), items.end(), item) - items.begin();
  return texts.text("page.item", language, {std::to_string(at + 1)});
}

std::string page_title(const Interview& interview, PageRef page, std::string_view language,
                       const Messages& texts) {
  if (page == review_page) return texts.text("page.review.title", language);
  return interview.text(interview.form().nodes[page.node].label, {page.node, page.item}, language);
}

}  // namespace sanaq::page
