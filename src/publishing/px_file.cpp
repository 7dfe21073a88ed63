#include "publishing/px_file.h"

#include <algorithm>

#include "base/civil_date.h"
#include "base/text.h"
#include "publishing/contents.h"
#include "publishing/csv_file.h"

namespace sanaq {

namespace {

constexpr std::size_t matrix_name_max = 20;

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? '\'' : c == '\n' || c == '\r' ? ' ' : c;
  return out + "\"";
}

/// Writes the keywords of one language; the leading one has no tag.
class PxLanguage {
 public:
  PxLanguage(std::string& out, std::string language, bool leading)
      : out_(out), language_(std::move(language)), tag_(leading ? "" : "[" + language_ + "]") {}

  void text(std::string_view keyword, const Labels& label) { text(keyword, label.in(language_)); }
  void text(std::string_view keyword, std::string_view value) { line(keyword, "", quoted(value)); }
  void of_variable(std::string_view keyword, const Classification& variable, std::string_view value) {
    line(keyword, "(" + quoted(variable.label.in(language_)) + ")", std::string(value));
  }

  /// first_name: stands before the sides when it is not empty.
  void dimensions(std::string_view keyword, std::string_view first_name, const Classification* first,
                  const Classification* last) {
    std::string names = first_name.empty() ? "" : quoted(first_name);
    for (const Classification* side = first; side != last; ++side) {
      names += (names.empty() ? "" : ",") + quoted(side->label.in(language_));
    }
    if (!names.empty()) line(keyword, "", names);
  }

  /// The counts and figures as a variable.
  void contents(const Contents& contents, std::string_view label) {
    const std::string variable = "(" + quoted(label) + ")";
    std::string values, codes;
    for (std::size_t i = 0; i < contents.size(); ++i) {
      values += (i == 0 ? "" : ",") + quoted(contents.label(i).in(language_));
      codes += (i == 0 ? "" : ",") + quoted(contents.name(i));
    }
    line("VARIABLECODE", variable, quoted(contents_side));
    line("VALUES", variable, values);
    line("CODES", variable, codes);
    for (std::size_t i = 0; i < contents.size(); ++i)
      line("PRECISION", "(" + quoted(label) + "," + quoted(contents.label(i).in(language_)) + ")",
           zero_padded(contents.decimals(i), 1));
  }

  /// VALUES, CODES and the like: one text a category, a new line after every eighth.
  template <class TextOf>
  void list(std::string_view keyword, const Classification& variable, TextOf text_of) {
    std::string values;
    for (std::size_t i = 0; i < variable.categories.size(); ++i) {
      if (i != 0) values += i % 8 == 0 ? ",\n" : ",";
      values += quoted(text_of(variable.categories[i]));
    }
    of_variable(keyword, variable, values);
  }

  const std::string& language() const { return language_; }

 private:
  void line(std::string_view keyword, std::string_view variable, std::string_view value) {
    out_ += std::string(keyword) + tag_ + std::string(variable) + "=" + std::string(value) + ";\n";
  }
  std::string& out_;
  std::string language_, tag_;
};

/// `20210901 10:00`, in UTC.
std::string px_time(UtcInstant instant) {
  const std::string text = to_rfc3339(instant);  // 2021-09-01T10:00:00Z
  return text.substr(0, 4) + text.substr(5, 2) + text.substr(8, 2) + " " + text.substr(11, 5);
}

void write_fixed(std::string& out, const SafeTable& table, const ReleasePlan& plan) {
  out += "CHARSET=\"ANSI\";\nAXIS-VERSION=\"2013\";\nCODEPAGE=\"utf-8\";\n";
  out += "LANGUAGE=" + quoted(plan.languages.front()) + ";\n";
  std::string languages;
  for (const std::string& language : plan.languages)
    languages += (languages.empty() ? "" : ",") + quoted(language);
  out += "LANGUAGES=" + languages + ";\n";
  out += "CREATION-DATE=" + quoted(px_time(plan.visible_from)) + ";\n";
  const Contents contents(table);
  int decimals = 0;
  for (std::size_t i = 0; i < contents.size(); ++i) decimals = std::max(decimals, contents.decimals(i));
  out += "DECIMALS=" + zero_padded(decimals, 1) + ";\nSHOWDECIMALS=0;\n";
  out += "MATRIX=" + quoted(table.head().id.substr(0, matrix_name_max)) + ";\n";
  out += "SUBJECT-CODE=" + quoted(table.head().edition) + ";\n";
}

void write_language(PxLanguage& px, const SafeTable& table, const ReleasePlan& plan) {
  const TableHead& head = table.head();
  px.text("SUBJECT-AREA", plan.source);
  px.text("DESCRIPTION", head.title);
  px.text("TITLE", head.title);
  px.text("CONTENTS", head.title);
  px.text("UNITS", head.unit);
  const Classification* first = head.dimensions.data();
  const Classification* last = first + head.dimensions.size();
  const Contents contents(table);
  const std::string side = contents.size() > 1 ? plan.contents_label.in(px.language()) : "";
  px.dimensions("STUB", side, first, last - 1);
  px.dimensions("HEADING", "", last - 1, last);
  if (!side.empty()) px.contents(contents, side);
  for (const Classification& variable : head.dimensions) {
    const std::string language = px.language();
    px.of_variable("VARIABLECODE", variable, quoted(variable.name));
    px.list("VALUES", variable, [&language](const Category& c) { return c.label.in(language); });
    px.list("CODES", variable, [](const Category& c) { return c.code; });
    // The category that stands for the whole when a reader leaves the variable out: the only one at the top.
    const auto tops = std::count_if(variable.categories.begin(), variable.categories.end(),
                                    [](const Category& c) { return c.parent == Category::no_parent; });
    if (tops == 1)
      px.of_variable("ELIMINATION", variable, quoted(variable.categories.front().label.in(language)));
  }
  px.text("DATASYMBOL2", hidden_sign);
  std::string notes = std::string(hidden_sign) + ": " + plan.hidden_note.in(px.language());
  for (const Labels& note : head.notes) notes += "#" + note.in(px.language());
  px.text("NOTE", notes);
  px.text("SOURCE", plan.source);
  px.text("CONTACT", plan.publisher);
}

void write_data(std::string& out, const SafeTable& table) {
  const std::size_t width = table.head().dimensions.back().categories.size();
  out += "DATA=\n";
  const Contents contents(table);
  for (std::size_t i = 0; i < contents.size() * table.size(); ++i) {
    const std::size_t content = i / table.size(), cell = i % table.size();
    const FigureSign sign = contents.sign(content, cell);
    out += sign == FigureSign::shown    ? contents.text(content, cell)
           : sign == FigureSign::hidden ? "\"..\""
                                        : "\".\"";
    out += (i + 1) % width == 0 ? "\n" : " ";
  }
  out.back() = ';';
  out += "\n";
}

}  // namespace

std::string write_px_file(const SafeTable& table, const ReleasePlan& plan) {
  std::string out;
  write_fixed(out, table, plan);
  for (const std::string& language : plan.languages) {
    PxLanguage px(out, language, language == plan.languages.front());
    write_language(px, table, plan);
  }
  write_data(out, table);
  return out;
}

}  // namespace sanaq
