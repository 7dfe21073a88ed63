#include "http/headers.h"

#include "http/fields.h"

namespace sanaq::http {

void Headers::add(std::string_view name, std::string_view value) {
  if (entries_.empty()) {
    text_.reserve(512);
    entries_.reserve(16);
  }
  entries_.push_back({static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(name.size()),
                      static_cast<std::uint32_t>(value.size())});
  text_.append(name);
  text_.append(value);
}

std::string_view Headers::value(std::size_t i) const {
  return {text_.data() + entries_[i].at + entries_[i].name_size, entries_[i].value_size};
}

std::string_view Headers::get(std::string_view wanted) const {
  for (std::size_t i = 0; i < entries_.size(); ++i)
    if (equal_ignoring_case(name(i), wanted)) return value(i);
  return {};
}

std::size_t Headers::count(std::string_view wanted) const {
  std::size_t found = 0;
  for (std::size_t i = 0; i < entries_.size(); ++i) found += equal_ignoring_case(name(i), wanted) ? 1 : 0;
  return found;
}

void Headers::clear() {
  text_.clear();
  entries_.clear();
}

}  // namespace sanaq::http
