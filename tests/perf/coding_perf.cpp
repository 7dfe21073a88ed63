// Coding of texts: labels of the edition's lists with one or two planted misspellings.   coding_perf [--texts
// N]
#include <chrono>

#include "base/rng.h"
#include "edition_files/edition_files.h"
#include "machine_use.h"
#include "measure.h"
#include "processing/text_coder.h"
#include "sanaq/command/arguments.h"

using namespace sanaq;
using namespace sanaq::perf;

namespace {

std::vector<std::string> letters_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    out.push_back(text.substr(i, end - i));
    i = end;
  }
  return out;
}

// A letter left out, doubled, changed for another of the text, or two swapped.
std::string misspelt(const std::string& text, std::uint64_t errors, Rng& rng) {
  std::vector<std::string> letters = letters_of(text);
  for (; errors > 0 && letters.size() > 3; --errors) {
    const std::size_t at = rng.below(letters.size() - 1);
    switch (rng.below(4)) {
      case 0:
        letters.erase(letters.begin() + static_cast<std::ptrdiff_t>(at));
        break;
      case 1:
        letters.insert(letters.begin() + static_cast<std::ptrdiff_t>(at), letters[at]);
        break;
      case 2:
        letters[at] = letters[rng.below(letters.size())];
        break;
      default:
        std::swap(letters[at], letters[at + 1]);
    }
  }
  std::string out;
  for (const std::string& letter : letters) out += letter;
  return out;
}

struct Spelt {
  std::string text, code;
};

void measure(const std::string& name, const Codelist& list, const CodingTopic& topic, std::int64_t texts,
             std::uint64_t errors) {
  const CodeDictionary dictionary = CodeDictionary::of(list);
  SplitMix rng(20211);
  std::vector<Spelt> spelt;
  while (static_cast<std::int64_t>(spelt.size()) < texts) {
    const Codelist::Row& row = list.rows()[rng.below(list.rows().size())];
    spelt.push_back({misspelt(row.labels[rng.below(row.labels.size())], errors, rng), row.code});
  }
  double coded = 0, right = 0, offered = 0;
  const MachineUse use;
  const auto start = std::chrono::steady_clock::now();
  std::vector<std::vector<CodeCandidate>> ranked;
  for (const Spelt& one : spelt) ranked.push_back(dictionary.rank(one.text, 8));
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
  for (std::size_t i = 0; i < spelt.size(); ++i) {
    for (const CodeCandidate& candidate : ranked[i]) offered += candidate.code == spelt[i].code ? 1 : 0;
    const auto code = decide_code(ranked[i], topic);
    coded += code ? 1 : 0;
    right += code == spelt[i].code ? 1 : 0;
  }
  const auto all = static_cast<double>(texts);
  const std::string what = "code." + name + "." + std::to_string(errors);
  print({what + ".speed", all / spent.count(), "texts/s", {}, 0, use.spent().foreign_cores});
  print({what + ".automatic", 100 * coded / all, "% coded by machine"});
  print({what + ".right", 100 * right / coded, "% of those right"});
  print({what + ".offered", 100 * offered / all, "% with the right code among the 8 a clerk sees"});
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const auto arguments =
      must(Arguments::parse(words, {"texts", "edition", "threshold", "margin"}, {}), "arguments");
  const auto texts = must(arguments.number("texts", 5'000, 100, 1'000'000), "texts");
  const auto edition =
      must(load_edition(arguments.has("edition") ? arguments.get("edition") : "editions/kz-2021"), "edition");
  CodingTopic topic;
  topic.threshold_ppm = static_cast<std::int32_t>(
      must(arguments.number("threshold", topic.threshold_ppm, 0, 1'000'000), "threshold"));
  topic.margin_ppm =
      static_cast<std::int32_t>(must(arguments.number("margin", topic.margin_ppm, 0, 1'000'000), "margin"));
  for (const char* list : {"occupations", "activities", "countries", "ethnicities", "languages"})
    for (const std::uint64_t errors : {1, 2})
      measure(list, *edition.codelists.at(list), topic, texts, errors);
  return 0;
}
