#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/labels.h"

namespace sanaq {

/// One element of a classification: a region, an age group, an ethnic group, a total.
struct Category {
  static constexpr std::int32_t no_parent = -1;
  std::string code;
  Labels label;
  /// Position of the element one level up, which is the sum of all elements that name it; no_parent at the
  /// top. A parent stands before its children.
  std::int32_t parent = no_parent;
  friend bool operator==(const Category&, const Category&) = default;
};

/// An ordered classification with a name: the code list of a variable, or one side of a table. `name` is for
/// programs.
struct Classification {
  std::string name;
  Labels label;
  std::vector<Category> categories;
  friend bool operator==(const Classification&, const Classification&) = default;
};

/// {"name","label","categories":[{"code","label","parent"}]}; `parent` is a code and left out at the top.
Json to_json(const Classification& classification);
/// The reverse. Errors: "labels.form", "classification.form" (a member is missing or has a wrong type),
/// "classification.duplicate" (a code twice), "classification.parent" (unknown, or not before its child).
Result<Classification> parse_classification(const Json& object);
/// Position of `code`, or -1. Linear.
std::int32_t find_category(const Classification& classification, std::string_view code);

}  // namespace sanaq
