#include <doctest.h>

#include <vector>

#include "picture/picture_file.h"
#include "picture/testing/small_pictures.h"

using namespace sanaq;
using namespace sanaq::picture;
using namespace sanaq::picture::testing;

namespace {

std::string jpeg_segment(char marker, const std::string& body) {
  const std::size_t length = body.size() + 2;
  return std::string("\xFF") + marker + static_cast<char>(length >> 8) + static_cast<char>(length & 255) +
         body;
}

std::string png_chunk(const std::string& name, const std::string& body) {
  return std::string({0, 0, 0, static_cast<char>(body.size())}) + name + body + "sums";
}

std::string code_of(const std::string& bytes) {
  const auto file = read(bytes);
  return file ? "" : file.error().code;
}

bool has(const std::string& bytes, std::string_view text) { return bytes.find(text) != std::string::npos; }

}  // namespace

TEST_CASE("the kind is told by content, the bounds by the header") {
  for (const auto& [bytes, kind] : {std::pair{small_jpeg(), Kind::jpeg}, std::pair{small_png(), Kind::png},
                                    std::pair{small_webp(), Kind::webp}}) {
    const auto file = read(bytes);
    REQUIRE(file);
    CHECK(file->kind == kind);
    CHECK(file->width == 3);
    CHECK(file->height == 2);
    CHECK(was_clean(*read(file->bytes), file->bytes));
  }
  CHECK(media_type(Kind::webp) == "image/webp");
}

TEST_CASE("what a JPEG tells beside the picture is taken away") {
  const std::string exif = jpeg_segment('\xE1', std::string("Exif\0\0", 6) + "51.1694 71.4491 2021-10-01");
  const std::string comment = jpeg_segment('\xFE', "Samsung of a neighbour");
  std::string bytes = small_jpeg();
  bytes.insert(2, exif + comment);
  bytes += "a film hidden behind the end";
  const auto file = read(bytes);
  REQUIRE(file);
  for (const char* told : {"Exif", "51.1694", "Samsung", "film"}) CHECK_FALSE(has(file->bytes, told));
  CHECK(file->bytes == read(small_jpeg())->bytes);
}

TEST_CASE("how a JPEG is to be turned is kept of its Exif, and nothing else") {
  const std::string little(
      "II*\0\x08\0\0\0\x02\0\x0F\x01\x02\0\x08\0\0\0\x26\0\0\0"
      "\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0Samsung",
      45);
  const std::string big("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0", 26);
  for (const std::string& tiff : {little, big}) {
    std::string bytes = small_jpeg();
    bytes.insert(2, jpeg_segment('\xE1', std::string("Exif\0\0", 6) + tiff));
    const auto file = read(bytes);
    REQUIRE(file);
    CHECK(has(file->bytes, std::string("Exif\0\0", 6) + big));
    CHECK_FALSE(has(file->bytes, "Samsung"));
    CHECK(file->bytes.size() == read(small_jpeg())->bytes.size() + 36);
    CHECK(was_clean(*read(file->bytes), file->bytes));
  }
}

TEST_CASE("an orientation that is none, or cut, is left out") {
  const std::string upright("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x01\0\0\0\0\0\0", 26);
  std::string wild = upright;
  wild[19] = 9;
  std::vector<std::string> told{upright, wild, std::string("MM\0*\xFF\xFF\xFF\xFF\0\x01", 10)};
  std::string turned = upright;
  turned[19] = 8;
  for (std::size_t size = 0; size < 20; ++size) told.push_back(turned.substr(0, size));
  for (const std::string& tiff : told) {
    std::string bytes = small_jpeg();
    bytes.insert(2, jpeg_segment('\xE1', std::string("Exif\0\0", 6) + tiff));
    CHECK(read(bytes)->bytes == read(small_jpeg())->bytes);
  }
}

TEST_CASE("a JPEG's preview in its JFIF segment is cut off") {
  std::string bytes = small_jpeg();
  bytes.replace(2, 18, jpeg_segment('\xE0', std::string("JFIF\0\1\1\0\0\1\0\1\2\1preview", 21)));
  const auto file = read(bytes);
  REQUIRE(file);
  CHECK_FALSE(has(file->bytes, "preview"));
  CHECK(was_clean(*read(file->bytes), file->bytes));
}

TEST_CASE("texts and times of a PNG are taken away") {
  std::string bytes = small_png();
  bytes.insert(33, png_chunk("tEXt", "Author somebody") + png_chunk("eXIf", "place"));
  const auto file = read(bytes + "more");
  REQUIRE(file);
  CHECK_FALSE(has(file->bytes, "somebody"));
  CHECK_FALSE(has(file->bytes, "eXIf"));
  CHECK(file->bytes == read(small_png())->bytes);
}

TEST_CASE("place and time of a WebP are taken away, and no longer announced") {
  std::string bytes = small_webp();
  REQUIRE(bytes.substr(12, 4) == "VP8X");
  bytes += std::string("EXIF\x05\0\0\0place\0", 14);
  bytes[4] = static_cast<char>((bytes.size() - 8) & 255);
  bytes[5] = static_cast<char>((bytes.size() - 8) >> 8);
  bytes[20] = static_cast<char>(bytes[20] | 0x08);
  const auto file = read(bytes);
  REQUIRE(file);
  CHECK(file->width == 3);
  CHECK_FALSE(has(file->bytes, "place"));
  CHECK(file->bytes[20] == 0);
}

TEST_CASE("what is no picture, cut, moving or too large is refused with its own code") {
  CHECK(code_of("") == "picture.kind");
  CHECK(code_of("GIF89a") == "picture.kind");
  CHECK(code_of("<svg xmlns='http://www.w3.org/2000/svg'/>") == "picture.kind");
  CHECK(code_of(std::string(bytes_max + 1, ' ')) == "picture.size");
  for (const std::string& whole : {small_jpeg(), small_png(), small_webp()})
    for (std::size_t size = 12; size < whole.size(); ++size) CHECK(code_of(whole.substr(0, size)) != "");
  std::string large = small_png();
  large[16] = 1;  // 16,777,219 pixels wide
  CHECK(code_of(large) == "picture.pixels");
  large[16] = large[19] = 0;
  CHECK(code_of(large) == "picture.pixels");
  std::string moving = std::string("RIFF\x16\0\0\0WEBPVP8X\x0A\0\0\0\x02\0\0\0\x02\0\0\x01\0\0", 30);
  CHECK(code_of(moving) == "picture.kind");
}
