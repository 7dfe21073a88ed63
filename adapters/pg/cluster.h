#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "pg/cluster_folder.h"
#include "pg/cluster_settings.h"

namespace sanaq::pg {

enum class ClusterEvent : std::uint8_t { started, died, stopped };

struct ClusterOptions {
  std::string folder;  // the data folder of the server; the cluster lies in it
  ClusterProfile profile = ClusterProfile::production;
  std::string program_folder = {};  // of initdb and postgres; empty: /usr/lib/postgresql/<version>/bin
  std::string socket_folder = {};   // empty: chosen
  /// Recovery after a power cut reads up to max_wal_size of log.
  std::chrono::milliseconds ready_wait{600'000};
  /// Called from the thread that watches the server.
  std::function<void(ClusterEvent)> on_event = {};
};

/// The embedded default: a PostgreSQL of our own in the data folder, on a local socket in a folder that only we may
/// enter, without network. It is started again when it dies, and ends when this object or this process ends. Started
/// by root it runs as the user `postgres`.
class Cluster {
 public:
  /// Returns when the server answers. Errors: those of ClusterFolder::open and initialise, "cluster.start" (it does
  /// not come up; detail names its log).
  static Result<std::unique_ptr<Cluster>> start(ClusterOptions options);
  Cluster(const Cluster&) = delete;
  Cluster& operator=(const Cluster&) = delete;
  ~Cluster();

  /// Fast shutdown: open transactions are rolled back. Nothing happens the second time.
  void stop();
  /// How to reach a database of it. user: a role without password, as pg_hba trusts the socket.
  std::string conninfo(std::string_view database, std::string_view user = cluster_superuser) const;
  /// Makes the database when it is not there. name: letters a-z, digits, '_'.
  Result<Done> ensure_database(const std::string& name) const;
  /// 0 while it is down.
  pid_t server_pid() const { return pid_; }
  /// How often it was started again after it died.
  int restarts() const { return restarts_; }

 private:
  Cluster(ClusterOptions options, ClusterFolder folder);
  void watch();
  void run_once();
  bool pause(std::chrono::milliseconds length);
  Result<Done> wait_ready();
  void tell(ClusterEvent event) const;

  ClusterOptions options_;
  ClusterFolder folder_;
  std::atomic<pid_t> pid_ = 0;
  std::atomic<int> restarts_ = 0;
  std::atomic<int> failures_ = 0;  // ends since the last start that lasted
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;
  std::condition_variable stop_asked_;
  std::thread watcher_;
};

/// How to reach the cluster that another process of the same user runs in `folder`, for commands beside a running
/// server. Errors: "cluster.not_running".
Result<std::string> running_cluster(const std::string& folder, std::string_view database);

}  // namespace sanaq::pg
