#include <algorithm>

#include "base/text.h"
#include "page/option.h"
#include "page/page_context.h"

namespace sanaq::page {
namespace {

constexpr std::size_t matches_shown = 20;

struct OptionInput {
  std::string_view type;
  std::size_t index = 0;
  bool chosen = false;
};

std::string option_id(const FieldFrame& frame, std::size_t index) {
  return index == 0 ? frame.id : frame.id + "--" + std::to_string(index);
}

void write_option(Html& out, const FieldFrame& frame, const Option& option, OptionInput input) {
  const std::string id = option_id(frame, input.index);
  const bool invalid_here = input.type == "checkbox" && !frame.errors.empty();
  out.open("div", {{"class", option.exclusive ? "option exclusive" : "option"}});
  out.empty("input", {{"type", input.type},
                      {"id", id},
                      {"name", frame.name},
                      {"value", option.code},
                      {"checked", input.chosen ? "checked" : ""},
                      {"aria-invalid", invalid_here ? "true" : ""}});
  out.element("label", {{"for", id}}, option.label).close("div");
}

void write_options(Html& out, const PageContext& context, const FieldFrame& frame,
                   const std::vector<Option>& options, std::string_view type, std::size_t first_index = 0) {
  const auto chosen = split_words(frame.value);
  const bool columns = context.form().has_look(frame.place.node, Look::columns);
  const bool likert = context.form().has_look(frame.place.node, Look::likert);
  out.open("div", {{"class", likert ? "options likert" : columns ? "options columns" : "options"}});
  for (std::size_t i = 0; i < options.size(); ++i)
    write_option(
        out, frame, options[i],
        {type, first_index + i, std::find(chosen.begin(), chosen.end(), options[i].code) != chosen.end()});
  out.close("div");
}

void write_clear(Html& out, const PageContext& context, const FieldFrame& frame) {
  if (frame.required || frame.value.empty()) return;
  out.open("button",
           {{"class", "quiet"}, {"type", "submit"}, {"name", "action"}, {"value", "clear:" + frame.name}});
  out.text(context.text("page.clear"));
  out.element("span", {{"class", "visually-hidden"}}, ": " + frame.label).close("button");
}

void write_select(Html& out, const PageContext& context, const FieldFrame& frame,
                  const std::vector<Option>& options) {
  out.open("select", {{"id", frame.id},
                      {"name", frame.name},
                      {"aria-describedby", frame.described_by},
                      {"aria-invalid", frame.errors.empty() ? "" : "true"},
                      {"aria-required", frame.required ? "true" : ""}});
  out.open("option", {{"value", "", true}}).text(context.text("page.select.empty")).close("option");
  bool found = frame.value.empty();
  for (const Option& option : options) {
    const bool chosen = option.code == frame.value;
    found = found || chosen;
    out.open("option", {{"value", option.code}, {"selected", chosen ? "selected" : ""}});
    out.text(option.label).close("option");
  }
  if (!found) {
    out.open("option", {{"value", frame.value}, {"selected", "selected"}});
    out.text(option_label(context.interview, frame.place, context.options.language, frame.value))
        .close("option");
  }
  out.close("select");
}

std::string words_looked_for(const PageContext& context, Place place) {
  for (const Search& search : context.options.searches)
    if (search.place == place) return search.words;
  return {};
}

// A long list: the chosen answer, words to look for, and the first matches as radio buttons. The same form
// works without JavaScript (button "find") and with it (matches appear while typing).
void write_search(Html& out, const PageContext& context, const FieldFrame& frame) {
  const std::string words = words_looked_for(context, frame.place);
  Matches found;
  if (!trim(words).empty())
    found = search_options(context.interview, frame.place, context.options.language, words, matches_shown);
  std::vector<Option> options = found.options;
  const bool listed =
      std::any_of(options.begin(), options.end(), [&](const Option& o) { return o.code == frame.value; });
  if (!frame.value.empty() && !listed) {
    std::string label = option_label(context.interview, frame.place, context.options.language, frame.value);
    options.insert(options.begin(), {frame.value, std::move(label), false});
  }
  const auto& codelist = context.form().choice_lists[context.node(frame.place).choices].codelist;
  out.open("div", {{"class", "search"}});
  out.element("label", {{"for", frame.id}}, context.text("page.search.label"));
  out.open("div", {{"class", "search-row"}});
  out.empty("input", {{"type", "search"},
                      {"id", frame.id},
                      {"name", frame.name + ":search"},
                      {"value", words},
                      {"autocomplete", "off"},
                      {"data-search", "live"},
                      {"data-list", codelist ? codelist->name() : std::string()},
                      {"aria-describedby", frame.described_by},
                      {"aria-invalid", frame.errors.empty() ? "" : "true"}});
  out.open("button", {{"type", "submit"}, {"name", "action"}, {"value", "find"}});
  out.text(context.text("page.search.button")).close("button").close("div");
  out.open("p", {{"class", "hint"}, {"role", "status"}, {"id", frame.id + "--found"}});
  if (!trim(words).empty())
    out.text(found.total == 0 ? context.text("page.search.none")
                              : context.text("page.search.found", {std::to_string(found.total)}));
  out.close("p").close("div");
  if (!options.empty())
    write_options(out, context, frame, options, "radio", 1);  // index 0 is the search field
}

}  // namespace

void write_choice_control(Html& out, const PageContext& context, const FieldFrame& frame, Widget kind) {
  if (kind == Widget::search) {
    write_search(out, context, frame);
    return write_clear(out, context, frame);
  }
  const auto options = options_of(context.interview, frame.place, context.options.language);
  if (kind == Widget::select) return write_select(out, context, frame, options);
  write_options(out, context, frame, options, kind == Widget::radios ? "radio" : "checkbox");
  if (kind == Widget::radios) write_clear(out, context, frame);
}

}  // namespace sanaq::page
