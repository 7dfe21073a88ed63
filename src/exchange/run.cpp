#include "exchange/run.h"

#include <set>

namespace sanaq::exchange {

Result<ProvenRun> prove(const Run& run, const DeviceKey& key) {
  if (run.entries.empty()) return Error{"exchange.form", "empty run"};
  ProvenRun proven{run.chain, run.case_id, run.before, {}, {}, run.signature};
  proven.entries.reserve(run.entries.size());
  proven.links.reserve(run.entries.size());
  for (const std::string& bytes : run.entries) {
    SANAQ_TRY(Entry entry, decode_entry(bytes));
    const Head head = proven.head();
    proven.links.push_back(link_of({run.chain, run.case_id, head.number + 1, head.link}, bytes));
    proven.entries.push_back(std::move(entry));
  }
  if (!key.verify(signed_bytes(proven.links.back()), run.signature)) return Error{"exchange.signature", {}};
  return proven;
}

ProvenCall prove_all(std::span<const Run> runs, const DeviceKey& key) {
  ProvenCall call;
  std::set<ChainId> chains;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (!chains.insert(runs[i].chain).second) continue;
    auto proven = prove(runs[i], key);
    if (!proven) continue;
    call.runs.push_back(*std::move(proven));
    call.places.push_back(i);
  }
  return call;
}

}  // namespace sanaq::exchange
