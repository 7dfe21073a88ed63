// DDI-Codebook 2.5: Data Documentation Initiative,
// http://www.ddialliance.org/Specification/DDI-Codebook/2.5/. Elements stand in the order of its schema.
#include "microdata/codebook.h"

namespace sanaq {

namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

/// <name xml:lang="kk">…</name> for each language.
std::string in_languages(std::string_view element, const Labels& labels) {
  std::string out;
  for (const auto& [language, text] : labels.entries())
    out += "<" + std::string(element) + " xml:lang=\"" + escaped(language) + "\">" + escaped(text) + "</" +
           std::string(element) + ">";
  return out;
}

/// The first language is the title, the others are parallel titles.
std::string citation(const CodebookHead& head) {
  std::string titles;
  for (const auto& [language, text] : head.title.entries()) {
    const char* element = titles.empty() ? "titl" : "parTitl";
    titles += std::string("<") + element + " xml:lang=\"" + escaped(language) + "\">" + escaped(text) + "</" +
              element + ">";
  }
  return "<citation><titlStmt>" + titles + "</titlStmt><prodStmt>" +
         in_languages("producer", head.publisher) + "</prodStmt></citation>";
}

std::string file_description(const UnitTable& table) {
  const std::string unit(name_of(table.unit()));
  const std::size_t columns = table.variables().size() + (table.link() != nullptr ? 2 : 1);
  return "<fileDscr ID=\"F-" + unit + "\"><fileTxt><fileName>" + unit +
         ".csv</fileName><dimensns><caseQnty>" + std::to_string(table.row_count()) + "</caseQnty><varQnty>" +
         std::to_string(columns) +
         "</varQnty></dimensns><fileType>text/csv; charset=utf-8</fileType></fileTxt></fileDscr>\n";
}

std::string opening(const UnitTable& table, std::string_view name) {
  const std::string unit(name_of(table.unit()));
  return "<var ID=\"V-" + unit + "-" + escaped(name) + "\" name=\"" + escaped(name) + "\" files=\"F-" + unit +
         "\" intrvl=\"discrete\">";
}

/// The columns before the variables: the row's number, and that of the unit above.
std::string number_descriptions(const UnitTable& table) {
  const std::string format = "<varFormat type=\"numeric\"/></var>\n";
  std::string out = opening(table, name_of(table.unit())) + format;
  if (table.link() != nullptr) out += opening(table, unit_names[index_of(table.unit()) + 1]) + format;
  return out;
}

std::string variable_description(const UnitTable& table, const Variable& variable) {
  const bool coded = variable.kind == Variable::Kind::coded;
  std::string out = opening(table, variable.name()) + in_languages("labl", variable.codes.label);
  if (variable.kind == Variable::Kind::number)
    out += "<valrng><range UNITS=\"INT\" min=\"" + std::to_string(variable.first_number) + "\" max=\"" +
           std::to_string(variable.last_number) + "\"/></valrng>";
  for (const Category& category : variable.codes.categories)
    out += "<catgry><catValu>" + escaped(category.code) + "</catValu>" +
           in_languages("labl", category.label) + "</catgry>";
  return out + "<varFormat type=\"" + (coded ? "character" : "numeric") + "\"/></var>\n";
}

}  // namespace

std::string ddi_codebook(const Microdata& data, const CodebookHead& head) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<codeBook xmlns=\"ddi:codebook:2_5\" "
      "version=\"2.5\">\n<stdyDscr>" +
      citation(head) + "</stdyDscr>\n";
  std::string variables;
  for (const Unit unit : units) {
    const UnitTable* table = data.table(unit);
    if (table == nullptr) continue;
    out += file_description(*table);
    variables += number_descriptions(*table);
    for (const Variable& variable : table->variables()) variables += variable_description(*table, variable);
  }
  return out + "<dataDscr>\n" + variables + "</dataDscr>\n</codeBook>\n";
}

}  // namespace sanaq
