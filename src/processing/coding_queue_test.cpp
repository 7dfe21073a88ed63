#include "processing/testing/coding_queue_contract.h"

TEST_CASE("a queue of texts in memory obeys the contract") {
  sanaq::testing::MemoryCodingQueue queue;
  sanaq::testing::coding_queue_contract(queue, queue);
}
