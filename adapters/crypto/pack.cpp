#include "crypto/pack.h"

#include <zdict.h>
#include <zstd.h>

#include <vector>

namespace sanaq::crypto {
namespace {

enum class Kind : char { stored = 0, zstd = 1, zstd_dictionary = 2 };

struct ContextDeleter {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

/// Scratch memory of zstd, one a thread: making it costs more than packing a short text. Carries nothing over.
ZSTD_CCtx* writing_context() {
  static thread_local const std::unique_ptr<ZSTD_CCtx, ContextDeleter> context(ZSTD_createCCtx());
  SANAQ_CHECK(context != nullptr);
  return context.get();
}

ZSTD_DCtx* reading_context() {
  static thread_local const std::unique_ptr<ZSTD_DCtx, ContextDeleter> context(ZSTD_createDCtx());
  SANAQ_CHECK(context != nullptr);
  return context.get();
}

std::string stored(std::string_view plain) {
  std::string packed(1, static_cast<char>(Kind::stored));
  packed += plain;
  return packed;
}

}  // namespace

void Packer::CompressDeleter::operator()(ZSTD_CDict_s* dictionary) const { ZSTD_freeCDict(dictionary); }
void Packer::ReadDeleter::operator()(ZSTD_DDict_s* dictionary) const { ZSTD_freeDDict(dictionary); }

Packer::Packer(int level) : level_(level) { SANAQ_CHECK(level >= 1 && level <= 19); }
Packer::Packer(Packer&&) noexcept = default;
Packer& Packer::operator=(Packer&&) noexcept = default;
Packer::~Packer() = default;

Result<Done> Packer::add_dictionary(std::string_view dictionary) {
  const std::uint32_t number = ZDICT_getDictID(dictionary.data(), dictionary.size());
  if (number == 0) return Error{"pack.dictionary", "no trained dictionary"};
  writing_.reset(ZSTD_createCDict(dictionary.data(), dictionary.size(), level_));
  reading_[number].reset(ZSTD_createDDict(dictionary.data(), dictionary.size()));
  if (!writing_ || !reading_[number]) return Error{"pack.dictionary", "zstd refuses it"};
  return Done{};
}

std::string Packer::pack(std::string_view plain) const {
  std::string packed(1 + ZSTD_compressBound(plain.size()), '\0');
  const bool with_dictionary = writing_ != nullptr;
  packed[0] = static_cast<char>(with_dictionary ? Kind::zstd_dictionary : Kind::zstd);
  char* target = packed.data() + 1;
  const std::size_t room = packed.size() - 1;
  const std::size_t size =
      with_dictionary
          ? ZSTD_compress_usingCDict(writing_context(), target, room, plain.data(), plain.size(), writing_.get())
          : ZSTD_compressCCtx(writing_context(), target, room, plain.data(), plain.size(), level_);
  SANAQ_CHECK(ZSTD_isError(size) == 0);
  if (size >= plain.size()) return stored(plain);
  packed.resize(1 + size);
  return packed;
}

Result<std::string> Packer::unpack(std::string_view packed, std::size_t size_max) const {
  if (packed.empty()) return Error{"pack.form", "empty"};
  const auto kind = static_cast<Kind>(packed[0]);
  const std::string_view frame = packed.substr(1);
  if (kind == Kind::stored) {
    if (frame.size() > size_max) return Error{"pack.size", "stored"};
    return std::string(frame);
  }
  if (kind != Kind::zstd && kind != Kind::zstd_dictionary) return Error{"pack.form", "unknown kind"};
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN) return Error{"pack.form", "no size"};
  if (size > size_max) return Error{"pack.size", std::to_string(size)};
  const ZSTD_DDict* dictionary = nullptr;
  if (kind == Kind::zstd_dictionary) {
    const auto found = reading_.find(ZSTD_getDictID_fromFrame(frame.data(), frame.size()));
    if (found == reading_.end()) return Error{"pack.dictionary", "not known here"};
    dictionary = found->second.get();
  }
  std::string plain(static_cast<std::size_t>(size), '\0');
  const std::size_t got = ZSTD_decompress_usingDDict(reading_context(), plain.data(), plain.size(), frame.data(),
                                                     frame.size(), dictionary);
  if (ZSTD_isError(got) != 0 || got != plain.size()) return Error{"pack.form", "broken frame"};
  return plain;
}

Result<std::string> train_dictionary(std::span<const std::string> samples, std::size_t size_max) {
  constexpr std::size_t samples_min = 10;
  if (samples.size() < samples_min) return Error{"pack.samples", "fewer than ten"};
  std::string all;
  std::vector<std::size_t> sizes;
  for (const std::string& sample : samples) {
    all += sample;
    sizes.push_back(sample.size());
  }
  std::string dictionary(size_max, '\0');
  const std::size_t size = ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), all.data(), sizes.data(),
                                                 static_cast<unsigned>(sizes.size()));
  if (ZDICT_isError(size) != 0) return Error{"pack.samples", ZDICT_getErrorName(size)};
  dictionary.resize(size);
  return dictionary;
}

}  // namespace sanaq::crypto
