#include "fieldwork/application.h"

#include <algorithm>

#include "base/text.h"

namespace sanaq {
namespace {

constexpr std::size_t name_letters_max = 60;

/// Collects the findings of one form.
class Reader {
 public:
  Reader(const ApplicationForm& form, const ApplicationGround& ground) : form_(form), ground_(ground) {}

  ApplicationCheck read() {
    Worker worker;
    worker.name = {name("surname", form_.surname), name("given", form_.given), {}};
    if (!trim(form_.patronymic).empty()) worker.name.patronymic = name("patronymic", form_.patronymic);
    const auto iin = Iin::parse(trim(form_.iin));
    if (!iin) find("iin", iin.error().code);
    const auto birth = birth_date();
    const std::string number = phone();
    worker.languages = languages();
    worker.education = education();
    worker.computer_points = points();
    role_and_territory(worker);
    ApplicationCheck check;
    if (findings_.empty()) check.candidate.push_back({std::move(worker), {*iin, *birth, number}});
    check.findings = std::move(findings_);
    return check;
  }

 private:
  void find(std::string_view field, std::string code) { findings_.push_back({field, std::move(code)}); }

  static bool is_name_letter(char c) {
    return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           c == '-' || c == ' ' || c == '\'';
  }
  std::string name(std::string_view field, std::string_view typed) {
    const std::string_view text = trim(typed);
    if (text.empty()) find(field, "application.empty");
    if (!is_utf8(text)) return find(field, "application.name"), std::string();
    if (code_point_count(text) > name_letters_max) find(field, "application.long");
    if (!std::all_of(text.begin(), text.end(), is_name_letter)) find(field, "application.name");
    return std::string(text);
  }

  std::optional<CivilDate> birth_date() {
    constexpr int age_max = 100;
    std::string text(trim(form_.birth_date));
    if (text.size() == 10 && text[2] == '.' && text[5] == '.')
      text = text.substr(6, 4) + '-' + text.substr(3, 2) + '-' + text.substr(0, 2);
    const auto birth = CivilDate::parse(text);
    if (!birth)
      return find("birth_date", text.empty() ? "application.empty" : birth.error().code), std::nullopt;
    const int age = full_years(*birth, ground_.today);
    if (age < 0 || age > age_max) return find("birth_date", "application.birth"), std::nullopt;
    return *birth;
  }

  std::string phone() {
    auto number = parse_phone(form_.phone, ground_.phone);
    if (!number) return find("phone", number.error().code), std::string();
    return *std::move(number);
  }

  std::vector<std::string> languages() {
    std::string text = fold_case(form_.languages);
    std::replace_if(text.begin(), text.end(), [](char c) { return c == ',' || c == ';'; }, ' ');
    std::vector<std::string> spoken;
    const auto& known = ground_.edition.languages;
    for (const std::string_view word : split_words(text)) {
      if (std::find(known.begin(), known.end(), word) == known.end())
        return find("languages", "application.code"), spoken;
      if (std::find(spoken.begin(), spoken.end(), word) == spoken.end()) spoken.emplace_back(word);
    }
    if (spoken.empty()) find("languages", "application.empty");
    return spoken;
  }

  // The code, or the name of the thing in any language, as a list has it.
  std::string education() {
    const std::string wanted = fold_case(trim(form_.education));
    for (const NamedCode& one : ground_.edition.staff.education) {
      if (fold_case(one.code) == wanted) return one.code;
      for (const auto& [language, label] : one.name)
        if (fold_case(label) == wanted) return one.code;
    }
    find("education", wanted.empty() ? "application.empty" : "application.code");
    return {};
  }

  std::optional<int> points() {
    const std::string_view text = trim(form_.computer_points);
    if (text.empty()) return std::nullopt;  // the test may come later
    const auto value = parse_digits(text);
    if (!value || *value > ground_.edition.staff.computer_test.points_max)
      return find("computer_points", "application.points"), std::nullopt;
    return static_cast<int>(*value);
  }

  const RoleRules* role() {
    const std::string wanted = fold_case(trim(form_.role));
    for (const RoleRules& one : ground_.edition.roles) {
      if (!one.is_hired) continue;
      if (one.code == wanted) return &one;
      for (const auto& [language, label] : one.name)
        if (fold_case(label) == wanted) return &one;
    }
    find("role", wanted.empty() ? "application.empty" : "application.code");
    return nullptr;
  }
  void role_and_territory(Worker& worker) {
    const RoleRules* wanted = role();
    worker.territory = trim(form_.territory);
    if (wanted == nullptr) return;
    worker.role = wanted->code;
    if (!fits_territory(*wanted, worker.territory, ground_.territories))
      find("territory", "application.territory");
  }

  const ApplicationForm& form_;
  const ApplicationGround& ground_;
  std::vector<FieldFinding> findings_;
};

// From 1 for what has no parent.
int level_of(const Codelist& territories, const Codelist::Row& row) {
  const std::size_t parent = territories.column("parent");
  const Codelist::Row* at = &row;
  int level = 1;
  for (; level < 10 && at != nullptr && !at->columns[parent].empty(); ++level)
    at = territories.find(at->columns[parent]);
  return level;
}

}  // namespace

const std::vector<ApplicationField>& application_fields() {
  using Form = ApplicationForm;
  static const std::vector<ApplicationField> fields = {{"surname", &Form::surname},
                                                       {"given", &Form::given},
                                                       {"patronymic", &Form::patronymic},
                                                       {"iin", &Form::iin},
                                                       {"birth_date", &Form::birth_date},
                                                       {"phone", &Form::phone},
                                                       {"languages", &Form::languages},
                                                       {"education", &Form::education},
                                                       {"computer_points", &Form::computer_points},
                                                       {"role", &Form::role},
                                                       {"territory", &Form::territory}};
  return fields;
}

ApplicationCheck check_application(const ApplicationForm& form, const ApplicationGround& ground) {
  return Reader(form, ground).read();
}

bool fits_territory(const RoleRules& role, std::string_view territory, const Codelist& territories) {
  if (territory.empty()) return role.level_from == 0;
  const Codelist::Row* row = territories.find(territory);
  if (row == nullptr) return false;
  const int level = level_of(territories, *row);
  return role.level_from <= level && level <= role.level_to;
}

}  // namespace sanaq
