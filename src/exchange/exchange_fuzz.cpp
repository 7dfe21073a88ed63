#include <cstdint>

#include "exchange/desk.h"
#include "exchange/receipt_slip.h"
#include "exchange/tablet.h"
#include "exchange/testing/memory_exchange_store.h"
#include "exchange/testing/plain_keys.h"

// Whatever comes over the line or lies on a device's storage: read, written again, the same.
using namespace sanaq;
using namespace sanaq::exchange;

namespace {

struct StillClock final : Clock {
  UtcInstant now() const override { return {1}; }
};

void call_office(const SyncRequest& request) {
  testing::MemoryExchangeStore store;
  const testing::PlainOffice office;
  const StillClock clock;
  SyncDesk desk(store, office, clock);
  const auto answer = desk.sync(request.device, testing::PlainDeviceKey(request.device), request, {});
  SANAQ_CHECK(answer.has_value());
  SANAQ_CHECK(decode_answer(encode(*answer)).has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto entry = decode_entry(bytes)) SANAQ_CHECK(encode(*entry) == bytes);
  if (const auto request = decode_request(bytes, {})) {
    SANAQ_CHECK(*decode_request(encode(*request), {}) == *request);
    call_office(*request);
  }
  if (const auto answer = decode_answer(bytes)) SANAQ_CHECK(*decode_answer(encode(*answer)) == *answer);
  if (const auto slip = read_slip(bytes)) SANAQ_CHECK(slip->signature.size() == 64);
  const FoundJournal found = read_journal(bytes);
  SANAQ_CHECK(found.bytes_good <= size);
  const testing::PlainOffice office;
  if (const auto tablet = Tablet::restore(found.records, office))
    SANAQ_CHECK(tablet->request({}).device == tablet->device());
  return 0;
}
