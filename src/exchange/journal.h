#pragma once
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "exchange/message.h"

namespace sanaq::exchange {

/// An entry as the device keeps it: written, chained and signed.
struct KeptEntry {
  ChainId chain;
  CaseId case_id;
  std::int64_t number = 0;
  std::string entry;  // encoded
  Signature signature{};
  friend bool operator==(const KeptEntry&, const KeptEntry&) = default;
};
/// A receipt sheet of the office, as it came.
struct KeptSheet {
  std::string bytes;
  friend bool operator==(const KeptSheet&, const KeptSheet&) = default;
};
/// Whose journal this is; the first record.
struct KeptDevice {
  DeviceId device;
  friend bool operator==(const KeptDevice&, const KeptDevice&) = default;
};
/// What a device's storage holds, in the order it was written. The state of the device is the replay of its
/// journal.
using Record = std::variant<KeptDevice, KeptEntry, KeptSheet, FeedEntry>;

/// A record in its frame: length, check sum (8 bytes of SHA-256), body. Where the storage is a file, records
/// follow each other; where it is a table, each is a row.
std::string encode(const Record& record);

/// A journal as it is found after a crash.
struct FoundJournal {
  std::vector<Record> records;
  std::size_t bytes_good = 0;  // what follows was being written when the power went: cut it off
};
/// Reads up to the first record that is cut or does not match its check sum. Any bytes may come.
FoundJournal read_journal(std::string_view bytes);

}  // namespace sanaq::exchange
