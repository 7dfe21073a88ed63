#include "sanaq/equipment/signed_paper.h"

#include "picture/picture_file.h"

namespace sanaq {

Result<equipment::Scan> read_signed_paper(std::string_view file, std::size_t bytes_max) {
  if (file.empty() || file.size() > bytes_max) return Error{"scan.size", {}};
  if (file.starts_with("%PDF-")) {
    // A file that was cut has no end.
    constexpr std::size_t tail = 1024;
    const std::string_view end = file.substr(file.size() > tail ? file.size() - tail : 0);
    if (end.find("%%EOF") == std::string_view::npos) return Error{"scan.kind", {}};
    return equipment::Scan{equipment::Scan::Kind::pdf, std::string(file)};
  }
  auto picture = picture::read(file);
  if (!picture || picture->kind != picture::Kind::jpeg) return Error{"scan.kind", {}};
  return equipment::Scan{equipment::Scan::Kind::jpeg, std::move(picture->bytes)};
}

}  // namespace sanaq
