#include "os/child_process.h"

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <system_error>

#include "os/clocks.h"
#include "os/files.h"

extern char** environ;

namespace sanaq::os {
namespace {

std::string reason(int number) { return std::generic_category().message(number); }

// Everything the child needs between fork and exec, made before the fork: after it only async-signal-safe
// calls.
struct Launch {
  std::string path;
  std::vector<std::string> environment;
  std::vector<char*> argv;
  std::vector<char*> envp;
  const Command* command = nullptr;
  int output = -1;
  int report = -1;
  pid_t parent = 0;
};

std::string find_program(const std::string& name) {
  if (name.find('/') != std::string::npos) return name;
  const std::string path = environment_value("PATH").value_or("/usr/bin:/bin");
  for (std::size_t from = 0; from <= path.size();) {
    const std::size_t to = std::min(path.find(':', from), path.size());
    std::string candidate = path.substr(from, to - from) + "/" + name;
    if (::access(candidate.c_str(), X_OK) == 0) return candidate;
    from = to + 1;
  }
  return name;
}

bool is_replaced(std::string_view entry, const Command& command) {
  const auto named = [&](const auto& pair) {
    return entry.starts_with(pair.first) && entry.substr(pair.first.size()).starts_with('=');
  };
  return std::any_of(command.environment.begin(), command.environment.end(), named);
}

Launch prepare(const Command& command) {
  Launch launch;
  launch.command = &command;
  launch.parent = ::getpid();
  launch.path = find_program(command.program.front());
  for (char** e = environ; *e != nullptr; ++e)
    if (!is_replaced(*e, command)) launch.environment.emplace_back(*e);
  for (const auto& [name, value] : command.environment) launch.environment.push_back(name + "=" + value);
  for (std::string& entry : launch.environment) launch.envp.push_back(entry.data());
  launch.envp.push_back(nullptr);
  for (const std::string& word : command.program) launch.argv.push_back(const_cast<char*>(word.c_str()));
  launch.argv.push_back(nullptr);
  return launch;
}

bool take_user(const User& user) {
  return ::setgroups(0, nullptr) == 0 && ::setgid(user.gid) == 0 && ::setuid(user.uid) == 0;
}

// Runs in the child; reports errno through the pipe when it cannot become the program.
[[noreturn]] void become(const Launch& launch) {
  const Command& command = *launch.command;
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  for (const int number : {SIGPIPE, SIGINT, SIGTERM, SIGCHLD}) ::signal(number, SIG_DFL);
  const int input = ::open("/dev/null", O_RDONLY);
  const int output = launch.output >= 0 ? launch.output : ::open("/dev/null", O_WRONLY);
  bool ok = ::setpgid(0, 0) == 0 && ::dup2(input, 0) >= 0 && ::dup2(output, 1) >= 0 && ::dup2(output, 2) >= 0;
  ok = ok && (!command.user || take_user(*command.user));
  ok = ok && (command.folder.empty() || ::chdir(command.folder.c_str()) == 0);
  // After the user change, which would clear the setting.
  if (command.ends_with_parent) ok = ok && ::prctl(PR_SET_PDEATHSIG, SIGTERM) == 0;
  if (ok && command.ends_with_parent && ::getppid() != launch.parent) ::_exit(127);
  if (ok) ::execve(launch.path.c_str(), launch.argv.data(), launch.envp.data());
  const int number = errno;
  static_cast<void>(!::write(launch.report, &number, sizeof number));
  ::_exit(127);
}

struct Started {
  pid_t pid;
  Descriptor handle;
};

Result<Started> launch_child(const Command& command, int output) {
  SANAQ_CHECK(!command.program.empty());
  Launch launch = prepare(command);
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return Error{"process.start", reason(errno)};
  Descriptor reader(ends[0]);
  Descriptor writer(ends[1]);
  launch.output = output;
  launch.report = writer.get();
  const pid_t pid = ::fork();
  if (pid < 0) return Error{"process.start", reason(errno)};
  if (pid == 0) become(launch);
  writer.close();
  int number = 0;
  ssize_t n = 0;
  do n = ::read(reader.get(), &number, sizeof number);
  while (n < 0 && errno == EINTR);
  if (n != 0) {
    ::waitpid(pid, nullptr, 0);
    return Error{"process.start", launch.path + ": " + reason(number)};
  }
  return Started{pid, Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)))};
}

ExitStatus to_status(int raw) {
  return {WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + (WIFSIGNALED(raw) ? WTERMSIG(raw) : 0)};
}

// Reads what is there, until the writers are gone or the deadline passes.
std::string drain(int fd, std::int64_t deadline) {
  constexpr std::size_t output_max = std::size_t{1} << 20;
  std::string out;
  std::array<char, 4096> part{};
  for (;;) {
    const std::int64_t left_ms = (deadline - monotonic_micros()) / 1000;
    pollfd wanted{fd, POLLIN, 0};
    const int ready =
        left_ms <= 0 ? 0 : ::poll(&wanted, 1, static_cast<int>(std::min(left_ms, INT64_C(60000))));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0 && left_ms <= 0) return out;
    if (ready <= 0) continue;
    const ssize_t n = ::read(fd, part.data(), part.size());
    if (n <= 0) return out;
    out.append(part.data(), std::min(static_cast<std::size_t>(n), output_max - out.size()));
  }
}

}  // namespace

Result<User> find_user(const std::string& name) {
  passwd entry{};
  passwd* found = nullptr;
  std::array<char, 4096> text{};
  if (::getpwnam_r(name.c_str(), &entry, text.data(), text.size(), &found) != 0 || found == nullptr)
    return Error{"process.user", name};
  return User{name, entry.pw_uid, entry.pw_gid};
}

User current_user() {
  passwd entry{};
  passwd* found = nullptr;
  std::array<char, 4096> text{};
  const uid_t uid = ::geteuid();
  const bool known = ::getpwuid_r(uid, &entry, text.data(), text.size(), &found) == 0 && found != nullptr;
  return {known ? entry.pw_name : std::to_string(uid), uid, ::getegid()};
}

Result<ChildProcess> ChildProcess::start(const Command& command) {
  Descriptor output;
  if (!command.output_file.empty()) {
    output = Descriptor(::open(command.output_file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640));
    if (!output) return Error{"process.start", command.output_file + ": " + reason(errno)};
  }
  SANAQ_TRY(Started started, launch_child(command, output.get()));
  return ChildProcess(started.pid, std::move(started.handle));
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), handle_(std::move(other.handle_)), status_(other.status_) {}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
  if (this != &other) {
    reap();
    pid_ = std::exchange(other.pid_, -1);
    handle_ = std::move(other.handle_);
    status_ = other.status_;
  }
  return *this;
}

ChildProcess::~ChildProcess() { reap(); }

void ChildProcess::reap() {
  if (pid_ < 0 || status_) return;
  ::kill(-pid_, SIGKILL);
  wait();
}

bool ChildProcess::is_running() { return !wait(0); }

std::optional<ExitStatus> ChildProcess::wait(std::int64_t wait_ms) {
  const std::int64_t deadline = monotonic_micros() + wait_ms * 1000;
  while (!status_) {
    int raw = 0;
    const pid_t ended = ::waitpid(pid_, &raw, WNOHANG);
    if (ended == pid_) status_ = to_status(raw);
    if (ended < 0 && errno != EINTR)
      status_ = ExitStatus{127};  // reaped by someone else: a bug of the caller
    const std::int64_t left_ms = (deadline - monotonic_micros() + 999) / 1000;
    if (status_ || left_ms <= 0) break;
    pollfd wanted{handle_.get(), POLLIN, 0};
    ::poll(&wanted, 1, static_cast<int>(std::min(left_ms, INT64_C(60000))));
  }
  return status_;
}

ExitStatus ChildProcess::wait() {
  constexpr std::int64_t hour_ms = 3'600'000;
  while (!wait(hour_ms)) continue;
  return *status_;
}

void ChildProcess::send_signal(int signal) {
  if (pid_ > 0 && is_running()) ::kill(pid_, signal);
}

ExitStatus ChildProcess::terminate(std::int64_t wait_ms) {
  send_signal(SIGTERM);
  if (!wait(wait_ms)) ::kill(-pid_, SIGKILL);
  return wait();
}

Result<Finished> run_command(const Command& command, std::int64_t wait_ms) {
  const std::int64_t deadline = monotonic_micros() + wait_ms * 1000;
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return Error{"process.start", reason(errno)};
  const Descriptor reader(ends[0]);
  Descriptor writer(ends[1]);
  SANAQ_TRY(Started started, launch_child(command, writer.get()));
  writer.close();
  std::string output = drain(reader.get(), deadline);
  int raw = 0;
  for (;;) {
    const pid_t ended = ::waitpid(started.pid, &raw, WNOHANG);
    if (ended == started.pid) return Finished{to_status(raw), std::move(output)};
    if (monotonic_micros() >= deadline) break;
    pollfd wanted{started.handle.get(), POLLIN, 0};
    ::poll(&wanted, 1, 50);
  }
  ::kill(-started.pid, SIGKILL);
  ::waitpid(started.pid, &raw, 0);
  return Error{"process.timeout", command.program.front()};
}

std::optional<std::string> environment_value(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  if (value == nullptr) return std::nullopt;
  return std::string(value);
}

}  // namespace sanaq::os
