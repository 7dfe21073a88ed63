#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace sanaq::http {

/// A name and its value: of a query, a form, a cookie or a header.
struct Field {
  std::string name;
  std::string value;
  friend bool operator==(const Field&, const Field&) = default;
};
using Fields = std::vector<Field>;

/// The first field of that name (names compare byte by byte), or null.
const Field* find_field(const Fields& fields, std::string_view name);
/// The value of the first field of that name, a view into `fields`; empty when there is none.
std::string_view field_value(const Fields& fields, std::string_view name);

/// ASCII letters of any case are equal: names of headers and of media types.
bool equal_ignoring_case(std::string_view a, std::string_view b);

}  // namespace sanaq::http
