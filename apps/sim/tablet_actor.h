#pragma once
#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "exchange/answer_file.h"
#include "exchange/case_book.h"
#include "exchange/tablet.h"
#include "exchange/testing/plain_keys.h"
#include "sim/disk.h"
#include "sim/faults.h"

namespace sanaq::sim {

/// An entry in its place, with its bytes: after an old image came back, a place can have two.
struct Work {
  exchange::ChainId chain;
  std::int64_t number = 0;
  std::string bytes;
  friend auto operator<=>(const Work&, const Work&) = default;
};

/// Somebody who signs, and is not the office.
class Stranger final : public exchange::OfficeSigner, public exchange::OfficeKeys {
 public:
  std::uint8_t key_number() const override { return 1; }
  exchange::Signature sign(std::string_view bytes) const override {
    return exchange::testing::plain_signature("stranger", bytes);
  }
  /// For who checks nothing.
  bool verify(std::uint8_t, std::string_view, const exchange::Signature&) const override { return true; }
};

/// A tablet with its interviewer, storage and clock.
class TabletActor {
 public:
  TabletActor(DeviceId device, std::size_t area, const exchange::OfficeKeys& office, Mistake mistake);

  DeviceId device() const { return key_device_; }
  std::size_t area() const { return area_; }
  const exchange::testing::PlainDeviceKey& key() const { return key_; }
  const exchange::Tablet& tablet() const { return *tablet_; }
  /// The questionnaire the device has; empty: the first.
  const std::string& form() const { return book_.form(); }

  /// The interviewer answers a question, writes a visit or takes a picture, in a case of the route (or one
  /// left over).
  void write(CaseId case_id, Rng& rng);
  void flush();
  bool dirty() const { return disk_.dirty(); }
  /// The call to the office, if the device would make one.
  std::string call(Rng& rng);
  /// Bytes of an answer. Anything that cannot be read is dropped, as a broken connection would.
  void take(const std::string& answer);
  /// A bundle of what waits, signed and closed; the key of its answer is kept.
  std::string bundle(Rng& rng);
  /// Bytes of an answer that came on a carrier. What is not for this device is not taken.
  void take_file(const std::string& answer);
  /// What somebody with the department's key could make: an answer with all of this tablet's work confirmed,
  /// that the office has not signed. Empty while it has written no bundle.
  std::string forged_answer() const;
  void crash(Rng& rng, bool torn);
  /// The program is renewed in mid-work: it starts again from the journal. Unflushed work is flushed first.
  void update(Rng& rng);
  void keep_image() { image_ = disk_.durable(); }
  /// Somebody restores an old image of the storage. What was written since and confirmed is with the office.
  void set_back();
  bool was_set_back() const { return set_back_; }
  void jump_clock(Rng& rng) { clock_ += static_cast<std::int64_t>(rng.below(1'000'000)) - 700'000; }
  bool in_reach(std::uint64_t now) const { return now >= away_until; }

  std::uint64_t away_until = 0;
  bool stolen = false;
  bool has_no_network = false;  // it hands in by carriers alone

  /// Everything that was flushed: what must have arrived once the world is healed.
  const std::set<Work>& owed() const { return owed_; }
  /// Everything a receipt confirmed, and what of it the checker has not looked at yet.
  const std::set<Work>& promised() const { return promised_; }
  std::vector<Work> take_new_promises() { return std::exchange(new_promises_, {}); }
  /// News taken since the checker looked.
  std::vector<exchange::FeedEntry> take_new_news() { return std::exchange(new_news_, {}); }

 private:
  std::string take_picture(Rng& rng);
  exchange::PicturePart part_of(const exchange::PictureWant& want, Rng& rng) const;
  void restart();
  void append(const exchange::Record& record);
  void write_entry(CaseId case_id, exchange::EntryKind kind, const std::string& payload, Rng& rng);
  bool is_under(CaseId case_id, const std::string& form) const;
  void note_flushed();
  void note_promised();
  void forget(const exchange::SyncRequest& sent);

  DeviceId key_device_;
  std::size_t area_;
  const exchange::OfficeKeys& office_;
  exchange::testing::PlainDeviceKey key_;
  Mistake mistake_;
  Disk disk_;
  std::string image_;
  std::unique_ptr<exchange::Tablet> tablet_;              // null never; replaced at a restart
  std::map<exchange::PictureName, std::string> gallery_;  // durable before the entry that names them
  std::vector<exchange::PictureWant> wants_;              // of the office, by its last answer
  exchange::CaseBook book_;                               // of the same records
  std::set<Work> owed_, promised_;
  std::vector<Work> new_promises_;
  std::vector<exchange::FeedEntry> new_news_;
  std::map<exchange::BundleName, std::string> answer_keys_;
  std::string own_sheet_;                                            // the last one a call brought
  std::map<exchange::ChainId, std::int64_t> owed_to_, promised_to_;  // numbers up to which these are complete
  std::int64_t clock_ = 1'630'000'000'000'000;
  std::uint64_t written_ = 0;
  bool set_back_ = false;
};

}  // namespace sanaq::sim
