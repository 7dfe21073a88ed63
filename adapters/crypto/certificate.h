#pragma once
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace sanaq::crypto {

/// Where a certificate and its key lie, both PEM; the key has mode 0600.
struct CertificateFiles {
  std::string certificate;
  std::string key;
};

/// The demo's own HTTPS certificate, made when it is not there, broken, or ends within 30 days: EC P-256, self-signed,
/// valid for a year from an hour before `now`, for localhost, 127.0.0.1, ::1 and `hosts` (names or addresses). A
/// browser warns about it once; a census in earnest is given a certificate of a public authority.
/// Errors: "certificate.make", "certificate.host" (a host that is neither name nor address), those of os/files.h.
Result<Done> ensure_demo_certificate(const CertificateFiles& files, const std::vector<std::string>& hosts,
                                     UtcInstant now);

}  // namespace sanaq::crypto
