#include "edition/edition.h"

namespace sanaq {

std::string_view edition_title(const Edition& edition, std::string_view language) {
  if (const auto found = edition.title.find(std::string(language)); found != edition.title.end())
    return found->second;
  if (edition.languages.empty()) return edition.name;
  const auto first = edition.title.find(edition.languages.front());
  return first == edition.title.end() ? std::string_view(edition.name) : std::string_view(first->second);
}

}  // namespace sanaq
