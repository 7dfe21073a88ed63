#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "exchange/message.h"

namespace sanaq::exchange {

/// What stands in clear at the beginning of a bundle: a file with work of one device, for a carrier. The
/// device signs it, and the chunks open under exactly this head and no other.
struct BundleHead {
  DeviceId device;
  std::string department;                           // territory of the department it is sealed to
  std::uint8_t key_number = 0;                      // of the department's keys
  std::array<std::uint8_t, 32> recipient{};         // that key's public half
  std::array<std::uint8_t, 32> encapsulated{};      // public half of the key made for this bundle
  UtcInstant at;                                    // the device's clock: shown, never compared
  std::int64_t chunks = 0, entries = 0, cases = 0;  // of the whole bundle
  std::int64_t pictures = 0;                        // … written when there are any: older readers know none
  friend bool operator==(const BundleHead&, const BundleHead&) = default;
};

/// Plain bytes of a chunk, at most; a writer stays far below.
inline constexpr std::size_t chunk_bytes_max = 2 * 1024 * 1024;
/// What a device puts into a chunk: small, so that a copy that was cut loses little.
inline constexpr CallLimits chunk_limits{256 * 1024, 500, 5'000, 0};

/// The beginning of the file: what the device signs and what the chunks are bound to.
std::string write_bundle_head(const BundleHead& head);
/// One chunk as it stands in the file. sealed: encode(SyncRequest), compressed and sealed.
std::string write_bundle_chunk(std::string_view sealed);

/// A bundle whose head is there. Views into the file's bytes.
struct Bundle {
  BundleHead head;
  std::string_view head_bytes;  // what is signed
  Signature signature{};
  std::string_view chunks;  // the rest of the file
};

/// Reads the head; who signed it is not looked at. Any bytes may come. Errors: "bundle.form" (no bundle),
/// "bundle.version" (of a newer program), "bundle.cut" (ends before its first chunk).
Result<Bundle> read_bundle(std::string_view file);

/// Opens and decompresses chunks (port).
class ChunkOpener {
 public:
  virtual ~ChunkOpener() = default;
  /// number: from 0. Errors: any; what does not authenticate ends the bundle.
  virtual Result<std::string> open(std::int64_t number, std::string_view sealed) const = 0;
};

/// How a bundle ended. The numbers are shown as words.
enum class BundleEnd : std::uint8_t {
  whole = 0,   // all chunks were there; what follows them is not looked at
  cut = 1,     // the file ends too early: what stood before is good
  broken = 2,  // a chunk was changed on the way, or is of another bundle: what stood before is good
};

/// Gives a bundle's chunks in order, each whole and genuine or not at all. Never trusts a length.
class BundleReader {
 public:
  BundleReader(const Bundle& bundle, const ChunkOpener& opener)
      : head_(bundle.head), rest_(bundle.chunks), opener_(opener) {}
  /// The work in the next chunk; nothing at the end, whatever end it is. Cost: of opening one chunk.
  std::optional<SyncRequest> next();
  /// After next() gave nothing.
  BundleEnd end() const { return end_; }
  std::int64_t chunks_read() const { return read_; }

 private:
  std::optional<SyncRequest> finish(BundleEnd end);

  BundleHead head_;
  std::string_view rest_;
  const ChunkOpener& opener_;
  std::int64_t read_ = 0;
  BundleEnd end_ = BundleEnd::whole;
  bool finished_ = false;
};

}  // namespace sanaq::exchange
