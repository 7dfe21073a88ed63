#include "sanaq/command/arguments.h"

#include <algorithm>

#include "base/text.h"

namespace sanaq {
namespace {

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

Result<Arguments> Arguments::parse(const std::vector<std::string>& words,
                                   const std::vector<std::string>& options,
                                   const std::vector<std::string>& flags) {
  Arguments out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].starts_with("--")) {
      out.words_.push_back(words[i]);
      continue;
    }
    const auto equals = words[i].find('=');
    const std::string name = words[i].substr(2, equals == std::string::npos ? equals : equals - 2);
    std::string value = "yes";
    if (contains(options, name)) {
      if (equals != std::string::npos)
        value = words[i].substr(equals + 1);
      else if (++i < words.size())
        value = words[i];
      else
        return Error{"argument.value", "--" + name};
    } else if (!contains(flags, name) || equals != std::string::npos) {
      return Error{"argument.unknown", "--" + name};
    }
    if (!out.values_.emplace(name, value).second) return Error{"argument.value", "--" + name};
  }
  return out;
}

std::string Arguments::get(std::string_view name, std::string_view otherwise) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::string(otherwise) : found->second;
}

Result<std::int64_t> Arguments::number(std::string_view name, std::int64_t otherwise, std::int64_t least,
                                       std::int64_t most) const {
  const auto found = values_.find(name);
  if (found == values_.end()) return otherwise;
  const auto value = parse_integer(found->second);
  if (!value || *value < least || *value > most) return Error{"argument.number", "--" + std::string(name)};
  return *value;
}

}  // namespace sanaq
