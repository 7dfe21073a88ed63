#include "institution/typed_person.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/civil_date.h"
#include "base/text.h"

namespace sanaq {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 14> sex_words = {{
    {"1", "1"},
    {"м", "1"},
    {"муж", "1"},
    {"мужской", "1"},
    {"ер", "1"},
    {"еркек", "1"},
    {"male", "1"},
    {"m", "1"},
    {"2", "2"},
    {"ж", "2"},
    {"жен", "2"},
    {"женский", "2"},
    {"әйел", "2"},
    {"female", "2"},
}};

}  // namespace

std::string typed_day(std::string_view text) {
  const std::string_view word = trim(text).substr(0, 10);
  if (CivilDate::parse(word)) return std::string(word);
  std::string parts(trim(text).substr(0, trim(text).find(' ')));
  std::replace(parts.begin(), parts.end(), '/', '.');
  const auto fields = split(parts, '.');
  if (fields.size() != 3) return std::string(trim(text));
  const auto day = parse_digits(fields[0]), month = parse_digits(fields[1]), year = parse_digits(fields[2]);
  if (!day || !month || !year || *day > 31 || *month > 12 || *year > 9999) return std::string(trim(text));
  const auto date =
      CivilDate::make(static_cast<int>(*year), static_cast<int>(*month), static_cast<int>(*day));
  return date ? date->to_string() : std::string(trim(text));
}

std::string typed_sex(std::string_view text) {
  std::string word = fold_case(trim(text));
  if (word.ends_with('.')) word.pop_back();
  for (const auto& [spelling, code] : sex_words)
    if (spelling == word) return std::string(code);
  return std::string(trim(text));
}

std::string typed_iin(std::string_view text) {
  constexpr std::size_t digits_iin = 12;
  std::string out;
  for (const char c : trim(text))
    if (c != ' ' && c != '-') out += c;
  const bool digits = std::all_of(out.begin(), out.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits && out.size() >= digits_iin - 2 && out.size() < digits_iin)
    out.insert(0, digits_iin - out.size(), '0');
  return out;
}

ResidentPerson typed_person(ResidentPerson raw) {
  for (std::string* text : {&raw.surname, &raw.given_name, &raw.patronymic, &raw.document_kind,
                            &raw.document_number, &raw.document_country, &raw.met})
    *text = std::string(trim(*text));
  raw.sex = typed_sex(raw.sex);
  raw.birth_date = typed_day(raw.birth_date);
  raw.iin = typed_iin(raw.iin);
  return raw;
}

}  // namespace sanaq
