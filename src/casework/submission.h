#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/iin.h"
#include "base/instant.h"
#include "casework/answer_codec.h"
#include "casework/identifiers.h"
#include "casework/secrets.h"
#include "casework/submission_plan.h"
#include "frame/address.h"
#include "interview/interview.h"

namespace sanaq {

/// A value that stood in the form before the person began: from the register or a residents' list.
struct Prefilled {
  std::string question, item, value;  // canonical text
};

/// Who and what a submission is, besides the answers.
struct SubmissionHead {
  CaseId case_id;
  Channel channel = Channel::online;
  UtcInstant received_at;
  std::string territory;  // counting territory (a district): progress is counted by it. At most 15 bytes
};

/// Canonical text of the household's answer to the question of concept `territory`; empty when there is none.
/// The server makes the counting territory of it with territory_of_level().
std::string answered_territory(const Interview& interview, const SubmissionPlan& plan);

/// A person of the household as the claims table sees one. number: from 1 over all lists of persons.
struct MemberClaim {
  std::uint16_t number = 0;
  std::optional<PersonKey> key;  // nothing: neither IIN nor document, so duplicates cannot be found
};

/// A household ready to be stored: answers and identities apart, both sealed.
struct PreparedSubmission {
  CaseId case_id;
  FormRef form;
  Channel channel = Channel::online;
  UtcInstant received_at;
  std::string territory;
  ContentHash content;
  std::string response;                  // sealed CodedResponse of what is not personal
  std::string identity;                  // sealed CodedResponse of what is
  std::vector<MemberClaim> members;      // all persons
  std::optional<Address> typed_address;  // as written, when no dwelling was chosen
  std::optional<DwellingId> dwelling;    // of the frame, as the person chose it
};

/// What must be mended before a household can be submitted. `names`: machine names of `findings`.
struct NotReady {
  std::vector<Finding> findings;
  std::vector<std::string> names;
  std::vector<std::uint16_t> same_person;  // numbers of members whose IIN or document another member has too
};

using PrepareOutcome = std::variant<PreparedSubmission, NotReady>;

/// Splits, encodes, hashes, seals. The interview must be of plan.form. passed notes: from write_answers or
/// the respondent's JSON, because findings hold no notes. Cost: linear in the answers, about 60 µs for five
/// persons. Errors: "submission.form" (interview of another form), "submission.territory" (missing or too
/// long).
Result<PrepareOutcome> prepare_submission(const Interview& interview, const SubmissionPlan& plan,
                                          const SubmissionHead& head, const std::vector<Prefilled>& prefilled,
                                          const std::vector<PassedNote>& passed, const KeyedHash& hash,
                                          const Sealer& sealer);
/// Passed findings with their notes, as they stand in answers JSON.
std::vector<PassedNote> passed_of(const Json& answers);

/// Key of a person with an IIN. For looking up a completed person at the door, too.
PersonKey person_key(const Iin& iin, const KeyedHash& hash);
/// Key of a person without IIN; case, blanks and dashes of the number do not count. Nothing when the number
/// is empty.
std::optional<PersonKey> person_key(std::string_view kind, std::string_view number, std::string_view country,
                                    const KeyedHash& hash);

}  // namespace sanaq
