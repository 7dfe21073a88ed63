#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/rng.h"

namespace sanaq::simulation {

/// Codes with whole weights, to draw from.
class Weights {
 public:
  /// A code of weight 0 is never drawn.
  void add(std::string code, std::uint64_t weight);
  bool empty() const { return total_ == 0; }
  std::uint64_t total() const { return total_; }
  /// Weight of the code at a position.
  std::uint64_t weight(std::size_t index) const;
  /// Position of the code that a uniform 64-bit number falls on. Not empty. O(log n).
  std::size_t index_at(std::uint64_t uniform) const;
  const std::string& at(std::uint64_t uniform) const { return codes_[index_at(uniform)]; }
  const std::string& draw(Rng& rng) const { return at(rng.next()); }

 private:
  std::vector<std::string> codes_;
  std::vector<std::uint64_t> upto_;
  std::uint64_t total_ = 0;
};

/// An object of whole numbers, {"1": 30, "2": 70}, or nothing when it is something else or sums to 0.
Weights read_weights(const Json& object);

/// What a row of a ModelTable may depend on.
struct Condition {
  int age = 0;
  int sex = 0;  // 1, 2; 0: does not matter
  bool urban = false;
};

/// A distribution by age, sex and kind of settlement: the last row that fits counts.
class ModelTable {
 public:
  /// rows: [{"from": age, "sex": "1", "urban": "yes", "weights": {…}}, …]. False when malformed.
  bool read(const Json& rows);
  /// Nothing drawn (empty text) for ages below the first row.
  const std::string& draw(const Condition& condition, Rng& rng) const;

 private:
  struct Row {
    int from = 0, sex = 0;
    int urban = -1;  // 0 village, 1 town, -1 both
    Weights weights;
  };
  std::vector<Row> rows_;
};

}  // namespace sanaq::simulation
