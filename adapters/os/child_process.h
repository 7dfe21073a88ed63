#pragma once
#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "os/descriptor.h"

namespace sanaq::os {

/// A user of the machine. PostgreSQL refuses to run as root, so a server started by root runs it as another
/// user.
struct User {
  std::string name;
  uid_t uid = 0;
  gid_t gid = 0;
};
/// Errors: "process.user" when the machine knows no such user.
Result<User> find_user(const std::string& name);
/// The user this process runs as.
User current_user();

/// What to start. `program[0]` is a path, or a name looked up in PATH.
struct Command {
  std::vector<std::string> program;
  /// Added to the environment of this process, or replacing it by name.
  std::vector<std::pair<std::string, std::string>> environment;
  std::string folder;        // working folder; empty: ours
  std::string output_file;   // standard output and error are appended here; empty: dropped
  std::optional<User> user;  // run as; needs root
  /// The child gets SIGTERM (PostgreSQL: smart shutdown) when the *thread* that started it ends, so start it
  /// from the main thread only.
  bool ends_with_parent = false;
};

/// How a child ended: the exit code, or 128 + the signal's number.
struct ExitStatus {
  int code = 0;
  bool ok() const { return code == 0; }
};

/// A running child process in a process group of its own. An object destroyed with a running child kills and
/// reaps it.
class ChildProcess {
 public:
  /// Errors: "process.start"; detail: the program and the reason.
  static Result<ChildProcess> start(const Command& command);
  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&& other) noexcept;
  ~ChildProcess();

  pid_t pid() const { return pid_; }
  bool is_running();
  /// Waits for the end at most `wait_ms`; nothing when the child still runs.
  std::optional<ExitStatus> wait(std::int64_t wait_ms);
  ExitStatus wait();
  /// Sends `signal` to the child alone (SIGTERM, SIGINT, SIGQUIT ...). Nothing happens when it has ended.
  void send_signal(int signal);
  /// SIGTERM, then SIGKILL to its whole group when it has not ended after `wait_ms`.
  ExitStatus terminate(std::int64_t wait_ms);

 private:
  ChildProcess(pid_t pid, Descriptor handle) : pid_(pid), handle_(std::move(handle)) {}
  void reap();
  pid_t pid_ = -1;
  Descriptor handle_;  // pidfd
  std::optional<ExitStatus> status_;
};

/// A command that has run to its end.
struct Finished {
  ExitStatus status;
  std::string output;  // standard output and error together, at most 1 MiB
};
/// Runs a command to its end; `output_file` is ignored. Kills it after `wait_ms` and answers
/// "process.timeout". Errors: "process.start", "process.timeout".
Result<Finished> run_command(const Command& command, std::int64_t wait_ms);

/// The value of an environment variable of this process.
std::optional<std::string> environment_value(const std::string& name);

}  // namespace sanaq::os
