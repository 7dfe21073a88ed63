#pragma once
#include <string>
#include <vector>

#include "access/audit.h"
#include "base/case_identity.h"
#include "base/result.h"
#include "fieldwork/worker.h"

namespace sanaq {

/// A piece of the kit somebody was handed.
struct HandedItem {
  std::string item;  // code of the edition
  UtcInstant at;
};

/// A tablet by its label.
struct HeldDevice {
  DeviceId id;
  std::string label;
};

/// A case that somebody who left was to visit. place: JSON of the address, as tablets are told it.
struct OpenCase {
  CaseId id;
  std::string place;
};

/// What people of the census hold (port). Errors of every function: "store.unavailable".
class HandoverStore {
 public:
  virtual ~HandoverStore() = default;
  virtual Result<std::vector<HandedItem>> kit(WorkerId worker) = 0;
  virtual Result<Done> hand(WorkerId worker, const std::vector<std::string>& items,
                            const AuditRecord& line) = 0;
  virtual Result<std::vector<HeldDevice>> devices(WorkerId worker) = 0;
  /// Tablets of the territories (none: all) in nobody's hands, at most 200.
  virtual Result<std::vector<HeldDevice>> free_devices(const std::vector<std::string>& territories) = 0;
  /// False when somebody has it.
  virtual Result<bool> give_device(DeviceId device, WorkerId worker, const AuditRecord& line) = 0;
  /// Takes every tablet back, and tells which.
  virtual Result<std::vector<DeviceId>> take_devices(WorkerId worker, const AuditRecord& line) = 0;
  /// Cases a tablet is to visit and has not finished.
  virtual Result<std::vector<OpenCase>> cases_of(DeviceId device) = 0;
  virtual Result<Done> note_open(WorkerId worker, const std::vector<OpenCase>& cases, UtcInstant at) = 0;
  virtual Result<std::vector<OpenCase>> open_cases(WorkerId worker) = 0;
  virtual Result<Done> note_given(WorkerId worker, CaseId case_id, DeviceId device) = 0;
};

}  // namespace sanaq
