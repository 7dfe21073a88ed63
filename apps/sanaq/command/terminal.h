#pragma once
#include <string>

#include "sanaq/collection.h"
#include "sanaq/command/arguments.h"

namespace sanaq {

/// The language of what a command tells: --lang, or that of the terminal ("kk_KZ.UTF-8"), or English. Errors:
/// "argument.value" (no language of ours).
Result<std::string> terminal_language(const Arguments& arguments);

/// Options for a command beside a running server: its database is used. Errors: "argument.number",
/// "argument.value".
Result<CollectionConfig> beside_server(const Arguments& arguments);

}  // namespace sanaq
