#include "casework/operation_codec.h"

#include <doctest.h>

using namespace sanaq;

namespace {

std::vector<Operation> one_of_each() {
  std::vector<Operation> all;
  for (const auto kind : {Operation::Kind::answer, Operation::Kind::clear, Operation::Kind::refuse,
                          Operation::Kind::add_item, Operation::Kind::remove_item, Operation::Kind::pass}) {
    Operation operation;
    operation.kind = kind;
    if (kind != Operation::Kind::pass) operation.question = "rooms";
    operation.item = "p1";
    if (kind == Operation::Kind::answer)
      operation.other = "p2", operation.value = std::string(300, 'a') + "ә";
    if (kind == Operation::Kind::pass) operation.check = "old", operation.note = "Әже";
    all.push_back(operation);
  }
  return all;
}

WrittenOperations written(const std::vector<Operation>& all) {
  return write_operations(all.data(), all.data() + all.size());
}

}  // namespace

TEST_CASE("operations come back as written; each has a hash of its own content") {
  const auto all = one_of_each();
  const auto whole = written(all);
  CHECK(read_operations(whole.bytes).value() == all);
  REQUIRE(whole.hashes.size() == 8 * all.size());
  for (std::size_t i = 0; i < all.size(); ++i)
    CHECK(written({all[i]}).hashes == whole.hashes.substr(8 * i, 8));
  auto changed = all[0];
  changed.item += changed.other;  // the same letters in other places
  changed.other.clear();
  CHECK(written({changed}).hashes != written({all[0]}).hashes);
}

TEST_CASE("operations written as JSON are read too; other bytes are refused") {
  const auto read = read_operations(R"([{"op":"answer","question":"rooms","value":"3"}])").value();
  REQUIRE(read.size() == 1);
  CHECK(read[0].value == "3");
  const std::string good = written(one_of_each()).bytes;
  for (std::size_t size = 0; size < good.size(); ++size) CHECK_FALSE(read_operations(good.substr(0, size)));
  CHECK(read_operations(good + "x").error().code == "draft.form");
  CHECK(read_operations("\x01\xff\xff\xff\xff\x0f").error().code == "draft.form");
  CHECK(read_operations(std::string("\x01\x01\x09", 3)).error().code == "draft.form");
}
