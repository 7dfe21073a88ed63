#include "sanaq/institution/organisation_signatures.h"

#include "crypto/detached_cms.h"
#include "os/files.h"

namespace sanaq {

Result<OrganisationSignaturesCms> OrganisationSignaturesCms::open(const std::string& folder, bool demo,
                                                                  const Clock& clock) {
  std::string authorities;
  const std::string file = folder + "/eds-authorities.pem";
  if (os::file_exists(file)) {
    SANAQ_TRY(authorities, os::read_file(file));
  }
  std::optional<crypto::DemoOrganisationKey> key;
  if (demo) {
    SANAQ_TRY(key, crypto::DemoOrganisationKey::make(clock.now()));
    authorities += key->authority();
  }
  return OrganisationSignaturesCms(std::move(authorities), std::move(key), clock);
}

Result<OrganisationSigner> OrganisationSignaturesCms::check(std::string_view cms, std::string_view content,
                                                            UtcInstant at) {
  SANAQ_TRY(const crypto::CmsSigner signer, crypto::check_detached_cms(cms, content, authorities_, at));
  return OrganisationSigner{signer.organisation, signer.name};
}

Result<std::optional<std::string>> OrganisationSignaturesCms::demo_sign(std::string_view number,
                                                                        std::string_view name,
                                                                        std::string_view content) const {
  if (!demo_) return std::optional<std::string>();
  SANAQ_TRY(std::string cms, demo_->sign(number, name, content, clock_->now()));
  return std::optional(std::move(cms));
}

}  // namespace sanaq
