#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

struct ZSTD_CDict_s;
struct ZSTD_DDict_s;

namespace sanaq::crypto {

/// Makes text small before it is sealed (zstd). With a dictionary trained on sample answers a household's JSON becomes
/// about half of what it would be without. May be used by many threads at once once all dictionaries are added.
///
///   byte 0  0: as it was; 1: zstd frame; 2: zstd frame with the dictionary whose number it names
class Packer {
 public:
  /// level: 1 (fast) to 19 (small).
  explicit Packer(int level = 3);
  Packer(Packer&&) noexcept;
  Packer& operator=(Packer&&) noexcept;
  ~Packer();

  /// The last one added is used for packing, all of them for reading. Keep every dictionary for ever.
  /// Errors: "pack.dictionary" (not made by train_dictionary).
  Result<Done> add_dictionary(std::string_view dictionary);
  std::string pack(std::string_view plain) const;
  /// size_max: bytes; protects against a small text that grows without end. Errors: "pack.form", "pack.size",
  /// "pack.dictionary" (packed with one that was not added).
  Result<std::string> unpack(std::string_view packed, std::size_t size_max) const;

 private:
  struct CompressDeleter {
    void operator()(ZSTD_CDict_s* dictionary) const;
  };
  struct ReadDeleter {
    void operator()(ZSTD_DDict_s* dictionary) const;
  };
  int level_;
  std::unique_ptr<ZSTD_CDict_s, CompressDeleter> writing_;
  std::map<std::uint32_t, std::unique_ptr<ZSTD_DDict_s, ReadDeleter>> reading_;
};

/// A dictionary of at most size_max bytes from at least ten samples (a few hundred are better).
/// Errors: "pack.samples" (too few or too alike).
Result<std::string> train_dictionary(std::span<const std::string> samples, std::size_t size_max);

}  // namespace sanaq::crypto
