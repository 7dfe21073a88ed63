#include <algorithm>

#include "microdata/codebook.h"

namespace sanaq {

namespace {

/// Names of variables in both programs: letters, digits and underscores.
std::string plain_name(std::string_view name) {
  std::string out(name);
  std::replace_if(out.begin(), out.end(), [](char c) { return c == '-' || c == '.'; }, '_');
  return out;
}

std::string spss_text(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

/// Stata's compound quotes hold any text without `" and "'.
std::string stata_text(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '`' ? '\'' : c;
  for (std::size_t at = out.find("\"'"); at != out.npos; at = out.find("\"'")) out.erase(at + 1, 1);
  return "`\"" + out + "\"'";
}

bool is_coded(const Variable& variable) { return variable.kind == Variable::Kind::coded; }

void encode_variable(std::string& out, const Variable& variable, std::string_view language) {
  const std::string name = plain_name(variable.name()), list = name + "_codes";
  std::string codes = "label define " + list, labels = codes;
  for (std::size_t i = 0; i < variable.codes.categories.size(); ++i) {
    const Category& category = variable.codes.categories[i];
    codes += ' ' + std::to_string(i + 1) + ' ' + stata_text(category.code);
    labels += ' ' + std::to_string(i + 1) + ' ' + stata_text(category.label.in(language));
  }
  out += codes + "\nencode " + name + ", generate(" + name + "_n) label(" + list + ") noextend\n" + labels +
         ", modify\ndrop " + name + "\nrename " + name + "_n " + name + "\n";
}

}  // namespace

std::string spss_syntax(const UnitTable& table, std::string_view csv_file, std::string_view language) {
  std::string out = "* Encoding: UTF-8.\nGET DATA /TYPE=TXT /FILE=" + spss_text(csv_file) +
                    " /ENCODING='UTF8'\n  /DELIMITERS=',' /QUALIFIER='\"' /ARRANGEMENT=DELIMITED "
                    "/FIRSTCASE=2\n  /VARIABLES=\n  " +
                    std::string(name_of(table.unit())) + " F10.0";
  if (table.link() != nullptr) out += "\n  " + std::string(unit_names[index_of(table.unit()) + 1]) + " F10.0";
  for (const Variable& variable : table.variables())
    out += "\n  " + plain_name(variable.name()) +
           (is_coded(variable) ? " A" + std::to_string(Variable::code_length_max) : " F10.0");
  out += ".\nVARIABLE LABELS";
  for (const Variable& variable : table.variables())
    out += "\n  " + plain_name(variable.name()) + ' ' + spss_text(variable.codes.label.in(language));
  out += ".\n";
  for (const Variable& variable : table.variables()) {
    if (!is_coded(variable)) continue;
    out += "VALUE LABELS " + plain_name(variable.name());
    for (const Category& category : variable.codes.categories)
      out += "\n  " + spss_text(category.code) + ' ' + spss_text(category.label.in(language));
    out += ".\n";
  }
  return out + "EXECUTE.\n";
}

std::string stata_do(const UnitTable& table, std::string_view csv_file, std::string_view language) {
  std::string out = "version 14\nimport delimited using " + stata_text(csv_file) +
                    ", clear varnames(1) case(preserve) encoding(\"UTF-8\") stringcols(_all)\ndestring " +
                    std::string(name_of(table.unit()));
  if (table.link() != nullptr) out += ' ' + std::string(unit_names[index_of(table.unit()) + 1]);
  for (const Variable& variable : table.variables())
    if (!is_coded(variable)) out += ' ' + plain_name(variable.name());
  out += ", replace\n";
  for (const Variable& variable : table.variables()) {
    if (is_coded(variable)) encode_variable(out, variable, language);
    out += "label variable " + plain_name(variable.name()) + ' ' +
           stata_text(variable.codes.label.in(language)) + '\n';
  }
  return out;
}

}  // namespace sanaq
