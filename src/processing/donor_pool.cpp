#include "processing/donor_pool.h"

#include <algorithm>

#include "base/rng.h"
#include "base/sha256.h"

namespace sanaq {
namespace {

std::string_view region_of(std::string_view area) { return area.substr(0, area.find('/')); }

std::int64_t number_of(const Value& value) {
  if (!value.present()) return Profile::nothing;
  if (value.text.empty()) return value.number;
  const std::string hash = sha256(value.text);
  std::int64_t out = 0;
  for (std::size_t i = 0; i < 7; ++i) out = out << 8 | static_cast<unsigned char>(hash[i]);
  return out;
}

std::size_t items_of(const EditRecord& record, NodeIndex node) {
  const NodeIndex list = record.rules().form().nodes[node].list;
  return list == no_node ? 1 : record.interview().items(list).size();
}

Place matched_place(const EditRecord& record, NodeIndex node, std::size_t item) {
  const NodeIndex list = record.rules().form().nodes[node].list;
  return {node, list == no_node ? no_item : record.interview().items(list)[item], no_item};
}

bool earlier_donor(const Donor& a, const Donor& b) {
  return a.order != b.order ? a.order < b.order : a.household < b.household;
}

}  // namespace

Profile profile_of(const EditRecord& record, const EditPlan& plan) {
  Profile out;
  for (const MatchingVariable& variable : plan.matching) {
    auto& row = out.values.emplace_back();
    for (std::size_t i = 0; i < items_of(record, variable.node); ++i)
      row.push_back(number_of(record.interview().value(matched_place(record, variable.node, i))));
  }
  return out;
}

std::vector<std::vector<bool>> unknown_parts(const EditRecord& record, const EditPlan& plan,
                                             const CellSet& cells) {
  std::vector<std::vector<bool>> out;
  for (const MatchingVariable& variable : plan.matching) {
    auto& row = out.emplace_back();
    const bool listed = record.rules().form().nodes[variable.node].list != no_node;
    for (std::size_t i = 0; i < items_of(record, variable.node); ++i) {
      const auto position = listed ? static_cast<std::uint16_t>(i) : CodedAnswer::none;
      const CellSet reads = record.cells_of(record.rules().value_support(variable.node), position);
      row.push_back(std::any_of(reads.begin(), reads.end(), [&](CellIndex cell) {
        return std::binary_search(cells.begin(), cells.end(), cell);
      }));
    }
  }
  return out;
}

std::int64_t distance(const Profile& a, const Profile& b, const std::vector<std::vector<bool>>& unknown,
                      const EditPlan& plan) {
  std::int64_t sum = 0;
  for (std::size_t v = 0; v < plan.matching.size(); ++v) {
    const MatchingVariable& variable = plan.matching[v];
    for (std::size_t i = 0; i < a.values[v].size() && i < b.values[v].size(); ++i) {
      const std::int64_t x = a.values[v][i], y = b.values[v][i];
      if (x == y || unknown[v][i]) continue;
      const bool whole = variable.scale == 0 || x == Profile::nothing || y == Profile::nothing;
      const std::int64_t apart = whole ? 0 : x > y ? x - y : y - x;
      sum += 1000 * variable.weight * (whole || apart >= variable.scale ? 1 : 0);
      if (!whole && apart < variable.scale) sum += 1000 * variable.weight * apart / variable.scale;
    }
  }
  return sum;
}

bool DonorPool::wants(const std::string& size, const std::string& area, std::uint64_t order) const {
  const auto of_size = sizes_.find(size);
  if (of_size == sizes_.end()) return true;
  const auto of_area = of_size->second.find(area);
  if (of_area == of_size->second.end() || of_area->second.size() < kept_) return true;
  return order <= of_area->second.back().order;
}

void DonorPool::offer(const std::string& size, const std::string& area, Donor donor) {
  auto& stratum = sizes_[size][area];
  stratum.insert(std::upper_bound(stratum.begin(), stratum.end(), donor, earlier_donor), std::move(donor));
  if (stratum.size() > kept_) stratum.pop_back();
}

void DonorPool::merge(DonorPool&& other) {
  for (auto& [size, areas] : other.sizes_)
    for (auto& [area, donors] : areas)
      for (Donor& donor : donors) offer(size, area, std::move(donor));
}

std::vector<std::vector<const Donor*>> DonorPool::near(const std::string& size,
                                                       const std::string& area) const {
  std::vector<std::vector<const Donor*>> out(3);
  const auto of_size = sizes_.find(size);
  if (of_size == sizes_.end()) return out;
  for (const auto& [other, donors] : of_size->second) {
    auto& group = out[other == area ? 0 : region_of(other) == region_of(area) ? 1 : 2];
    for (const Donor& donor : donors) group.push_back(&donor);
  }
  return out;
}

std::size_t DonorPool::size() const {
  std::size_t sum = 0;
  for (const auto& [size, areas] : sizes_)
    for (const auto& [area, donors] : areas) sum += donors.size();
  return sum;
}

std::string size_of(const CodedResponse& response) {
  std::string out;
  for (const CodedList& list : response.lists) {
    if (!out.empty()) out += ',';
    out += std::to_string(list.item_ids.size());
  }
  return out;
}

std::uint64_t donor_order(std::uint64_t seed, std::int64_t household) {
  SplitMix rng(seed ^ (static_cast<std::uint64_t>(household) * 0x9E3779B97F4A7C15ULL));
  rng.next();
  return rng.next();
}

}  // namespace sanaq
