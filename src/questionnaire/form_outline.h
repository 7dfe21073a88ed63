#pragma once
#include <string>

#include "questionnaire/form.h"

namespace sanaq {

/// A compiled form as text, a line a node, check or choice list, with expressions as operations in prefix form. For
/// authors who want to see what the compiler understood, and for golden files: equal text means equal meaning.
std::string outline(const Form& form);

}  // namespace sanaq
