#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/civil_date.h"
#include "base/iin.h"
#include "base/result.h"

namespace sanaq {

enum class Sex : std::uint8_t { male = 1, female = 2 };

/// What the state register of persons knows of somebody. Used to fill in a form; every value may be wrong and edited.
struct RegisteredPerson {
  std::string family_name, given_name, patronymic;
  Sex sex = Sex::male;
  CivilDate birth_date;
};

enum class RegisterOutcome : std::uint8_t {
  found,
  not_found,    // no such IIN
  mismatch,     // the IIN exists with another document
  unavailable,  // the register does not answer; nothing is known
};

struct RegisterAnswer {
  RegisterOutcome outcome = RegisterOutcome::unavailable;
  std::optional<RegisteredPerson> person;  // with `found` only
};

/// The state register of persons (port). Knowing IIN, name and birth date proves nothing; the register only tells
/// whether number and document belong together, and what to fill in.
class PersonRegister {
 public:
  virtual ~PersonRegister() = default;
  /// document: number of the identity card or passport, letters and digits.
  virtual RegisterAnswer find(const Iin& iin, std::string_view document) = 0;
};

}  // namespace sanaq
