#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "fieldwork/card_status.h"

namespace sanaq {

/// "This person is at my door": what anybody tells the department, without name or log-in.
struct DoorReport {
  Uuid id;
  UtcInstant at;
  std::string territory;  // whose department reads it
  std::string card;       // number as it was read; empty when none could be
  std::optional<WorkerId> worker;
  std::string status;        // what the page said of the card: to_string(CardStatus)
  std::string place, words;  // sealed at rest
  std::string seen_by;       // login; empty: nobody has looked after it
};

inline constexpr std::size_t report_place_bytes_max = 300, report_words_bytes_max = 1'000;

/// Reports (port). Errors of every function: "store.unavailable"; list(): "seal.broken".
class DoorReportStore {
 public:
  virtual ~DoorReportStore() = default;
  virtual Result<Done> add(const DoorReport& report) = 0;
  /// Those nobody has seen first, then the newest; at most 200. territories: none means all.
  virtual Result<std::vector<DoorReport>> list(const std::vector<std::string>& territories) = 0;
  /// False when it is of another territory or somebody looks after it already.
  virtual Result<bool> see(const Uuid& id, const std::vector<std::string>& territories,
                           const std::string& actor, UtcInstant at) = 0;
};

}  // namespace sanaq
