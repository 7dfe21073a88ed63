#pragma once
#include <optional>
#include <string>

#include "base/case_identity.h"
#include "exchange/answer_file.h"
#include "pg/pool.h"

namespace sanaq {

/// The office's answer to a bundle, as the file that is taken back to the tablet.
struct KeptAnswer {
  DeviceId device;
  std::string label, territory;  // of the device
  UtcInstant at;
  std::string file;
};

/// Answers to bundles, the newest few of each device. Any thread. Errors of every function:
/// "store.unavailable".
class AnswerStorePg {
 public:
  explicit AnswerStorePg(pg::Pool& pool) : pool_(pool) {}
  Result<Done> put(DeviceId device, const exchange::BundleName& bundle, UtcInstant at, std::string_view file);
  Result<std::optional<KeptAnswer>> find(const exchange::BundleName& bundle);

  static constexpr std::int64_t kept_a_device = 20;

 private:
  pg::Pool& pool_;
};

}  // namespace sanaq
