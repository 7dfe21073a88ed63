#include "pg/cluster_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <system_error>

#include "base/text.h"
#include "os/files.h"

namespace sanaq::pg {
namespace {

constexpr std::size_t socket_path_max = 107;  // sun_path of Linux without its end mark
constexpr std::string_view socket_name = "/.s.PGSQL.5432.lock";
constexpr std::string_view installed = "/usr/lib/postgresql/";
constexpr int version_min = 15;
constexpr std::int64_t initdb_wait_ms = 300'000;

std::string reason() { return std::generic_category().message(errno); }

/// True when `user` may pass through every folder above and including `path`. Reads permission bits only.
bool can_enter(const os::User& user, const std::string& path) {
  for (std::size_t at = 0; at != std::string::npos;) {
    at = path.find('/', at + 1);
    const std::string part = path.substr(0, at);
    struct stat found {};
    if (::stat(part.c_str(), &found) != 0) return false;
    const mode_t needed = found.st_uid == user.uid ? S_IXUSR : found.st_gid == user.gid ? S_IXGRP : S_IXOTH;
    if ((found.st_mode & needed) == 0) return false;
  }
  return true;
}

Result<std::string> absolute_path(const std::string& folder) {
  std::array<char, PATH_MAX> buffer{};
  if (::realpath(folder.c_str(), buffer.data()) == nullptr) return Error{"cluster.folder", folder + ": " + reason()};
  return std::string(buffer.data());
}

bool has_programs(const std::string& folder) {
  return ::access((folder + "/postgres").c_str(), X_OK) == 0 && ::access((folder + "/initdb").c_str(), X_OK) == 0;
}

/// The newest installed version with a server.
std::string newest_programs() {
  std::int64_t best = 0;
  const auto entries = os::list_folder(std::string(installed));
  if (!entries) return {};
  for (const os::FolderEntry& entry : *entries) {
    const auto version = parse_digits(entry.name);
    if (!version || *version < version_min || *version < best) continue;
    if (has_programs(std::string(installed) + entry.name + "/bin")) best = *version;
  }
  return best == 0 ? std::string() : std::string(installed) + std::to_string(best) + "/bin";
}

/// True for a path that can stand in unix_socket_directories and in a socket address.
bool fits_socket(const std::string& folder) {
  return folder.size() + socket_name.size() <= socket_path_max && folder.find_first_of("',\"\\ ") == std::string::npos;
}

std::string compression_of(const std::string& programs) {
  os::Command command;
  command.program = {programs + "/pg_config", "--configure"};
  const auto told = os::run_command(command, 10'000);
  if (!told || !told->status.ok()) return "on";
  return told->output.find("--with-lz4") != std::string::npos ? "lz4" : "on";
}

}  // namespace

std::string socket_note(const std::string& folder) { return folder + "/socket-folder"; }

Result<ClusterFolder> ClusterFolder::open(const std::string& folder, const std::string& program_folder,
                                          const std::string& socket_folder) {
  SANAQ_TRY_DONE(os::make_folder(folder));
  ClusterFolder result;
  SANAQ_TRY(result.folder_, absolute_path(folder));
  const std::string lock = result.folder_ + "/cluster.lock";
  result.lock_ = os::Descriptor(::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!result.lock_) return Error{"cluster.folder", lock + ": " + reason()};
  if (::flock(result.lock_.get(), LOCK_EX | LOCK_NB) != 0) {
    result.lock_.close();  // not ours: nothing is cleaned up at the end
    return Error{"cluster.in_use", result.folder_};
  }
  if (os::current_user().uid == 0) {
    SANAQ_TRY(result.user_, os::find_user("postgres"));
  }
  SANAQ_TRY_DONE(result.choose_programs(program_folder));
  SANAQ_TRY_DONE(result.choose_socket_folder(socket_folder));
  return result;
}

ClusterFolder::~ClusterFolder() {
  if (!lock_) return;  // moved from
  static_cast<void>(os::remove_file(socket_note(folder_)));
  if (owns_socket_folder_) static_cast<void>(os::remove_folder(socket_folder_));
}

Result<Done> ClusterFolder::choose_programs(const std::string& wanted) {
  programs_ = wanted;
  if (programs_.empty()) {
    const auto version = os::read_file(data_folder() + "/PG_VERSION", 64);
    programs_ = version ? std::string(installed) + std::string(trim(*version)) + "/bin" : newest_programs();
  }
  if (!has_programs(programs_)) {
    const std::string where = programs_.empty() ? std::string(installed) : programs_;
    return Error{"cluster.programs", "no PostgreSQL server in " + where};
  }
  return Done{};
}

Result<Done> ClusterFolder::choose_socket_folder(const std::string& wanted) {
  socket_folder_ = wanted.empty() ? folder_ + "/run" : wanted;
  const bool enterable = !user_ || can_enter(*user_, os::folder_of(socket_folder_));
  if (fits_socket(socket_folder_) && enterable) {
    SANAQ_TRY_DONE(os::make_folder(socket_folder_, os::FileAccess::owner_only));
    return hand_over(socket_folder_);
  }
  std::string made = std::string(made_socket_prefix) + "XXXXXX";
  if (::mkdtemp(made.data()) == nullptr) return Error{"cluster.folder", made + ": " + reason()};
  socket_folder_ = made;
  owns_socket_folder_ = true;
  return hand_over(socket_folder_);
}

/// The folder belongs to whom PostgreSQL runs as, and to nobody else.
Result<Done> ClusterFolder::hand_over(const std::string& path) const {
  if (::chmod(path.c_str(), 0700) != 0) return Error{"cluster.folder", path + ": " + reason()};
  if (user_ && ::chown(path.c_str(), user_->uid, user_->gid) != 0) {
    return Error{"cluster.folder", path + ": " + reason()};
  }
  return Done{};
}

/// What follows -D. A user who cannot enter the folders above (root's home has mode 0700) still reaches the folder
/// through an open descriptor that its processes inherit.
Result<std::string> ClusterFolder::data_argument(const std::string& path, os::Descriptor& handle) const {
  if (!user_ || can_enter(*user_, path)) return path;
  handle = os::Descriptor(::open(path.c_str(), O_RDONLY | O_DIRECTORY));  // inherited by purpose
  if (!handle) return Error{"cluster.folder", path + ": " + reason()};
  return "/proc/self/fd/" + std::to_string(handle.get());
}

os::Command ClusterFolder::command_of(const std::string& program) const {
  os::Command command;
  command.program = {programs_ + "/" + program};
  command.environment = {{"LC_ALL", "C"}, {"TZ", "UTC"}};
  command.folder = "/";
  command.user = user_;
  return command;
}

Result<Done> ClusterFolder::initialise(ClusterProfile profile) const {
  if (os::file_exists(data_folder() + "/PG_VERSION")) return Done{};
  const std::string fresh = data_folder() + ".new";
  SANAQ_TRY_DONE(os::remove_folder(fresh));
  SANAQ_TRY_DONE(os::make_folder(fresh, os::FileAccess::owner_only));
  SANAQ_TRY_DONE(hand_over(fresh));
  os::Descriptor handle;
  SANAQ_TRY(const std::string argument, data_argument(fresh, handle));
  os::Command command = command_of("initdb");
  // Locale C: sorting by code point, the same on every machine.
  for (const char* word : {"--auth=trust", "--locale=C", "--encoding=UTF8", "--no-instructions"}) {
    command.program.emplace_back(word);
  }
  command.program.push_back("--username=" + std::string(cluster_superuser));
  command.program.push_back("--pgdata=" + argument);
  command.program.emplace_back(profile == ClusterProfile::test ? "--no-sync" : "--data-checksums");
  SANAQ_TRY(const os::Finished finished, os::run_command(command, initdb_wait_ms));
  if (!finished.status.ok()) return Error{"cluster.initdb", finished.output};
  if (::rename(fresh.c_str(), data_folder().c_str()) != 0) return Error{"cluster.initdb", reason()};
  return Done{};
}

Result<Done> ClusterFolder::write_settings(ClusterProfile profile) const {
  ClusterMachine machine = measure_machine(folder_);
  machine.wal_compression = profile == ClusterProfile::test ? "off" : compression_of(programs_);
  const std::string settings = cluster_settings(profile, machine, socket_folder_);
  SANAQ_TRY_DONE(os::write_file(data_folder() + "/postgresql.conf", settings));
  SANAQ_TRY_DONE(os::write_file(data_folder() + "/pg_hba.conf", cluster_access()));
  SANAQ_TRY_DONE(os::remove_file(start_log()));
  return os::write_file(socket_note(folder_), socket_folder_ + "\n", os::FileAccess::owner_only);
}

Result<os::Command> ClusterFolder::server_command() const {
  os::Command command = command_of("postgres");
  SANAQ_TRY(const std::string argument, data_argument(data_folder(), data_handle_));
  command.program.emplace_back("-D");
  command.program.push_back(argument);
  command.output_file = start_log();
  command.ends_with_parent = true;
  return command;
}

}  // namespace sanaq::pg
