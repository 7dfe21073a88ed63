#include "institution/reconciliation.h"

#include <doctest.h>

using namespace sanaq;

namespace {

Resident one(std::uint8_t number, std::optional<OutcomeKind> kind, bool came_later = false) {
  Uuid::Bytes bytes{};
  bytes[15] = number;
  Resident out;
  out.id = {Uuid(bytes)};
  out.came_later = came_later;
  if (kind) out.outcome = Outcome{*kind, "", "", {1}, "i-1"};
  return out;
}

}  // namespace

TEST_CASE("000-9 001-9: the list and the records add up, whatever became of each person") {
  std::vector<Resident> people;
  for (int kind = 1; kind <= 10; ++kind)
    people.push_back(one(static_cast<std::uint8_t>(kind), static_cast<OutcomeKind>(kind), kind % 4 == 0));
  people.push_back(one(11, std::nullopt));
  const std::vector<SecondClaim> twice = {{people[0].id, 1, "", "470000000"},
                                          {people[0].id, 1, "12-002", "470000000"},
                                          {people[3].id, 4, "", "750000000"}};
  const InstitutionFigures figures = figures_of(people, twice, 5);
  CHECK(figures.adds_up());
  CHECK(figures.listed == 9);
  CHECK(figures.came_later == 2);
  CHECK(figures.asked == 3);
  CHECK(figures.by_administration == 1);
  CHECK(figures.counted_elsewhere == 1);
  CHECK(figures.open == 1);
  CHECK(figures.twice == 2);
  CHECK(figures.not_listed == 5);
  CHECK(figures_of({}, {}, 0).adds_up());
}
