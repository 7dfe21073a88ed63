#pragma once
#include <functional>
#include <map>
#include <string>

#include "sanaq/collection.h"
#include "sanaq/command/arguments.h"
#include "sanaq/command/command.h"

namespace sanaq {

/// What a verb of `sanaq staff` works with: the machine's administrator, for the whole country.
struct StaffShift {
  Collection& collection;
  const Arguments& arguments;
  std::string language;  // of what is told
  Actor actor{{}, "system", Role::bureau, ""};

  FieldworkDesk& desk() const { return collection.fieldwork(); }
  UtcInstant now() const { return collection.clock().now(); }
  std::string text(std::string_view key, const std::vector<std::string>& args = {}) const;
  /// An error in words, after its code.
  std::string told(const Error& error) const;
  /// A day of an option; otherwise: when the option is not there. Errors: "argument.value".
  Result<CivilDate> day(const char* option, CivilDate otherwise) const;
  /// Errors: "argument.value".
  Result<WorkerId> worker(const std::string& word) const;
  /// Does something for each of the workers named and tells what came of it, a line each: `exit_found` when
  /// somebody was refused.
  Result<int> for_each(const Words& words, const std::function<Result<Worker>(WorkerId)>& deed) const;
};

/// words: what stands behind the verb. Returns an exit code. Errors: of the step.
using StaffVerb = Result<int> (*)(const StaffShift& shift, const Words& words);
using StaffVerbs = std::map<std::string, StaffVerb, std::less<>>;

/// List, import, decisions, contract, leaving, history.
StaffVerbs hiring_verbs();
/// Seminars, marks, photo, card, public check.
StaffVerbs training_verbs();
/// Kit and equipment by act.
StaffVerbs equipping_verbs();

/// The words behind `sanaq staff`. Errors: those of Arguments::parse().
Result<Arguments> staff_arguments(const Words& words);
bool is_staff_verb(const Arguments& arguments);
/// Does what they say on an open collection; writes its own messages. Returns an exit code.
int run_staff_verb(Collection& collection, const Arguments& arguments);

}  // namespace sanaq
