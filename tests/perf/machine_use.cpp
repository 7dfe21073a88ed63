#include "machine_use.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "os/clocks.h"

namespace sanaq::perf {
namespace {

struct Process {
  int parent = 0;
  std::int64_t ticks = 0;  // with children that ended
};

// user, nice, system, irq, softirq of the first line of /proc/stat; not idle, iowait and steal.
std::int64_t busy_ticks() {
  std::ifstream stat("/proc/stat");
  std::string word;
  std::int64_t user = 0, nice = 0, system = 0, idle = 0, wait = 0, irq = 0, soft = 0;
  stat >> word >> user >> nice >> system >> idle >> wait >> irq >> soft;
  return user + nice + system + irq + soft;
}

std::map<int, Process> processes() {
  std::map<int, Process> out;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const std::string name = entry.path().filename();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    std::ifstream file(entry.path() / "stat");
    std::string text;
    if (!std::getline(file, text) || text.rfind(')') == std::string::npos) continue;
    std::istringstream fields(text.substr(text.rfind(')') + 2));
    std::string word;
    Process process;
    fields >> word >> process.parent;
    for (int i = 0; i < 9; ++i) fields >> word;
    for (int i = 0; i < 4; ++i) {
      std::int64_t ticks = 0;
      fields >> ticks;
      process.ticks += ticks;
    }
    out[std::stoi(name)] = process;
  }
  return out;
}

bool descends(const std::map<int, Process>& all, int process, int ancestor) {
  for (int depth = 0; depth < 64; ++depth) {
    const auto found = all.find(process);
    if (found == all.end()) return false;
    if (found->second.parent == ancestor) return true;
    process = found->second.parent;
  }
  return false;
}

}  // namespace

MachineUse::Ticks MachineUse::read() {
  Ticks ticks;
  ticks.busy = busy_ticks();
  const auto all = processes();
  const int own = static_cast<int>(::getpid());
  for (const auto& [number, process] : all) {
    if (number == own)
      ticks.own += process.ticks;
    else if (descends(all, number, own))
      ticks.children += process.ticks;
  }
  return ticks;
}

MachineUse::MachineUse() : start_(read()), started_(os::monotonic_micros()) {}

MachineUse::Spent MachineUse::spent() const {
  const Ticks now = read();
  const double tick = 1e6 / static_cast<double>(::sysconf(_SC_CLK_TCK));
  Spent spent;
  spent.seconds = static_cast<double>(os::monotonic_micros() - started_) / 1e6;
  spent.own_micros = static_cast<double>(now.own - start_.own) * tick;
  spent.children_micros = static_cast<double>(now.children - start_.children) * tick;
  const double busy = static_cast<double>(now.busy - start_.busy) * tick;
  spent.foreign_cores =
      std::max(0.0, (busy - spent.own_micros - spent.children_micros) / 1e6 / spent.seconds);
  return spent;
}

}  // namespace sanaq::perf
