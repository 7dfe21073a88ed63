#pragma once
#include <string>
#include <vector>

#include "base/result.h"

namespace sanaq {

using Words = std::vector<std::string>;

/// Exit codes of the program.
inline constexpr int exit_good = 0, exit_found = 1, exit_usage = 2, exit_failed = 3;

/// Writes the error to standard error, with the words it was called by: `exit_failed`.
int fail(const char* called, const Error& error);

// The verbs. words: what stands behind the verb. Each returns an exit code and writes its own messages.
int run_form_command(const Words& words);
int run_serve_command(const Words& words);
int run_demo_command(const Words& words);
int run_simulate_command(const Words& words);
int run_staff_simulation(const Words& words);
int run_nation_command(const Words& words);  // simulate nation
int run_tabulate_command(const Words& words);
int run_microdata_command(const Words& words);
int run_production_command(const std::string& verb, const Words& words);
int run_disclosure_command(const std::string& verb, const Words& words);
int run_staff_command(const Words& words);
int run_channel_command(const std::string& verb, const Words& words);
int run_bundle_command(const Words& words);
int run_coverage_command(const Words& words);
int run_equipment_command(const Words& words);
int run_bench_command(const Words& words);

}  // namespace sanaq
