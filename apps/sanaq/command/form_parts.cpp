#include "sanaq/command/form_parts.h"

#include "page/html.h"

namespace sanaq {

using page::Html;

std::string error_of(const FieldErrors& errors, std::string_view field) {
  for (const auto& [name, message] : errors)
    if (name == field) return message;
  return {};
}

std::string render_input(const TextInput& input) {
  std::string described;
  if (!input.hint.empty()) described = input.name + "--hint";
  if (!input.error.empty()) described += (described.empty() ? "" : " ") + input.name + "--error";
  Html out;
  out.open("div", {{"class", input.error.empty() ? "field" : "field has-error"}});
  out.element("label", {{"for", input.name}, {"class", "label"}}, input.label);
  if (!input.hint.empty()) out.element("p", {{"class", "hint"}, {"id", input.name + "--hint"}}, input.hint);
  if (!input.error.empty())
    out.element("p", {{"class", "error"}, {"id", input.name + "--error"}}, input.error);
  out.empty("input", {{"type", input.type},
                      {"id", input.name},
                      {"name", input.name},
                      {"class", input.is_short ? "short" : ""},
                      {"inputmode", input.mode},
                      {"value", input.value},
                      {"autocomplete", input.autocomplete},
                      {"aria-describedby", described},
                      {"aria-required", input.required ? "true" : ""},
                      {"aria-invalid", input.error.empty() ? "" : "true"}});
  return out.close("div").take();
}

std::string render_select(std::string_view name, std::string_view label, std::string_view empty_label,
                          const std::vector<SelectOption>& options, std::string_view chosen) {
  Html out;
  out.open("div", {{"class", "field"}});
  out.element("label", {{"for", name}, {"class", "label"}}, label);
  out.open("select", {{"id", name}, {"name", name}, {"data-cascade", "yes"}});
  out.open("option", {{"value", "", true}}).text(empty_label).close("option");
  for (const SelectOption& option : options)
    out.open("option", {{"value", option.value}, {"selected", option.value == chosen ? "selected" : ""}})
        .text(option.label)
        .close("option");
  return out.close("select").close("div").take();
}

std::string error_summary(std::string_view title, const FieldErrors& errors) {
  if (errors.empty()) return {};
  Html out;
  out.open("div",
           {{"class", "error-summary"}, {"role", "alert"}, {"tabindex", "-1"}, {"id", "error-summary"}});
  out.element("h2", {}, title).open("ul", {});
  for (const auto& [id, message] : errors)
    out.open("li", {}).element("a", {{"href", "#" + id}}, message).close("li");
  return out.close("ul").close("div").take();
}

std::string hidden_input(std::string_view name, std::string_view value) {
  Html out;
  out.empty("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
  return out.take();
}

std::string submit_button(std::string_view look, std::string_view name, std::string_view value,
                          std::string_view label) {
  Html out;
  out.element("button", {{"type", "submit"}, {"class", look}, {"name", name}, {"value", value}}, label);
  return out.take();
}

std::string form_start(std::string_view action) {
  Html out;
  out.open("form", {{"method", "post"}, {"action", action}, {"novalidate", "novalidate"}});
  return out.take();
}

std::string link(std::string_view href, std::string_view label) {
  Html out;
  return out.open("p", {}).element("a", {{"href", href}}, label).close("p").take();
}

std::string heading(std::string_view text) {
  Html out;
  return out.element("h1", {}, text).take();
}

std::string paragraph(std::string_view look, std::string_view text) {
  Html out;
  return out.element("p", {{"class", look}}, text).take();
}

}  // namespace sanaq
