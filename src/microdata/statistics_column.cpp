#include "microdata/statistics_column.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace sanaq {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string plain_name(std::string_view name, std::size_t length_max) {
  std::string out(name);
  std::replace_if(out.begin(), out.end(), [](char c) { return c == '-' || c == '.'; }, '_');
  if (!is_letter(out.front())) out.insert(0, "v");
  if (out.size() > length_max) out.resize(length_max);
  return out;
}

/// The name, or the first of name_2, name_3 … that is still free.
std::string free_name(const std::string& name, std::size_t length_max, std::set<std::string>& taken) {
  std::string out = name;
  for (int number = 2; !taken.insert(fold_case(out)).second; ++number) {
    const std::string end = '_' + std::to_string(number);
    out = name.substr(0, length_max - end.size()) + end;
  }
  return out;
}

}  // namespace

std::vector<StatisticsColumn> statistics_columns(const UnitTable& table, std::size_t length_max,
                                                 std::span<const std::string_view> reserved) {
  std::set<std::string> taken;
  for (const std::string_view word : reserved) taken.insert(fold_case(word));
  std::vector<StatisticsColumn> out;
  const auto add = [&](std::string_view name, const Variable* variable) {
    out.push_back({free_name(plain_name(name, length_max), length_max, taken), variable});
  };
  add(name_of(table.unit()), nullptr);
  if (table.link() != nullptr) add(unit_names[index_of(table.unit()) + 1], nullptr);
  for (const Variable& variable : table.variables()) add(variable.name(), &variable);
  return out;
}

std::string statistics_label(std::string_view text, std::size_t bytes_max) {
  std::string out(text);
  std::replace_if(out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  if (out.size() <= bytes_max) return out;
  const auto follows = [&](std::size_t at) { return (static_cast<unsigned char>(out[at]) & 0xC0U) == 0x80U; };
  std::size_t end = bytes_max;
  while (end > 0 && follows(end)) --end;
  out.resize(end);
  return out;
}

}  // namespace sanaq
