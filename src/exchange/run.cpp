#include "exchange/run.h"

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

}  // namespace sanaq::exchange
