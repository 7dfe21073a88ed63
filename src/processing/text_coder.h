#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "casework/closed_cases.h"
#include "processing/code_dictionary.h"

namespace sanaq {

/// The code of a text that has none: clerks agree that it means nothing of the list.
inline constexpr std::string_view no_code = "-";

/// One kind of text that is coded: which question holds it, which answer its code becomes.
struct CodingTopic {
  std::string name;      // "ethnicity"; also the name of the dictionary
  std::string question;  // text question
  std::string target;    // coded question of the same list of persons that takes the code; empty: none
  std::string list;      // codelist
  std::int32_t threshold_ppm = 780'000;  // likeness from which a code is given without a clerk
  std::int32_t margin_ppm = 60'000;      // and by so much the next code must be less like
  int clerks = 1;                        // who must agree on what no machine decided: 1 or 2
};

/// Reads editions/<name>/processing/coding.json:
/// {"topics":[{"name","question","target","list","threshold_ppm","margin_ppm", "clerks"}…]}. Errors:
/// "coding.key" (an unknown or missing key), "coding.question" (the form has no such text or coded question),
/// "coding.value"; detail names it.
Result<std::vector<CodingTopic>> parse_coding_topics(const Json& json, const Form& form);

/// The code a machine may give: the likest, when it is like enough and no other comes near. Nothing
/// otherwise.
std::optional<std::string> decide_code(const std::vector<CodeCandidate>& candidates,
                                       const CodingTopic& topic);

/// A text nobody coded yet, and how many answers say it.
struct OpenText {
  std::string folded, shown;  // shown: as the first answer wrote it
  std::int64_t answers = 0;
};

/// How the texts of a topic were coded.
struct CodingReport {
  std::int64_t texts = 0, automatic = 0, by_clerks = 0, open = 0;
};

/// Codes the texts of households. By topic: the dictionary, and what clerks decided (folded text → code).
class TextCoder {
 public:
  struct Topic {
    CodingTopic plan;
    CodeDictionary dictionary;
    std::map<std::string, std::string> decided;  // by clerks, no_code too; goes before the dictionary
  };
  explicit TextCoder(std::vector<Topic> topics)
      : topics_(std::move(topics)), open_(topics_.size()), reports_(topics_.size()) {}

  const std::vector<Topic>& topics() const { return topics_; }
  /// Puts the codes of the texts into the answers beside them (the household's "other: …" becomes the code)
  /// and notes texts that stay open. A text that was coded is taken out of the answers.
  void code(ClosedCase& closed);
  const CodingReport& report(std::size_t topic) const { return reports_[topic]; }
  /// The most frequent first.
  std::vector<OpenText> open_texts(std::size_t topic) const;

 private:
  std::optional<std::string> code_of(std::size_t topic, const std::string& text);

  std::vector<Topic> topics_;
  std::vector<std::map<std::string, OpenText>> open_;
  std::vector<CodingReport> reports_;
};

}  // namespace sanaq
