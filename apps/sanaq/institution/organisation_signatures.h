#pragma once
#include <optional>
#include <string>

#include "base/clock.h"
#include "crypto/demo_organisation_key.h"
#include "institution/list_signature.h"

namespace sanaq {

/// Signatures by keys of the national authority, read with OpenSSL. Authorities stand in
/// `eds-authorities.pem` of the folder of keys; without the file nobody's signature is believed. In the demo
/// there is an authority of its own beside them, and a key for each organisation. Any thread.
class OrganisationSignaturesCms final : public OrganisationSignatures {
 public:
  /// Errors: "certificate.make", those of os/files.h.
  static Result<OrganisationSignaturesCms> open(const std::string& folder, bool demo, const Clock& clock);
  Result<OrganisationSigner> check(std::string_view cms, std::string_view content, UtcInstant at) override;
  /// Signs as the organisation's own program would; nothing outside the demo. Errors: "certificate.make".
  Result<std::optional<std::string>> demo_sign(std::string_view number, std::string_view name,
                                               std::string_view content) const;

 private:
  OrganisationSignaturesCms(std::string authorities, std::optional<crypto::DemoOrganisationKey> demo,
                            const Clock& clock)
      : authorities_(std::move(authorities)), demo_(std::move(demo)), clock_(&clock) {}
  std::string authorities_;  // PEM
  std::optional<crypto::DemoOrganisationKey> demo_;
  const Clock* clock_;  // outlives this
};

}  // namespace sanaq
