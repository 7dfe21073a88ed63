#include <doctest.h>

#include "pg/testing/test_database.h"
#include "store/paper_store_pg.h"

using namespace sanaq;

namespace {

using State = PaperForm::State;

CaseId numbered(std::uint8_t number) {
  Uuid::Bytes bytes{};
  bytes[15] = number;
  return {Uuid(bytes)};
}

PaperForm paper(std::string number, std::uint8_t id, std::string keyed_by) {
  PaperForm form;
  form.number = std::move(number);
  form.case_id = numbered(id);
  form.second_id = numbered(static_cast<std::uint8_t>(id + 100));
  form.territory = "470000000";
  form.keyed_by = std::move(keyed_by);
  return form;
}

}  // namespace

TEST_CASE("paper: a number is opened once, and moves one step at a time") {
  pg::testing::TestDatabase database;
  pg::Pool pool{{.conninfo = database.conninfo_as("sanaq_server"), .size = 2, .limits = {}}};
  PaperStorePg store(pool);
  const UtcInstant now{1'633'000'000'000'000};
  PaperForm form = *store.open(paper("TP1", 1, "aigul"), now);
  CHECK(form.state == State::keying);
  CHECK(store.open(paper("TP1", 1, "bolat"), now)->keyed_by == "aigul");
  REQUIRE(store.open(paper("TP2", 2, "bolat"), now));
  CHECK(store.list({}, 10)->size() == 2);
  CHECK(*store.move(form, State::waits, now));
  CHECK_FALSE(*store.move(form, State::waits, now));  // somebody was quicker
  form = **store.find(numbered(1));
  form.verified_by = "bolat";
  CHECK(*store.move(form, State::verifying, now));
  form.state = State::verifying;
  form.differences = 3;
  CHECK(*store.move(form, State::sent, now));
  const PaperForm sent = **store.find(numbered(1));
  CHECK(sent.verified_by == "bolat");
  CHECK(sent.differences == 3);
  CHECK(store.list({}, 10)->size() == 1);
  CHECK_FALSE(store.find(numbered(9))->has_value());
}

TEST_CASE("paper: nobody checks their own keying") {
  pg::testing::TestDatabase database;
  pg::Pool pool{{.conninfo = database.conninfo_as("sanaq_server"), .size = 1, .limits = {}}};
  PaperStorePg store(pool);
  PaperForm form = *store.open(paper("TP1", 1, "aigul"), {1});
  form.verified_by = "aigul";
  CHECK(store.move(form, State::verifying, {1}).error().code == "store.unavailable");
}

TEST_CASE("paper: a colleague goes on with it once, and whose it was is remembered") {
  pg::testing::TestDatabase database;
  pg::Pool pool{{.conninfo = database.conninfo_as("sanaq_server"), .size = 2, .limits = {}}};
  PaperStorePg store(pool);
  const UtcInstant now{1'633'000'000'000'000};
  const PaperForm form = *store.open(paper("TP1", 1, "aigul"), now);
  CHECK(*store.take_over(form, "bolat", TakeoverReason::leave, now));
  CHECK_FALSE(*store.take_over(form, "dana", TakeoverReason::leave, now));  // somebody was quicker
  PaperForm taken = **store.find(numbered(1));
  CHECK(taken.keyed_by == "bolat");
  CHECK(taken.first_before == std::vector<std::string>{"aigul"});
  CHECK(taken.second_before.empty());
  CHECK(*store.move(taken, State::waits, now));
  taken.state = State::waits;
  CHECK_FALSE(*store.take_over(taken, "dana", TakeoverReason::left, now));  // nobody keys it
  taken.verified_by = "dana";
  CHECK(*store.move(taken, State::verifying, now));
  taken.state = State::verifying;
  CHECK(*store.take_over(taken, "erlan", TakeoverReason::other_work, now));
  REQUIRE(store.note_differences(numbered(1), 4));
  const PaperForm second = **store.find(numbered(1));
  CHECK(second.keyed_by == "bolat");
  CHECK(second.verified_by == "erlan");
  CHECK(second.second_before == std::vector<std::string>{"dana"});
  CHECK(second.differences == 4);
  CHECK(store.list({"470000000"}, 10)->size() == 1);
  CHECK(store.list({"750000000"}, 10)->empty());
}
