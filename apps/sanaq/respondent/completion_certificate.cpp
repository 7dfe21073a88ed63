#include "sanaq/respondent/completion_certificate.h"

#include <algorithm>

#include "casework/member_code.h"
#include "casework/receipt.h"
#include "documents/certificate.h"
#include "documents/qr_code.h"

namespace sanaq {
namespace {

constexpr std::size_t certificate_languages = 2;  // the state language and Russian in Kazakhstan's editions

CertificateBlock block(const Site& site, const std::string& language, const StoredSubmission& stored,
                       const std::string& code) {
  const auto text = [&](std::string_view key) { return site.texts.text(key, language); };
  CertificateBlock out;
  out.language = language;
  out.title = text("certificate.title");
  out.statement = site.texts.text("certificate.statement", language,
                                  {std::string(edition_title(site.edition.edition, language))});
  out.facts = {{text("certificate.territory"),
                std::string(site.edition.territories().label(stored.territory, language))},
               {text("certificate.received"), told_time(site, language, stored.received_at)},
               {text("certificate.persons"), std::to_string(stored.persons)},
               {text("done.code"), code}};
  out.how_to_check = text("certificate.check");
  return out;
}

}  // namespace

Result<std::string> completion_certificate(const Site& site, const StoredSubmission& stored,
                                           std::uint16_t member) {
  if (member < 1 || member > stored.persons) member = 1;
  Certificate certificate;
  const auto& languages = site.edition.edition.languages;
  certificate.issuer = edition_title(site.edition.edition, languages.front());
  certificate.code = to_text(MemberCode{stored.serial, member}, site.hash);
  certificate.qr_text = to_text(make_receipt(stored, site.signer));
  for (std::size_t i = 0; i < std::min(languages.size(), certificate_languages); ++i)
    certificate.blocks.push_back(block(site, languages[i], stored, certificate.code));
  return certificate_pdf(certificate);
}

Result<std::string> receipt_svg(const Site& site, const std::string& language,
                                const StoredSubmission& stored) {
  SANAQ_TRY(const QrCode code, make_qr_code(to_text(make_receipt(stored, site.signer))));
  return qr_svg(code, site.texts.text("done.receipt", language));
}

}  // namespace sanaq
