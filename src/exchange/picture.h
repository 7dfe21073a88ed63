#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "exchange/entry.h"

namespace sanaq::exchange {

/// SHA-256 of a picture as its device took it: what answers and entries name it by.
using PictureName = std::array<std::uint8_t, 32>;

/// A picture of a case.
struct PictureId {
  CaseId case_id;
  PictureName name{};
  friend auto operator<=>(const PictureId&, const PictureId&) = default;
};

/// What an entry of kind `attachment` says: {"picture":"<base64url>","size":<bytes>}. The picture itself
/// travels beside the entries, in parts; the entry is not stored before the office has all of them.
struct PictureNote {
  PictureName name{};
  std::int64_t size = 0;
};
/// Nothing when the entry is of another kind or says something else: then no picture is waited for.
std::optional<PictureNote> picture_note(const Entry& entry);
std::string write_picture_note(const PictureNote& note);

/// Some bytes of a picture, with where they stand in it. No bytes and `size` 0: the device has lost it, so
/// that nobody waits for ever.
struct PicturePart {
  PictureId picture;
  std::int64_t size = 0, offset = 0;  // of the whole picture; of these bytes in it
  std::string bytes;
  bool lost() const { return size == 0; }
  /// What of these bytes continues a picture of which `held` first bytes are there: parts may overlap when a
  /// picture comes on two ways. Nothing when there is a gap before them, or nothing new in them.
  std::optional<PicturePart> after(std::int64_t held) const;
  friend bool operator==(const PicturePart&, const PicturePart&) = default;
};

/// A picture the office waits for, and how many of its first bytes it has.
struct PictureWant {
  PictureId picture;
  std::int64_t from = 0;
  friend bool operator==(const PictureWant&, const PictureWant&) = default;
};

inline constexpr std::int64_t picture_bytes_max = 5 * 1024 * 1024;

std::string encode(const std::vector<PicturePart>& parts);
std::string encode(const std::vector<PictureWant>& wants);
/// Errors: "exchange.form" (cut, a part beyond the end of its picture, a picture over 5 MiB).
Result<std::vector<PicturePart>> decode_picture_parts(std::string_view bytes);
/// Errors: "exchange.form".
Result<std::vector<PictureWant>> decode_picture_wants(std::string_view bytes);

}  // namespace sanaq::exchange
