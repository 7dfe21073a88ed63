#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "exchange/case_book.h"

namespace sanaq::exchange {

/// Signatures the host has checked with its own means before a call that needs them: keys in a browser verify
/// asynchronously, calls of the engine do not. What was not announced is not believed.
class AnnouncedSignatures final : public OfficeKeys {
 public:
  void announce(std::uint8_t key_number, std::string_view bytes, std::string_view signature);
  bool verify(std::uint8_t key_number, std::string_view bytes, const Signature& signature) const override;
  void forget() { known_.clear(); }

 private:
  std::set<std::string> known_;  // digests
};

/// The tablet as a program outside C++ sees it: JSON texts in and out, bytes as base64url. apps/engine_wasm
/// gives these calls to JavaScript as `tablet.…`.
class TabletCalls {
 public:
  TabletCalls() = default;
  TabletCalls(const TabletCalls&) = delete;
  TabletCalls& operator=(const TabletCalls&) = delete;

  /// new        {"device"} → {"record"}: a device with nothing on it
  /// sheets     {"records":[…]} or {"answer"} → [{"key","payload","signature"}]: what the host is to verify
  /// verified   one of these, after the host has verified it; good for the next restore or take
  /// restore    {"records":[…],"more":true|false} → {"records","dropped"}: rows of the journal, in as many
  ///            calls as needed. The last row of all is dropped when it cannot be read
  /// replay     not JSON but bytes, whole records of the journal one after the other → {"good","sheets":[…]}:
  ///            how many of the bytes are records, and what is to be verified before `restore` is called with
  ///            no records and takes over what was replayed. The quick way for long journals
  /// write      {"case","kind","payload","at","salt","chain"} → {"to_sign","token"}: chains an entry.
  /// "closing":true: on
  ///            a locked device too, for what was typed before the lock was known
  /// add        {"token","signature"} → {"record"}: to be appended to the journal
  /// flushed    null: everything added so far is durable
  /// request    {"bytes_max","entries_max"} or null → {"bytes","runs"}: body of the next call; with
  ///            {"pictures":[{"case","picture","size","offset","bytes"}]} it carries these parts and no
  ///            entries
  /// bundle     {"at","department","number","key","encapsulated","everything":true|false} →
  ///            {"head","chunks":[…],"entries","cases","pictures","left"}: work for a carrier. The head is to
  ///            be signed; each chunk is to be compressed, sealed and written after it (bundle.h). A chunk is
  ///            bytes, or {"case","picture","size","offset","count"}: then `request` with that part gives
  ///            them. left: entries for another bundle (bundle_plan.h)
  /// take       {"answer"} → {"records":[…],"confirmed","more","wants":[{"case","picture","from"}]}
  /// answer_head    bytes of an answer file (answer_file.h) → {"bundle","key","payload","signature","place",
  ///            "from","size"}: the host verifies the signature, finds the key it made for that bundle, opens
  ///            `size` bytes from `from` on under it and `place`, and decompresses them to the answer's pages
  /// answer_sheets  bytes of the pages → as `sheets`
  /// answer_take    bytes of the pages, when their sheets are verified → {"records":[…],"confirmed","news",
  ///            "more"}
  /// cases      null → the list of addresses with states, counts and receipts
  /// case       {"case"} → one of them, with its visits and the names of its pictures
  /// slip       {"text"} → {"key","payload","signature","case","serial","received_at","persons","territory"}:
  ///            a household's certificate as it was scanned; the host verifies the signature
  /// operations {"case"} → {"operations":[…]}: all answers of a case, in order
  /// Errors: those of Tablet and journal.h; "exchange.locked" (write), "exchange.token" (add: not the entry
  /// written last), "session.call", "session.state" (no device yet), "uuid.form", "base64.form",
  /// "instant.form", "receipt.form" (slip), those of read_answer_file(), "answer.device" (of another tablet).
  Result<std::string> call(std::string_view name, std::string_view input);

 private:
  Result<std::string> begin(const Json& input);
  Result<std::string> restore(const Json& input);
  Result<std::string> replay(std::string_view bytes);
  Result<std::string> write(const Json& input);
  Result<std::string> add(const Json& input);
  Result<std::string> request(const Json& input) const;
  Result<std::string> bundle(const Json& input) const;
  Result<std::string> take(const Json& input);
  Result<std::string> answer_head(std::string_view file) const;
  static Result<std::string> answer_sheets(std::string_view pages);
  Result<std::string> answer_take(std::string_view pages);
  Result<std::string> cases() const;
  Result<std::string> one_case(const Json& input) const;
  Result<std::string> operations(const Json& input) const;
  Json describe(CaseId case_id) const;
  static Result<std::string> slip(const Json& input);

  AnnouncedSignatures signatures_;
  std::optional<Tablet> tablet_;
  CaseBook book_;
  std::vector<Record> found_;  // of a restore that is not at its end
  std::optional<Unsigned> unsigned_;
  std::int64_t token_ = 0;  // of unsigned_
};

}  // namespace sanaq::exchange
