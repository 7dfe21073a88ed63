#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "codelist/codelist.h"

namespace sanaq {

/// Text as it is compared: lower case, look-alike letters of Latin, Kazakh and Russian as one, words in the
/// order of their letters with single blanks between; punctuation is gone. Two texts that fold alike are one
/// text.
std::string fold_answer(std::string_view text);

/// A code a text may mean.
struct CodeCandidate {
  std::string code;
  std::int32_t similarity_ppm = 0;  // 1,000,000: folds alike
  friend bool operator==(const CodeCandidate&, const CodeCandidate&) = default;
};

/// Texts with their codes: labels of a classifier in every language, and synonyms learnt from clerks.
class CodeDictionary {
 public:
  CodeDictionary() = default;
  /// Every label of every row, its parts between commas ("Kazakh man, Kazakh woman"), and the columns
  /// `people_<language>` where the list has them.
  static CodeDictionary of(const Codelist& list);

  /// Blank texts are passed over.
  void add(std::string_view text, std::string_view code);
  /// At most `limit` codes, the likest first, each once; codes equally like in the order of codes. Similarity
  /// is the larger of Dice's coefficient over runs of three letters and 1 - edits / length (adjacent swaps
  /// are one edit). About 10 µs for a list of a thousand labels.
  std::vector<CodeCandidate> rank(std::string_view text, std::size_t limit) const;
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::u32string letters;
    std::uint32_t code = 0;
    std::uint16_t grams = 0;
  };
  std::uint32_t code_number(std::string_view code);

  std::vector<Entry> entries_;
  std::vector<std::string> codes_;
  std::unordered_map<std::string, std::uint32_t> code_numbers_;
  std::unordered_map<std::u32string, std::vector<std::uint32_t>> exact_;   // letters: entries
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_gram_;  // gram: entries
};

/// A text and the code it means.
struct Synonym {
  std::string text, code;
  friend bool operator==(const Synonym&, const Synonym&) = default;
};
/// Reads "text,code" lines with that header. Errors: those of parse_csv; "synonyms.header", "synonyms.text"
/// (blank or over 200 bytes), "synonyms.code" (not of the list), detail "row N".
Result<std::vector<Synonym>> parse_synonyms(std::string_view csv, const Codelist& list);

}  // namespace sanaq
