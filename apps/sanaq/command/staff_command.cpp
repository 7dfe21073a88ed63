#include <cstdio>

#include "crypto/totp.h"
#include "sanaq/collection.h"
#include "sanaq/collection_options.h"
#include "sanaq/command/arguments.h"
#include "sanaq/command/command.h"
#include "sanaq/office/staff_accounts.h"

namespace sanaq {

int run_staff_command(const Words& words) {
  std::vector<std::string> options = collection_options();
  options.insert(options.end(), {"role", "territory"});
  const auto arguments = Arguments::parse(words, options, {"protected"});
  const auto fail = [](const Error& error) {
    std::fprintf(stderr, "sanaq staff: %s %s\n", error.code.c_str(), error.detail.c_str());
    return exit_failed;
  };
  if (!arguments) return fail(arguments.error()), exit_usage;
  const auto role = parse_role(arguments->get("role"));
  if (arguments->words().size() != 2 || arguments->words()[0] != "add" || !role) {
    std::fprintf(stderr,
                 "usage: sanaq staff add LOGIN --role bureau|department|authorised|commission|operator "
                 "[--territory CODE] [--protected]\n");
    return exit_usage;
  }
  auto config = collection_config(*arguments);
  if (!config) return fail(config.error()), exit_usage;
  auto collection = Collection::open(std::move(*config));
  if (!collection) return fail(collection.error());
  Collection& c = **collection;
  const auto account = add_account(c.staff(), c.audit(), c.sealer(), c.clock(), c.rng(),
                                   arguments->words()[1], *role, arguments->get("territory"), "", "");
  if (!account) return fail(account.error());
  if (arguments->has("protected"))
    if (const auto given = c.staff().set_sees_protected(account->login, true); !given)
      return fail(given.error());
  const auto secret = crypto::from_base32(account->totp_secret);
  std::printf("login     %s\npassword  %s\nTOTP      %s\n%s\n", account->login.c_str(),
              account->password.c_str(), account->totp_secret.c_str(),
              crypto::totp_uri(secret.value(), "Sanaq", account->login).c_str());
  return exit_good;
}

}  // namespace sanaq
