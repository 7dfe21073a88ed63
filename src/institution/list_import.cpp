#include "institution/list_import.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/text.h"
#include "institution/typed_person.h"

namespace sanaq {
namespace {

constexpr std::size_t table_rows_max = 20'000;
constexpr std::size_t heading_rows = 20;  // a table may have a title above its heading

using Member = std::string ResidentPerson::*;
using Heading = std::pair<std::string_view, Member>;
constexpr std::array<Heading, 34> headings = {{
    {"тегі", &ResidentPerson::surname},
    {"фамилия", &ResidentPerson::surname},
    {"surname", &ResidentPerson::surname},
    {"аты", &ResidentPerson::given_name},
    {"имя", &ResidentPerson::given_name},
    {"given name", &ResidentPerson::given_name},
    {"әкесінің аты", &ResidentPerson::patronymic},
    {"отчество", &ResidentPerson::patronymic},
    {"patronymic", &ResidentPerson::patronymic},
    {"жынысы", &ResidentPerson::sex},
    {"пол", &ResidentPerson::sex},
    {"sex", &ResidentPerson::sex},
    {"туған күні", &ResidentPerson::birth_date},
    {"дата рождения", &ResidentPerson::birth_date},
    {"date of birth", &ResidentPerson::birth_date},
    {"birth date", &ResidentPerson::birth_date},
    {"жсн", &ResidentPerson::iin},
    {"иин", &ResidentPerson::iin},
    {"iin", &ResidentPerson::iin},
    {"құжат түрі", &ResidentPerson::document_kind},
    {"құжаттың түрі", &ResidentPerson::document_kind},
    {"вид документа", &ResidentPerson::document_kind},
    {"kind of document", &ResidentPerson::document_kind},
    {"құжат нөмірі", &ResidentPerson::document_number},
    {"құжаттың нөмірі", &ResidentPerson::document_number},
    {"номер документа", &ResidentPerson::document_number},
    {"number of the document", &ResidentPerson::document_number},
    {"құжатты берген ел", &ResidentPerson::document_country},
    {"страна, выдавшая документ", &ResidentPerson::document_country},
    {"country", &ResidentPerson::document_country},
    {"сипаттамасы", &ResidentPerson::met},
    {"приметы", &ResidentPerson::met},
    {"описание", &ResidentPerson::met},
    {"description", &ResidentPerson::met},
}};

// The heading without what stands in brackets, case and look-alikes aside: "ИИН (12 цифр)" is "иин".
Member member_of(std::string_view cell) {
  const std::string word = fold_case(trim(cell.substr(0, cell.find('('))));
  for (const auto& [heading, member] : headings)
    if (heading == word) return member;
  return nullptr;
}

using Columns = std::vector<Member>;

Columns columns_of(const std::vector<std::string>& row) {
  Columns columns;
  for (const std::string& cell : row) columns.push_back(member_of(cell));
  return columns;
}

bool has(const Columns& columns, Member member) {
  return std::find(columns.begin(), columns.end(), member) != columns.end();
}

bool is_heading(const Columns& columns) {
  return has(columns, &ResidentPerson::surname) &&
         (has(columns, &ResidentPerson::iin) || has(columns, &ResidentPerson::document_number));
}

ResidentPerson person_in(const std::vector<std::string>& row, const Columns& columns) {
  ResidentPerson person;
  for (std::size_t i = 0; i < std::min(row.size(), columns.size()); ++i)
    if (columns[i] != nullptr) person.*columns[i] = row[i];
  return typed_person(std::move(person));
}

// The heading a finding is about, as it stands in the table.
std::string heading_of(const std::vector<std::string>& heading, const Columns& columns,
                       const std::string& field) {
  static constexpr std::array<Heading, 8> fields = {{{"surname", &ResidentPerson::surname},
                                                     {"birth_date", &ResidentPerson::birth_date},
                                                     {"iin", &ResidentPerson::iin},
                                                     {"sex", &ResidentPerson::sex},
                                                     {"document_number", &ResidentPerson::document_number},
                                                     {"document_kind", &ResidentPerson::document_kind},
                                                     {"document_country", &ResidentPerson::document_country},
                                                     {"met", &ResidentPerson::met}}};
  for (const auto& [name, member] : fields)
    for (std::size_t i = 0; name == field && i < columns.size(); ++i)
      if (columns[i] == member) return heading[i];
  return {};
}

bool is_blank(const std::vector<std::string>& row) {
  return std::all_of(row.begin(), row.end(), [](const std::string& cell) { return trim(cell).empty(); });
}

// Who a person is, for finding them twice in one table; empty when nothing tells.
std::string mark_of(const ResidentPerson& person) {
  if (!person.iin.empty()) return "iin " + person.iin;
  if (person.document_number.empty()) return {};
  return person.document_kind + ' ' + person.document_country + ' ' + fold_case(person.document_number);
}

// Households name documents by code: the same words must give the same person.
void to_code(const std::map<std::string, std::string, std::less<>>& words, std::string& text,
             const char* field, std::vector<ResidentFinding>& findings) {
  if (text.empty() || words.empty()) return;
  const auto found = words.find(fold_case(text));
  if (found == words.end()) {
    findings.push_back({field, "word"});
  } else {
    text = found->second;
  }
}

}  // namespace

bool ListImport::takes() const {
  return std::none_of(problems.begin(), problems.end(), [](const RowProblem& one) { return one.is_hard; });
}

Result<ListImport> read_list_table(const std::vector<std::vector<std::string>>& rows, CivilDate list_date,
                                   const DocumentWords& words) {
  std::size_t at = 0;
  Columns columns;
  for (; at < std::min(rows.size(), heading_rows) && !is_heading(columns = columns_of(rows[at])); ++at) {
  }
  if (!is_heading(columns)) return Error{"institution.table", {}};
  if (rows.size() - at > table_rows_max + 1) return Error{"institution.table.long", {}};
  ListImport out;
  std::map<std::string, std::size_t> seen;
  for (std::size_t i = at + 1; i < rows.size(); ++i) {
    if (is_blank(rows[i])) continue;
    ResidentPerson person = person_in(rows[i], columns);
    std::vector<ResidentFinding> findings = check_person(person, list_date);
    to_code(words.kinds, person.document_kind, "document_kind", findings);
    to_code(words.countries, person.document_country, "document_country", findings);
    for (const ResidentFinding& one : findings)
      out.problems.push_back({i + 1, heading_of(rows[at], columns, one.field), one.code, one.is_hard});
    const std::string mark = mark_of(person);
    if (!mark.empty() && !seen.emplace(mark, i).second)
      out.problems.push_back({i + 1, heading_of(rows[at], columns, "iin"), "twice", true});
    out.people.push_back(std::move(person));
  }
  return out;
}

}  // namespace sanaq
