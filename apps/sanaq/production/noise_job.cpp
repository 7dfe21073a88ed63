#include "sanaq/production/noise_job.h"

#include <algorithm>

#include "sanaq/production/table_run.h"
#include "tabulation/key_sum.h"

namespace sanaq {
namespace {

constexpr std::size_t chunks_of_part = 64;
// Apart from the purposes of casework's hashes; it goes into key derivation and never changes.
constexpr std::uint32_t noise_purpose = 1001;

/// The keys of the cells of one table.
Result<std::vector<std::uint32_t>> keys_of(const TableSpec& spec, const Microdata& data,
                                           const std::string& secret) {
  SANAQ_TRY(const TablePlan plan, plan_table(spec, data));
  const std::string of_unit = secret + std::string(name_of(spec.counted));
  const RowKey key_of = [&of_unit](std::uint32_t row) { return disclosure::record_key(of_unit, row); };
  const std::size_t chunks = chunk_count(plan, data), threads = core_count();
  std::vector<std::vector<std::int64_t>> sums(threads, std::vector<std::int64_t>(plan.cells, 0));
  const std::size_t parts = (chunks + chunks_of_part - 1) / chunks_of_part;
  SANAQ_TRY_DONE(run_parts(parts, threads, [&](std::size_t thread, std::size_t part) {
    const std::size_t first = part * chunks_of_part;
    return add_keys(plan, data, first, std::min(chunks, first + chunks_of_part), key_of, sums[thread]);
  }));
  for (std::size_t thread = 1; thread < threads; ++thread)
    for (std::size_t cell = 0; cell < plan.cells; ++cell) sums[0][cell] += sums[thread][cell];
  return cell_keys(plan, std::move(sums[0]));
}

}  // namespace

std::string noise_secret(const crypto::Keyring& keys) {
  const crypto::SecretKey key = keys.stable_key(crypto::KeyUse::keyed_hash, noise_purpose);
  const auto bytes = key.reveal();
  return {bytes.begin(), bytes.end()};
}

Result<std::vector<ProtectedTable>> protect_by_noise(const std::vector<TableSpec>& specs,
                                                     const Microdata& data, const disclosure::NoiseRule& rule,
                                                     const std::string& secret) {
  if (specs.empty()) return std::vector<ProtectedTable>();
  if (secret.empty()) return Error{"disclosure.secret", specs.front().id};
  for (const TableSpec& spec : specs)
    if (!spec.measures.empty()) return Error{"disclosure.rule", "noise " + spec.id + " measures"};
  SANAQ_TRY(const auto noise, disclosure::NoiseTable::make(rule.limits));
  SANAQ_TRY(auto counted, count_tables(specs, data, core_count()));
  std::vector<ProtectedTable> out;
  for (std::size_t t = 0; t < specs.size(); ++t) {
    SANAQ_TRY(const auto keys, keys_of(specs[t], data, secret));
    SafeTable shown = disclosure::noisy_table(counted[t].table, keys, noise, rule.note);
    ProtectedTable table{std::move(counted[t].table), {std::move(shown), {}, {}}, 1, {}, {}, {}};
    table.by_noise = true;
    out.push_back(std::move(table));
  }
  return out;
}

}  // namespace sanaq
