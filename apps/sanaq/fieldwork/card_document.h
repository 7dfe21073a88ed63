#pragma once
#include <string>

#include "base/messages.h"
#include "picture/picture_file.h"
#include "sanaq/fieldwork/fieldwork_desk.h"

namespace sanaq {

/// The body whose seal is on a person's card: the department of the region, or the bureau.
struct IssuingBody {
  std::string code;  // of its territory, or "bureau"
  std::string name;  // in the first language of the edition
};
IssuingBody issuing_body(const Edition& edition, const Codelist& territories, const std::string& territory);

/// Address behind the QR code of a card. site: "https://sanaq.gov.kz".
std::string card_address(const Workforce& workforce, const Worker& worker, const std::string& site);

/// The signed PDF of the card the worker holds (a bug when there is none), in the first two languages of the
/// edition. site: of the public check. Errors: those of identity_card_pdf(), sign_pdf() and
/// DocumentSeal::sign().
Result<std::string> card_document(const FieldworkDesk& desk, const Messages& texts, const Worker& worker,
                                  const picture::File& photo, const std::string& site, UtcInstant now);

}  // namespace sanaq
