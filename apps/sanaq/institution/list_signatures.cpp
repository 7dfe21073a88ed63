// What makes a list that was sent binding: the organisation's digital signature, or the signed print.
#include "sanaq/equipment/signed_paper.h"
#include "sanaq/institution/institution_desk.h"

namespace sanaq {
namespace {

constexpr std::size_t signed_print_bytes_max = std::size_t{10} << 20;

bool is_scan(std::string_view file) { return file.starts_with("%PDF-") || file.starts_with("\xFF\xD8"); }

}  // namespace

Result<std::optional<ListSignature>> InstitutionDesk::signature(const Institution& place) const {
  return signatures_.find(place.id, place.version);
}

// The name in the certificate.
Result<std::string> InstitutionDesk::check_digital(const Institution& place, std::string_view cms,
                                                   UtcInstant at) const {
  SANAQ_TRY(const std::string content, people_.content(place.id, place.version));
  SANAQ_TRY(const OrganisationSigner signer, organisations_.check(cms, content, at));
  if (place.details.bin.empty()) return Error{"signature.register", {}};
  if (signer.number.empty()) return Error{"signature.private", {}};
  if (signer.number != place.details.bin) return Error{"signature.organisation", {}};
  return signer.name;
}

Result<bool> InstitutionDesk::sign(const Institution& place, std::string_view file,
                                   const std::string& login) const {
  if (place.state != ListState::sent) return false;
  ListSignature signature;
  signature.by = login;
  signature.at = site_.clock.now();
  if (is_scan(file)) {
    SANAQ_TRY(equipment::Scan scan, read_signed_paper(file, signed_print_bytes_max));
    signature.kind =
        scan.kind == equipment::Scan::Kind::pdf ? SignatureKind::paper_pdf : SignatureKind::paper_jpeg;
    signature.bytes = std::move(scan.bytes);
  } else {
    SANAQ_TRY(signature.signer, check_digital(place, file, signature.at));
    signature.bytes = file;
  }
  return signatures_.put(place.id, place.version, signature);
}

Result<bool> InstitutionDesk::sign_with_demo_key(const Institution& place, const std::string& login) const {
  if (place.state != ListState::sent) return false;
  SANAQ_TRY(const std::string content, people_.content(place.id, place.version));
  SANAQ_TRY(const auto cms, organisations_.demo_sign(place.details.bin, place.details.head, content));
  if (!cms) return false;
  return sign(place, *cms, login);
}

Result<Done> InstitutionDesk::check_signed(const Institution& place) const {
  SANAQ_TRY(const auto found, signature(place));
  if (!found) return Error{"institution.unsigned", {}};
  if (found->kind == SignatureKind::digital) SANAQ_TRY_DONE(check_digital(place, found->bytes, found->at));
  return Done{};
}

}  // namespace sanaq
