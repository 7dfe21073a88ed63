#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "questionnaire/form.h"

namespace sanaq {

/// One sheet of a workbook, as text: cells[row][column]. Row 0 is the header, so `row` 1 of people is rows[0].
struct Sheet {
  std::string name;
  std::vector<std::vector<std::string>> rows;
};

/// What an author hands in: the sheets, and the list files named by select_one_from_file.
struct FormSource {
  std::vector<Sheet> sheets;
  std::vector<std::shared_ptr<Codelist>> lists;  // found by Codelist::name, the file name without `.csv`
};

/// Something the author must or should mend, with its place.
struct FormFinding {
  enum class Level : std::uint8_t { error, warning };
  Level level = Level::error;
  std::string code;    // "form.name.unknown" …, all in docs/errors.md
  std::string sheet;   // "survey"
  std::uint32_t row = 0;     // from 1, the header included; 0: the sheet as a whole
  std::string column;  // "relevant"
  std::string detail;  // the word or expression that is wrong
};

struct CompiledForm {
  std::optional<Form> form;             // only when no finding is an error
  std::vector<FormFinding> findings;    // all of them, in the order sheet, row, column
};

/// Reads, resolves, types and verifies a questionnaire. Never stops at the first finding. O(rows + expressions).
CompiledForm compile_form(const FormSource& source);

/// The source as one JSON text for the browser, without the rows of list files above `rows_max`; and back.
/// Errors of read: those of parse_json, "form.package".
std::string write_package(const FormSource& source, std::size_t rows_max);
Result<FormSource> read_package(std::string_view text);

}  // namespace sanaq
