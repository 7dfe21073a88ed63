#pragma once
#include <string_view>

#include "base/result.h"
#include "equipment/act_store.h"

namespace sanaq {

/// A signed act as it was uploaded: a PDF, or a JPEG, which loses its metadata. Errors: "scan.size" (over
/// bytes_max, or empty), "scan.kind" (neither, or broken).
Result<equipment::Scan> read_signed_paper(std::string_view file, std::size_t bytes_max);

}  // namespace sanaq
