#include "pg/cluster.h"

#include <libpq-fe.h>
#include <signal.h>

#include <algorithm>

#include "base/text.h"
#include "os/clocks.h"
#include "os/files.h"
#include "pg/connection.h"
#include "pg/deadline.h"

namespace sanaq::pg {
namespace {

constexpr std::int64_t look_ms = 50;
constexpr std::int64_t fast_stop_ms = 60'000;
constexpr std::int64_t immediate_stop_ms = 20'000;
constexpr std::int64_t lasting_micros = 30 * micros_per_second;
constexpr std::chrono::milliseconds orphan_wait{30'000};
constexpr std::chrono::milliseconds pause_first{50};
constexpr std::chrono::milliseconds pause_max{10'000};
constexpr std::chrono::milliseconds ping_pause{10};
constexpr int failures_max = 3;  // ends before it ever answered

std::string conninfo_of(std::string_view socket_folder, std::string_view database, std::string_view user) {
  return "host=" + conninfo_value(socket_folder) + " port=5432 dbname=" + conninfo_value(database) +
         " user=" + conninfo_value(user);
}

bool is_plain_name(std::string_view name) {
  return !name.empty() && name.size() < 60 &&
         std::all_of(
             name.begin(), name.end(),
             [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

void end_server(os::ChildProcess& child) {
  child.send_signal(SIGINT);  // fast shutdown
  if (child.wait(fast_stop_ms)) return;
  child.send_signal(SIGQUIT);  // immediate: the next start replays the log
  if (child.wait(immediate_stop_ms)) return;
  child.terminate(1'000);
}

}  // namespace

Cluster::Cluster(ClusterOptions options, ClusterFolder folder)
    : options_(std::move(options)), folder_(std::move(folder)) {}

Result<std::unique_ptr<Cluster>> Cluster::start(ClusterOptions options) {
  SANAQ_TRY(ClusterFolder folder,
            ClusterFolder::open(options.folder, options.program_folder, options.socket_folder));
  SANAQ_TRY_DONE(folder.initialise(options.profile));
  SANAQ_TRY_DONE(folder.clear_orphans(orphan_wait));
  SANAQ_TRY_DONE(folder.write_settings(options.profile));
  std::unique_ptr<Cluster> cluster(new Cluster(std::move(options), std::move(folder)));
  // One thread starts all servers: a child that ends with its parent ends with the *thread* that made it.
  cluster->watcher_ = std::thread([raw = cluster.get()] { raw->watch(); });
  SANAQ_TRY_DONE(cluster->wait_ready());
  return cluster;
}

Cluster::~Cluster() { stop(); }

void Cluster::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stop_asked_.notify_all();
  if (watcher_.joinable()) watcher_.join();
}

void Cluster::tell(ClusterEvent event) const {
  if (options_.on_event) options_.on_event(event);
}

/// False when stop() was called meanwhile.
bool Cluster::pause(std::chrono::milliseconds length) {
  std::unique_lock lock(mutex_);
  return !stop_asked_.wait_for(lock, length, [this] { return stopping_.load(); });
}

void Cluster::watch() {
  std::chrono::milliseconds wait = pause_first;
  while (!stopping_) {
    const std::int64_t began = os::monotonic_micros();
    run_once();
    if (stopping_) break;
    tell(ClusterEvent::died);
    ++failures_;
    if (os::monotonic_micros() - began > lasting_micros) {
      wait = pause_first;
      failures_ = 1;
    }
    // Until the children of a killed server are gone, the new one does not start.
    folder_.end_headless();
    if (!pause(wait)) break;
    wait = std::min(wait * 2, pause_max);
    ++restarts_;
  }
  tell(ClusterEvent::stopped);
}

void Cluster::run_once() {
  auto command = folder_.server_command();
  if (!command) return;
  auto child = os::ChildProcess::start(*command);
  if (!child) return;
  pid_ = child->pid();
  tell(ClusterEvent::started);
  while (!child->wait(look_ms)) {
    if (!stopping_) continue;
    end_server(*child);
    break;
  }
  pid_ = 0;
}

Result<Done> Cluster::wait_ready() {
  const Deadline deadline = Deadline::after(options_.ready_wait);
  const std::string target = conninfo("postgres");
  while (PQping(target.c_str()) != PQPING_OK) {
    const bool hopeless = failures_ >= failures_max;
    if (hopeless || deadline.passed()) return Error{"cluster.start", "see " + folder_.start_log()};
    std::this_thread::sleep_for(ping_pause);
  }
  return Done{};
}

std::string Cluster::conninfo(std::string_view database, std::string_view user) const {
  return conninfo_of(folder_.socket_folder(), database, user);
}

Result<Done> Cluster::ensure_database(const std::string& name) const {
  SANAQ_CHECK(is_plain_name(name));
  SANAQ_TRY(Connection connection, Connection::connect(conninfo("postgres")));
  static constexpr Statement find{"", "select 1 from pg_database where datname = $1", "name", "int4"};
  SANAQ_TRY(const Rows rows, connection.query(find, {name}));
  if (!rows.empty()) return Done{};
  return connection.run_script("create database " + name);
}

Result<std::string> running_cluster(const std::string& folder, std::string_view database) {
  const auto noted = os::read_file(socket_note(folder), 4096);
  if (!noted) return Error{"cluster.not_running", folder};
  std::string target = conninfo_of(trim(*noted), database, cluster_superuser);
  if (PQping(target.c_str()) != PQPING_OK) return Error{"cluster.not_running", folder};
  return target;
}

}  // namespace sanaq::pg
