#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/rng.h"

namespace sanaq {

/// A fresh card number as people read it: `7K2M-9QXR-V`. Eight letters of Crockford's base 32 and a check
/// letter. About 39 random bits: with thirty thousand cards one guess in twenty million hits one.
std::string make_card_number(Rng& rng);

/// Reads what a person types: any case, blanks and dashes, O for 0, I and L for 1; written as above.
/// Errors: "card.form" (length or letters), "card.check" (a letter is misread or two are swapped).
Result<std::string> parse_card_number(std::string_view text);

}  // namespace sanaq
