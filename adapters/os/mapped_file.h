#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sanaq::os {

/// A file in the address space, read as it is used: pages that nobody looks at are never read.
struct MappedFile {
  std::string_view bytes;
  std::shared_ptr<const void> keeper;  // owners: whoever reads the bytes; the last one ends the mapping
};

/// Maps the whole file, read only. While it is mapped nobody may shorten it; put a new file in its place
/// instead (write_file does). Errors: "file.missing", "file.read"; detail: the path.
Result<MappedFile> map_file(const std::string& path);

}  // namespace sanaq::os
