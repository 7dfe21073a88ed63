#include "disclosure/cell_key.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/check.h"
#include "base/sha256.h"
#include "base/text.h"
#include "dataset/seal.h"

namespace sanaq::disclosure {

namespace {

constexpr std::uint64_t key_limit = std::uint64_t{1} << 32;
constexpr std::int64_t change_limit = 20;
constexpr double tolerance = 1e-6;

struct Moments {
  double mean = 0, variance = 0;  // of the change; the variance about zero
};

Moments moments_of(const std::vector<NoiseTable::Step>& row) {
  Moments moments;
  std::uint64_t from = 0;
  for (const auto& step : row) {
    const double chance = static_cast<double>(step.below - from) / static_cast<double>(key_limit);
    const auto change = static_cast<double>(step.change);
    moments.mean += chance * change;
    moments.variance += chance * change * change;
    from = step.below;
  }
  return moments;
}

/// Chances exp(tilt × change + spread × change²) over lowest … highest, summing to one.
std::vector<double> chances(std::int64_t lowest, std::int64_t highest, double tilt, double spread) {
  std::vector<double> values;
  double top = -1e300, sum = 0;
  for (std::int64_t change = lowest; change <= highest; ++change) {
    const auto x = static_cast<double>(change);
    values.push_back(tilt * x + spread * x * x);
    top = std::max(top, values.back());
  }
  for (double& value : values) sum += value = std::exp(value - top);
  for (double& value : values) value /= sum;
  return values;
}

Moments moments_of(const std::vector<double>& chances, std::int64_t lowest) {
  Moments moments;
  for (std::size_t i = 0; i < chances.size(); ++i) {
    const auto x = static_cast<double>(lowest + static_cast<std::int64_t>(i));
    moments.mean += chances[i] * x;
    moments.variance += chances[i] * x * x;
  }
  return moments;
}

/// The tilt that makes the mean zero grows steadily with it: halving finds it.
std::vector<double> balanced(std::int64_t lowest, std::int64_t highest, double spread) {
  double low = -400, high = 400;
  for (int i = 0; i < 200; ++i) {
    const double tilt = (low + high) / 2;
    (moments_of(chances(lowest, highest, tilt, spread), lowest).mean < 0 ? low : high) = tilt;
  }
  return chances(lowest, highest, (low + high) / 2, spread);
}

std::vector<double> chances_of(std::int64_t count, NoiseTable::Limits limits) {
  const std::int64_t lowest = -std::min(count, limits.change_max);
  double low = -60, high = 60;
  for (int i = 0; i < 200; ++i) {
    const double spread = (low + high) / 2;
    const auto moments = moments_of(balanced(lowest, limits.change_max, spread), lowest);
    (moments.variance < limits.variance ? low : high) = spread;
  }
  return balanced(lowest, limits.change_max, (low + high) / 2);
}

/// Chances as whole shares of the keys. Rounding is mended so that the mean is exactly zero.
std::vector<NoiseTable::Step> steps_of(const std::vector<double>& chances, std::int64_t lowest) {
  std::vector<std::int64_t> shares;
  std::int64_t left = static_cast<std::int64_t>(key_limit), mean = 0;
  for (std::size_t i = 0; i < chances.size(); ++i) {
    shares.push_back(static_cast<std::int64_t>(chances[i] * static_cast<double>(key_limit)));
    left -= shares.back();
    mean += shares.back() * (lowest + static_cast<std::int64_t>(i));
  }
  const auto zero = static_cast<std::size_t>(-lowest);
  const std::int64_t side = mean > 0 ? -1 : 1;
  auto& balancing = shares[static_cast<std::size_t>(static_cast<std::int64_t>(zero) + side)];
  balancing += mean > 0 ? mean : -mean;
  shares[zero] += left - (mean > 0 ? mean : -mean);
  std::vector<NoiseTable::Step> steps;
  std::uint64_t below = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    below += static_cast<std::uint64_t>(std::max<std::int64_t>(0, shares[i]));
    if (shares[i] > 0) steps.push_back({below, lowest + static_cast<std::int64_t>(i)});
  }
  return steps;
}

}  // namespace

CellKey record_key(std::string_view secret, std::int64_t record) {
  const std::string hash =
      seal_of("record " + zero_padded(record, 1), SealKey{std::string(secret)});  // hexadecimal
  CellKey key = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    const char digit = hash[i];
    key = key << 4 | static_cast<CellKey>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
  }
  return key;
}

Result<NoiseTable> NoiseTable::parse(const Json& object) {
  NoiseTable table;
  const Error form{"noise.form", ""};
  if (!object.is_object()) return form;
  table.limits_.change_max = object["change_max"].integer();
  const auto hundredths = object["variance_hundredths"].integer();
  table.limits_.variance = static_cast<double>(hundredths) / 100;
  for (const Json& row : object["rows"].items()) {
    std::vector<Step> steps;
    for (const Json& step : row.items()) {
      if (step.items().size() != 2 || step.items()[0].integer() < 0) return form;
      steps.push_back({static_cast<std::uint64_t>(step.items()[0].integer()), step.items()[1].integer()});
    }
    table.rows_.push_back(std::move(steps));
  }
  SANAQ_TRY_DONE(table.check());
  return table;
}

Result<Done> NoiseTable::check() const {
  const bool sane = limits_.change_max >= 1 && limits_.change_max <= change_limit && limits_.variance > 0 &&
                    static_cast<std::int64_t>(rows_.size()) >= limits_.change_max;
  if (!sane) return Error{"noise.limits", ""};
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const auto count = static_cast<std::int64_t>(i) + 1;
    const Error broken{"noise.limits", "row " + zero_padded(count, 1)};
    std::uint64_t from = 0;
    for (const Step& step : rows_[i]) {
      const bool fits = step.below > from && step.below <= key_limit && step.change <= limits_.change_max &&
                        step.change >= -std::min(limits_.change_max, count);
      if (!fits) return broken;
      from = step.below;
    }
    const Moments moments = moments_of(rows_[i]);
    const bool full = i + 1 == rows_.size();
    const bool right = std::abs(moments.mean) < tolerance && moments.variance < limits_.variance + 0.01 &&
                       (!full || moments.variance > limits_.variance - 0.01);
    if (from != key_limit || !right) return broken;
  }
  return Done{};
}

Result<NoiseTable> NoiseTable::make(Limits limits) {
  const auto most = static_cast<double>(limits.change_max * limits.change_max);
  const bool sane = limits.change_max >= 1 && limits.change_max <= change_limit && limits.variance > 0 &&
                    limits.variance < most;
  if (!sane) return Error{"noise.limits", ""};
  NoiseTable table;
  table.limits_ = limits;
  for (std::int64_t count = 1; count <= limits.change_max; ++count)
    table.rows_.push_back(steps_of(chances_of(count, limits), -count));
  SANAQ_TRY_DONE(table.check());
  return table;
}

Json NoiseTable::to_json() const {
  Json rows = Json::array();
  for (const auto& steps : rows_) {
    Json row = Json::array();
    for (const Step& step : steps) {
      Json pair = Json::array();
      pair.push(Json::number(static_cast<std::int64_t>(step.below)));
      pair.push(Json::number(step.change));
      row.push(std::move(pair));
    }
    rows.push(std::move(row));
  }
  Json object = Json::object();
  object.set("change_max", Json::number(limits_.change_max));
  object.set("variance_hundredths",
             Json::number(static_cast<std::int64_t>(std::lround(limits_.variance * 100))));
  object.set("rows", std::move(rows));
  return object;
}

std::int64_t NoiseTable::changed(std::int64_t count, CellKey key) const {
  if (count <= 0) return count;
  const auto& row = rows_[std::min(static_cast<std::size_t>(count), rows_.size()) - 1];
  const auto step = std::upper_bound(row.begin(), row.end(), key,
                                     [](CellKey k, const Step& s) { return std::uint64_t{k} < s.below; });
  return count + step->change;
}

std::vector<std::int64_t> perturbed(std::span<const std::int64_t> counts, std::span<const CellKey> keys,
                                    const NoiseTable& table) {
  SANAQ_CHECK(counts.size() == keys.size());
  std::vector<std::int64_t> shown;
  for (std::size_t i = 0; i < counts.size(); ++i) shown.push_back(table.changed(counts[i], keys[i]));
  return shown;
}

}  // namespace sanaq::disclosure
