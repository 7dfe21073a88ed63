#include "crypto/keyring.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "base/bytes.h"
#include "base/text.h"
#include "os/files.h"

namespace sanaq::crypto {
namespace {

constexpr std::string_view prefix = "master-";
constexpr std::string_view suffix = ".key";
constexpr std::size_t name_size = prefix.size() + 3 + suffix.size();
constexpr std::uint8_t number_max = 255;

std::string file_of(const std::string& folder, std::uint8_t number) {
  return folder + "/" + std::string(prefix) + zero_padded(number, 3) + std::string(suffix);
}

/// 0 for a file that is none of ours.
std::uint8_t number_of(std::string_view name) {
  if (name.size() != name_size || !name.starts_with(prefix) || !name.ends_with(suffix)) return 0;
  const auto number = parse_digits(name.substr(prefix.size(), 3));
  return number && *number <= number_max ? static_cast<std::uint8_t>(*number) : std::uint8_t{0};
}

Result<SecretKey> read_key(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return Error{"file.read", path};
  if ((found.st_mode & (S_IRWXG | S_IRWXO)) != 0) return Error{"keyring.mode", path};
  SANAQ_TRY(const std::string text, os::read_file(path, 1024));
  const auto bytes = from_hex(trim(text));
  if (!bytes || bytes->size() != SecretKey::size) return Error{"keyring.form", path};
  return SecretKey::from_bytes(*bytes);
}

/// Never replaces a key, even when two programs make one at the same time.
Result<Done> write_key(const std::string& path, const SecretKey& key) {
  const auto bytes = key.reveal();
  const std::string_view view(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  const std::string fresh = path + "." + std::to_string(::getpid());
  SANAQ_TRY_DONE(os::write_file(fresh, to_hex(view) + "\n", os::FileAccess::owner_only));
  const bool linked = ::link(fresh.c_str(), path.c_str()) == 0;
  const int reason = errno;
  SANAQ_TRY_DONE(os::remove_file(fresh));
  if (!linked) return Error{reason == EEXIST ? "keyring.exists" : "file.write", path};
  return Done{};
}

}  // namespace

Result<Keyring> Keyring::open(const std::string& folder) {
  const auto entries = os::list_folder(folder);
  if (!entries) return Error{"keyring.missing", folder};
  Keyring ring;
  for (const os::FolderEntry& entry : *entries) {
    const std::uint8_t number = number_of(entry.name);
    if (number == 0) continue;
    SANAQ_TRY(const SecretKey key, read_key(folder + "/" + entry.name));
    ring.masters_.emplace(number, key);
  }
  if (ring.masters_.empty()) return Error{"keyring.missing", folder};
  return ring;
}

Result<Keyring> Keyring::create(const std::string& folder) {
  SANAQ_TRY_DONE(os::make_folder(folder, os::FileAccess::owner_only));
  SANAQ_TRY_DONE(write_key(file_of(folder, 1), SecretKey::random()));
  return open(folder);
}

Result<Keyring> Keyring::rotate(const std::string& folder) {
  SANAQ_TRY(const Keyring ring, open(folder));
  if (ring.current() == number_max) return Error{"keyring.full", folder};
  const auto next = static_cast<std::uint8_t>(ring.current() + 1);
  SANAQ_TRY_DONE(write_key(file_of(folder, next), SecretKey::random()));
  return open(folder);
}

Keyring Keyring::of(const SecretKey& master) {
  Keyring ring;
  ring.masters_.emplace(std::uint8_t{1}, master);
  return ring;
}

SecretKey Keyring::key(KeyUse use, std::uint32_t purpose, std::uint8_t key_number) const {
  const auto found = masters_.find(key_number);
  SANAQ_CHECK(found != masters_.end());
  return found->second.derive("sanaq-v1", (std::uint64_t{static_cast<std::uint8_t>(use)} << 32) | purpose);
}

SecretKey Keyring::stable_key(KeyUse use, std::uint32_t purpose) const {
  return key(use, purpose, masters_.begin()->first);
}

}  // namespace sanaq::crypto
