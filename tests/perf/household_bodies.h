#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "census_site.h"

namespace sanaq::perf {

/// Bodies of `POST /api/submissions`: a few hundred different synthetic households, repeated with
/// identification numbers that nobody used before, so that every person is new.
class HouseholdBodies {
 public:
  /// Takes the households of the synthetic nation that have exactly `persons` members, each with a number.
  /// count: for so many households numbers are made ahead.
  HouseholdBodies(CensusSite& site, std::size_t persons, std::uint64_t count);
  /// The body of household `number` < count.
  std::string body(std::uint64_t number) const;
  /// Appends the bytes of the whole request, with the session of that number.
  void append_request(std::uint64_t number, std::string& out) const;
  std::size_t mean_bytes() const;

 private:
  struct Template {
    std::string text;
    std::vector<std::size_t> numbers;  // where the identification numbers stand
  };
  void make_templates(CensusSite& site, std::size_t persons);
  void make_numbers(std::uint64_t count);
  void append_body(std::uint64_t number, std::string& out) const;

  std::size_t persons_;
  std::vector<Template> templates_;
  std::string iins_;  // 12 digits each
};

}  // namespace sanaq::perf
