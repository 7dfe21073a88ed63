#pragma once
#include <chrono>
#include <optional>
#include <string>

#include "os/child_process.h"
#include "os/descriptor.h"
#include "pg/cluster_settings.h"

namespace sanaq::pg {

/// Where a private cluster lies and how PostgreSQL's programs are started on it.
///
///   <folder>/cluster/            PostgreSQL's own data, mode 0700
///   <folder>/cluster.lock        held by the one server that runs it
///   <folder>/postgres-start.log  what PostgreSQL says before its own log is open
///   <folder>/run/                the socket, mode 0700; in /tmp when the path is too long or cannot be
///   entered
class ClusterFolder {
 public:
  /// Makes the folder, takes the lock and finds PostgreSQL's programs. program_folder, socket_folder: empty
  /// to choose. Errors: "cluster.in_use", "cluster.programs" (PostgreSQL 15 or the version of the data is not
  /// installed), "cluster.folder", "process.user" (root, and the machine has no user `postgres`).
  static Result<ClusterFolder> open(const std::string& folder, const std::string& program_folder,
                                    const std::string& socket_folder);
  ClusterFolder(ClusterFolder&&) noexcept = default;
  ClusterFolder& operator=(ClusterFolder&&) = delete;
  ~ClusterFolder();

  /// Ends what an earlier server of ours left running, and removes its stale marks. Errors: "cluster.orphan".
  Result<Done> clear_orphans(std::chrono::milliseconds wait) const;
  /// Ends processes whose server is dead, at once. Does nothing while the noted server lives.
  void end_headless() const;
  /// Runs initdb when there is no data yet. A run that was broken off leaves nothing behind. Errors:
  /// "cluster.initdb".
  Result<Done> initialise(ClusterProfile profile) const;
  Result<Done> write_settings(ClusterProfile profile) const;
  /// The command that runs the server in the foreground.
  Result<os::Command> server_command() const;

  const std::string& socket_folder() const { return socket_folder_; }
  std::string data_folder() const { return folder_ + "/cluster"; }
  std::string start_log() const { return folder_ + "/postgres-start.log"; }

 private:
  ClusterFolder() = default;
  Result<Done> choose_programs(const std::string& wanted);
  Result<Done> choose_socket_folder(const std::string& wanted);
  Result<Done> hand_over(const std::string& path) const;
  Result<std::string> data_argument(const std::string& path, os::Descriptor& handle) const;
  os::Command command_of(const std::string& program) const;

  std::string folder_;
  std::string programs_;
  std::string socket_folder_;
  bool owns_socket_folder_ = false;  // made in /tmp: removed at the end
  std::optional<os::User> user_;     // whom PostgreSQL runs as, when we are root
  os::Descriptor lock_;
  mutable os::Descriptor data_handle_;  // the data folder, when its path cannot be entered by `user_`
};

/// Name of the superuser of a private cluster.
inline constexpr std::string_view cluster_superuser = "sanaq";
/// Socket folders of our own making begin so; six random characters follow.
inline constexpr std::string_view made_socket_prefix = "/tmp/sanaq-";
/// Name of the file in a folder where the running cluster tells its socket folder.
std::string socket_note(const std::string& folder);

}  // namespace sanaq::pg
