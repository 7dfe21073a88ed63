#include <algorithm>

#include "page/page_context.h"
#include "page/path.h"

namespace sanaq::page {
namespace {

const Rejected* find_rejected(const PageContext& context, Place place) {
  for (const Rejected& rejected : context.options.rejected)
    if (rejected.place == place) return &rejected;
  return nullptr;
}

std::string rejection_text(const PageContext& context, Place place, const Rejected& rejected) {
  if (rejected.code.starts_with("picture.")) return context.text("page.rejected." + rejected.code);
  if (rejected.code == "answer.choice") return context.text("page.rejected.choice");
  switch (widget(context.interview, place)) {
    case Widget::whole_number:
      return context.text("page.rejected.integer");
    case Widget::decimal_number:
      return context.text("page.rejected.decimal");
    case Widget::date:
      return context.text("page.rejected.date");
    case Widget::month:
      return context.text("page.rejected.month");
    case Widget::year:
      return context.text("page.rejected.year");
    case Widget::geopoint:
      return context.text("page.rejected.geopoint");
    default:
      return context.text("page.rejected.other");
  }
}

// The person a matrix question is about, unless the author's label names them already.
std::string label_of(const PageContext& context, Place place) {
  std::string label = context.interview.text(context.node(place).label, place, context.options.language);
  if (place.other == no_item) return label;
  const std::string other = item_title(context.interview, place.other, context.node(place).matrix,
                                       context.options.language, context.options.texts);
  if (label.find(other) == std::string::npos) label += " — " + other;
  return label;
}

void collect_messages(const PageContext& context, FieldFrame& frame) {
  if (const Rejected* rejected = find_rejected(context, frame.place)) {
    frame.value = rejected->value;
    frame.errors.push_back(rejection_text(context, frame.place, *rejected));
  }
  for (const PageFinding& entry : context.findings) {
    const auto& where = entry.places;
    if (std::find(where.begin(), where.end(), frame.place) == where.end()) continue;
    const Finding& finding = *entry.finding;
    if (finding.kind == Finding::Kind::required && !frame.errors.empty()) continue;
    if (finding.severity == Severity::hard)
      frame.errors.push_back(context.interview.message(finding, context.options.language));
    else
      frame.warnings.push_back(&finding);
  }
}

void add_id(std::string& ids, std::string id) {
  if (!ids.empty()) ids += ' ';
  ids += id;
}

void write_messages(Html& out, const PageContext& context, const FieldFrame& frame) {
  if (!frame.hint.empty()) out.element("p", {{"class", "hint"}, {"id", frame.id + "--hint"}}, frame.hint);
  if (frame.errors.empty()) return;
  out.open("p", {{"class", "error"}, {"id", frame.id + "--error"}});
  out.element("span", {{"class", "visually-hidden"}}, context.text("page.error.prefix")).text(" ");
  for (std::size_t i = 0; i < frame.errors.size(); ++i) {
    if (i > 0) out.empty("br", {});
    out.lines(frame.errors[i]);
  }
  out.close("p");
}

// A soft finding: the message, "this is right" and room for why. It stands beside its first place only, with
// a link elsewhere, so that its fields exist once on the page.
void write_warning(Html& out, const PageContext& context, const FieldFrame& frame, const Finding& finding) {
  const std::string message = context.interview.message(finding, context.options.language);
  if (!(finding.place == frame.place)) {
    out.element("p", {{"class", "warning-text"}}, message);
    return;
  }
  const std::string name = pass_name(context.interview, finding);
  std::string id = "pass-" + name;
  std::replace(id.begin(), id.end(), ':', '-');
  out.open("div", {{"class", "warning"}, {"id", id + "--box"}});
  out.element("p", {{"class", "warning-text"}, {"id", id + "--text"}}, message);
  out.open("div", {{"class", "option"}});
  out.empty("input", {{"type", "checkbox"},
                      {"id", id},
                      {"name", "pass:" + name},
                      {"value", "1"},
                      {"aria-describedby", id + "--text"}});
  out.element("label", {{"for", id}}, context.text("page.warning.pass")).close("div");
  out.element("label", {{"class", "note-label"}, {"for", id + "--note"}}, context.text("page.warning.note"));
  out.empty("input", {{"type", "text"},
                      {"id", id + "--note"},
                      {"name", "note:" + name},
                      {"maxlength", "500"},
                      {"autocomplete", "off"}});
  out.close("div");
}

void write_refusal(Html& out, const PageContext& context, const FieldFrame& frame) {
  if (!context.node(frame.place).refusal) return;
  out.open("div", {{"class", "option refusal"}});
  out.empty("input", {{"type", "checkbox"},
                      {"id", frame.id + "--refuse"},
                      {"name", frame.name + ":refuse"},
                      {"value", "1"},
                      {"checked", frame.refused ? "checked" : ""}});
  out.element("label", {{"for", frame.id + "--refuse"}}, context.text("page.refuse")).close("div");
}

std::string_view autocomplete(const PageContext& context, Place place) {
  const Node& node = context.node(place);
  if (node.list != no_node) return "off";
  if (node.personal == Personal::phone) return "tel";
  if (node.personal == Personal::contact) return "email";
  return "off";
}

void write_text_control(Html& out, const PageContext& context, const FieldFrame& frame, Widget kind) {
  const Node& node = context.node(frame.place);
  const std::string_view invalid = frame.errors.empty() ? "" : "true";
  const std::string_view required = frame.required ? "true" : "";
  if (kind == Widget::multiline) {
    out.open("textarea", {{"id", frame.id},
                          {"name", frame.name},
                          {"rows", "4"},
                          {"aria-describedby", frame.described_by},
                          {"aria-invalid", invalid},
                          {"aria-required", required},
                          {"autocomplete", "off"}});
    out.text(frame.value).close("textarea");
    return;
  }
  const bool number = kind == Widget::whole_number || kind == Widget::year || node.personal == Personal::iin;
  const std::string_view mode = number ? "numeric" : kind == Widget::decimal_number ? "decimal" : "";
  const bool short_field = number || kind == Widget::decimal_number;
  out.empty("input", {{"type", node.personal == Personal::phone ? "tel" : "text"},
                      {"id", frame.id},
                      {"name", frame.name},
                      {"class", short_field ? "short" : ""},
                      {"inputmode", mode},
                      {"value", frame.value},
                      {"autocomplete", autocomplete(context, frame.place)},
                      {"aria-describedby", frame.described_by},
                      {"aria-invalid", invalid},
                      {"aria-required", required}});
}

// "Use my position": shown by the script alone, which writes what the device tells into the field above it.
void write_locate(Html& out, const PageContext& context, const FieldFrame& frame) {
  out.open("button", {{"class", "secondary locate"},
                      {"type", "button"},
                      {"data-locate", frame.id},
                      {"data-waiting", context.text("page.geopoint.waiting")},
                      {"data-failed", context.text("page.geopoint.failed")}});
  out.text(context.text("page.geopoint.locate")).close("button");
}

// The picture that is there, with a box that keeps it.
void write_kept_picture(Html& out, const PageContext& context, const FieldFrame& frame) {
  const std::string source = context.options.pictures.empty() ? "" : context.options.pictures + frame.value;
  out.empty("img", {{"class", "picture"},
                    {"src", source},
                    {"data-picture", frame.value},
                    {"alt", context.text("page.image.alt", {frame.label})}});
  out.open("div", {{"class", "option"}});
  out.empty("input", {{"type", "checkbox"},
                      {"id", frame.id},
                      {"name", frame.name},
                      {"value", frame.value},
                      {"checked", "checked"},
                      {"aria-describedby", frame.described_by}});
  out.element("label", {{"for", frame.id}}, context.text("page.image.kept")).close("div");
}

// A file is chosen or a photo taken; a script makes it smaller and sends it at once, without one it goes with
// the page, and the button shows it.
void write_image(Html& out, const PageContext& context, const FieldFrame& frame) {
  const bool there = !frame.value.empty();
  if (there) write_kept_picture(out, context, frame);
  const std::string file = there ? frame.id + "--file" : frame.id;
  out.open("div", {{"class", "picture-file"}});
  out.element("label", {{"for", file}}, context.text(there ? "page.image.replace" : "page.image.add"));
  out.empty("input", {{"type", "file"},
                      {"id", file},
                      {"name", frame.name + ":file"},
                      {"accept", "image/jpeg,image/png,image/webp"},
                      {"data-picture-of", frame.name},
                      {"data-waiting", context.text("page.image.waiting")},
                      {"data-failed", context.text("page.image.failed")},
                      {"aria-describedby", frame.described_by},
                      {"aria-invalid", frame.errors.empty() ? "" : "true"},
                      {"aria-required", frame.required && !there ? "true" : ""}});
  out.open("button",
           {{"class", "secondary picture-send"}, {"type", "submit"}, {"name", "action"}, {"value", "stay"}});
  out.text(context.text("page.image.send")).close("button").close("div");
}

void write_acknowledge(Html& out, const FieldFrame& frame) {
  out.open("div", {{"class", "option"}});
  out.empty("input", {{"type", "checkbox"},
                      {"id", frame.id},
                      {"name", frame.name},
                      {"value", "true"},  // the canonical text, as stored
                      {"checked", frame.value == "true" ? "checked" : ""},
                      {"aria-describedby", frame.described_by},
                      {"aria-invalid", frame.errors.empty() ? "" : "true"}});
  out.element("label", {{"for", frame.id}}, frame.label).close("div");
}

void write_label_text(Html& out, const PageContext& context, const FieldFrame& frame) {
  out.lines(frame.label);
  if (!frame.required) out.text(" ").element("span", {{"class", "optional"}}, context.text("page.optional"));
}

// A label for one control, a legend for several; the heading of the page when the page is this one question.
void write_caption(Html& out, const PageContext& context, const FieldFrame& frame, bool several) {
  const std::string_view heading = context.single ? "h1" : "";
  if (several) out.open("legend", {{"class", "label"}});
  if (!heading.empty()) out.open(heading, {{"class", several ? "" : "label"}});
  if (!several) out.open("label", {{"for", frame.id}, {"class", heading.empty() ? "label" : ""}});
  write_label_text(out, context, frame);
  if (!several) out.close("label");
  if (!heading.empty()) out.close(heading);
  if (several) out.close("legend");
}

bool has_several_controls(Widget kind) {
  return kind == Widget::radios || kind == Widget::checkboxes || kind == Widget::date ||
         kind == Widget::month || kind == Widget::search;
}

void write_control(Html& out, const PageContext& context, const FieldFrame& frame, Widget kind) {
  switch (kind) {
    case Widget::date:
    case Widget::month:
      return write_date_control(out, context, frame, kind);
    case Widget::radios:
    case Widget::select:
    case Widget::search:
    case Widget::checkboxes:
      return write_choice_control(out, context, frame, kind);
    case Widget::acknowledge:
      return write_acknowledge(out, frame);
    case Widget::image:
      return write_image(out, context, frame);
    case Widget::geopoint:
      write_text_control(out, context, frame, kind);
      return write_locate(out, context, frame);
    case Widget::note:
      return;
    default:
      return write_text_control(out, context, frame, kind);
  }
}

}  // namespace

FieldFrame make_frame(const PageContext& context, Place place) {
  const Interview& interview = context.interview;
  FieldFrame frame;
  frame.place = place;
  frame.name = field_name(interview, place);
  frame.id = field_id(interview, place);
  frame.label = label_of(context, place);
  frame.hint = interview.text(context.node(place).hint, place, context.options.language);
  const Value stored = interview.stored(place);
  frame.refused = stored.state == Value::State::refused;
  frame.value = interview.text_of(place.node, stored);
  frame.required = interview.is_required(place);
  const Widget kind = widget(interview, place);
  if (frame.hint.empty() && kind == Widget::date) frame.hint = context.text("page.date.hint");
  if (frame.hint.empty() && kind == Widget::geopoint) frame.hint = context.text("page.geopoint.hint");
  collect_messages(context, frame);
  if (!frame.hint.empty()) add_id(frame.described_by, frame.id + "--hint");
  if (!frame.errors.empty()) add_id(frame.described_by, frame.id + "--error");
  return frame;
}

void write_field(Html& out, const PageContext& context, Place place) {
  const Widget kind = widget(context.interview, place);
  const FieldFrame frame = make_frame(context, place);
  if (kind == Widget::note) {
    out.open("div", {{"class", "note"}, {"id", frame.id}});
    out.element(context.single ? "h1" : "p", {}, frame.label);
    if (!frame.hint.empty()) out.element("p", {{"class", "hint"}}, frame.hint);
    out.close("div");
    return;
  }
  const bool several = has_several_controls(kind);
  const bool radios = kind == Widget::radios;
  const std::string_view tag = several ? "fieldset" : "div";
  out.open(tag, {{"class", frame.errors.empty() ? "field" : "field has-error"},
                 {"id", frame.id + "--field"},
                 {"role", radios ? "radiogroup" : ""},
                 {"aria-describedby", several ? frame.described_by : ""},
                 {"aria-invalid", radios && !frame.errors.empty() ? "true" : ""},
                 {"aria-required", radios && frame.required ? "true" : ""}});
  if (kind == Widget::acknowledge && context.single)
    out.element("h1", {{"class", "visually-hidden"}}, frame.label);
  else if (kind == Widget::image)
    out.element(context.single ? "h1" : "p", {{"class", "label"}}, frame.label);
  else if (kind != Widget::acknowledge)
    write_caption(out, context, frame, several);
  write_messages(out, context, frame);
  write_control(out, context, frame, kind);
  write_refusal(out, context, frame);
  for (const Finding* warning : frame.warnings) write_warning(out, context, frame, *warning);
  out.close(tag);
}

}  // namespace sanaq::page
