#include "sanaq/tablet/visit_note.h"

#include <doctest.h>

using namespace sanaq;

namespace {

exchange::Entry visit(std::string payload) {
  exchange::Entry entry;
  entry.kind = exchange::EntryKind::visit;
  entry.payload = std::move(payload);
  return entry;
}

constexpr const char* house = R"({"address":{"house":"1"},"lat":43.65000,"lon":51.16007})";

}  // namespace

TEST_CASE("visits: how far from the dwelling, and nothing where one of both places is not known") {
  const auto far =
      visit_note(visit(R"({"outcome":"nobody_home","lat":43.6545,"lon":51.1601,"accuracy_m":25})"), house);
  REQUIRE(far);
  CHECK(far->outcome == "nobody_home");
  REQUIRE(far->metres);
  CHECK(*far->metres > 495);
  CHECK(*far->metres < 505);
  CHECK(far->accuracy == 25);
  CHECK(visit_note(visit(R"({"outcome":"refusal","lat":43.65,"lon":51.16007})"), house)->metres == 0);
  for (const char* place : {"{}", "", "no json", R"({"lat":430,"lon":51})"})
    CHECK_FALSE(visit_note(visit(R"({"outcome":"refusal","lat":43.65,"lon":51.16})"), place)->metres);
  for (const char* payload :
       {R"({"outcome":"refusal"})", R"({"outcome":"refusal","lat":"x","lon":1})", R"({"lat":43.65})"}) {
    const auto note = visit_note(visit(payload), house);
    REQUIRE(note);
    CHECK_FALSE(note->metres);
    CHECK_FALSE(note->accuracy);
  }
}

TEST_CASE("visits: what is no visit is not noted") {
  CHECK_FALSE(visit_note(visit("no json"), house));
  CHECK_FALSE(visit_note(visit("{\"outcome\":\"" + std::string(41, 'x') + "\"}"), house));
  exchange::Entry other = visit(R"({"outcome":"refusal"})");
  other.kind = exchange::EntryKind::finish;
  CHECK_FALSE(visit_note(other, house));
}
