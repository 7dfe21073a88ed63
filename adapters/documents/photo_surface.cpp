#include "documents/photo_surface.h"

#include <cstddef>
#include <cstdio>  // jpeglib.h needs it before

#include <jpeglib.h>

#include <csetjmp>
#include <cstring>
#include <vector>

namespace sanaq {
namespace {

constexpr std::uint64_t pixels_max = 24'000'000;

Error broken() { return {"document.photo", {}}; }

struct Cursor {
  std::string_view rest;
};

cairo_status_t read_png(void* from, unsigned char* data, unsigned length) {
  auto& cursor = *static_cast<Cursor*>(from);
  if (cursor.rest.size() < length) return CAIRO_STATUS_READ_ERROR;
  std::memcpy(data, cursor.rest.data(), length);
  cursor.rest.remove_prefix(length);
  return CAIRO_STATUS_SUCCESS;
}

// Width and height stand at bytes 16 to 23 of every PNG: looked at before anything is made of that size.
bool is_small_png(std::string_view bytes) {
  if (bytes.size() < 24) return false;
  const auto number = [&](std::size_t at) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
  };
  return number(16) * number(20) <= pixels_max;
}

/// libjpeg leaves by a jump; nothing with a destructor lives between here and there.
struct JumpingErrors {
  jpeg_error_mgr base;
  std::jmp_buf out;
};
void jump_out(j_common_ptr info) {
  std::longjmp(reinterpret_cast<JumpingErrors*>(info->err)->out,
               1);  // NOLINT: the way libjpeg reports errors
}
void say_nothing(j_common_ptr) {}

/// One JPEG being read; plain, so that a jump may leave at any point.
struct JpegReader {
  jpeg_decompress_struct info;
  JumpingErrors errors;
};

bool start_jpeg(JpegReader& reader, std::string_view bytes) {
  reader.info.err = jpeg_std_error(&reader.errors.base);
  reader.errors.base.error_exit = jump_out;
  reader.errors.base.output_message = say_nothing;
  if (setjmp(reader.errors.out) != 0) return false;
  jpeg_create_decompress(&reader.info);
  jpeg_mem_src(&reader.info, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  jpeg_read_header(&reader.info, TRUE);
  reader.info.out_color_space = JCS_EXT_BGRX;  // as cairo has it on little-endian machines
  return std::uint64_t{reader.info.image_width} * reader.info.image_height <= pixels_max;
}

bool read_rows(JpegReader& reader, unsigned char* pixels, std::ptrdiff_t stride) {
  if (setjmp(reader.errors.out) != 0) return false;
  jpeg_start_decompress(&reader.info);
  while (reader.info.output_scanline < reader.info.output_height) {
    unsigned char* row = pixels + static_cast<std::ptrdiff_t>(reader.info.output_scanline) * stride;
    jpeg_read_scanlines(&reader.info, &row, 1);
  }
  return true;
}

Result<PhotoSurface> jpeg_surface(std::string_view bytes) {
  JpegReader reader{};
  PhotoSurface surface(nullptr, &cairo_surface_destroy);
  bool read = start_jpeg(reader, bytes);
  if (read) {
    surface.reset(cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(reader.info.image_width),
                                             static_cast<int>(reader.info.image_height)));
    cairo_surface_flush(surface.get());
    unsigned char* pixels = cairo_image_surface_get_data(surface.get());
    read = pixels != nullptr && read_rows(reader, pixels, cairo_image_surface_get_stride(surface.get()));
    cairo_surface_mark_dirty(surface.get());
  }
  jpeg_destroy_decompress(&reader.info);
  if (!read) return broken();
  auto* copy = new std::string(bytes);  // given to the surface, which deletes it
  const auto* start = reinterpret_cast<const unsigned char*>(copy->data());
  if (cairo_surface_set_mime_data(
          surface.get(), CAIRO_MIME_TYPE_JPEG, start, copy->size(),
          [](void* text) { delete static_cast<std::string*>(text); }, copy) != CAIRO_STATUS_SUCCESS)
    delete copy;
  return surface;
}

}  // namespace

Result<PhotoSurface> photo_surface(std::string_view bytes) {
  constexpr std::string_view png_mark = "\x89PNG", jpeg_mark = "\xFF\xD8";
  if (bytes.starts_with(jpeg_mark)) return jpeg_surface(bytes);
  if (!bytes.starts_with(png_mark) || !is_small_png(bytes)) return broken();
  Cursor cursor{bytes};
  PhotoSurface surface(cairo_image_surface_create_from_png_stream(&read_png, &cursor),
                       &cairo_surface_destroy);
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return broken();
  return surface;
}

}  // namespace sanaq
