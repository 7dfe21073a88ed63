#include "frame/address.h"

#include <array>
#include <utility>

#include "base/text.h"

namespace sanaq {
namespace {

// Latin letters that look like Cyrillic ones and occur inside Cyrillic names in official lists.
constexpr std::array<std::pair<char, std::string_view>, 11> look_alikes = {{
    {'a', "а"},
    {'c', "с"},
    {'e', "е"},
    {'h', "н"},
    {'i', "і"},
    {'k', "к"},
    {'m', "м"},
    {'o', "о"},
    {'p', "р"},
    {'t', "т"},
    {'x', "х"},
}};

constexpr std::array<std::string_view, 20> street_words = {
    "көшесі", "көш",      "даңғылы",    "даңғ",        "улица",       "ул",           "проспект",
    "пр",     "переулок", "пер",        "тұйығы",      "street",      "st",           "avenue",
    "ave",    "мкр",      "микрорайон", "шағынауданы", "ықшамауданы", "мөлтекауданы",
};

bool is_latin(std::string_view word) {
  for (const char c : word)
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  return true;
}

std::string fold_look_alikes(std::string_view word) {
  std::string out;
  for (const char c : word) {
    std::string_view replacement;
    for (const auto& [latin, cyrillic] : look_alikes)
      if (latin == c) replacement = cyrillic;
    if (replacement.empty())
      out += c;
    else
      out += replacement;
  }
  return out;
}

bool is_street_word(std::string_view word) {
  for (const auto& known : street_words)
    if (known == word) return true;
  return false;
}

}  // namespace

std::string address_key(std::string_view text) {
  std::string spaced = fold_case(text);
  for (char& c : spaced)
    if (std::string_view(".,-/\"'()#").find(c) != std::string_view::npos) c = ' ';
  for (const std::string_view mark : {"«", "»", "№"})
    for (auto at = spaced.find(mark); at != std::string::npos; at = spaced.find(mark))
      spaced.replace(at, mark.size(), " ");
  std::string out;
  for (const std::string_view word : split_words(spaced)) {
    if (is_street_word(word)) continue;
    if (!out.empty()) out += ' ';
    out += is_latin(word) ? std::string(word) : fold_look_alikes(word);
  }
  return out;
}

Result<Done> check_address(const Address& address) {
  if (address.territory.empty()) return Error{"address.territory", {}};
  if (trim(address.house).empty()) return Error{"address.house", {}};
  for (const std::string* part : {&address.street, &address.house, &address.building, &address.flat})
    if (part->size() > 120 || !is_utf8(*part)) return Error{"address.length", {}};
  return Done{};
}

}  // namespace sanaq
