#pragma once
#include <cstdint>
#include <string>

namespace sanaq::pg {

/// What a private cluster is for. `test` gives up durability and is for tests alone.
enum class ClusterProfile : std::uint8_t { production, demo, test };

/// What the settings depend on.
struct ClusterMachine {
  std::int64_t memory_bytes = 0;     // of the machine or of the control group, whichever is less
  std::int64_t free_disk_bytes = 0;  // where the data folder lies
  std::string wal_compression = "on";  // "lz4" and "zstd" only when this PostgreSQL was built with them
};

/// Memory and free disk space of this machine. folder: exists.
ClusterMachine measure_machine(const std::string& folder);

/// The whole postgresql.conf. It is written anew at each start; an operator's own settings stand in local.conf beside
/// it and win.
std::string cluster_settings(ClusterProfile profile, const ClusterMachine& machine, const std::string& socket_folder);
/// The whole pg_hba.conf: only the private socket, no network.
std::string cluster_access();

}  // namespace sanaq::pg
