#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <climits>
#include <thread>
#include <vector>

#include "base/text.h"
#include "os/files.h"
#include "pg/cluster_folder.h"
#include "pg/deadline.h"

namespace sanaq::pg {
namespace {

constexpr std::chrono::milliseconds look_again{20};

/// Processes whose working folder is `folder`: the server and all its children stand in their data folder.
std::vector<pid_t> processes_in(const std::string& folder) {
  std::vector<pid_t> found;
  const auto entries = os::list_folder("/proc");
  if (!entries) return found;
  for (const os::FolderEntry& entry : *entries) {
    const auto pid = parse_digits(entry.name);
    if (!pid) continue;
    std::array<char, PATH_MAX> target{};
    const ssize_t size = ::readlink(("/proc/" + entry.name + "/cwd").c_str(), target.data(), target.size());
    if (size > 0 && std::string_view(target.data(), static_cast<std::size_t>(size)) == folder) {
      found.push_back(static_cast<pid_t>(*pid));
    }
  }
  return found;
}

/// First line of postmaster.pid.
pid_t noted_server(const std::string& data_folder) {
  const auto note = os::read_file(data_folder + "/postmaster.pid", 4096);
  if (!note) return 0;
  return static_cast<pid_t>(parse_digits(trim(split(*note, '\n').front())).value_or(0));
}

/// The process that replays the log after a crash. Asked to end it may never do so, as its server waits for
/// it; and there is nothing to wait for, because the next start replays the same log.
bool is_replaying(pid_t pid) {
  const auto title = os::read_file("/proc/" + std::to_string(pid) + "/cmdline", 4096);
  return title && title->starts_with("postgres: startup");
}

bool wait_gone(const std::string& folder, pid_t server, std::chrono::milliseconds wait) {
  const Deadline deadline = Deadline::after(wait);
  for (;;) {
    const std::vector<pid_t> left = processes_in(folder);
    if (left.empty()) return true;
    if (deadline.passed()) return false;
    const bool server_left = std::find(left.begin(), left.end(), server) != left.end();
    if (server_left && std::any_of(left.begin(), left.end(), is_replaying)) ::kill(server, SIGQUIT);
    std::this_thread::sleep_for(look_again);
  }
}

}  // namespace

// A session without its server looks around only when it waits for something: in a long query it goes on to
// the end, and the next start waits with it. There is nothing to save: whatever it commits, nobody hears of
// it.
void ClusterFolder::end_headless() const {
  const std::string data = data_folder();
  const std::vector<pid_t> left = processes_in(data);
  if (std::find(left.begin(), left.end(), noted_server(data)) != left.end()) return;
  for (const pid_t pid : left) ::kill(pid, SIGQUIT);
}

Result<Done> ClusterFolder::clear_orphans(std::chrono::milliseconds wait) const {
  const std::string data = data_folder();
  const pid_t server = noted_server(data);
  for (const pid_t pid : processes_in(data)) {
    if (pid == server) ::kill(pid, SIGINT);  // fast shutdown
  }
  end_headless();
  if (!wait_gone(data, server, wait)) {
    for (const pid_t pid : processes_in(data))
      ::kill(pid, SIGQUIT);  // the log brings back what was committed
    if (!wait_gone(data, server, wait))
      return Error{"cluster.orphan", "an old PostgreSQL does not end in " + data};
  }
  // A program that was killed could not remove the socket folder it had made.
  const auto noted = os::read_file(socket_note(folder_), 4096);
  const std::string old_sockets(noted ? trim(*noted) : std::string_view());
  if (old_sockets.starts_with(made_socket_prefix) && old_sockets != socket_folder_) {
    SANAQ_TRY_DONE(os::remove_folder(old_sockets));
  }
  // After a crash of the machine the noted number may belong to another program, and PostgreSQL would not
  // start.
  return os::remove_file(data + "/postmaster.pid");
}

}  // namespace sanaq::pg
