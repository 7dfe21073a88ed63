#pragma once
#include <string>
#include <vector>

#include "exchange/entry.h"

namespace sanaq::exchange {

/// What the office tells a device. The numbers are stored.
enum class FeedKind : std::uint8_t {
  assign = 1,      // the case is the device's to visit; payload: JSON of address and remarks
  withdraw = 2,    // it is no longer; work in hand is to be handed in, not thrown away
  completed = 3,   // the household answered online or elsewhere: off the route
  operations = 4,  // somebody else wrote in a case of the device; payload: JSON array of operations
  form = 5,        // a new version of the questionnaire
  message = 6,     // text for the interviewer
  lock = 7,        // the device is locked: it may hand in and nothing else
  unlock = 8,
};

/// Numbered a device from 1 without gaps, in the order of commits.
struct FeedEntry {
  std::int64_t number = 0;
  FeedKind kind = FeedKind::message;
  CaseId case_id;             // zero where no case is meant
  std::int64_t epoch = 0;     // assign, withdraw: of the lease
  std::int64_t position = 0;  // operations: in the case's common log
  std::string payload;
  friend bool operator==(const FeedEntry&, const FeedEntry&) = default;
};

std::string encode(const FeedEntry& entry);
/// Errors: "exchange.form".
Result<FeedEntry> decode_feed_entry(std::string_view bytes);

}  // namespace sanaq::exchange
