#include "simulation/weights.h"

#include <algorithm>

namespace sanaq::simulation {

void Weights::add(std::string code, std::uint64_t weight) {
  total_ += weight;
  codes_.push_back(std::move(code));
  upto_.push_back(total_);
}

std::uint64_t Weights::weight(std::size_t index) const {
  return upto_.at(index) - (index == 0 ? 0 : upto_[index - 1]);
}

std::size_t Weights::index_at(std::uint64_t uniform) const {
  SANAQ_CHECK(total_ > 0);
  const auto place = static_cast<std::uint64_t>((static_cast<WideUnsigned>(uniform) * total_) >> 64);
  return static_cast<std::size_t>(std::upper_bound(upto_.begin(), upto_.end(), place) - upto_.begin());
}

Weights read_weights(const Json& object) {
  Weights weights;
  for (const auto& [code, weight] : object.members()) {
    if (weight.integer(-1) < 0) return {};
    weights.add(code, static_cast<std::uint64_t>(weight.integer()));
  }
  return weights;
}

bool ModelTable::read(const Json& rows) {
  for (const Json& json : rows.items()) {
    Row row;
    row.from = static_cast<int>(json["from"].integer(-1));
    row.sex = json["sex"].text() == "1" ? 1 : json["sex"].text() == "2" ? 2 : 0;
    row.urban = json["urban"].text() == "yes" ? 1 : json["urban"].text() == "no" ? 0 : -1;
    row.weights = read_weights(json["weights"]);
    if (row.from < 0 || row.weights.empty()) return false;
    rows_.push_back(std::move(row));
  }
  return !rows_.empty();
}

const std::string& ModelTable::draw(const Condition& condition, Rng& rng) const {
  static const std::string none;
  const std::uint64_t uniform = rng.next();
  for (auto row = rows_.rbegin(); row != rows_.rend(); ++row)
    if (condition.age >= row->from && (row->sex == 0 || row->sex == condition.sex) &&
        (row->urban < 0 || (row->urban == 1) == condition.urban))
      return row->weights.at(uniform);
  return none;
}

}  // namespace sanaq::simulation
