#pragma once
#include <array>
#include <cstdint>
#include <string>

namespace sanaq::crypto {

/// Keys of a WireGuard tunnel: 32 bytes each (Curve25519, RFC 7748).
using TunnelKey = std::array<std::uint8_t, 32>;

struct TunnelKeyPair {
  TunnelKey secret{}, open{};
};
TunnelKeyPair make_tunnel_keys();
/// The public half of a secret key.
TunnelKey open_half(const TunnelKey& secret);
/// A fresh secret that two ends share besides their keys.
TunnelKey make_preshared_key();

/// As `wg` reads and writes it: base64 with padding, 44 characters.
std::string to_text(const TunnelKey& key);

}  // namespace sanaq::crypto
