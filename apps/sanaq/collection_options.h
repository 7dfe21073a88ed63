#pragma once
#include <string>
#include <vector>

#include "sanaq/collection.h"
#include "sanaq/command/arguments.h"

namespace sanaq {

/// Options that every command with a collection server takes, and what they mean.
const std::vector<std::string>& collection_options();
/// Errors: "argument.number".
Result<CollectionConfig> collection_config(const Arguments& arguments);

}  // namespace sanaq
