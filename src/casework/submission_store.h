#pragma once
#include <optional>
#include <span>
#include <vector>

#include "casework/receipt.h"
#include "casework/submission.h"

namespace sanaq {

/// What a receipt is made of.
struct StoredSubmission {
  SubmissionSerial serial;
  CaseId case_id;
  FormRef form;
  Channel channel = Channel::online;
  UtcInstant received_at;
  std::string territory;
  std::uint16_t persons = 0;
  ContentHash content;
};

/// What became of one household of a batch.
struct SubmitOutcome {
  enum class Kind : std::uint8_t {
    stored,   // durable now
    already,  // the same content was stored before: the same facts, so the same receipt
    closed,   // the case was submitted with other content: nothing changed ("submission.closed")
  };
  Kind kind = Kind::stored;
  StoredSubmission facts;               // of what is stored
  std::vector<std::uint16_t> duplicates;  // members another household claimed before; tell no one where
};

/// Submissions (port). Errors of every function: "store.unavailable".
class SubmissionStore {
 public:
  virtual ~SubmissionStore() = default;
  /// One transaction for all households; outcomes in their order. When it returns a value, everything in it is durable;
  /// when it returns an error, it may or may not have been stored: submitting again gives the truth.
  virtual Result<std::vector<SubmitOutcome>> submit(std::span<const PreparedSubmission> households) = 0;
  virtual Result<std::optional<StoredSubmission>> find(CaseId case_id) = 0;
  virtual Result<std::optional<StoredSubmission>> find(SubmissionSerial serial) = 0;
  /// The submission that holds a person: completion at the door by IIN or document.
  virtual Result<std::optional<StoredSubmission>> find(const PersonKey& person) = 0;
};

}  // namespace sanaq
