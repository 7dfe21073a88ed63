#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sanaq {

/// What stands behind a verb on the command line: words, and `--name value` or `--name=value` options.
class Arguments {
 public:
  /// flags: names that take no value. Errors: "argument.unknown" (an option not in `options` or `flags`),
  /// "argument.value" (an option without its value, or given twice); detail: the option.
  static Result<Arguments> parse(const std::vector<std::string>& words,
                                 const std::vector<std::string>& options,
                                 const std::vector<std::string>& flags);
  const std::vector<std::string>& words() const { return words_; }
  bool has(std::string_view name) const { return values_.find(name) != values_.end(); }
  std::string get(std::string_view name, std::string_view otherwise = {}) const;
  /// Errors: "argument.number" when it is no whole number between least and most; detail: the option.
  Result<std::int64_t> number(std::string_view name, std::int64_t otherwise, std::int64_t least,
                              std::int64_t most) const;

 private:
  std::vector<std::string> words_;
  std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace sanaq
