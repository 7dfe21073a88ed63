#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sanaq {

/// Rows of fields of a CSV text (RFC 4180; LF or CRLF; a byte order mark is skipped). A blank line is a row
/// with one empty field, so that row numbers stay those of the file as long as no field holds a line break.
/// Errors: "csv.utf8", "csv.quote" (a quote not closed, or text after a closing quote); detail "row N".
Result<std::vector<std::vector<std::string>>> parse_csv(std::string_view text);
/// One field, quoted when it must be.
std::string csv_field(std::string_view text);

}  // namespace sanaq
