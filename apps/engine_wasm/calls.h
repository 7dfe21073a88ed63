#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace sanaq {

/// A call of the host by name. Each engine has its own: a respondent's phone loads `engine.wasm`
/// (respondent_calls.cpp), an interviewer's tablet `tablet_engine.wasm` (tablet_calls.cpp), which knows more.
Result<std::string> answer_call(std::string_view name, std::string_view input);

}  // namespace sanaq
