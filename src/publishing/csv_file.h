#pragma once
#include <string>
#include <string_view>

#include "dataset/safe_table.h"

namespace sanaq {

/// The sign in place of a hidden value, in every format and language.
inline constexpr std::string_view hidden_sign = "X";

/// The sign of a figure where there is nobody to measure, in the formats that need one.
inline constexpr std::string_view nobody_sign = "-";

/// One row a cell (RFC 4180, UTF-8 with a byte order mark so that spreadsheets read the letters, CRLF): for
/// each dimension the code and the label in `language`, then `value`: digits or X, and a
/// column for each figure, called by its name: a number with a point, X, or nothing where there is nobody to
/// measure.
std::string write_csv_file(const SafeTable& table, std::string_view language);

}  // namespace sanaq
