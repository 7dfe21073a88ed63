#pragma once
#include <string_view>

#include "base/result.h"

namespace sanaq {

/// TOML 1.0 has letters beyond ASCII in strings and comments only. The parser we use does not look: a Kazakh
/// word without its quotes takes it where it says no text can go, and what happens then is undefined. So this
/// is asked first, and whether quotes stand where a string may begin. Errors: "edition.toml" (detail: the
/// line). Linear.
Result<Done> check_toml_letters(std::string_view toml);

}  // namespace sanaq
