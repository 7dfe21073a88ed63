#include "sanaq/command/terminal.h"

#include <algorithm>

#include "os/child_process.h"
#include "pg/cluster.h"
#include "sanaq/collection_options.h"

namespace sanaq {

Result<std::string> terminal_language(const Arguments& arguments) {
  constexpr std::string_view known[] = {"kk", "ru", "en"};
  const std::string terminal = os::environment_value("LANG").value_or("").substr(0, 2);
  const std::string wanted = arguments.get("lang", terminal);
  const bool is_known = std::find(std::begin(known), std::end(known), wanted) != std::end(known);
  if (!is_known && arguments.has("lang")) return Error{"argument.value", "--lang"};
  return is_known ? wanted : std::string("en");
}

Result<CollectionConfig> beside_server(const Arguments& arguments) {
  SANAQ_TRY(auto config, collection_config(arguments));
  if (!config.database_url.empty()) return config;
  if (auto running = pg::running_cluster(config.data, "sanaq")) config.database_url = *std::move(running);
  return config;
}

}  // namespace sanaq
