#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sanaq {

/// A field and what is wrong with it: id of the control, text.
using FieldErrors = std::vector<std::pair<std::string, std::string>>;
/// The text of a field, or nothing.
std::string error_of(const FieldErrors& errors, std::string_view field);

/// A labelled text input with hint and error, as one block. `name` is its id too.
struct TextInput {
  std::string name, label, hint, value, error;
  std::string type = "text", mode = {}, autocomplete = {};
  bool is_short = false;  // a number or a code
  bool required = true;
};
std::string render_input(const TextInput& input);

struct SelectOption {
  std::string value, label;
};
/// A labelled select. empty_label: the first option, which stands for no choice.
std::string render_select(std::string_view name, std::string_view label, std::string_view empty_label,
                          const std::vector<SelectOption>& options, std::string_view chosen);

/// A list of errors with links to the fields, for the top of a form; nothing when there are none.
std::string error_summary(std::string_view heading, const FieldErrors& errors);
std::string hidden_input(std::string_view name, std::string_view value);
std::string submit_button(std::string_view look, std::string_view name, std::string_view value,
                          std::string_view label);
/// `<form method="post">`; the caller closes it.
std::string form_start(std::string_view action);
/// A link in a paragraph of its own.
std::string link(std::string_view href, std::string_view label);
std::string heading(std::string_view text);
/// An escaped paragraph. look: a class, may be empty.
std::string paragraph(std::string_view look, std::string_view text);

}  // namespace sanaq
