#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/classification.h"

namespace sanaq {

/// One question of the census as a frozen, coded column. There are three kinds and no other, so that a name,
/// an address or an IIN (12 digits) cannot be held: a code has at most 11 characters and comes from the code
/// list, a whole number comes from a span of at most 10,000 values, a link is a running number that means
/// nothing outside.
struct Variable {
  enum class Kind : std::uint8_t {
    coded,   ///< a code of `codes`; a cell holds its position
    number,  ///< a whole number first_number … last_number; a cell holds value - first_number
    link,    ///< rows with the same number belong together (a household); cannot be tabulated
  };
  static constexpr std::size_t code_length_max = 11;
  static constexpr std::size_t codes_max = 65'536;
  static constexpr std::int32_t number_span_max = 10'000;

  Classification codes;  ///< name and label of the variable; categories only for `coded`
  Kind kind = Kind::coded;
  std::int32_t first_number = 0;
  std::int32_t last_number = 0;
  /// Name of the coded variable one level up (the region of a district), or empty. Then `parent_codes` holds,
  /// for every code of this variable, the code it belongs to.
  std::string parent;
  std::vector<std::string> parent_codes;

  const std::string& name() const { return codes.name; }
  /// Number of different values a cell can hold; 0 for a link.
  std::uint32_t domain() const;
  friend bool operator==(const Variable&, const Variable&) = default;
};

/// Checks one variable by itself. Errors, each with the variable's name: "microdata.variable" (name, label or
/// span), "microdata.code" (empty, too long, or with a character outside A-Z a-z 0-9 . _ -; or parents of a
/// wrong number).
Result<Done> check_variable(const Variable& variable);

Json to_json(const Variable& variable);
/// Errors: those of parse_classification and check_variable.
Result<Variable> parse_variable(const Json& object);

/// Names of the variables that the standard tables of a population census need.
namespace census_variable {
inline constexpr std::string_view region = "region";
inline constexpr std::string_view district = "district";
inline constexpr std::string_view urban_rural = "urban_rural";
inline constexpr std::string_view sex = "sex";
inline constexpr std::string_view age = "age";  // full years at the census moment
inline constexpr std::string_view ethnicity = "ethnicity";
inline constexpr std::string_view native_language = "native_language";
inline constexpr std::string_view religion = "religion";
inline constexpr std::string_view marital_status = "marital_status";
inline constexpr std::string_view education = "education";
inline constexpr std::string_view citizenship = "citizenship";
inline constexpr std::string_view record_status = "record_status";  // permanent or temporary resident
}  // namespace census_variable

}  // namespace sanaq
