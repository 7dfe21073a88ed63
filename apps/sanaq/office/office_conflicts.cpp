#include "base/text.h"
#include "page/html.h"
#include "sanaq/command/form_parts.h"
#include "sanaq/office/office_frame.h"
#include "sanaq/office/office_progress.h"

namespace sanaq {
namespace {

using page::Html;

constexpr std::size_t conflicts_on_page = 25;

struct ConflictPage {
  std::vector<ConflictSummary> conflicts;
  std::optional<std::int64_t> next;  // read on after this id
};

Result<ConflictPage> read_page(ConflictStore& store, const std::vector<std::string>& territories,
                               ConflictState state, std::int64_t after) {
  // One more than fits tells whether there is a next page.
  SANAQ_TRY(auto found, store.list({territories, state, after, static_cast<int>(conflicts_on_page) + 1}));
  ConflictPage page{std::move(found), std::nullopt};
  if (page.conflicts.size() <= conflicts_on_page) return page;
  page.conflicts.pop_back();
  page.next = page.conflicts.back().id.value();
  return page;
}

ConflictState state_asked(std::string_view status) {
  for (const ConflictState state : {ConflictState::resolved, ConflictState::all})
    if (status == to_string(state)) return state;
  return ConflictState::open;
}

std::string conflicts_path(std::string_view status, std::int64_t after) {
  std::string path = "/office/conflicts?status=" + std::string(status);
  if (after > 0) path += "&after=" + std::to_string(after);
  return path;
}

std::string filter(const Office& office, const OfficeVisit& visit, std::string_view status) {
  Html out;
  out.open("nav", {{"class", "board-filter"}, {"aria-label", visit.text(office, "office.conflicts.filter")}})
      .open("ul");
  for (const char* one : {"open", "resolved", "all"}) {
    out.open("li").element(
        "a",
        {{"href", office_href(visit, conflicts_path(one, 0))}, {"aria-current", status == one ? "true" : ""}},
        visit.text(office, std::string("office.conflicts.") + one));
    out.close("li");
  }
  return out.close("ul").close("nav").take();
}

std::string table(const Office& office, const OfficeVisit& visit, const ConflictPage& page,
                  std::string_view status) {
  const auto text = [&](std::string_view key) { return visit.text(office, key); };
  Html rows;
  rows.open("tbody");
  for (const ConflictSummary& conflict : page.conflicts) {
    const std::string id = std::to_string(conflict.id.value());
    rows.open("tr").open("th", {{"scope", "row"}});
    rows.element("a", {{"href", office_href(visit, "/office/conflicts/" + id)}},
                 visit.text(office, "office.conflict.title", {id}))
        .close("th");
    rows.element("td", {}, office_time(office, conflict.opened_at));
    std::vector<std::string> names;
    for (const std::string& code : conflict.territories) names.push_back(territory_name(office, visit, code));
    rows.element("td", {}, join(names, "; "));
    rows.element("td", {}, text(conflict.open ? "office.conflict.is_open" : "office.conflict.is_resolved"))
        .close("tr");
  }
  rows.close("tbody");
  return board_start("conflicts", text("office.conflicts." + std::string(status))) +
         board_head({text("office.conflict.number"), text("office.conflict.opened"),
                     text("office.conflict.territories"), text("office.conflict.state")},
                    4) +
         rows.take() + board_end();
}

std::string page_links(const Office& office, const OfficeVisit& visit, const ConflictPage& page,
                       std::string_view status, std::int64_t after) {
  if (after == 0 && !page.next) return {};
  Html out;
  out.open("nav", {{"class", "actions"}, {"aria-label", visit.text(office, "office.pages")}});
  if (after > 0)
    out.element("a", {{"class", "secondary"}, {"href", office_href(visit, conflicts_path(status, 0))}},
                visit.text(office, "office.page.first"));
  if (page.next)
    out.element("a",
                {{"class", "secondary"}, {"href", office_href(visit, conflicts_path(status, *page.next))}},
                visit.text(office, "office.page.next"));
  return out.close("nav").take();
}

http::Response conflicts_page(const Office& office, const http::Request& request, const OfficeVisit& visit) {
  if (!may_at_home(office, visit, Permission::view_conflicts)) return office_forbidden(office, visit);
  const ConflictState state = state_asked(request.query_value("status"));
  const std::string status(to_string(state));
  const std::int64_t after = parse_digits(request.query_value("after")).value_or(0);
  const auto page = read_page(office.conflicts,
                              territories_within(office.territories, visit.actor->territory), state, after);
  if (!page) return office_failure(office, visit, page.error(), request.id);
  const std::string title = visit.text(office, "office.conflicts.title");
  std::string main = heading(title) + paragraph("lead", visit.text(office, "office.conflicts.lead")) +
                     filter(office, visit, status);
  if (page->conflicts.empty())
    main += paragraph("", visit.text(office, "office.conflicts.none"));
  else
    main += table(office, visit, *page, status);
  main += page_links(office, visit, *page, status, after);
  return office_page(office, visit, {title, conflicts_path(status, after), main});
}

}  // namespace

void add_office_conflicts(http::Router& router, const SharedOffice& office) {
  add_office_page(router, office, SignIn::needed, http::Method::get, "/office/conflicts",
                  [office](const http::Request& request, const OfficeVisit& visit) {
                    return conflicts_page(*office, request, visit);
                  });
}

}  // namespace sanaq
