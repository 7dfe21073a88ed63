#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "base/instant.h"
#include "base/result.h"
#include "crypto/certificate.h"

namespace sanaq::crypto {

/// SHA-256 of a certificate (DER): by what the register knows it.
using CertificateMark = std::array<std::uint8_t, 32>;

/// What a device shows to open its channel.
struct DeviceCertificate {
  std::string pem;
  CertificateMark mark{};
  UtcInstant expires_at;
};

/// A certificate with its key, for a tablet that cannot make a key of its own.
struct DevicePackage {
  DeviceCertificate certificate;
  std::string pkcs12;  // with the authority; opened by the password it was made with
  std::string key;     // PEM
};

/// PEM of a PKCS#10 request with an EC P-256 key, signed by it?
bool is_certificate_request(const std::string& request);

/// The authority of devices: issues certificates for 60 days (EC P-256, clientAuth, CN: the device's id). Its
/// key lies beside the master keys, mode 0600, and never in the database. Any thread.
class DeviceAuthority {
 public:
  static constexpr int valid_days = 60;

  /// Reads `device-authority.pem` and `.key` of the folder, or makes them: EC P-256, ten years, no authority
  /// below it. Errors: "certificate.make", "certificate.authority" (one of the files is missing or broken),
  /// those of os/files.h.
  static Result<DeviceAuthority> open(const std::string& folder, UtcInstant now);

  /// PEM.
  const std::string& certificate() const { return certificate_; }
  /// For a key that stays on the device. request: PEM of a PKCS#10 request with an EC P-256 key, signed by
  /// it; the names in it are not looked at. Errors: "certificate.request", "certificate.make".
  Result<DeviceCertificate> sign_request(const std::string& request, const std::string& device,
                                         UtcInstant now) const;
  /// Makes key and certificate; neither is kept here. password: not empty. Errors: "certificate.make".
  Result<DevicePackage> make_package(const std::string& device, const std::string& password,
                                     UtcInstant now) const;
  /// The listener's own certificate for `host` (name or address), a year, made anew when it ends within 30
  /// days. One that another authority issued stays as it is. Errors: "certificate.make", those of os/files.h.
  Result<Done> ensure_server_certificate(const CertificateFiles& files, const std::string& host,
                                         UtcInstant now) const;

 private:
  struct Inside;
  explicit DeviceAuthority(std::shared_ptr<const Inside> inside, std::string certificate)
      : inside_(std::move(inside)), certificate_(std::move(certificate)) {}
  std::shared_ptr<const Inside> inside_;  // owners: copies of the authority
  std::string certificate_;
};

}  // namespace sanaq::crypto
