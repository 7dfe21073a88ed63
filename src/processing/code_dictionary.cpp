#include "processing/code_dictionary.h"

#include <algorithm>

#include "base/csv.h"
#include "base/text.h"
#include "codelist/label_words.h"

namespace sanaq {
namespace {

constexpr std::size_t letters_max = 120;  // of a text: what is longer is cut
constexpr std::size_t refined_max = 24;   // entries whose edits are counted
constexpr std::size_t synonym_bytes_max = 200;
constexpr std::int64_t full_likeness = 1'000'000;

std::u32string letters_of(std::string_view folded) {
  std::u32string out;
  for (std::size_t i = 0; i < folded.size() && out.size() < letters_max;) {
    const auto lead = static_cast<unsigned char>(folded[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t letter = lead < 0x80 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < folded.size(); ++k)
      letter = letter << 6 | (static_cast<unsigned char>(folded[i + k]) & 0x3FU);
    out += letter;
    i += length;
  }
  return out;
}

// Runs of three letters, with the ends marked; each once, sorted.
std::vector<std::uint64_t> grams_of(const std::u32string& letters) {
  std::u32string marked = U" " + letters + U" ";
  std::vector<std::uint64_t> out;
  for (std::size_t i = 0; i + 3 <= marked.size(); ++i)
    out.push_back(static_cast<std::uint64_t>(marked[i]) << 42 |
                  static_cast<std::uint64_t>(marked[i + 1]) << 21 |
                  static_cast<std::uint64_t>(marked[i + 2]));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// Damerau-Levenshtein distance, optimal string alignment.
std::size_t edits(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, changed});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        now[j] = std::min(now[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, now);
  }
  return last[b.size()];
}

bool likelier(const CodeCandidate& a, const CodeCandidate& b) {
  return a.similarity_ppm != b.similarity_ppm ? a.similarity_ppm > b.similarity_ppm : a.code < b.code;
}

}  // namespace

std::string fold_answer(std::string_view text) {
  const std::string folded = fold_look_alikes(text);
  std::vector<std::string> words;
  for (const std::string_view word : label_words(folded)) words.emplace_back(word);
  std::sort(words.begin(), words.end());
  return join(words, " ");
}

CodeDictionary CodeDictionary::of(const Codelist& list) {
  CodeDictionary out;
  for (const Codelist::Row& row : list.rows()) {
    for (const std::string& label : row.labels) {
      out.add(label, row.code);
      for (const std::string_view part : split(label, ',')) out.add(part, row.code);
    }
    for (const std::string& language : list.languages())
      if (const std::size_t people = list.column("people_" + language); people != std::string::npos)
        out.add(row.columns[people], row.code);
  }
  return out;
}

std::uint32_t CodeDictionary::code_number(std::string_view code) {
  const auto [found, added] =
      code_numbers_.emplace(std::string(code), static_cast<std::uint32_t>(codes_.size()));
  if (added) codes_.emplace_back(code);
  return found->second;
}

void CodeDictionary::add(std::string_view text, std::string_view code) {
  std::u32string letters = letters_of(fold_answer(text));
  if (letters.empty()) return;
  const std::uint32_t number = code_number(code);
  auto& same = exact_[letters];
  for (const std::uint32_t entry : same)
    if (entries_[entry].code == number) return;
  const auto at = static_cast<std::uint32_t>(entries_.size());
  same.push_back(at);
  const auto grams = grams_of(letters);
  for (const std::uint64_t gram : grams) by_gram_[gram].push_back(at);
  entries_.push_back({std::move(letters), number, static_cast<std::uint16_t>(grams.size())});
}

std::vector<CodeCandidate> CodeDictionary::rank(std::string_view text, std::size_t limit) const {
  const std::u32string letters = letters_of(fold_answer(text));
  std::vector<CodeCandidate> out;
  if (letters.empty()) return out;
  const auto grams = grams_of(letters);
  std::unordered_map<std::uint32_t, std::uint32_t> shared;
  for (const std::uint64_t gram : grams)
    if (const auto found = by_gram_.find(gram); found != by_gram_.end())
      for (const std::uint32_t entry : found->second) ++shared[entry];
  std::vector<std::pair<std::int64_t, std::uint32_t>> ranked;  // likeness, entry
  for (const auto& [entry, count] : shared)
    ranked.emplace_back(
        2 * full_likeness * count / static_cast<std::int64_t>(grams.size() + entries_[entry].grams), entry);
  const auto better = [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  };
  const std::size_t kept = std::min(ranked.size(), std::max(refined_max, limit));
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(kept), ranked.end(), better);
  ranked.resize(kept);
  for (const auto& [likeness, at] : ranked) {
    const Entry& entry = entries_[at];
    const auto length = static_cast<std::int64_t>(std::max(letters.size(), entry.letters.size()));
    const std::int64_t kept_letters =
        full_likeness - full_likeness * static_cast<std::int64_t>(edits(letters, entry.letters)) / length;
    out.push_back({codes_[entry.code], static_cast<std::int32_t>(std::max(likeness, kept_letters))});
  }
  std::sort(out.begin(), out.end(), likelier);
  std::vector<CodeCandidate> once;
  for (CodeCandidate& one : out) {
    const auto same = [&](const CodeCandidate& other) { return other.code == one.code; };
    if (once.size() < limit && std::none_of(once.begin(), once.end(), same)) once.push_back(std::move(one));
  }
  return once;
}

Result<std::vector<Synonym>> parse_synonyms(std::string_view csv, const Codelist& list) {
  SANAQ_TRY(const auto rows, parse_csv(csv));
  if (rows.empty() || rows.front() != std::vector<std::string>{"text", "code"})
    return Error{"synonyms.header", {}};
  std::vector<Synonym> out;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const std::string place = "row " + std::to_string(i + 1);
    if (rows[i].size() != 2 || fold_answer(rows[i][0]).empty() || rows[i][0].size() > synonym_bytes_max)
      return Error{"synonyms.text", place};
    if (list.find(rows[i][1]) == nullptr) return Error{"synonyms.code", place};
    out.push_back({rows[i][0], rows[i][1]});
  }
  return out;
}

}  // namespace sanaq
