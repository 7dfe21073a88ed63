#include "portal/options.h"

#include <map>

#include "base/text.h"

namespace sanaq::portal {

const char* const usage = R"(sanaq-portal: the public site of released census tables

  sanaq-portal --database CONNINFO [--port 8080] [--address 127.0.0.1] [--cert FILE --key FILE] [--workers 4]
               [--zone UTC]

  --database  PostgreSQL, as the role sanaq_portal: "host=/run/postgresql dbname=sanaq user=sanaq_portal"
  --port      0 takes any free port and prints it
  --address   "::" listens on all addresses
  --cert      PEM chain of the certificate; with --key its private key. Without them: plain HTTP, for use behind a proxy
  --workers   threads that make pages, each with at most one database connection
  --zone      zone of the tz database in which times are told: Asia/Almaty

The portal shows what is visible at this second and nothing else: its role can read two views of schema `release`.
)";

namespace {

using Values = std::map<std::string, std::string, std::less<>>;

Result<Values> values_of(const std::vector<std::string>& words) {
  Values values;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t equals = words[i].find('=');
    const std::string name = words[i].substr(0, equals);
    bool known = false;
    for (const char* option :
         {"--database", "--port", "--address", "--cert", "--key", "--workers", "--zone"}) {
      known = known || name == option;
    }
    if (!known) return Error{"option.unknown", name};
    if (equals == std::string::npos && i + 1 == words.size()) return Error{"option.value", name};
    const std::string value = equals == std::string::npos ? words[++i] : words[i].substr(equals + 1);
    if (value.empty() || !values.emplace(name, value).second) return Error{"option.value", name};
  }
  return values;
}

Result<std::int64_t> number_of(const Values& values, const std::string& name, std::int64_t otherwise,
                               std::int64_t least, std::int64_t most) {
  const auto found = values.find(name);
  if (found == values.end()) return otherwise;
  const auto number = parse_digits(found->second);
  if (!number || *number < least || *number > most) return Error{"option.value", name};
  return *number;
}

}  // namespace

Result<Options> parse_options(const std::vector<std::string>& words) {
  Options options;
  for (const std::string& word : words) options.help = options.help || word == "--help" || word == "help";
  if (options.help) return options;
  SANAQ_TRY(auto values, values_of(words));
  if (!values.contains("--database")) return Error{"option.missing", "--database"};
  if (values.contains("--cert") != values.contains("--key")) return Error{"option.pair", "--cert and --key"};
  options.database = values["--database"];
  if (values.contains("--address")) options.address = values["--address"];
  if (values.contains("--zone")) options.zone = values["--zone"];
  options.certificate_file = values["--cert"];
  options.key_file = values["--key"];
  SANAQ_TRY(const auto port, number_of(values, "--port", options.port, 0, 65'535));
  SANAQ_TRY(options.workers, number_of(values, "--workers", options.workers, 1, 64));
  options.port = static_cast<std::uint16_t>(port);
  return options;
}

}  // namespace sanaq::portal
