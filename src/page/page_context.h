#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "page/html.h"
#include "page/page_findings.h"
#include "page/render.h"

namespace sanaq::page {

/// What every part of a page being written reads.
struct PageContext {
  const Interview& interview;
  const RenderOptions& options;
  PageRef page;
  bool single = false;                     // the page is one question, whose label is the heading
  std::vector<PageFinding> findings = {};  // of this page; empty until the person tried to leave it

  std::string text(std::string_view key, const std::vector<std::string>& args = {}) const {
    return options.texts.text(key, options.language, args);
  }
  const Form& form() const { return interview.form(); }
  const Node& node(Place place) const { return interview.form().nodes[place.node]; }
};

/// What stands around the control of a place: texts and ids, computed once.
struct FieldFrame {
  Place place;
  std::string name, id;
  std::string label, hint;
  std::vector<std::string> errors;       // hard findings and rejected input
  std::vector<const Finding*> warnings;  // soft findings to be passed
  std::string value;                     // canonical text, or what was typed and rejected
  std::string described_by;              // ids of hint, error and warning
  bool refused = false;
  bool required = false;
};

FieldFrame make_frame(const PageContext& context, Place place);
/// One question with label, hint, control, refusal, messages.
void write_field(Html& out, const PageContext& context, Place place);
/// The controls, by kind; each writes what stands between the messages and the refusal.
void write_choice_control(Html& out, const PageContext& context, const FieldFrame& frame, Widget widget);
void write_date_control(Html& out, const PageContext& context, const FieldFrame& frame, Widget widget);
/// Cards of the items of a list, with buttons to add, change and remove.
void write_list(Html& out, const PageContext& context);
/// The list of what must be mended or confirmed, with links.
void write_error_summary(Html& out, const PageContext& context);
/// Says that the last change was taken back, or that there was none.
void write_undone(Html& out, const PageContext& context);
void write_form_start(Html& out, const PageContext& context, std::string_view action);

}  // namespace sanaq::page
