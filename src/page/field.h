#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "interview/interview.h"

namespace sanaq::page {

/// A posted form: names and values in the order sent. A name may stand more than once (check boxes).
using Fields = std::vector<std::pair<std::string, std::string>>;

/// Name of the form field of a place: `q.<question>[.<item>[.<other>]]`. Parts of an answer and companions
/// add `:day`,
/// `:month`, `:year`, `:refuse`, `:search`.
std::string field_name(const Interview& interview, Place place);
/// The place of a field name without companion. Nothing when there is no such question or item.
std::optional<Place> parse_field_name(const Interview& interview, std::string_view name);
/// Id of the first control of a place; unique on a page: `q-<question>[-<item>[-<other>]]`.
std::string field_id(const Interview& interview, Place place);

/// First value of a name, or nullptr.
const std::string* find_field(const Fields& fields, std::string_view name);

/// What was shown for a place when its page was made, as eight hexadecimal digits (FNV-1a). It travels in the
/// form, so that an answer that the person did not touch never overwrites one that came from another device
/// meanwhile.
std::string fingerprint(std::string_view shown);
/// Text the fingerprint is taken of: the canonical answer, or a mark for a refusal.
std::string shown_state(const Interview& interview, Place place);
inline constexpr std::string_view refused_state = "\x01refused";

/// How a question is put.
enum class Widget {
  note,
  text,
  multiline,
  whole_number,
  decimal_number,
  date,
  month,
  year,
  radios,
  select,
  search,
  checkboxes,
  acknowledge,
  geopoint,
  image,
};
/// Options up to this number stand side by side as radio buttons; more go into a select, and more than the
/// second number into a search.
inline constexpr std::size_t radios_max = 12, select_max = 300;
Widget widget(const Interview& interview, Place place);

}  // namespace sanaq::page
