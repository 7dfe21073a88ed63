#include "processing/weight_raking.h"

#include <algorithm>
#include <cmath>

namespace sanaq {
namespace {

constexpr int raking_rounds_max = 200;
constexpr double good_enough = 1e-6;

}  // namespace

std::size_t WeightRaking::add_total(std::string name, double total) {
  names_.push_back(std::move(name));
  totals_.push_back(total);
  return totals_.size() - 1;
}

void WeightRaking::add_household(const std::vector<Share>& shares) {
  begins_.push_back(shares_.size());
  shares_.insert(shares_.end(), shares.begin(), shares.end());
}

std::vector<double> WeightRaking::sums(const std::vector<double>& weights) const {
  std::vector<double> out(totals_.size());
  for (std::size_t household = 0; household < begins_.size(); ++household)
    for (std::size_t at = begins_[household]; at < end_of(household); ++at)
      out[shares_[at].total] += weights[household] * shares_[at].count;
  return out;
}

Result<RakedWeights> WeightRaking::rake() const {
  std::vector<double> weights(begins_.size(), 1);
  const auto first = sums(weights);
  for (std::size_t total = 0; total < totals_.size(); ++total)
    if (totals_[total] > 0 && first[total] <= 0) return Error{"weights.total", names_[total]};
  // By total: the households that add to it, so that one total can be met after the other.
  std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> members(totals_.size());
  for (std::size_t household = 0; household < begins_.size(); ++household)
    for (std::size_t at = begins_[household]; at < end_of(household); ++at)
      members[shares_[at].total].emplace_back(static_cast<std::uint32_t>(household), shares_[at].count);
  RakedWeights out;
  for (out.rounds = 1; out.rounds <= raking_rounds_max; ++out.rounds) {
    for (std::size_t total = 0; total < totals_.size(); ++total) {
      double sum = 0;
      for (const auto& [household, count] : members[total]) sum += weights[household] * count;
      if (sum <= 0) continue;
      const double factor = totals_[total] / sum;
      for (const auto& [household, count] : members[total])
        weights[household] = std::clamp(weights[household] * factor, 1.0, weight_max_);
    }
    describe(weights, out);
    if (out.deviation < good_enough) break;
  }
  out.rounds = std::min(out.rounds, raking_rounds_max);
  out.thousandths = rounded(weights);
  return out;
}

void WeightRaking::describe(const std::vector<double>& weights, RakedWeights& out) const {
  out.deviation = 0;
  const auto reached = sums(weights);
  for (std::size_t total = 0; total < totals_.size(); ++total) {
    const double off = totals_[total] > 0 ? std::abs(reached[total] / totals_[total] - 1) : 0;
    if (off > out.deviation) out.deviation = off, out.farthest = names_[total];
  }
  double sum = 0, squares = 0;
  out.bounded = 0;
  out.smallest = weight_max_, out.largest = 1;
  for (const double weight : weights) {
    sum += weight, squares += weight * weight;
    out.smallest = std::min(out.smallest, weight);
    out.largest = std::max(out.largest, weight);
    out.bounded += weight >= weight_max_ ? 1 : 0;
  }
  const auto count = static_cast<double>(weights.size());
  if (sum > 0) out.design_effect = count * squares / (sum * sum);
}

std::vector<std::uint32_t> WeightRaking::rounded(const std::vector<double>& weights) const {
  std::vector<std::uint32_t> out;
  std::vector<double> rest(totals_.size());
  for (std::size_t household = 0; household < weights.size(); ++household) {
    double none = 0;
    double& carried = begins_[household] < end_of(household) ? rest[shares_[begins_[household]].total] : none;
    const double exact = weights[household] * 1000 + carried;
    const double whole = std::floor(exact + 0.5);
    carried = exact - whole;
    out.push_back(static_cast<std::uint32_t>(whole));
  }
  return out;
}

}  // namespace sanaq
