#include "spreadsheet/zip_archive.h"

#include <zip.h>

#include <utility>

namespace sanaq {
namespace {

constexpr zip_int64_t parts_max = 500;
constexpr std::size_t part_bytes_max = std::size_t{64} << 20;
constexpr std::size_t unpacked_max = std::size_t{128} << 20;
constexpr std::size_t step_bytes = std::size_t{64} << 10;

}  // namespace

Result<ZipArchive> ZipArchive::open(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive == nullptr && source != nullptr) zip_source_free(source);
  zip_error_fini(&error);
  if (archive == nullptr) return Error{"workbook.zip", "no zip archive"};
  ZipArchive out(archive);
  if (zip_get_num_entries(archive, 0) < 1) return Error{"workbook.zip", "no zip archive"};
  if (zip_get_num_entries(archive, 0) > parts_max) return Error{"workbook.size", "more than 500 parts"};
  return out;
}

ZipArchive::ZipArchive(ZipArchive&& other) noexcept
    : archive_(std::exchange(other.archive_, nullptr)), unpacked_(other.unpacked_) {}

ZipArchive::~ZipArchive() {
  if (archive_ != nullptr) zip_discard(archive_);
}

bool ZipArchive::has(const std::string& name) const {
  return zip_name_locate(archive_, name.c_str(), 0) >= 0;
}

Result<std::string> ZipArchive::read(const std::string& name) {
  const zip_int64_t index = zip_name_locate(archive_, name.c_str(), 0);
  if (index < 0) return Error{"workbook.part", name};
  zip_file_t* file = zip_fopen_index(archive_, static_cast<zip_uint64_t>(index), 0);
  if (file == nullptr) return Error{"workbook.zip", name};
  // The size in the archive's directory is a claim; what counts is what comes out.
  std::string out;
  std::string step(step_bytes, '\0');
  zip_int64_t got = 0;
  while ((got = zip_fread(file, step.data(), step.size())) > 0) {
    out.append(step, 0, static_cast<std::size_t>(got));
    unpacked_ += static_cast<std::size_t>(got);
    if (out.size() > part_bytes_max || unpacked_ > unpacked_max) break;
  }
  zip_fclose(file);
  if (got < 0) return Error{"workbook.zip", name};
  if (got > 0) return Error{"workbook.size", name};
  return out;
}

}  // namespace sanaq
