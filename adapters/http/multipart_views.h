#pragma once
#include "http/multipart.h"

namespace sanaq::http {

/// A part whose bytes stay in the body: for files that are too large to be there twice.
struct PartView {
  Part head;                 // without content
  std::string_view content;  // in the body
};

/// As parse_multipart(); nothing but the heads is copied.
Result<std::vector<PartView>> parse_multipart_views(std::string_view body, std::string_view content_type,
                                                    const MultipartLimits& limits = {});

}  // namespace sanaq::http
