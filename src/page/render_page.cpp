#include <algorithm>

#include "page/page_context.h"
#include "page/path.h"

namespace sanaq::page {
namespace {

std::string link_to(const PageContext& context, Place place) {
  const PageRef page = page_of(context.interview, place);
  std::string href = page == context.page ? "" : context.options.base + address(context.interview, page);
  href += '#';
  href += field_id(context.interview, place);
  return href;
}

std::string question_label(const PageContext& context, Place place) {
  return context.interview.text(context.node(place).label, place, context.options.language);
}

// Names the person when the question stands on another page than the summary.
std::string summary_label(const PageContext& context, Place place) {
  const std::string label = question_label(context, place);
  if (place.item == no_item || place.item == context.page.item) return label;
  const std::string title = item_title(context.interview, place.item, context.node(place).list,
                                       context.options.language, context.options.texts);
  return label.find(title) == std::string::npos ? title + ": " + label : label;
}

void write_summary_line(Html& out, const PageContext& context, Place place, const std::string& message) {
  out.open("li").open("a", {{"href", link_to(context, place)}});
  out.text(summary_label(context, place)).close("a").text(" — ").lines(message).close("li");
}

void write_progress(Html& out, const PageContext& context) {
  const Interview::Progress progress = context.interview.progress();
  const std::string asked = std::to_string(progress.asked), answered = std::to_string(progress.answered);
  out.open("div", {{"class", "progress"}});
  out.element("span", {{"id", "progress-text"}}, context.text("page.progress", {answered, asked}));
  out.open("progress", {{"id", "progress"},
                        {"max", progress.asked == 0 ? "1" : asked},
                        {"value", answered},
                        {"aria-labelledby", "progress-text"}});
  out.close("progress").close("div");
}

// Says whether answers are saved. The texts for the script stand here, so that the script needs none of its
// own.
void write_status(Html& out, const PageContext& context) {
  out.open("p", {{"id", "status"},
                 {"class", "status"},
                 {"role", "status"},
                 {"data-saved", context.text("page.status.saved")},
                 {"data-saving", context.text("page.status.saving")},
                 {"data-offline", context.text("page.status.offline")},
                 {"data-signin", context.text("page.status.signin")},
                 {"data-submit", context.text("page.status.submit")}});
  out.close("p");
}

void write_node(Html& out, const PageContext& context, NodeIndex index);

// A group inside the page: a part with its own heading.
void write_part(Html& out, const PageContext& context, NodeIndex index) {
  const Place place{index, context.page.item};
  if (places(context.interview, {index, context.page.item}).empty()) return;
  const std::string label = question_label(context, place);
  out.open("section", {{"class", "part"}});
  if (!label.empty()) out.element("h2", {}, label);
  for (const NodeIndex child : context.form().nodes[index].children) write_node(out, context, child);
  out.close("section");
}

void write_node(Html& out, const PageContext& context, NodeIndex index) {
  const NodeKind kind = context.form().nodes[index].kind;
  if (kind == NodeKind::group) return write_part(out, context, index);
  if (kind == NodeKind::list) return;
  for (const Place& place : places(context.interview, {index, context.page.item}))
    write_field(out, context, place);
}

// The questions as shown, with fingerprints of their answers: what decode() compares with.
void write_shown(Html& out, const PageContext& context) {
  std::string shown;
  for (const Place& place : places(context.interview, context.page)) {
    if (context.node(place).type == ValueType::none) continue;
    if (!shown.empty()) shown += ' ';
    shown += field_name(context.interview, place);
    shown += '=';
    shown += fingerprint(shown_state(context.interview, place));
  }
  out.empty("input", {{"type", "hidden"}, {"name", "shown"}, {"value", shown}});
}

void write_heading(Html& out, const PageContext& context) {
  const Node& node = context.form().nodes[context.page.node];
  if (context.page.item != no_item)
    out.element("p", {{"class", "caption"}},
                item_title(context.interview, context.page.item, node.list, context.options.language,
                           context.options.texts));
  if (context.single) return;
  out.element("h1", {},
              page_title(context.interview, context.page, context.options.language, context.options.texts));
  if (node.kind != NodeKind::group) return;
  const std::string hint =
      context.interview.text(node.hint, {context.page.node, context.page.item}, context.options.language);
  if (!hint.empty()) out.element("p", {{"class", "hint"}}, hint);
}

void write_actions(Html& out, const PageContext& context) {
  out.open("div", {{"class", "actions"}});
  const auto button = [&](std::string_view look, std::string_view action, std::string_view key) {
    out.open("button", {{"class", look}, {"type", "submit"}, {"name", "action"}, {"value", action}});
    out.text(context.text(key)).close("button");
  };
  button("primary", "next", "page.next");
  if (previous(context.interview, context.page)) button("", "back", "page.back");
  button("quiet", "save", "page.save");
  if (context.options.offer_undo) button("quiet", "undo", "page.undo");
  out.close("div");
}

// Enter presses the first button of a form: that must be "next", not a button that stands earlier on the
// page.
void write_default_button(Html& out) {
  out.open("button", {{"class", "default-button"},
                      {"type", "submit"},
                      {"name", "action"},
                      {"value", "next"},
                      {"tabindex", "-1"},
                      {"aria-hidden", "true"}});
  out.close("button");
}

PageContext make_context(const Interview& interview, PageRef page, const RenderOptions& options) {
  PageContext context{interview, options, page};
  const Node& node = interview.form().nodes[page.node];
  context.single = node.kind == NodeKind::question && node.matrix == no_node;
  if (options.show_findings) context.findings = page_findings(interview, page);
  return context;
}

}  // namespace

void write_error_summary(Html& out, const PageContext& context) {
  if (context.findings.empty() && context.options.rejected.empty()) return;
  out.open("div", {{"class", "error-summary"}, {"role", "alert"}, {"id", "errors"}, {"tabindex", "-1"}});
  out.element("h2", {}, context.text("page.errors.title")).open("ul");
  for (const Rejected& rejected : context.options.rejected)
    write_summary_line(out, context, rejected.place, make_frame(context, rejected.place).errors.front());
  for (const PageFinding& entry : context.findings) {
    const Finding& finding = *entry.finding;
    const bool typed = std::any_of(context.options.rejected.begin(), context.options.rejected.end(),
                                   [&](const Rejected& r) { return r.place == finding.place; });
    if (finding.kind == Finding::Kind::required && typed) continue;
    write_summary_line(out, context, finding.place,
                       context.interview.message(finding, context.options.language));
  }
  out.close("ul").close("div");
}

void write_undone(Html& out, const PageContext& context) {
  if (context.options.undone == Undone::no) return;
  const bool done = context.options.undone == Undone::yes;
  out.open("p", {{"class", "notice"}, {"id", "undone"}, {"role", "status"}, {"tabindex", "-1"}});
  out.text(context.text(done ? "page.undo.done" : "page.undo.nothing")).close("p");
}

// A page without files is sent in the compact form.
static bool takes_files(const PageContext& context) {
  if (context.page == review_page) return false;
  const auto all = places(context.interview, context.page);
  return std::any_of(all.begin(), all.end(),
                     [&](Place place) { return context.node(place).type == ValueType::image; });
}

void write_form_start(Html& out, const PageContext& context, std::string_view action) {
  const bool wrong = !context.findings.empty() || !context.options.rejected.empty();
  std::string title =
      page_title(context.interview, context.page, context.options.language, context.options.texts);
  if (wrong) title = context.text("page.error.prefix") + ' ' + title;
  out.open("form", {{"id", "page"},
                    {"method", "post"},
                    {"action", action},
                    {"enctype", takes_files(context) ? "multipart/form-data" : ""},
                    {"novalidate", "novalidate"},
                    {"autocomplete", "off"},
                    {"data-title", title},
                    {"data-page", address(context.interview, context.page)}});
  for (const auto& [name, value] : context.options.hidden)
    out.empty("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
  write_status(out, context);
}

// A list has no question of its own: there the button that goes on has the focus.
static void focus_first(std::string& html) {
  std::size_t at = html.find(" name=\"q.");
  if (at == std::string::npos) at = html.find(" value=\"add_item\"");
  if (at != std::string::npos) html.insert(at, " autofocus=\"autofocus\"");
}

std::string render(const Interview& interview, PageRef page, const RenderOptions& options) {
  if (page == review_page) return render_review(interview, options);
  const PageContext context = make_context(interview, page, options);
  Html out;
  write_form_start(out, context, options.base + address(interview, page));
  write_default_button(out);
  write_progress(out, context);
  write_undone(out, context);
  write_error_summary(out, context);
  write_heading(out, context);
  const Node& node = interview.form().nodes[page.node];
  if (node.kind == NodeKind::list)
    write_list(out, context);
  else if (node.kind == NodeKind::question)
    write_node(out, context, page.node);
  else
    for (const NodeIndex child : node.children) write_node(out, context, child);
  write_shown(out, context);
  write_actions(out, context);
  out.close("form");
  std::string html = out.take();
  if (options.focus_first) focus_first(html);
  return html;
}

}  // namespace sanaq::page
