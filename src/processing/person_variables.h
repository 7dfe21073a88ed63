#pragma once
#include <string>
#include <vector>

#include "base/messages.h"
#include "codelist/codelist.h"
#include "microdata/microdata_builder.h"
#include "questionnaire/form.h"

namespace sanaq {

/// Codes every coded variable of a freeze has beside those of its question.
inline constexpr std::string_view not_stated =
    "NS";  // asked, not answered, or refused without a code of its own
inline constexpr std::string_view not_applicable = "NA";  // out of the universe of the question

/// Whether a row was told by people or stands for a household that never answered; codes "told" and
/// "imputed".
inline constexpr std::string_view record_origin_variable = "record_origin";

/// How many households, people or dwellings a row stands for, in thousandths; only where a freeze is
/// weighted.
inline constexpr std::string_view weight_variable = "weight";

/// What frozen persons are made of: a question found by its concept gives a variable of the same codes and
/// labels.
struct FreezeSources {
  const Form& form;
  const Codelist& territories;  // columns `parent`, `level`, `settlement_type`
  const Messages& texts;        // holds locale/processing.csv
  /// Greatest weight of a household, in thousandths; 0: rows have no weight.
  std::int32_t weight_max_thousandths = 0;
};

/// Position of the question of a concept in the list of persons, or no_node.
NodeIndex question_of(const Form& form, std::string_view concept_name);
/// Position of the question of a concept about the household or its dwelling, or no_node.
NodeIndex household_question_of(const Form& form, std::string_view concept_name);

/// The variables of census_variable in the order of its constants, then those of further questions that the
/// form has: where people come from, languages, work, difficulties in everyday life. Errors:
/// "processing.concept" (the form has no such question, or it is neither choice, code nor number), detail:
/// the concept; "processing.text" (a label is not among the texts), detail: its key.
Result<std::vector<Variable>> person_variables(const FreezeSources& sources);

/// The same, and those of households (place, how many people, children below 18 and people of 65 and over,
/// type, tenure) and of dwellings (place, kind, building, equipment, rooms, area in whole square metres).
/// Errors: as person_variables.
Result<UnitVariables> unit_variables(const FreezeSources& sources);

}  // namespace sanaq
