#pragma once
#include <string>
#include <vector>

#include "sanaq/equipment/equipment_words.h"

namespace sanaq {

/// A cell of a CSV that spreadsheet programs take for text, never for a formula.
std::string csv_text(std::string_view text);

/// Holdings as CSV, heads in the language: kind, serial number, number, condition, since, who, position,
/// territory.
std::string holdings_csv(const Vocabulary& words, std::string_view language,
                         const std::vector<equipment::Holding>& holdings,
                         const std::vector<equipment::Holder>& holders);
/// A piece's acts as CSV: number, day, kind, from, to, condition, state.
std::string history_csv(const Vocabulary& words, std::string_view language,
                        const std::vector<equipment::PieceStep>& steps,
                        const std::vector<equipment::Holder>& holders);

}  // namespace sanaq
