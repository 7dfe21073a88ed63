#include "questionnaire/question_type.h"

#include "base/text.h"

namespace sanaq {
namespace {

struct Simple {
  std::string_view word;
  ValueType value;
};
constexpr Simple simple_types[] = {
    {"integer", ValueType::integer},   {"int", ValueType::integer},         {"decimal", ValueType::decimal},
    {"text", ValueType::text},         {"string", ValueType::text},         {"date", ValueType::date},
    {"note", ValueType::none},         {"acknowledge", ValueType::boolean}, {"calculate", ValueType::text},
    {"geopoint", ValueType::geopoint}, {"image", ValueType::image},
};

using Row = QuestionType::Row;
struct Bracket {
  std::string_view word;
  Row row;
};
constexpr Bracket brackets[] = {
    {"begin_group", Row::open_group},
    {"end_group", Row::close_group},
    {"begin_repeat", Row::open_list},
    {"end_repeat", Row::close_list},
};

// `begin group` → `begin_group`, `select one from X` → `select_one X`.
std::vector<std::string> normal_words(std::string_view cell) {
  std::vector<std::string> words;
  for (const std::string_view word : split_words(cell)) words.emplace_back(word);
  const bool two = words.size() >= 2 && (words[0] == "begin" || words[0] == "end" || words[0] == "select");
  if (!two) return words;
  words[0] += "_" + words[1];
  words.erase(words.begin() + 1);
  if (words[0].starts_with("select_") && words.size() >= 2 && words[1] == "from")
    words.erase(words.begin() + 1);
  return words;
}

std::optional<QuestionType> select_type(const std::vector<std::string>& words) {
  QuestionType type;
  type.options = QuestionType::Options::sheet;
  if (words[0] == "select_one")
    type.value = ValueType::choice;
  else if (words[0] == "select_multiple")
    type.value = ValueType::choices;
  else if (words[0] == "select_one_from_file")
    type.options = QuestionType::Options::file;
  else
    return std::nullopt;
  if (words.size() > 1) type.list = words[1];
  if (type.options == QuestionType::Options::file) {
    type.value = ValueType::code;
    if (!type.list.ends_with(".csv"))
      type.list.clear();
    else
      type.list.resize(type.list.size() - 4);
    return words.size() <= 2 ? std::optional(type) : std::nullopt;
  }
  type.or_other = words.size() == 3 && words[2] == "or_other";
  if (words.size() > 3 || (words.size() == 3 && !type.or_other)) return std::nullopt;
  return type;
}

}  // namespace

std::optional<QuestionType> parse_question_type(std::string_view cell) {
  const std::vector<std::string> words = normal_words(cell);
  if (words.empty()) return std::nullopt;
  if (words[0].starts_with("select_")) return select_type(words);
  if (words.size() != 1) return std::nullopt;
  QuestionType type;
  for (const Simple& simple : simple_types) {
    if (simple.word != words[0]) continue;
    type.value = simple.value;
    type.calculate = words[0] == "calculate";
    return type;
  }
  for (const Bracket& bracket : brackets) {
    if (bracket.word != words[0]) continue;
    type.row = bracket.row;
    return type;
  }
  return std::nullopt;
}

}  // namespace sanaq
