#pragma once
#include <string>

namespace sanaq::os {

/// Folder of the running program's file, without a slash at the end; "." when the system does not tell.
std::string program_folder();

}  // namespace sanaq::os
