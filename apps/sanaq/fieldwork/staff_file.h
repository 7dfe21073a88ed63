#pragma once
#include <string_view>

#include "fieldwork/staff_list.h"
#include "fieldwork/workforce.h"

namespace sanaq {

/// A list of applications from a file: `.xlsx` (its first sheet) or CSV. Rows of territories that are not the
/// actor's, and of people who are on the books already, are findings too; the candidates are those nothing is
/// wrong with. Errors: those of read_workbook and parse_csv (the file cannot be read), "store.unavailable".
Result<StaffList> read_staff_file(Workforce& workforce, const Actor& actor, std::string_view file);

inline constexpr std::size_t staff_file_bytes_max = std::size_t{8} << 20;

}  // namespace sanaq
