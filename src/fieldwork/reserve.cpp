#include "fieldwork/reserve.h"

#include <algorithm>
#include <tuple>

namespace sanaq {
namespace {

constexpr int steps_max = 10;

// The territory and what it lies in, from itself upwards.
std::vector<std::string> chain_of(const std::string& territory, const Codelist& territories) {
  const std::size_t parent = territories.column("parent");
  std::vector<std::string> chain;
  std::string code = territory;
  for (int step = 0; step < steps_max && !code.empty(); ++step) {
    chain.push_back(code);
    const Codelist::Row* row = territories.find(code);
    code = row == nullptr ? std::string() : row->columns[parent];
  }
  return chain;
}

// Steps from one to the other through what both lie in.
std::size_t distance(const std::vector<std::string>& from, const std::vector<std::string>& to) {
  for (std::size_t i = 0; i < from.size(); ++i) {
    const auto met = std::find(to.begin(), to.end(), from[i]);
    if (met != to.end()) return i + static_cast<std::size_t>(met - to.begin());
  }
  return from.size() + to.size();
}

}  // namespace

std::vector<Worker> in_line(std::vector<Worker> reserve, const std::string& territory,
                            const Codelist& territories) {
  const auto wanted = chain_of(territory, territories);
  struct Place {
    std::size_t steps;
    Worker worker;
  };
  std::vector<Place> places;
  for (Worker& one : reserve) {
    const std::size_t steps = distance(wanted, chain_of(one.territory, territories));
    places.push_back({steps, std::move(one)});
  }
  const auto key = [](const Place& place) {
    const Worker& worker = place.worker;
    return std::tuple(place.steps, -worker.computer_points.value_or(0), worker.applied_at.micros,
                      worker.id.value);
  };
  std::sort(places.begin(), places.end(), [&](const Place& a, const Place& b) { return key(a) < key(b); });
  std::vector<Worker> line;
  for (Place& place : places) line.push_back(std::move(place.worker));
  return line;
}

}  // namespace sanaq
