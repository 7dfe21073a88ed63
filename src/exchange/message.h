#pragma once
#include <string>
#include <vector>

#include "exchange/feed.h"
#include "exchange/picture.h"
#include "exchange/run.h"

namespace sanaq::exchange {

/// Limits of one call, so that a bad network loses little and a hostile device costs little.
struct CallLimits {
  std::size_t bytes_max = 1024 * 1024;  // of all entries
  std::size_t runs_max = 500;
  std::size_t entries_max = 5'000;
  std::size_t feed_max = 500;
};

/// A device's call: what it has and the office has not confirmed, and how far it has read.
struct SyncRequest {
  DeviceId device;
  std::int64_t feed_after = 0;
  std::vector<Run> runs;
  std::vector<PicturePart> pictures = {};  // only what the office asked for: an older one would refuse them
  friend bool operator==(const SyncRequest&, const SyncRequest&) = default;
};

/// The office's answer. `sheet` is kept by the device as it is: see ReceiptSheet.
struct SyncAnswer {
  std::string sheet;
  std::vector<FeedEntry> feed;
  bool more = false;                    // the feed goes on: call again
  std::vector<PictureWant> wants = {};  // entries that name these are not stored yet
  friend bool operator==(const SyncAnswer&, const SyncAnswer&) = default;
};

/// What was added to a message since its first form follows it in sections: a tag and a text. A reader skips
/// tags it does not know; nothing is written for what is empty, so the other side may be older.
std::string encode(const SyncRequest& request);
std::string encode(const SyncAnswer& answer);
/// Any bytes may come. Errors: "exchange.form" (cut, wrong version), "exchange.size" (over the limits).
Result<SyncRequest> decode_request(std::string_view bytes, const CallLimits& limits);
/// Errors: "exchange.form".
Result<SyncAnswer> decode_answer(std::string_view bytes);

}  // namespace sanaq::exchange
