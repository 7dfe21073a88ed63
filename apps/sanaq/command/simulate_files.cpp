#include "sanaq/command/simulate_files.h"

#include <algorithm>
#include <cstdio>

#include "base/text.h"
#include "os/files.h"

namespace sanaq {
namespace {

// A file that is either whole or not there. Thousands of small files need no fsync each: a simulation can be
// run again.
Result<Done> write_whole(const std::string& path, const std::string& content) {
  const std::string part = path + ".part";
  std::FILE* file = std::fopen(part.c_str(), "wb");
  if (file == nullptr) return Error{"file.write", part};
  const bool written = std::fwrite(content.data(), 1, content.size(), file) == content.size();
  const bool closed = std::fclose(file) == 0;
  if (!written || !closed || std::rename(part.c_str(), path.c_str()) != 0) return Error{"file.write", path};
  return Done{};
}

std::string file_name(std::uint64_t first, std::uint64_t end, bool lines) {
  const std::string number = zero_padded(static_cast<std::int64_t>(first), 8);
  if (!lines) return "household-" + number + ".json";
  return "households-" + number + "-" + zero_padded(static_cast<std::int64_t>(end - 1), 8) + ".jsonl";
}

}  // namespace

Result<WrittenHouseholds> write_households(const simulation::Nation& nation, const HouseholdFiles& files,
                                           const std::function<bool()>& stop,
                                           const std::function<void(std::uint64_t)>& progress) {
  SANAQ_TRY_DONE(os::make_folder(files.folder));
  WrittenHouseholds out;
  const std::uint64_t last = files.first + files.count;
  std::uint64_t end = 0;
  for (std::uint64_t first = files.first; first < last && !stop(); first = end) {
    end = files.lines ? std::min(last, (first / households_per_file + 1) * households_per_file) : first + 1;
    const std::string path = files.folder + "/" + file_name(first, end, files.lines);
    if (os::file_exists(path)) {
      out.found += end - first;
      continue;
    }
    std::string content;
    std::uint64_t number = first;
    for (; number < end && !stop(); ++number) content += to_text(nation.household(number)) + "\n";
    if (number < end) break;  // a file is whole or not there
    SANAQ_TRY_DONE(write_whole(path, content));
    out.written += end - first;
    progress(end - files.first);
  }
  return out;
}

}  // namespace sanaq
