// The rules are those of the SPSS Command Syntax Reference: names of at most 64 bytes, labels of variables of
// 255, of values of 120, lines of 256 (a label stands on one of its own), and a command begins in the first
// column.
#include <array>

#include "microdata/codebook.h"
#include "microdata/statistics_column.h"

namespace sanaq {

namespace {

constexpr std::size_t spss_name_bytes = 64, spss_label_bytes = 240, spss_value_label_bytes = 120;
constexpr std::array<std::string_view, 13> spss_words = {"ALL", "AND", "BY",  "EQ", "GE", "GT",  "LE",
                                                         "LT",  "NE",  "NOT", "OR", "TO", "WITH"};

std::string spss_text(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

std::string get_data(const std::vector<StatisticsColumn>& columns, std::string_view csv_file) {
  std::string out = "* Encoding: UTF-8.\nGET DATA /TYPE=TXT /FILE=" + spss_text(csv_file) +
                    " /ENCODING='UTF8'\n  /DELIMITERS=',' /QUALIFIER='\"' /ARRANGEMENT=DELIMITED "
                    "/FIRSTCASE=2\n  /VARIABLES=";
  for (const StatisticsColumn& column : columns)
    out += "\n  " + column.name +
           (column.is_coded() ? " A" + std::to_string(Variable::code_length_max) : " F10.0");
  return out + ".\n";
}

std::string value_labels(const std::string& name, const Variable& variable, std::string_view language) {
  std::string out = "VALUE LABELS " + name;
  for (const Category& category : variable.codes.categories)
    out += "\n  " + spss_text(category.code) + ' ' +
           spss_text(statistics_label(category.label.in(language), spss_value_label_bytes));
  return out + ".\n";
}

}  // namespace

std::string spss_syntax(const UnitTable& table, std::string_view csv_file, std::string_view language) {
  const auto columns = statistics_columns(table, spss_name_bytes, spss_words);
  std::string out = get_data(columns, csv_file);
  if (!table.variables().empty()) out += "VARIABLE LABELS";
  for (const StatisticsColumn& column : columns)
    if (column.variable != nullptr)
      out += "\n  " + column.name + "\n    " +
             spss_text(statistics_label(column.variable->codes.label.in(language), spss_label_bytes));
  if (!table.variables().empty()) out += ".\n";
  for (const StatisticsColumn& column : columns)
    if (column.is_coded()) out += value_labels(column.name, *column.variable, language);
  return out + "EXECUTE.\n";
}

}  // namespace sanaq
