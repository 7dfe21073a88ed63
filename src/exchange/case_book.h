#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "exchange/tablet.h"

namespace sanaq::exchange {

/// Where the work in a case stands, for the list of addresses.
enum class CaseState : std::uint8_t {
  to_visit,
  begun,      // answers were written on this device
  waiting,    // finished, and the office has not confirmed all of it
  confirmed,  // finished, and the office has it
  online,     // the household answered by itself
  withdrawn,  // another interviewer's now, or nobody's
};

/// A call at the door, as it was written on this device.
struct Visit {
  UtcInstant at;
  std::string payload;
};

/// What people see of a case beside its counts.
struct CaseFile {
  /// Operations of one entry, own or somebody else's.
  struct Share {
    ChainId chain;              // zero: somebody else's
    std::int64_t number = 0;    // own: in its chain
    std::int64_t position = 0;  // somebody else's: in the case's common log, from 1 without gaps
    bool confirmed = false;     // own: the office has it
    std::string payload;        // JSON array of operations
  };
  /// A picture this device took, as its entry tells.
  struct Picture {
    ChainId chain;
    std::int64_t number = 0;
    PictureNote note;
    bool confirmed = false;  // the office has all of it
  };
  std::string assignment;  // payload of the last `assign`; empty: found by the interviewer
  std::string returned;    // message by which the office gave the finished case back; empty: it did not
  std::vector<Visit> visits;
  std::vector<Share> shares;             // as they came to the device
  std::vector<Picture> pictures;         // in the order they were taken
  std::optional<UtcInstant> receipt_at;  // the office's clock at the last receipt
  std::string form;                      // payload of the last `form` written on this device
  ChainId form_chain;                    // … and the chain it stands in
  bool finished = false;                 // a `finish` was written, and nothing that undoes it since
};

/// What the records of a journal tell people: addresses, visits, answers, receipts. A fold over the same
/// records a Tablet is the replay of; it trusts them, so give it only what the Tablet has accepted.
class CaseBook {
 public:
  void add(const Record& record);
  const CaseFile* find(CaseId case_id) const;
  /// Payloads of messages to the interviewer, oldest first.
  const std::vector<std::string>& messages() const { return messages_; }
  /// The office's clock at the last receipt.
  std::optional<UtcInstant> receipt_at() const { return receipt_at_; }
  /// Payload of the last news of a questionnaire; empty: none came.
  const std::string& form() const { return form_; }
  /// All operations of a case in the order of the office's commits, as far as it is known; what the office
  /// has not confirmed comes last, as it will be committed last. Payloads, each a JSON array.
  std::vector<std::string> operations(CaseId case_id) const;

 private:
  void add_entry(const KeptEntry& kept);
  void add_line(const SheetLine& line, UtcInstant at);
  void add_feed(const FeedEntry& entry);

  std::map<CaseId, CaseFile> files_;
  std::vector<std::string> messages_;
  std::optional<UtcInstant> receipt_at_;
  std::string form_;
};

CaseState state_of(CaseId case_id, const Tablet& tablet, const CaseBook& book);

}  // namespace sanaq::exchange
