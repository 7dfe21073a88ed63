#pragma once
#include <optional>
#include <string>
#include <vector>

#include "casework/conflict.h"

namespace sanaq {

/// Whether a person counts here. `contested`: the conflict is open; until it is resolved the first claim
/// counts.
enum class Standing : std::uint8_t { counted, contested, not_counted };

struct MemberStanding {
  std::uint16_t member = 0;  // number over all lists of persons, from 1
  Standing standing = Standing::counted;
  bool first_claim = true;
  ConflictId conflict = {};
};

/// A submission as stored. `disputed` names members of conflicts only; all others are counted.
struct SealedCase {
  SubmissionSerial serial;
  CaseId case_id;
  FormRef form;
  Channel channel = Channel::online;
  UtcInstant received_at;
  std::string territory;
  std::uint16_t persons = 0;
  std::string response;
  std::vector<MemberStanding> disputed;
};

/// A submission that may count what another one counts too: people in it are claimed elsewhere, or it came
/// from an address from which others came.
struct DisputedCase {
  SubmissionSerial serial;
  std::optional<Uuid>
      place;  // a hash of the address as it is compared; nothing: not known, or an institution
  std::string institution_kind;  // of the institution on whose list its people stand; empty: a household
};

/// Submissions in the order of their commits, without identities (port).
class ClosedCaseStore {
 public:
  virtual ~ClosedCaseStore() = default;
  /// At most `limit` after `after`; none at the end. Nothing is ever committed before what was read.
  virtual Result<std::vector<SealedCase>> read(SubmissionSerial after, int limit) = 0;
  /// In the order of serials. Reads every address once.
  virtual Result<std::vector<DisputedCase>> disputed() = 0;
};

/// A closed case for processing: typed answers without names, numbers, documents and phones.
struct ClosedCase {
  SealedCase head;  // `response` is empty here
  const KnownForm* form = nullptr;
  CodedResponse response;
  std::vector<bool> counts;  // by member number - 1
};

/// The position of a person in the numbering over all lists of persons, from 1; 0 when the list is no list of
/// persons.
std::uint16_t member_number(const SubmissionPlan& plan, const CodedResponse& response, NodeIndex list,
                            std::uint16_t item);

/// Reads all closed cases once, in order.
class ClosedCases {
 public:
  ClosedCases(ClosedCaseStore& store, const std::vector<KnownForm>& forms, const Sealer& sealer,
              int page = 1000)
      : store_(store), forms_(forms), sealer_(sealer), page_(page) {}
  /// The next cases (up to `page`), none at the end. Errors: "response.form" (a form is not among `forms`),
  /// "response.bytes", "seal.broken", "store.unavailable"; detail names the serial.
  Result<std::vector<ClosedCase>> next();
  SubmissionSerial position() const { return after_; }
  /// Goes on after a position reached before.
  void resume(SubmissionSerial after) { after_ = after; }
  Result<std::vector<DisputedCase>> disputed() { return store_.disputed(); }

 private:
  Result<std::vector<ClosedCase>> open(std::vector<SealedCase> sealed) const;
  ClosedCaseStore& store_;
  const std::vector<KnownForm>& forms_;
  const Sealer& sealer_;
  int page_;
  SubmissionSerial after_;
};

}  // namespace sanaq
