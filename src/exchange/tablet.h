#pragma once
#include <map>
#include <optional>
#include <vector>

#include "exchange/journal.h"
#include "exchange/sheet.h"

namespace sanaq::exchange {

/// A case as its device sees it.
struct CaseOnDevice {
  std::optional<ChainId> chain;  // the one being written; nothing: the next entry begins one
  std::int64_t epoch = 0;        // of the lease; 0: none was ever given
  bool assigned = false, completed = false;
  std::int64_t seen = 0;  // position of the common log up to which others' work was read
};

/// An entry that waits for its signature: keys in a browser sign asynchronously.
struct Unsigned {
  KeptEntry kept;
  Link link{};
  std::string to_sign() const { return signed_bytes(link); }
};

/// What a call brought.
struct Taken {
  std::vector<Record> records;  // to be appended to the journal, in this order
  std::size_t confirmed = 0;    // entries newly confirmed
  std::size_t news = 0;         // of the office, not known before
};

/// The device's side of the exchange: a state machine without disk, clock or network. Every change is a
/// record; the caller appends it to the journal and says when it is durable. Invariants: only flushed entries
/// are sent; nothing but a receipt of the office confirms; numbers are never given twice as long as the
/// journal is kept.
class Tablet {
 public:
  /// One entry as written, in a chain of this device.
  struct Written {
    std::string entry;
    Signature signature{};
    Link link{};
    bool names_picture = false;
  };
  /// Numbers run from 1: entry n stands at n - 1.
  struct Chain {
    CaseId case_id;
    std::vector<Written> entries;  // all of them: the office may have to ask again after a restored backup
    std::int64_t flushed = 0;      // numbers up to here survive a crash
    std::int64_t confirmed = 0;    // by receipts
    std::int64_t held = 0;  // what the office has according to its last answer: sending goes on after it
    Head head_at(std::int64_t number) const {
      return number == 0 ? Head{} : Head{number, entries[static_cast<std::size_t>(number - 1)].link};
    }
    std::int64_t last() const { return static_cast<std::int64_t>(entries.size()); }
    bool matches(const Head& head) const { return head.number <= last() && head_at(head.number) == head; }
  };

  /// A new device, with nothing on it. Its first record is `journal_start()`.
  Tablet(DeviceId device, const OfficeKeys& office) : device_(device), office_(&office) {}
  Record journal_start() const { return KeptDevice{device_}; }
  /// From the records found on the device. Errors: "exchange.journal" (records do not continue each other:
  /// the storage was changed by somebody else), "exchange.receipt".
  static Result<Tablet> restore(const std::vector<Record>& records, const OfficeKeys& office);

  DeviceId device() const { return device_; }
  bool locked() const { return locked_; }
  std::int64_t feed_read() const { return feed_read_; }
  const std::map<CaseId, CaseOnDevice>& cases() const { return cases_; }
  const CaseOnDevice* find(CaseId case_id) const;
  const std::map<ChainId, Chain>& chains() const { return chains_; }
  /// Entries written; those among them the office has confirmed. All chains of the case, or of the device.
  struct Count {
    std::int64_t written = 0, confirmed = 0;
  };
  Count count(CaseId case_id) const;
  Count count() const;

  /// Chains an entry; `fresh` names the chain if this is the first entry in the case. Changes nothing: call
  /// add() with the signature, before the next write in the same case. `epoch` and `seen` of the entry are
  /// filled in here.
  Unsigned write(CaseId case_id, Entry entry, ChainId fresh) const;
  /// The record to append. Errors: "exchange.order" (another entry was added since write()).
  Result<Record> add(const Unsigned& entry, const Signature& signature);
  /// Everything added so far survives a crash.
  void flushed();

  /// What is flushed and not confirmed, within the limits, oldest cases first.
  SyncRequest request(const CallLimits& limits) const;
  /// Chains as they were begun.
  const std::vector<ChainId>& order() const { return order_; }
  /// What of a chain fits, after a number: up to the next entry that names a picture. Empty when not even one
  /// entry does.
  Run run(ChainId id, std::int64_t after, std::size_t entries_max, std::size_t bytes_max) const {
    return run_of(id, chains_.at(id), after, entries_max, bytes_max);
  }
  /// Takes the office's answer over; nothing is changed on an error.
  /// Errors: "exchange.receipt", "exchange.form", "exchange.feed" (numbers are missing).
  Result<Taken> take(const SyncAnswer& answer);
  /// The same for the pages of an answer file, which may come late, twice and in any order: what is known
  /// already changes nothing and is not kept again; news that do not follow those read wait for a call.
  /// Errors: "exchange.receipt", "answer.old" (older than the last receipt, and brings nothing).
  Result<Taken> take_pages(const std::vector<SyncAnswer>& pages);

 private:
  enum class Effect : std::uint8_t { none, sending, confirms };
  Result<Done> apply(const Record& record);
  Result<Done> apply_entry(const KeptEntry& kept);
  void apply_sheet(const ReceiptSheet& sheet);
  void apply_line(const SheetLine& line);
  Effect effect_of(const ReceiptSheet& sheet) const;
  void take_news(const std::vector<FeedEntry>& feed, Taken& taken);
  Result<Done> apply_feed(const FeedEntry& entry);
  void close(const Chain& chain, ChainId id);
  static Run run_of(ChainId id, const Chain& chain, std::int64_t after, std::size_t entries_max,
                    std::size_t bytes_max);

  DeviceId device_;
  const OfficeKeys* office_;
  std::map<CaseId, CaseOnDevice> cases_;
  std::map<ChainId, Chain> chains_;
  std::vector<ChainId> order_;  // chains as they were begun
  std::int64_t feed_read_ = 0;
  std::optional<UtcInstant> receipt_at_;  // the office's clock at the latest receipt
  bool locked_ = false;
};

}  // namespace sanaq::exchange
