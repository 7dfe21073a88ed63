#include "pg/cluster_settings.h"

#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>

#include "base/text.h"
#include "os/files.h"

namespace sanaq::pg {
namespace {

constexpr std::int64_t mega = 1'048'576;
constexpr std::int64_t giga = 1024 * mega;

struct Sizes {
  std::int64_t shared_buffers, wal_buffers, max_wal, work_mem, maintenance;
};

Sizes sizes_of(ClusterProfile profile, const ClusterMachine& machine) {
  const std::int64_t quarter = machine.memory_bytes / 4;
  // A tenth of the free disk at most: the log must not fill a laptop.
  const std::int64_t wal = std::clamp(machine.free_disk_bytes / 10, giga, 16 * giga);
  switch (profile) {
    case ClusterProfile::production:
      return {std::clamp(quarter, 128 * mega, 4 * giga), 64 * mega, wal, 32 * mega,
              std::clamp(machine.memory_bytes / 20, 64 * mega, giga)};
    case ClusterProfile::demo:
      return {std::clamp(quarter, 64 * mega, 512 * mega), 16 * mega, std::min(wal, 4 * giga), 16 * mega, 128 * mega};
    case ClusterProfile::test: break;
  }
  return {32 * mega, mega, giga, 8 * mega, 64 * mega};
}

std::string megabytes(std::int64_t bytes) { return std::to_string(bytes / mega) + "MB"; }

constexpr std::string_view always = R"(listen_addresses = ''
port = 5432
unix_socket_permissions = 0700
max_connections = 100
full_page_writes = on
checkpoint_timeout = 30min
checkpoint_completion_target = 0.9
default_toast_compression = lz4
random_page_cost = 1.1
effective_io_concurrency = 100
jit = off
restart_after_crash = on
timezone = 'UTC'
lc_messages = 'C'
# No statement, no bound value and no DETAIL (it quotes rows) may reach a log file.
log_statement = none
log_min_error_statement = panic
log_min_duration_statement = -1
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_error_verbosity = terse
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %e '
)";

// A file a day, a week of them.
constexpr std::string_view durable = R"(fsync = on
synchronous_commit = on
wal_level = replica
max_wal_senders = 4
autovacuum_vacuum_cost_limit = 2000
logging_collector = on
log_directory = 'log'
log_filename = 'postgres-%a.log'
log_truncate_on_rotation = on
log_rotation_age = 1d
log_rotation_size = 0
)";

// Survives a killed server, not a power cut.
constexpr std::string_view forgetful = R"(fsync = off
synchronous_commit = on
wal_level = minimal
max_wal_senders = 0
autovacuum = off
logging_collector = off
)";

}  // namespace

ClusterMachine measure_machine(const std::string& folder) {
  ClusterMachine machine;
  machine.memory_bytes = static_cast<std::int64_t>(::sysconf(_SC_PHYS_PAGES)) * ::sysconf(_SC_PAGE_SIZE);
  if (const auto limit = os::read_file("/sys/fs/cgroup/memory.max", 64)) {
    if (const auto bytes = parse_digits(trim(*limit))) machine.memory_bytes = std::min(machine.memory_bytes, *bytes);
  }
  struct statvfs disk {};
  if (::statvfs(folder.c_str(), &disk) == 0) {
    machine.free_disk_bytes = static_cast<std::int64_t>(disk.f_bavail) * static_cast<std::int64_t>(disk.f_frsize);
  }
  return machine;
}

std::string cluster_settings(ClusterProfile profile, const ClusterMachine& machine,
                             const std::string& socket_folder) {
  const Sizes sizes = sizes_of(profile, machine);
  std::string text = "# Written at each start. Own settings stand in local.conf and win.\n";
  text += always;
  text += profile == ClusterProfile::test ? forgetful : durable;
  text += "unix_socket_directories = '" + socket_folder + "'\n";
  text += "shared_buffers = " + megabytes(sizes.shared_buffers) + "\n";
  text += "effective_cache_size = " + megabytes(std::max(machine.memory_bytes / 2, sizes.shared_buffers)) + "\n";
  text += "wal_buffers = " + megabytes(sizes.wal_buffers) + "\n";
  text += "max_wal_size = " + megabytes(sizes.max_wal) + "\n";
  text += "work_mem = " + megabytes(sizes.work_mem) + "\n";
  text += "maintenance_work_mem = " + megabytes(sizes.maintenance) + "\n";
  text += "wal_compression = " + machine.wal_compression + "\n";
  text += "include_if_exists 'local.conf'\n";
  return text;
}

std::string cluster_access() {
  return "# Written at each start. The socket lies in a folder that only this user may enter.\n"
         "local all all trust\n"
         "local replication all trust\n";
}

}  // namespace sanaq::pg
