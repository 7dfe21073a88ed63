#include <cstdio>
#include <string_view>

#include "sanaq/command/command.h"
#include "sanaq/command/help.h"

int main(int count, char** values) {
  using namespace sanaq;
  const std::string verb = count > 1 ? values[1] : "help";
  const Words words(values + (count > 2 ? 2 : count), values + count);
  if (verb == "form") return run_form_command(words);
  if (verb == "serve") return run_serve_command(words);
  if (verb == "demo") return run_demo_command(words);
  if (verb == "simulate" && !words.empty() && words[0] == "nation") return run_nation_command(words);
  if (verb == "simulate") return run_simulate_command(words);
  if (verb == "tabulate") return run_tabulate_command(words);
  if (verb == "microdata") return run_microdata_command(words);
  if (verb == "freeze" || verb == "code" || verb == "claims" || verb == "publish")
    return run_production_command(verb, words);
  if (verb == "protect" || verb == "audit") return run_disclosure_command(verb, words);
  if (verb == "staff") return run_staff_command(words);
  if (verb == "vpn" || verb == "device") return run_channel_command(verb, words);
  if (verb == "equipment") return run_equipment_command(words);
  if (verb == "coverage") return run_coverage_command(words);
  if (verb == "bundle") return run_bundle_command(words);
  if (verb == "help" || verb == "--help" || verb == "-h")
    return std::fputs(help_text().c_str(), stdout), exit_good;
  std::fprintf(stderr, "sanaq: unknown verb %s; try: sanaq help\n", verb.c_str());
  return exit_usage;
}
