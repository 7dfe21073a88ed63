#include "disclosure/cell_key.h"

#include <doctest.h>

#include <set>

#include "base/rng.h"

using namespace sanaq;
using namespace sanaq::disclosure;

TEST_CASE("a noise table keeps its limits for every count and key") {
  const NoiseTable table = NoiseTable::make({4, 2.0}).value();
  SplitMix rng(3);
  for (std::int64_t count = 0; count <= 12; ++count) {
    double mean = 0, square = 0;
    constexpr int draws = 40'000;
    for (int i = 0; i < draws; ++i) {
      const auto shown = table.changed(count, static_cast<CellKey>(rng.next()));
      CHECK(shown >= 0);
      CHECK(shown >= count - 4);
      CHECK(shown <= count + 4);
      mean += static_cast<double>(shown - count) / draws;
      square += static_cast<double>((shown - count) * (shown - count)) / draws;
    }
    if (count == 0) CHECK(square == 0);
    CHECK(mean == doctest::Approx(0).epsilon(0.05));
    if (count >= 4) CHECK(square == doctest::Approx(2).epsilon(0.05));
  }
}

TEST_CASE("the same people give the same number, whatever the table") {
  const NoiseTable table = NoiseTable::make({3, 1.0}).value();
  const std::string secret(32, 's');
  CellKey key = 0;
  for (std::int64_t record = 1; record <= 5; ++record) key += record_key(secret, record);
  CellKey backwards = 0;
  for (std::int64_t record = 5; record >= 1; --record) backwards += record_key(secret, record);
  const std::int64_t counts[] = {5};
  CHECK(perturbed(counts, {&key, 1}, table) == perturbed(counts, {&backwards, 1}, table));
  CHECK(record_key(secret, 1) != record_key(secret, 2));
  CHECK(record_key(secret, 1) != record_key(std::string(32, 't'), 1));
}

TEST_CASE("record keys are spread evenly") {
  std::set<CellKey> keys;
  double sum = 0;
  for (std::int64_t record = 0; record < 2'000; ++record) {
    const CellKey key = record_key("secret", record);
    keys.insert(key);
    sum += static_cast<double>(key) / 4'294'967'296.0 / 2'000;
  }
  CHECK(keys.size() == 2'000);
  CHECK(sum == doctest::Approx(0.5).epsilon(0.05));
}

TEST_CASE("a noise table is written and read, and a false one is refused") {
  const NoiseTable table = NoiseTable::make({2, 0.5}).value();
  const Json json = table.to_json();
  const NoiseTable again = NoiseTable::parse(json).value();
  for (std::int64_t count = 0; count < 6; ++count) {
    for (CellKey key = 0; key < 4'000'000'000U; key += 99'999'989U)
      CHECK(table.changed(count, key) == again.changed(count, key));
  }
  CHECK(NoiseTable::make({0, 1}).error().code == "noise.limits");
  CHECK(NoiseTable::make({2, 9}).error().code == "noise.limits");
  CHECK(NoiseTable::parse(*parse_json("[]")).error().code == "noise.form");
  const char* lopsided =
      R"({"change_max":1,"variance_hundredths":100,"rows":[[[4294967296,1]]]})";  // always up
  CHECK(NoiseTable::parse(*parse_json(lopsided)).error().code == "noise.limits");
}
