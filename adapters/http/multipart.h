#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sanaq::http {

/// One part of a form with files.
struct Part {
  std::string name;
  std::string filename;      // the last component of what the browser sent; empty for a plain field
  std::string content_type;  // as sent; empty when not sent
  std::string content;       // bytes; UTF-8 when `filename` is empty
};

struct MultipartLimits {
  std::size_t parts_max = 100;
  std::size_t part_head_bytes_max = 4096;
};

/// A `multipart/form-data` body (RFC 7578). content_type: of the request, with its boundary. What stands
/// before the first boundary or after the last is refused unless it is a line end. Errors: "multipart.type"
/// (another media type, or no usable boundary), "multipart.form" (broken structure, or cut off),
/// "multipart.utf8" (a name or a plain field is not UTF-8), "multipart.size" (more than the limits).
Result<std::vector<Part>> parse_multipart(std::string_view body, std::string_view content_type,
                                          const MultipartLimits& limits = {});

/// The value of `name="…"` or `name=…` in a header value such as `form-data; name="x"`; empty when absent.
std::string header_parameter(std::string_view value, std::string_view name);
/// `text/html` of `Text/HTML; charset=utf-8`, in lower case.
std::string media_type_of(std::string_view content_type);

}  // namespace sanaq::http
