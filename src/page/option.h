#pragma once
#include <string>
#include <vector>

#include "page/field.h"

namespace sanaq::page {

/// One answer a person can choose.
struct Option {
  std::string code, label;
  bool exclusive = false;
};

/// Options offered for a place in a language, in the order of the list. O(options).
std::vector<Option> options_of(const Interview& interview, Place place, std::string_view language);
/// Options whose label has words beginning with the words looked for, at most `limit`, and how many there are
/// (counted up to 1,000).
struct Matches {
  std::vector<Option> options;
  std::size_t total = 0;
};
Matches search_options(const Interview& interview, Place place, std::string_view language,
                       std::string_view words, std::size_t limit);
/// Label of a code, the code itself when its row is not there.
std::string option_label(const Interview& interview, Place place, std::string_view language,
                         std::string_view code);

}  // namespace sanaq::page
