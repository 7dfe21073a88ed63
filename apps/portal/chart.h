#pragma once
#include <string>
#include <string_view>

#include "base/messages.h"
#include "portal/table_view.h"

namespace sanaq::portal {

/// An SVG of the part of a table that is shown, with a text that says the same: a pyramid when the columns
/// are a total and its two parts (men and women) over at least five rows, else bars of the first column. Sums
/// of rows are left out. A hidden cell has no bar and an X. Empty when there is nothing to draw. No script,
/// no inline style.
std::string chart_html(const TableView& view, std::string_view language, const Messages& texts);

}  // namespace sanaq::portal
