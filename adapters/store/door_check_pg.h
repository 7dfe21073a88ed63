#pragma once
#include "frame/address.h"
#include "pg/pool.h"
#include "store/device_register_pg.h"

namespace sanaq {

/// How an interviewer asks whether a household took part, and what is answered. The numbers are stored.
enum class DoorWay : std::int16_t { code = 1, iin = 2, address = 3 };
enum class DoorAnswer : std::int16_t { yes = 1, no = 2, outside = 3 };

/// Counts the questions of tablets at doors, and knows which addresses are answered for. What was asked about
/// is written nowhere. Any thread. Errors of every function: "store.unavailable".
class DoorCheckPg {
 public:
  explicit DoorCheckPg(pg::Pool& pool) : pool_(pool) {}

  struct Asked {
    std::int64_t all = 0, by_iin = 0;
  };
  Result<Asked> asked_since(DeviceId device, UtcInstant since);
  Result<Done> note(DeviceId device, UtcInstant at, DoorWay way, DoorAnswer answer);
  /// Whether a stored household gave this address. `dwelling` of it: where the frame knows it.
  Result<bool> answered_at(const Address& address);

 private:
  pg::Pool& pool_;
};

}  // namespace sanaq
