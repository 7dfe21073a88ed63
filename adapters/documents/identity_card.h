#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace sanaq {

/// What is printed on the card somebody of the census shows at a door.
struct IdentityCard {
  std::string issuer;                                      // the territorial body, as its seal names it
  std::string census;                                      // title of the census
  std::vector<std::string> titles;                         // "identity card", a language each
  std::string name;                                        // in full
  std::vector<std::string> roles;                          // a language each
  std::vector<std::pair<std::string, std::string>> facts;  // label and value: area, dates
  std::string number;                                      // as people read it
  std::vector<std::string> how_to_check;                   // a language each
  std::string qr_text;
  std::string photo;  // JPEG or PNG, portrait
};

/// A badge of 105 by 148 mm (A6) as PDF with embedded fonts; the seal and the signature of the body are drawn
/// here and made binding by sign_pdf(). Errors: "document.pdf", "document.photo" (neither JPEG nor PNG, or
/// broken), "qr.size".
Result<std::string> identity_card_pdf(const IdentityCard& card);

}  // namespace sanaq
