#include "http/security_headers.h"

namespace sanaq::http {
namespace {

std::string content_security_policy(const SecurityPolicy& policy) {
  std::string out = "default-src 'self'; script-src 'self'";
  if (policy.wasm) out += " 'wasm-unsafe-eval'";
  out += "; style-src 'self'; img-src 'self' data:";
  if (policy.blob_images) out += " blob:; worker-src 'self' blob:";
  out +=
      "; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors " + policy.frame_ancestors;
  return out;
}

}  // namespace

Fields security_headers(const SecurityPolicy& policy) {
  Fields out = {
      {"Content-Security-Policy", content_security_policy(policy)},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Permissions-Policy", std::string("camera=") + (policy.camera ? "(self)" : "()") +
                                 ", geolocation=" + (policy.geolocation ? "(self)" : "()") +
                                 ", microphone=(), payment=(), usb=()"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
  };
  // For browsers that do not know frame-ancestors.
  if (policy.frame_ancestors == "'none'") out.push_back({"X-Frame-Options", "DENY"});
  if (policy.https_only_days > 0)
    out.push_back({"Strict-Transport-Security",
                   "max-age=" + std::to_string(policy.https_only_days * 86'400) + "; includeSubDomains"});
  return out;
}

}  // namespace sanaq::http
