#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "sanaq/office/office_frame.h"

namespace sanaq {

/// Bytes of a table somebody brings, at most.
inline constexpr std::size_t table_bytes_max = std::size_t{16} << 20;

/// The form that sends a table as a file named `file`. path: where to; submit: key of the button's text.
std::string table_form(const Office& office, const OfficeVisit& visit, std::string_view path,
                       std::string_view submit);

}  // namespace sanaq
