#include "codelist/label_words.h"

#include "base/text.h"

namespace sanaq {
namespace {

struct Pair {
  std::string_view from, to;
};
constexpr Pair latin_letters[] = {{"a", "а"}, {"b", "в"}, {"c", "с"}, {"e", "е"}, {"h", "н"},
                                  {"i", "и"}, {"k", "к"}, {"m", "м"}, {"o", "о"}, {"p", "р"},
                                  {"t", "т"}, {"x", "х"}, {"y", "у"}};
constexpr Pair cyrillic_letters[] = {{"ә", "а"}, {"ғ", "г"}, {"қ", "к"}, {"ң", "н"}, {"ө", "о"},
                                     {"ұ", "у"}, {"ү", "у"}, {"һ", "х"}, {"і", "и"}, {"ё", "е"}};

bool is_word_byte(char c) {
  const auto b = static_cast<unsigned char>(c);
  return b >= 0x80 || (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
}

std::string_view folded_letter(std::string_view letter) {
  if (letter.size() == 1) {
    for (const Pair& pair : latin_letters) {
      if (pair.from == letter) return pair.to;
    }
  } else {
    for (const Pair& pair : cyrillic_letters) {
      if (pair.from == letter) return pair.to;
    }
    // Quotation marks, dashes and the no-break space separate words.
    if (letter == "«" || letter == "»" || letter == "\xC2\xA0" || letter.starts_with("\xE2\x80")) return " ";
  }
  return letter;
}

}  // namespace

std::string fold_look_alikes(std::string_view text) {
  const std::string lower = fold_case(text);
  std::string out;
  out.reserve(lower.size() * 2);
  for (std::size_t i = 0; i < lower.size();) {
    std::size_t end = i + 1;
    while (end < lower.size() && (static_cast<unsigned char>(lower[end]) & 0xC0) == 0x80) ++end;
    out += folded_letter(std::string_view(lower).substr(i, end - i));
    i = end;
  }
  return out;
}

std::vector<std::string_view> label_words(std::string_view folded) {
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < folded.size();) {
    while (i < folded.size() && !is_word_byte(folded[i])) ++i;
    std::size_t end = i;
    while (end < folded.size() && is_word_byte(folded[end])) ++end;
    if (end > i) words.push_back(folded.substr(i, end - i));
    i = end;
  }
  return words;
}

bool has_words(std::string_view folded_label, const std::vector<std::string_view>& words) {
  const auto label = label_words(folded_label);
  for (const std::string_view word : words) {
    bool found = false;
    for (const std::string_view candidate : label) found = found || candidate.starts_with(word);
    if (!found) return false;
  }
  return true;
}

}  // namespace sanaq
