#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "casework/answer_codec.h"
#include "casework/identifiers.h"
#include "casework/secrets.h"

namespace sanaq {

/// By what a person is known whose number was misread, or who has none: a keyed hash of surname, given name
/// and date of birth. Case, the order of the names, look-alike letters and Kazakh letters written as Russian
/// ones do not count. Two people may share it: what it finds is probable and never more. Nothing when a name
/// is missing or `birth_date` is no day (YYYY-MM-DD).
std::optional<PersonKey> likeness_key(std::string_view surname, std::string_view given_name,
                                      std::string_view birth_date, const KeyedHash& hash);

/// A member of a household as others may know them.
struct MemberLikeness {
  std::uint16_t member = 0;  // number over all lists of persons, from 1
  PersonKey likeness;
  std::optional<PersonKey> person;  // by IIN or document; nothing: neither
};

/// The members whose names and day of birth are known. response, identity: of one submission, opened. Linear
/// in the answers.
std::vector<MemberLikeness> likenesses_of(const Form& form, const SubmissionPlan& plan,
                                          const CodedResponse& response, const CodedResponse& identity,
                                          const KeyedHash& hash);

}  // namespace sanaq
