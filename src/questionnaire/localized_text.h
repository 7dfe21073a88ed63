#pragma once
#include "questionnaire/expression_compiler.h"

namespace sanaq {

/// A column with a cell a language, as templates. Every language of the form must be there when one is
/// ("form.translation.missing"), or in any case when `must`.
enum class Presence : std::uint8_t { optional, must };
LocalizedText read_localized(FormDraft& draft, const SheetTable& table, std::uint32_t row,
                             std::string_view column, const ExpressionScope& scope, Presence presence);
/// Languages of a sheet's columns that the survey sheet does not have ("form.languages").
void check_languages(FormDraft& draft, const SheetTable& table);

}  // namespace sanaq
