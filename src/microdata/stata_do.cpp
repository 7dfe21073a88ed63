// The rules are those of the Stata User's Guide: names of at most 32 characters, labels of variables of 80,
// macros are expanded within quotes. Columns are named here and not by the file's first line, which Stata
// would alter.
#include <array>

#include "microdata/codebook.h"
#include "microdata/statistics_column.h"

namespace sanaq {

namespace {

/// Names are so short that NAME_codes is a name too.
constexpr std::size_t stata_name_length = 26, stata_label_characters = 80, stata_value_label_bytes = 32'000;
constexpr std::string_view text_column = "text_column";
constexpr std::array<std::string_view, 24> stata_words = {
    "_all", "_b", "byte", "_coef", "_cons", "double", "float", "if",    "in",    "int", "long", "_n",
    "_pi",  "_N", "_rc",  "_skip", "using", "with",   "strL",  "_pred", "alias", "str", "e",    text_column};

/// Compound quotes hold any text without ` and "' in it; a dollar would begin the name of a macro.
std::string stata_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '`') {
      out += '\'';
    } else if (c == '$') {
      out += "\\$";
    } else {
      out += c;
    }
  }
  for (std::size_t at = out.find("\"'"); at != out.npos; at = out.find("\"'")) out.erase(at + 1, 1);
  return "`\"" + out + "\"'";
}

std::string short_label(std::string_view text) {
  std::string out = statistics_label(text, text.size());
  std::size_t characters = 0;
  for (std::size_t at = 0; at < out.size(); ++at)
    if ((static_cast<unsigned char>(out[at]) & 0xC0U) != 0x80U && ++characters > stata_label_characters)
      return out.substr(0, at);
  return out;
}

std::string import_commands(const std::vector<StatisticsColumn>& columns, std::string_view csv_file) {
  std::string out = "version 14\nimport delimited using " + stata_text(csv_file) +
                    ", clear delimiters(\",\") varnames(nonames) rowrange(2) encoding(\"UTF-8\") "
                    "stringcols(_all)\n";
  std::string numbers;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    out += "rename v" + std::to_string(i + 1) + ' ' + columns[i].name + '\n';
    if (!columns[i].is_coded()) numbers += ' ' + columns[i].name;
  }
  return out + "destring" + numbers + ", replace\n";
}

/// One category a line, so that no line grows with a classifier. First every code is a label, by which the
/// text becomes its number; then the labels are what people read.
void encode_variable(std::string& out, const std::string& name, const Variable& variable,
                     std::string_view language) {
  const std::string list = name + "_codes";
  std::string labels;
  for (std::size_t i = 0; i < variable.codes.categories.size(); ++i) {
    const Category& category = variable.codes.categories[i];
    const std::string line = "label define " + list + ' ' + std::to_string(i + 1) + ' ';
    const std::string label = statistics_label(category.label.in(language), stata_value_label_bytes);
    out += line + stata_text(category.code) + (i == 0 ? "\n" : ", add\n");
    // An empty label would take the number out of the list.
    labels += line + stata_text(label.empty() ? category.code : label) + ", modify\n";
  }
  const std::string text(text_column);
  out += "rename " + name + ' ' + text + "\nencode " + text + ", generate(" + name + ") label(" + list +
         ") noextend\ndrop " + text + '\n' + labels;
}

}  // namespace

std::string stata_do(const UnitTable& table, std::string_view csv_file, std::string_view language) {
  const auto columns = statistics_columns(table, stata_name_length, stata_words);
  std::string out = import_commands(columns, csv_file);
  std::string order = "order";
  for (const StatisticsColumn& column : columns) {
    order += ' ' + column.name;
    if (column.variable == nullptr) continue;
    if (column.is_coded()) encode_variable(out, column.name, *column.variable, language);
    out += "label variable " + column.name + ' ' +
           stata_text(short_label(column.variable->codes.label.in(language))) + '\n';
  }
  return out + order + '\n';
}

}  // namespace sanaq
