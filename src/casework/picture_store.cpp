#include "casework/picture_store.h"

#include "base/bytes.h"
#include "base/sha256.h"

namespace sanaq {

std::string picture_name(std::string_view bytes) { return to_base64url(sha256(bytes)); }

std::optional<std::string> picture_digest(std::string_view name) {
  constexpr std::size_t digest_bytes = 32;
  const auto digest = from_base64url(name);
  if (!digest || digest->size() != digest_bytes) return std::nullopt;
  return *digest;
}

}  // namespace sanaq
