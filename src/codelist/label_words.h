#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace sanaq {

/// Text for comparing labels with what people type: lower case; Kazakh letters as the Russian ones people
/// without a Kazakh keyboard type (қ as к, і as и …); Latin letters that look Cyrillic as those; ё as е. Only
/// for searching.
std::string fold_look_alikes(std::string_view text);
/// Words of a folded text: runs of letters and digits. Views into `folded`.
std::vector<std::string_view> label_words(std::string_view folded);
/// True when every one of `words` begins some word of the folded label.
bool has_words(std::string_view folded_label, const std::vector<std::string_view>& words);

}  // namespace sanaq
