#include "page/step.h"

#include <algorithm>
#include <iterator>

#include "page/page_findings.h"
#include "page/path.h"

namespace sanaq::page {
namespace {

// What was changed last comes back first.
void remember(std::optional<std::vector<Operation>> inverse, Step& step) {
  if (!inverse) step.inverse.reset();
  if (!inverse || !step.inverse) return;
  step.inverse->insert(step.inverse->begin(), std::make_move_iterator(inverse->begin()),
                       std::make_move_iterator(inverse->end()));
}

void carry_out(Interview& interview, std::vector<Operation> operations, Step& step) {
  for (Operation& operation : operations) {
    auto inverse = inverse_of(interview, operation);
    auto applied = interview.apply(operation);
    if (applied) {
      step.operations.push_back(std::move(operation));
      remember(std::move(inverse), step);
    } else if (operation.kind == Operation::Kind::answer) {
      step.rejected.push_back({place_of(interview, operation), operation.value, applied.error().code});
    }
  }
}

// A question stands on the page that was not there when the person filled it in.
bool question_came_up(const Interview& interview, PageRef page, const Fields& fields) {
  const std::string* shown = find_field(fields, "shown");
  const std::string seen = ' ' + (shown == nullptr ? std::string() : *shown);
  const auto now = places(interview, page);
  return std::any_of(now.begin(), now.end(), [&](const Place& place) {
    if (interview.form().nodes[place.node].type == ValueType::none) return false;
    return seen.find(' ' + field_name(interview, place) + '=') == std::string::npos;
  });
}

bool something_keeps(const Interview& interview, PageRef page) {
  const auto findings = page_findings(interview, page);
  return std::any_of(findings.begin(), findings.end(),
                     [&](const PageFinding& finding) { return keeps_on(interview, finding, page); });
}

void go_on(const Interview& interview, PageRef page, const Fields& fields, Step& step) {
  if (page == review_page) return;
  if (!step.rejected.empty()) {
    step.show_findings = true;
  } else if (is_open(interview, page) && question_came_up(interview, page, fields)) {
    return;
  } else if (something_keeps(interview, page)) {
    step.show_findings = true;
  } else {
    step.to = next(interview, page);
  }
}

}  // namespace

Step take_step(Interview& interview, PageRef page, const Fields& fields, std::string_view new_item) {
  Decoded decoded = decode(interview, page, fields, new_item);
  Step step;
  step.to = page;
  step.searches = decoded.searches;
  if (decoded.action == "undo") {
    // What was typed and not sent yet is the last change: it goes, and nothing else.
    step.searches.clear();
    step.undone = decoded.operations.empty() ? Undone::no : Undone::yes;
    step.wants_undo = decoded.operations.empty();
    if (!is_open(interview, page)) step.to = next(interview, page);
    return step;
  }
  carry_out(interview, std::move(decoded.operations), step);
  const bool list = page.node != no_node && interview.form().nodes[page.node].kind == NodeKind::list;
  if (decoded.action == "next") {
    go_on(interview, page, fields, step);
  } else if (decoded.action == "back") {
    step.to = previous(interview, page).value_or(page);
    step.rejected.clear();
  } else if (decoded.action == "save") {
    step.outcome = step.rejected.empty() ? Step::Outcome::saved : Step::Outcome::page;
  } else if (decoded.action == "submit" && page == review_page) {
    step.outcome = Step::Outcome::submit;
  } else if (decoded.action == "language") {
    step.language = decoded.target;
  } else if (list && decoded.action == "add_item") {
    const ItemSlot item = interview.find_item(page.node, new_item);
    if (item != no_item) step.to = item_page(interview, page.node, item);
  } else if (list && decoded.action == "ask_remove") {
    step.confirm_removal = interview.find_item(page.node, decoded.target);
  }
  if (!(step.to == page)) step.searches.clear();
  if (!is_open(interview, step.to)) step.to = next(interview, step.to);
  return step;
}

Step take_back(Interview& interview, PageRef page, const std::vector<Operation>& inverse) {
  Step step;
  step.to = page;
  carry_out(interview, inverse, step);
  step.rejected.clear();
  step.inverse = std::vector<Operation>{};
  step.undone = step.operations.empty() ? Undone::nothing_to_undo : Undone::yes;
  for (const Operation& operation : step.operations) {
    const Place place = place_of(interview, operation);
    const bool list = place.node != no_node && interview.form().nodes[place.node].kind == NodeKind::list;
    if (place.node == no_node) continue;
    const PageRef home = list ? PageRef{place.node} : page_of(interview, place);
    if (!is_open(interview, home)) continue;
    step.to = home;
    break;
  }
  if (!is_open(interview, step.to)) step.to = next(interview, step.to);
  return step;
}

RenderOptions options_after(const Step& step, RenderOptions base) {
  base.show_findings = base.show_findings || step.show_findings;
  base.rejected = step.rejected;
  base.searches = step.searches;
  base.confirm_removal = step.confirm_removal;
  base.undone = step.undone;
  return base;
}

}  // namespace sanaq::page
