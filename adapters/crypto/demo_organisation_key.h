#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace sanaq::crypto {

/// Stands in for the national authority and for the keys organisations hold: makes both, and signs with them
/// as NCALayer does. For the demo and for tests alone; keys are in memory and gone with the object. Any
/// thread.
class DemoOrganisationKey {
 public:
  /// Errors: "certificate.make".
  static Result<DemoOrganisationKey> make(UtcInstant now);
  /// PEM: what a verifier must trust.
  const std::string& authority() const;
  /// DER of a detached CMS over the bytes, with a certificate of the organisation that holds for `days` from
  /// an hour before `from`. number: its business number; name: of the head. Errors: "certificate.make".
  Result<std::string> sign(std::string_view number, std::string_view name, std::string_view bytes,
                           UtcInstant from, int days = 365) const;

 private:
  struct Inside;
  explicit DemoOrganisationKey(std::shared_ptr<const Inside> inside) : inside_(std::move(inside)) {}
  std::shared_ptr<const Inside> inside_;  // owners: copies of the key
};

}  // namespace sanaq::crypto
