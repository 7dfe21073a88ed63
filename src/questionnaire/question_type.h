#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "questionnaire/form.h"

namespace sanaq {

/// The cell `type` of a survey row, understood.
struct QuestionType {
  enum class Row : std::uint8_t { question, open_group, close_group, open_list, close_list };
  enum class Options : std::uint8_t { none, sheet, file };
  Row row = Row::question;
  ValueType value = ValueType::none;
  bool calculate = false;           // type `calculate`: the value's type comes from the expression
  Options options = Options::none;  // where the options of a select come from
  bool or_other = false;
  std::string list;  // name of the choice list, or of the file without `.csv`
};

/// Nothing when the text is no type of the dialect. `select_one` without a list gives an empty `list`.
std::optional<QuestionType> parse_question_type(std::string_view cell);

}  // namespace sanaq
