#pragma once
#include <cstdint>
#include <string>

#include "http/fields.h"

namespace sanaq::http {

/// What the pages of a front may do in a browser.
struct SecurityPolicy {
  bool wasm = false;         // the engine: 'wasm-unsafe-eval'
  bool blob_images = false;  // maps and previews: img-src and worker-src blob:
  bool geolocation = false;  // the tablet's walk
  bool camera = false;       // the tablet reads QR codes
  /// HSTS for this many days; 0 leaves it out (a server without TLS, or a demo certificate).
  std::int64_t https_only_days = 0;
  std::string frame_ancestors = "'none'";  // a mini-app names its host, "https://aitu.example"
};

/// Content-Security-Policy, X-Content-Type-Options, Referrer-Policy, Permissions-Policy,
/// Cross-Origin-Opener-Policy, Cross-Origin-Resource-Policy, and Strict-Transport-Security when asked for.
/// Scripts and styles only from this site, none inline.
Fields security_headers(const SecurityPolicy& policy);

}  // namespace sanaq::http
