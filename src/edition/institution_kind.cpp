#include "edition/institution_kind.h"

namespace sanaq {

const InstitutionKind* InstitutionRules::find(std::string_view name) const {
  for (const InstitutionKind& kind : kinds)
    if (kind.name == name) return &kind;
  return nullptr;
}

std::string_view kind_label(const InstitutionKind& kind, std::string_view language) {
  const auto found = kind.label.find(std::string(language));
  return found == kind.label.end() ? std::string_view(kind.name) : std::string_view(found->second);
}

}  // namespace sanaq
