#include "page/page_findings.h"

#include <algorithm>

#include "page/path.h"

namespace sanaq::page {
namespace {

// Where the question of a check stands: beside the same item, outside lists, or on the cards of its list.
Place place_of_question(const Form& form, const Finding& finding, NodeIndex question) {
  const NodeIndex list = form.nodes[question].list;
  if (list == no_node) return {question};
  if (list == form.checks[finding.check].list && form.nodes[question].matrix == no_node)
    return {question, finding.item};
  return {list};
}

std::vector<Place> places_of(const Interview& interview, const Finding& finding) {
  std::vector<Place> out{finding.place};
  if (finding.kind != Finding::Kind::check) return out;
  const Form& form = interview.form();
  for (const NodeIndex question : form.checks[finding.check].points_to) {
    const Place place = place_of_question(form, finding, question);
    const bool known =
        std::any_of(out.begin(), out.end(), [&](const Place& p) { return p.node == question; });
    if (!known && interview.on_path(place)) out.push_back(place);
  }
  return out;
}

PageRef home_of(const Interview& interview, const std::vector<Place>& places,
                const std::vector<PageRef>& path) {
  PageRef home = page_of(interview, places[0]);
  std::size_t last = 0;
  for (const Place& place : places) {
    const PageRef page = page_of(interview, place);
    const auto at = static_cast<std::size_t>(std::find(path.begin(), path.end(), page) - path.begin());
    if (at >= path.size() || at < last) continue;
    last = at;
    home = page;
  }
  return home;
}

bool roster_of(const Form& form, PageRef page, PageRef list) {
  return page.node != no_node && list.node != no_node && form.nodes[list.node].kind == NodeKind::list &&
         form.nodes[page.node].list == list.node && is_roster_page(form, page.node);
}

}  // namespace

std::vector<PageFinding> page_findings(const Interview& interview, PageRef page) {
  std::vector<PageFinding> out;
  std::vector<PageRef> path;
  for (const Finding& finding : interview.findings()) {
    if (finding.passed) continue;
    PageFinding entry{&finding, places_of(interview, finding), {}};
    if (entry.places.size() > 1 && path.empty()) path = pages(interview);
    entry.home = home_of(interview, entry.places, path);
    const bool concerned = page == review_page || keeps_on(interview, entry, page) ||
                           std::any_of(entry.places.begin(), entry.places.end(),
                                       [&](const Place& place) { return page_of(interview, place) == page; });
    if (concerned) out.push_back(std::move(entry));
  }
  return out;
}

bool keeps_on(const Interview& interview, const PageFinding& finding, PageRef page) {
  return finding.home == page || roster_of(interview.form(), finding.home, page);
}

std::string pass_name(const Interview& interview, const Finding& finding) {
  std::string out = interview.finding_name(finding);
  const ItemSlot item = finding.item != no_item ? finding.item : finding.place.item;
  if (item == no_item) return out;
  out += ':';
  out += interview.item_id(item);
  if (finding.kind == Finding::Kind::check || finding.place.other == no_item) return out;
  out += ':';
  out += interview.item_id(finding.place.other);
  return out;
}

}  // namespace sanaq::page
