#pragma once
#include <string>

namespace sanaq {

/// All verbs with examples.
std::string help_text();

}  // namespace sanaq
