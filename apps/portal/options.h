#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace sanaq::portal {

/// How the portal was started.
struct Options {
  std::string database;  // conninfo or postgresql:// address of the role sanaq_portal
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::string certificate_file, key_file;  // both or neither
  std::string zone = "UTC";                // of the tz database, on whose wall times are told
  std::int64_t workers = 4;
  bool help = false;
};

/// words: of the command line, without the program's name; `--name value` or `--name=value`.
/// Errors: "option.unknown", "option.value" (missing, given twice, or no number in range), "option.missing"
/// (no --database), "option.pair" (--cert without --key, or the other way round); detail: the option.
Result<Options> parse_options(const std::vector<std::string>& words);

extern const char* const usage;

}  // namespace sanaq::portal
