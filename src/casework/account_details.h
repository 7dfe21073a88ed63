#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/person_register.h"

namespace sanaq {

/// What is kept about an account, sealed.
struct AccountDetails {
  std::string iin, document, phone, email;
  RegisterOutcome register_outcome = RegisterOutcome::unavailable;
  std::vector<std::string> former_phones;
  std::optional<RegisteredPerson> person;
};

/// A registration that waits for its code, sealed. `send_to` is empty when no code may be sent.
struct PendingRegistration {
  AccountDetails details;
  std::string language;
  std::string send_to;
};

std::string write_details(const AccountDetails& details);
/// Errors: "account.form".
Result<AccountDetails> read_details(std::string_view text);
std::string write_pending(const PendingRegistration& pending);
/// Errors: "account.form".
Result<PendingRegistration> read_pending(std::string_view text);

}  // namespace sanaq
