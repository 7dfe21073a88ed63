#include <cstdio>

#include "crypto/totp.h"
#include "sanaq/collection_options.h"
#include "sanaq/command/staff_verbs.h"
#include "sanaq/command/terminal.h"
#include "sanaq/office/staff_accounts.h"

namespace sanaq {
namespace {

constexpr const char* staff_called = "sanaq staff";
constexpr const char* staff_usage =
    "usage: sanaq staff add LOGIN --role bureau|department|authorised|instructor|commission|operator\n"
    "                       [--territory CODE] [--protected]\n"
    "       sanaq staff list [--state STATE] [--role ROLE] [--territory CODE]\n"
    "       sanaq staff import FILE [--partial]\n"
    "       sanaq staff approve|reserve|call-up|resume WORKER...\n"
    "       sanaq staff refuse|suspend WORKER... --reason TEXT\n"
    "       sanaq staff contract WORKER --number TEXT --pay CATEGORY [--from DAY] [--until DAY]\n"
    "       sanaq staff seminar --territory CODE --place TEXT --hours TEXT [--day DAY] [--seats N]\n"
    "       sanaq staff enrol SEMINAR WORKER...\n"
    "       sanaq staff mark SEMINAR WORKER... --points N | --absent\n"
    "       sanaq staff photo WORKER FILE\n"
    "       sanaq staff card WORKER --to FILE [--new] [--site URL]\n"
    "       sanaq staff check CARD\n"
    "       sanaq staff kit WORKER ITEM...\n"
    "       sanaq staff equip WORKER KIND:SERIAL|KIND=COUNT...\n"
    "       sanaq staff return WORKER [KIND:SERIAL|KIND=COUNT...]\n"
    "       sanaq staff sign ACT --paper FILE\n"
    "       sanaq staff release WORKER... --reason CODE [--day DAY]\n"
    "       sanaq staff history WORKER\n"
    "options of all: [--lang kk|ru|en] [--data DIR | --database URL]\n";

StaffVerbs all_staff_verbs() {
  StaffVerbs verbs = hiring_verbs();
  verbs.merge(training_verbs());
  verbs.merge(equipping_verbs());
  return verbs;
}

int print_account(const NewAccount& account) {
  const auto secret = crypto::from_base32(account.totp_secret);
  std::printf("login     %s\npassword  %s\nTOTP      %s\n%s\n", account.login.c_str(),
              account.password.c_str(), account.totp_secret.c_str(),
              crypto::totp_uri(secret.value(), "Sanaq", account.login).c_str());
  return exit_good;
}

int add_office_account(Collection& c, const Arguments& arguments) {
  const auto role = parse_role(arguments.get("role"));
  if (arguments.words().size() != 2 || !role) return std::fputs(staff_usage, stderr), exit_usage;
  const auto account = add_account(c.staff(), c.audit(), c.sealer(), c.clock(), c.rng(), arguments.words()[1],
                                   *role, arguments.get("territory"), "", "");
  if (!account) return fail(staff_called, account.error());
  if (arguments.has("protected"))
    if (const auto given = c.staff().set_sees_protected(account->login, true); !given)
      return fail(staff_called, given.error());
  return print_account(*account);
}

// A wrong argument is the caller's, a refusal the census's, the rest trouble of the machine.
int staff_failure(const StaffShift& shift, const Error& error) {
  std::fprintf(stderr, "%s: %s\n", staff_called, shift.told(error).c_str());
  if (error.code.starts_with("argument.")) return exit_usage;
  return shift.told(error).starts_with(error.code + ": ") ? exit_found : exit_failed;
}

}  // namespace

Result<Arguments> staff_arguments(const Words& words) {
  std::vector<std::string> options = collection_options();
  options.insert(options.end(), {"role", "territory", "state", "reason", "number", "pay", "from", "until",
                                 "day", "place", "hours", "seats", "points", "to", "site", "paper", "lang"});
  return Arguments::parse(words, options, {"protected", "partial", "absent", "new", "demo"});
}

bool is_staff_verb(const Arguments& arguments) {
  if (arguments.words().empty()) return false;
  const std::string& name = arguments.words()[0];
  return name == "add" || all_staff_verbs().contains(name);
}

int run_staff_verb(Collection& collection, const Arguments& arguments) {
  if (!is_staff_verb(arguments)) return std::fputs(staff_usage, stderr), exit_usage;
  auto language = terminal_language(arguments);
  if (!language) return fail(staff_called, language.error()), exit_usage;
  if (arguments.words()[0] == "add") return add_office_account(collection, arguments);
  const StaffShift shift{collection, arguments, *std::move(language)};
  const StaffVerb verb = all_staff_verbs().at(arguments.words()[0]);
  const auto code = verb(shift, {arguments.words().begin() + 1, arguments.words().end()});
  return code ? *code : staff_failure(shift, code.error());
}

int run_staff_command(const Words& words) {
  const auto arguments = staff_arguments(words);
  if (!arguments) return fail(staff_called, arguments.error()), exit_usage;
  if (!is_staff_verb(*arguments)) return std::fputs(staff_usage, stderr), exit_usage;
  auto config = beside_server(*arguments);
  if (!config) return fail(staff_called, config.error()), exit_usage;
  auto collection = Collection::open(*std::move(config));
  if (!collection) return fail(staff_called, collection.error());
  return run_staff_verb(**collection, *arguments);
}

}  // namespace sanaq
