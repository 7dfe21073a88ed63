#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "casework/answer_codec.h"
#include "casework/identifiers.h"
#include "casework/secrets.h"
#include "casework/submission_plan.h"

namespace sanaq {

/// A person claimed by two or more households. `territories`: of the claims, in order of their commits.
struct ConflictSummary {
  ConflictId id;
  UtcInstant opened_at;
  bool open = true;
  std::vector<std::string> territories;
};

/// By what a conflict is decided.
enum class ConflictRule : std::uint8_t {
  usual_residence = 1,
  institution_list = 2,
  latest = 3,
  evidence = 4
};
std::string_view to_string(ConflictRule rule);
std::optional<ConflictRule> parse_conflict_rule(std::string_view text);

/// One household's claim as stored; `response` is sealed.
struct StoredClaim {
  SubmissionSerial serial;
  CaseId case_id;
  std::uint16_t member = 0;
  FormRef form;
  Channel channel = Channel::online;
  UtcInstant received_at;
  std::string territory;
  std::uint16_t persons = 0;
  bool counted = true;
  std::string response;
};

struct StoredConflict {
  ConflictId id;
  UtcInstant opened_at;
  std::vector<StoredClaim> claims;   // in the order of commits
  std::optional<ConflictRule> rule;  // with the next three when it is resolved
  std::string evidence, resolved_by;
  UtcInstant resolved_at;
};

/// rule, evidence and who: written together with the audit line in one transaction.
struct ConflictResolution {
  ConflictId id;
  SubmissionSerial winner;  // the household the person counts in
  ConflictRule rule = ConflictRule::evidence;
  std::string evidence;  // 1 to 2,000 bytes; no names or numbers of persons
  std::string actor;     // login
  UtcInstant at;
};

/// Which conflicts are asked for.
enum class ConflictState : std::uint8_t { open, resolved, all };
std::string_view to_string(ConflictState state);

struct ConflictQuery {
  std::vector<std::string> territories = {};  // counting territories; empty: all
  ConflictState state = ConflictState::open;
  std::int64_t after = 0;  // id
  int limit = 50;          // 1 to 500
};

/// Conflicts (port). Errors of every function: "store.unavailable".
class ConflictStore {
 public:
  virtual ~ConflictStore() = default;
  virtual Result<std::vector<ConflictSummary>> list(const ConflictQuery& query) = 0;
  /// Errors: "conflict.unknown".
  virtual Result<StoredConflict> load(ConflictId id) = 0;
  /// Marks the other claims not counted (they are kept) and writes the audit line. Resolving again replaces
  /// the decision and leaves both lines. Errors: "conflict.unknown", "conflict.winner" (no such claim).
  virtual Result<Done> resolve(const ConflictResolution& resolution) = 0;
};

/// What staff see of a claim: no name, no number, no address.
struct ClaimView {
  SubmissionSerial serial;
  std::uint16_t member = 0;
  Channel channel = Channel::online;
  UtcInstant received_at;
  std::string territory;
  std::uint16_t persons = 0;
  bool counted = true;
  std::string sex, birth_year, residence;  // codes of the form; empty when not answered
};
struct ConflictView {
  ConflictId id;
  UtcInstant opened_at;
  bool open = true;
  std::vector<ClaimView> claims;
  std::optional<ConflictRule> rule;
  std::string evidence, resolved_by;
  UtcInstant resolved_at;
};

/// A form that stored answers may have been given to.
struct KnownForm {
  const Form* form = nullptr;
  SubmissionPlan plan;
};

/// Opens both claims' answers and keeps only what helps to decide. forms: all that were ever used.
/// Errors: "conflict.unknown", "response.form", "response.bytes", "seal.broken".
Result<ConflictView> view_conflict(ConflictId id, ConflictStore& store, const std::vector<KnownForm>& forms,
                                   const Sealer& sealer);
/// Checks the words, then resolves. Errors: "conflict.evidence" (empty or too long), those of the store.
Result<Done> resolve_conflict(const ConflictResolution& resolution, ConflictStore& store);

}  // namespace sanaq
