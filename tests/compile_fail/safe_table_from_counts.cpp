// Nobody but disclosure control builds a SafeTable: not even with values and marks in hand.
#include <utility>

#include "dataset/safe_table.h"

sanaq::Result<sanaq::SafeTable> publish(std::string_view sealed, const sanaq::SealKey& key) {
#ifdef BAD
  sanaq::TableHead head;
  return sanaq::SafeTable(std::move(head), {1}, {sanaq::CellMark::open});
#else
  return sanaq::SafeTable::load_sealed(sealed, key);
#endif
}
