#pragma once
#include <optional>
#include <string>
#include <vector>

#include "casework/secrets.h"
#include "exchange/entry.h"
#include "frame/walk.h"
#include "pg/pool.h"

namespace sanaq {

/// The numbers are stored.
enum class DeviceState : std::int16_t { active = 1, locked = 2, revoked = 3 };

/// A tablet the office knows.
struct DeviceRecord {
  DeviceId id;
  std::array<std::uint8_t, 32> key{};  // Ed25519, public
  std::string label, territory;        // label: whom or what the office calls it
  DeviceState state = DeviceState::active;
  std::optional<UtcInstant> synchronised_at;
};

/// A line of the office's list.
struct DeviceLine {
  DeviceRecord device;  // without key
  UtcInstant enrolled_at;
  std::int64_t assigned = 0, entries = 0, forks = 0;
};

/// What one call brought, for the log of synchronisations. channel: 1 network, 2 carrier, 3 tunnel.
struct CallRecord {
  DeviceId device;
  UtcInstant at;
  std::int16_t channel = 1;
  int entries = 0, forked = 0, refused = 0;  // entries of runs that were stored, kept aside, refused
  std::int64_t bytes = 0;                    // received
  std::int64_t bytes_out = 0;
  std::string result = "done";  // or the code of the refusal
  std::string told = {};        // what the tablet says of itself, JSON; empty: nothing new
  bool is_line = true;          // false: nothing was brought or taken, the log gets no line
};

/// A case whose holder has something to be told.
struct CaseNews {
  CaseId case_id;
  std::int64_t told = 0, position = 0;
  bool submitted = false, completed = false;  // completed: the device was told so
};

/// A chain whose entries are not all in the draft of their case.
struct ChainBehind {
  exchange::ChainId chain;
  CaseId case_id;
  std::int64_t drafted = 0, operations = 0;
};

/// Devices, invitations, leases and the log of synchronisations. Any thread. Errors of every function:
/// "store.unavailable".
class DeviceRegisterPg {
 public:
  explicit DeviceRegisterPg(pg::Pool& pool) : pool_(pool) {}

  Result<Done> invite(const Mac& code_hash, const std::string& label, const std::string& territory,
                      UtcInstant expires_at);
  /// Uses the code up. Nothing when it is wrong, used or too old.
  Result<std::optional<DeviceRecord>> enrol(const Mac& code_hash, DeviceId id,
                                            const std::array<std::uint8_t, 32>& key, UtcInstant now);
  Result<std::optional<DeviceRecord>> find(DeviceId id);
  Result<std::vector<DeviceLine>> list();
  Result<Done> set_state(DeviceId id, DeviceState state);

  /// Moves a case to a device, or to nobody; what became of it is told by the caller.
  struct Move {
    std::optional<DeviceId> before;
    std::int64_t epoch_before = 0, epoch = 0;
  };
  /// dwelling: the frame's, known only when the case is first given away.
  Result<Move> move_lease(CaseId case_id, std::optional<DeviceId> to, std::optional<DwellingId> dwelling,
                          const std::string& place);
  /// Dwellings nobody is to visit yet and whose household has not answered, street by street, house by house.
  Result<std::vector<Door>> next_dwellings(const std::vector<std::string>& territories, int limit);
  Result<std::vector<CaseNews>> news_for(DeviceId device);
  Result<Done> note_told(CaseId case_id, DeviceId device, std::int64_t told, bool completed);
  /// Chains written in a case, with their devices.
  Result<std::vector<exchange::ChainId>> chains_of(CaseId case_id, DeviceId device);
  Result<std::vector<ChainBehind>> chains_behind(DeviceId device);
  /// Devices that have such chains.
  Result<std::vector<DeviceId>> devices_behind();
  Result<Done> note_drafted(const ChainBehind& chain);
  Result<Done> note_call(const CallRecord& call);

 private:
  pg::Pool& pool_;
};

}  // namespace sanaq
