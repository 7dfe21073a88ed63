#include "fieldwork/staff_list.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/csv.h"
#include "base/text.h"

namespace sanaq {
namespace {

constexpr std::size_t people_max = 20'000;

/// Headings by which a column is known, folded.
struct Heading {
  std::string_view field;
  std::array<std::string_view, 5> names;
};
constexpr std::array<Heading, 11> headings = {
    {{"surname", {"surname", "last name", "фамилия", "тегі", ""}},
     {"given", {"given", "given name", "имя", "аты", "first name"}},
     {"patronymic", {"patronymic", "отчество", "әкесінің аты", "", ""}},
     {"iin", {"iin", "иин", "жсн", "", ""}},
     {"birth_date", {"birth_date", "date of birth", "дата рождения", "туған күні", "birth date"}},
     {"phone", {"phone", "телефон", "", "", ""}},
     {"languages", {"languages", "языки", "тілдері", "тілдер", ""}},
     {"education", {"education", "образование", "білімі", "", ""}},
     {"computer_points", {"computer_points", "pc skills test", "тест по пк", "компьютер тесті", ""}},
     {"role", {"role", "роль", "рөлі", "", ""}},
     {"territory", {"territory", "территория", "аумақ", "аумағы", ""}}}};

bool may_be_missing(std::string_view field) { return field == "patronymic" || field == "computer_points"; }

std::string_view field_of(std::string_view heading) {
  const std::string folded = fold_case(trim(heading));
  if (folded.empty()) return {};
  for (const Heading& one : headings)
    if (std::find(one.names.begin(), one.names.end(), folded) != one.names.end()) return one.field;
  return {};
}

const ApplicationField* application_field(std::string_view name) {
  for (const ApplicationField& field : application_fields())
    if (field.name == name) return &field;
  return nullptr;
}

/// Which field each column holds; nullptr: none.
using Columns = std::vector<const ApplicationField*>;

Columns read_headings(const std::vector<std::string>& row, std::vector<ListFinding>& findings) {
  Columns columns;
  std::set<std::string_view> seen;
  for (const std::string& cell : row) {
    const std::string_view field = field_of(cell);
    const bool wrong =
        (field.empty() && !trim(cell).empty()) || (!field.empty() && !seen.insert(field).second);
    if (wrong) findings.push_back({1, cell.substr(0, 40), "list.heading"});
    columns.push_back(field.empty() ? nullptr : application_field(field));
  }
  for (const ApplicationField& field : application_fields())
    if (!seen.contains(field.name) && !may_be_missing(field.name))
      findings.push_back({1, std::string(field.name), "list.heading"});
  return columns;
}

bool is_blank(const std::vector<std::string>& row) {
  return std::all_of(row.begin(), row.end(), [](const std::string& cell) { return trim(cell).empty(); });
}

ApplicationForm form_of(const std::vector<std::string>& row, const Columns& columns) {
  ApplicationForm form;
  for (std::size_t i = 0; i < row.size() && i < columns.size(); ++i)
    if (columns[i] != nullptr) form.*(columns[i]->value) = row[i];
  // Spreadsheets drop the noughts a number begins with.
  if (form.iin.size() < 12 && parse_digits(form.iin)) form.iin.insert(0, 12 - form.iin.size(), '0');
  return form;
}

}  // namespace

StaffList read_staff_list(const std::vector<std::vector<std::string>>& rows,
                          const ApplicationGround& ground) {
  StaffList list;
  if (rows.empty()) return list.findings.push_back({1, {}, "list.rows"}), list;
  const Columns columns = read_headings(rows[0], list.findings);
  if (!list.findings.empty()) return list;
  std::set<Iin> persons;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (is_blank(rows[i])) continue;
    if (++list.people > people_max) break;
    ApplicationCheck check = check_application(form_of(rows[i], columns), ground);
    for (const FieldFinding& one : check.findings)
      list.findings.push_back({i + 1, std::string(one.field), one.code});
    if (check.candidate.empty()) continue;
    if (!persons.insert(check.candidate.front().details.iin).second) {
      list.findings.push_back({i + 1, "iin", "list.twice"});
      continue;
    }
    list.candidates.push_back(std::move(check.candidate.front()));
    list.rows.push_back(i + 1);
  }
  if (list.people == 0 || list.people > people_max) list.findings.push_back({1, {}, "list.rows"});
  return list;
}

Result<std::vector<std::vector<std::string>>> parse_list_csv(std::string_view text) {
  const std::string_view head = text.substr(0, text.find('\n'));
  if (std::count(head.begin(), head.end(), ';') <= std::count(head.begin(), head.end(), ','))
    return parse_csv(text);
  // Semicolons and commas change places outside quotes: a control character keeps the commas meanwhile.
  constexpr char kept_comma = '\x1F';
  std::string changed(text);
  bool quoted = false;
  for (char& c : changed) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == ',') c = kept_comma;
    if (c == ';') c = ',';
  }
  SANAQ_TRY(auto rows, parse_csv(changed));
  for (auto& row : rows)
    for (std::string& cell : row) std::replace(cell.begin(), cell.end(), kept_comma, ',');
  return rows;
}

}  // namespace sanaq
