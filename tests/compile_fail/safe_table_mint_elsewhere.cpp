// The mint works for the Protector only; a RawTable becomes a SafeTable through protect() and its audit, or
// not at all.
#include "disclosure/protect.h"
#include "disclosure/safe_table_mint.h"

sanaq::Result<sanaq::SafeTable> publish(const sanaq::RawTable& raw) {
  using namespace sanaq::disclosure;
#ifdef BAD
  return SafeTableMint::make(public_head(raw.head()), raw.counts(),
                             std::vector<sanaq::CellMark>(raw.counts().size(), sanaq::CellMark::open));
#else
  auto protection = protect(raw, ProtectionRule{});
  if (!protection) return protection.error();
  return protection->table;
#endif
}
