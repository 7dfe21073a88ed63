#include "sanaq/production/table_run.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>

#include "os/files.h"

namespace sanaq {
namespace {

// Slices a thread gets on average: so that none waits long for the other at the end.
constexpr std::size_t slices_of_thread = 4;

Result<TableSpec> read_spec(const std::string& path) {
  SANAQ_TRY(const std::string text, os::read_file(path));
  const auto json = parse_json(text);
  if (!json) return Error{json.error().code, path + ' ' + json.error().detail};
  auto spec = parse_table_spec(*json);
  if (!spec) return Error{spec.error().code, path + ' ' + spec.error().detail};
  return spec;
}

}  // namespace

Result<Done> run_parts(std::size_t count, std::size_t threads,
                       const std::function<Result<Done>(std::size_t, std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::optional<Error> failure;
  const auto take = [&](std::size_t thread) {
    for (std::size_t part = next++; part < count; part = next++) {
      const auto done = work(thread, part);
      if (done) continue;
      next = count;
      const std::lock_guard lock(mutex);
      if (!failure) failure = done.error();
    }
  };
  std::vector<std::thread> others;
  for (std::size_t thread = 1; thread < std::min(threads, count); ++thread) others.emplace_back(take, thread);
  take(0);
  for (std::thread& thread : others) thread.join();
  if (failure) return *failure;
  return Done{};
}

std::size_t core_count() { return std::max(1U, std::thread::hardware_concurrency()); }

Result<std::vector<std::vector<std::int64_t>>> count_slices(const TablePass& pass, std::size_t threads) {
  const auto slices = pass.slices(std::max<std::size_t>(1, threads) * slices_of_thread);
  std::vector<PassCounter> counters;
  for (std::size_t thread = 0; thread < std::max<std::size_t>(1, std::min(threads, slices.size())); ++thread)
    counters.emplace_back(pass);
  SANAQ_TRY_DONE(run_parts(slices.size(), counters.size(), [&](std::size_t thread, std::size_t part) {
    return counters[thread].count(slices[part]);
  }));
  std::vector<std::vector<std::int64_t>> numbers;
  for (PassCounter& counter : counters) counter.add_to(numbers);
  return numbers;
}

Result<std::vector<TabulatedTable>> count_tables(const std::vector<TableSpec>& specs, const Microdata& data,
                                                 std::size_t threads) {
  SANAQ_TRY(const TablePass pass, TablePass::make(specs, data));
  SANAQ_TRY(auto numbers, count_slices(pass, threads));
  return pass.finish(std::move(numbers));
}

Result<std::vector<TableSpec>> read_table_specs(const std::vector<std::string>& paths) {
  std::vector<TableSpec> specs;
  for (const std::string& path : paths) {
    std::vector<std::string> files = {path};
    if (os::folder_exists(path)) {
      files.clear();
      SANAQ_TRY(const auto entries, os::list_folder(path));
      for (const auto& entry : entries)
        if (entry.name.ends_with(".json")) files.push_back(path + '/' + entry.name);
    }
    for (const std::string& file : files) {
      SANAQ_TRY(auto spec, read_spec(file));
      specs.push_back(std::move(spec));
    }
  }
  return specs;
}

}  // namespace sanaq
