#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace sanaq {

/// What raking reached.
struct RakedWeights {
  std::vector<std::uint32_t> thousandths;  // by household, in the order in which they were added
  int rounds = 0;
  double deviation = 0;  // largest relative difference to a total
  std::string farthest;  // the total that is farthest from being met
  double smallest = 1, largest = 1;
  double design_effect = 1;  // 1 + the squared coefficient of variation: what weighting costs in precision
  std::int64_t bounded = 0;  // households at the greatest weight allowed
};

/// Weights of households that answered, such that weighted households and people add up to known totals.
/// Iterative proportional updating (Ye, Konduri, Pendyala, Sana and Waddell, 2009): raking in which a
/// household has one weight for all its people, so that tables of people and of households agree. Every
/// household begins with the design weight of a census, 1; weights lie between 1 and a bound, because whoever
/// answered stands at least for himself.
class WeightRaking {
 public:
  /// weight_max: at least 1.
  explicit WeightRaking(double weight_max) : weight_max_(weight_max) {}

  /// A total to be reached, of households or of people; gives its number. Those added last are met best.
  std::size_t add_total(std::string name, double total);
  void set_total(std::size_t number, double total) { totals_[number] = total; }
  /// A household and what it adds to the totals: number and how many.
  struct Share {
    std::uint32_t total = 0, count = 0;
  };
  void add_household(const std::vector<Share>& shares);
  std::size_t household_count() const { return begins_.size(); }

  /// Deterministic; linear in the shares a round, at most 200 rounds. Rounded so that the running sum within
  /// the first total of each household is never off by more than a thousandth. Errors: "weights.total" (a
  /// total above 0 to which no household adds), detail: its name.
  Result<RakedWeights> rake() const;

 private:
  std::vector<double> sums(const std::vector<double>& weights) const;
  std::size_t end_of(std::size_t household) const {
    return household + 1 < begins_.size() ? begins_[household + 1] : shares_.size();
  }
  void describe(const std::vector<double>& weights, RakedWeights& out) const;
  std::vector<std::uint32_t> rounded(const std::vector<double>& weights) const;

  double weight_max_;
  std::vector<std::string> names_;
  std::vector<double> totals_;
  std::vector<std::size_t> begins_;  // by household: its first share
  std::vector<Share> shares_;
};

}  // namespace sanaq
