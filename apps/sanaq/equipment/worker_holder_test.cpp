#include "sanaq/equipment/worker_holder.h"

#include <doctest.h>

using namespace sanaq;

TEST_CASE("C3, C5: people of the census are holders from their contract until they have left") {
  Worker worker;
  worker.role = "interviewer";
  worker.territory = "471010000";
  worker.name = {"Specimen", "Aigul", ""};
  CHECK_FALSE(holder_of_worker(worker));
  for (const WorkerState state : {WorkerState::contracted, WorkerState::trained, WorkerState::working}) {
    worker.state = state;
    const auto holder = holder_of_worker(worker);
    REQUIRE(holder);
    CHECK(holder->kind == equipment::HolderKind::interviewer);
    CHECK(holder->name == "Specimen Aigul");
    CHECK(holder->active);
    CHECK(equipment::check_holder(*holder));
  }
  worker.state = WorkerState::ended;
  CHECK_FALSE(holder_of_worker(worker)->active);
  worker.role = "institution";
  CHECK(holder_of_worker(worker)->kind == equipment::HolderKind::employee);
  for (const char* role : {"operator", "commission", "department", "supplier"}) {
    worker.role = role;
    CHECK_FALSE(holder_of_worker(worker));
  }
}
