#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sanaq {

/// Texts a person reads, by key and language. One CSV file an area (`locale/<area>.csv`): first column `key`,
/// then a column a language (`kk`, `ru`, `en`). `{0}`, `{1}` stand for arguments.
class Messages {
 public:
  /// Adds the rows of a CSV text. Errors: those of parse_csv; "messages.header" (first column is not `key`,
  /// no language, or not those of the files before), "messages.duplicate" and "messages.missing" (an empty
  /// cell) with detail "row N".
  Result<Done> add(std::string_view csv);
  /// The text with arguments put in; arguments are not escaped. A key that is not there gives the key itself,
  /// and a language that is not there gives the first one.
  std::string text(std::string_view key, std::string_view language,
                   const std::vector<std::string>& args = {}) const;
  bool has(std::string_view key) const;
  const std::vector<std::string>& languages() const { return languages_; }

 private:
  std::vector<std::string> languages_;
  std::map<std::string, std::vector<std::string>, std::less<>> rows_;
};

}  // namespace sanaq
