#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "interview/operation.h"

namespace sanaq {

/// Operations of one batch as they are sealed in a draft's log: a byte for the format, then each with its
/// kind and texts.
struct WrittenOperations {
  std::string bytes;
  std::string hashes;  // 8 bytes each, by which a repeated operation is known
};
WrittenOperations write_operations(const Operation* begin, const Operation* end);

/// Reads them back. Errors: "draft.form" (other bytes).
Result<std::vector<Operation>> read_operations(std::string_view bytes);

}  // namespace sanaq
