#pragma once
#include <string>
#include <string_view>

#include "exchange/bundle_import.h"
#include "store/answer_store_pg.h"
#include "store/device_register_pg.h"

namespace sanaq {

/// A bundle whose device is known and has signed it. The file's bytes must stay.
struct KnownBundle {
  exchange::Bundle bundle;
  DeviceRecord device;
  std::size_t bytes = 0;  // of the file
};

/// What became of a bundle, and the office's answer to it.
struct TakenBundle {
  exchange::BundleReport report;
  std::string answer;  // a file for the tablet: signed receipts and news, sealed; empty: none could be made
};

/// Takes bundles that come on a carrier (port).
class CarrierDesk {
 public:
  virtual ~CarrierDesk() = default;
  /// Stores nothing. Errors: those of read_bundle(), "bundle.device" (of no tablet of this census),
  /// "bundle.signature", "bundle.key" (sealed to another census's or department's key), "device.revoked",
  /// "store.unavailable".
  virtual Result<KnownBundle> look(std::string_view file) = 0;
  /// Judges and stores the work; durable when it returns. Errors: "store.unavailable".
  virtual Result<TakenBundle> take(const KnownBundle& known) = 0;
  /// The answer to a bundle that was taken, while it is kept. Errors: "store.unavailable".
  virtual Result<std::optional<KeptAnswer>> answer_to(const exchange::BundleName& bundle) = 0;
};

/// A file larger than this is no bundle of one tablet.
inline constexpr std::size_t bundle_bytes_max = 256 * 1024 * 1024;

}  // namespace sanaq
