#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "microdata/microdata.h"

namespace sanaq {

/// The frozen file, version 1, all numbers little-endian:
///   8 bytes "SANAQMD\n" | u32 version | u32 bytes of the dictionary | u64 rows | dictionary: canonical JSON
///   {"edition","revision","variables":[…]} | each column in turn, rows × width bytes | 32 bytes SHA-256 of
///   all before.
/// The same data give the same bytes on every platform.
std::string write_microdata(const Microdata& data);

/// Errors: "microdata_file.magic", "microdata_file.version", "microdata_file.truncated" (also when longer
/// than the header says), "microdata_file.checksum", "microdata_file.dictionary"; then those of
/// MicrodataBuilder.
Result<Microdata> read_microdata(std::string_view bytes);

}  // namespace sanaq
