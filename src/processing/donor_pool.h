#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "processing/edit_record.h"

namespace sanaq {

/// What households are compared by: for every matching variable its value in each item, or once outside
/// lists. Codes of long lists are compared for equality only.
struct Profile {
  static constexpr std::int64_t nothing = INT64_MIN;
  std::vector<std::vector<std::int64_t>> values;  // by matching variable, then by item
};
Profile profile_of(const EditRecord& record, const EditPlan& plan);
/// For every matching variable and item whether it depends on one of the cells: then it says nothing.
std::vector<std::vector<bool>> unknown_parts(const EditRecord& record, const EditPlan& plan,
                                             const CellSet& cells);
/// Sum of the weights of what differs. Both have the same number of items.
std::int64_t distance(const Profile& a, const Profile& b, const std::vector<std::vector<bool>>& unknown,
                      const EditPlan& plan);

/// A household that breaks no rule. Its answers are coded; it has neither names nor numbers.
struct Donor {
  std::uint64_t order = 0;     // pseudo-random, by seed and household: decides who is kept and breaks ties
  std::int64_t household = 0;  // number in the frozen file: its anonymous name
  Profile profile;
  std::vector<CodedAnswer> answers;
};

/// Households to copy answers from, by stratum: the number of items of each list, and the area
/// ("REGION/DISTRICT"). Of each stratum the same households are kept whatever the order in which they were
/// offered or merged.
class DonorPool {
 public:
  explicit DonorPool(int kept) : kept_(static_cast<std::size_t>(kept)) {}

  /// Whether offer() would keep it now: asked before a donor is built.
  bool wants(const std::string& size, const std::string& area, std::uint64_t order) const;
  void offer(const std::string& size, const std::string& area, Donor donor);
  void merge(DonorPool&& other);
  /// Donors of the size: of the area first, then of the same region,
  /// then of all others; each group in an order that does not depend on how the pool was filled.
  std::vector<std::vector<const Donor*>> near(const std::string& size, const std::string& area) const;
  std::size_t size() const;

 private:
  using Areas = std::map<std::string, std::vector<Donor>>;  // each sorted by order
  std::size_t kept_;
  std::map<std::string, Areas> sizes_;
};

/// "3" or "3,0": number of items of every list.
std::string size_of(const CodedResponse& response);
/// Pseudo-random number of a household, by seed.
std::uint64_t donor_order(std::uint64_t seed, std::int64_t household);

}  // namespace sanaq
