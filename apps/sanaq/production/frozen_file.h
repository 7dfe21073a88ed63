#pragma once
#include <string>

#include "microdata/microdata.h"

namespace sanaq {

/// Opens a frozen file where it lies, without reading its columns: each block is checked when it is first
/// used. Errors: those of os::map_file and open_microdata.
Result<Microdata> open_frozen(const std::string& path);

/// Reads and checks every block on several threads: about half a second for a national file that is in
/// memory. Errors: those of UnitTable::check.
Result<Done> check_frozen(const Microdata& data, std::size_t threads);

}  // namespace sanaq
