#include "simulation/calibration.h"

#include "simulation/fitting.h"
#include "simulation/mother_tongue.h"

namespace sanaq::simulation {
namespace {

using Numbers = std::vector<std::uint64_t>;

Error bad(std::string_view member) { return {"simulation.calibration", std::string(member)}; }

// A whole number above 0, or 0 when the member is missing or malformed.
std::uint64_t positive(const Json& json) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(json.integer(), 0));
}

Numbers read_numbers(const Json& json) {
  Numbers out;
  for (const Json& item : json.items()) out.push_back(positive(item));
  return out;
}

// The part of a five-year band that lies under an age, in fifths.
std::uint64_t fifths_below(std::size_t band, std::size_t age) {
  const std::size_t first = band * 5;
  return age <= first ? 0 : std::min<std::size_t>(age - first, 5);
}

// Three broad ages of a region, estimated before the census, laid over the ages of the country.
struct BroadAges {
  std::size_t working = 16, retired = 63;  // first age of the second and third group
  Numbers region, country;                 // persons by group
};

void spread_ages(std::array<std::uint64_t, age_bands>& out, const Numbers& country_bands, const BroadAges& broad) {
  for (std::size_t band = 0; band < age_bands; ++band) {
    const std::uint64_t young = fifths_below(band, broad.working), older = 5 - fifths_below(band, broad.retired);
    const std::array<std::uint64_t, 3> fifths = {young, 5 - young - older, older};
    WideUnsigned persons = 0;
    for (std::size_t g = 0; g < 3; ++g)
      persons += static_cast<WideUnsigned>(country_bands[band]) * fifths[g] * broad.region[g] / broad.country[g];
    out[band] = static_cast<std::uint64_t>(persons / 5);
  }
}

// Ages and sexes by region: rows (region) are their populations, columns (sex × band) those of the country.
Result<Done> fit_ages(Calibration& out, const Json& json) {
  const Json& regions = json["regions"];
  const std::array<Numbers, 2> bands = {read_numbers(json["age_sex"]["men"]), read_numbers(json["age_sex"]["women"])};
  if (bands[0].size() != age_bands || bands[1].size() != age_bands) return bad("age_sex");
  std::array<Numbers, 2> country = {Numbers(3), Numbers(3)};
  constexpr std::array<std::string_view, 2> names = {"men", "women"};
  for (const Json& region : regions.items())
    for (std::size_t sex = 0; sex < 2; ++sex) {
      const Numbers groups = read_numbers(region[names[sex]]);
      if (groups.size() != 3) return bad("regions");
      for (std::size_t g = 0; g < 3; ++g) country[sex][g] += groups[g];
    }
  Numbers cells, rows, columns = bands[0];
  columns.insert(columns.end(), bands[1].begin(), bands[1].end());
  for (std::size_t r = 0; r < out.regions.size(); ++r) {
    for (std::size_t sex = 0; sex < 2; ++sex) {
      BroadAges broad{16, sex == 0 ? 63u : 59u, read_numbers(regions.items()[r][names[sex]]), country[sex]};
      std::array<std::uint64_t, age_bands> persons{};
      spread_ages(persons, bands[sex], broad);
      cells.insert(cells.end(), persons.begin(), persons.end());
    }
    rows.push_back(out.regions[r].persons);
  }
  fit_margins(cells, rows, columns, 20);
  for (std::size_t r = 0; r < out.regions.size(); ++r)
    for (std::size_t i = 0; i < columns.size(); ++i)
      out.regions[r].age_sex[i / age_bands][i % age_bands] = cells[r * columns.size() + i] / fitting_scale;
  return Done{};
}

// Mean sizes follow the square of the share of adults: more children go with more generations under a roof (derived;
// see the file). Sizes are kept as persons per thousand households.
Result<Done> set_households(Calibration& out, const Json& json) {
  const std::uint64_t count = positive(json["count"]);
  const std::uint64_t rural_percent = positive(json["rural_to_urban_size_percent"]);
  if (count == 0 || rural_percent == 0) return bad("households");
  Numbers raw_urban, raw_rural;
  std::uint64_t sum = 0;
  for (const RegionTargets& region : out.regions) {
    std::uint64_t persons = 0, children = 0;
    for (const auto& bands : region.age_sex)
      for (std::size_t band = 0; band < age_bands; ++band) {
        persons += bands[band];
        children += band < 3 ? bands[band] : 0;
      }
    const std::uint64_t adults_per_thousand = (persons - children) * 1000 / persons;
    const std::uint64_t share = adults_per_thousand * adults_per_thousand;
    raw_urban.push_back(region.urban * share / 1'000'000);
    raw_rural.push_back((region.persons - region.urban) * share / 1'000'000 * 100 / rural_percent);
    sum += raw_urban.back() + raw_rural.back();
  }
  for (std::size_t r = 0; r < out.regions.size(); ++r) {
    out.regions[r].households_urban = raw_urban[r] * count / sum;
    out.regions[r].households_rural = raw_rural[r] * count / sum;
  }
  return Done{};
}

Result<Done> read_regions(Calibration& out, const Json& json) {
  std::uint64_t persons = 0, urban = 0, wholly_urban = 0;
  for (const Json& item : json["regions"].items()) {
    RegionTargets region;
    region.code = item["kato"].text();
    region.persons = positive(item["total"]);
    const std::uint64_t percent = positive(item["urban_percent"]);
    region.urban = region.persons * percent / 100;
    const Json& native = item["native_language_per_thousand"];
    region.native_per_thousand = {positive(native["kk"]), positive(native["ru"])};
    const std::uint64_t native_sum = region.native_per_thousand[0] + region.native_per_thousand[1];
    if (native_sum > 1000 || (native_sum > 0 && region.native_per_thousand[0] == 0))
      return bad("regions.native_language_per_thousand");
    if (region.code.empty() || region.persons == 0 || percent > 100) return bad("regions");
    persons += region.persons;
    (percent == 100 ? wholly_urban : urban) += region.urban;
    out.regions.push_back(std::move(region));
  }
  const std::uint64_t target = positive(json["national"]["urban"]);
  if (out.regions.empty() || persons != positive(json["national"]["total"])) return bad("national.total");
  if (target <= wholly_urban) return bad("national.urban");
  for (RegionTargets& region : out.regions)
    if (region.urban < region.persons && urban > 0)
      region.urban = std::min(region.persons, region.urban * (target - wholly_urban) / urban);
  SANAQ_TRY_DONE(fit_ages(out, json));
  return set_households(out, json["households"]);
}

Result<EthnicGroup> read_group(const Json& json) {
  EthnicGroup group;
  group.code = json["code"].text();
  group.language = json["language"].text();
  const std::uint64_t total = positive(json["total"]);
  if (group.code.empty() || total == 0) return bad("ethnicities");
  group.own_language_ppm = static_cast<std::uint32_t>(positive(json["own_language"]) * 1'000'000 / total);
  const std::string& naming = json["naming"].text();
  using Naming = EthnicGroup::Naming;
  group.naming = naming == "kazakh"    ? Naming::kazakh
                 : naming == "turkic"  ? Naming::turkic
                 : naming == "russian" ? Naming::russian
                                       : Naming::korean;
  return group;
}

// Where the people of a group live: `basis` (believers of a religion, or everybody) times a relative density.
std::uint64_t density(const Json& group, const Json& region) {
  const std::string& basis = group["basis"].text();
  const Json& religion = region["religion"];
  const std::uint64_t base = basis == "islam"      ? positive(religion["1"])
                             : basis == "orthodox" ? positive(religion["2.1"])
                                                   : positive(region["total"]);
  const Json& affinity = group["affinity"];
  const std::string& code = region["kato"].text();
  return base * positive(affinity.has(code) ? affinity[code] : affinity["*"]);
}

// Religion by ethnic group inside one region, closed on both margins.
void fit_religions(Calibration& out, const Json& region, const Json& groups, const Numbers& group_totals) {
  std::vector<std::string> codes;
  Numbers columns, cells;
  for (const auto& [code, persons] : region["religion"].members()) {
    codes.push_back(code);
    columns.push_back(positive(persons));
  }
  for (std::size_t g = 0; g < group_totals.size(); ++g)
    for (const std::string& code : codes)
      cells.push_back(positive(groups.items()[g]["religion"][code]) * (group_totals[g] / fitting_scale + 1));
  Numbers rows;
  for (const std::uint64_t total : group_totals) rows.push_back(total / fitting_scale);
  fit_margins(cells, rows, columns, 60);
  std::vector<Weights> by_group(group_totals.size());
  for (std::size_t g = 0; g < by_group.size(); ++g)
    for (std::size_t c = 0; c < codes.size(); ++c) by_group[g].add(codes[c], cells[g * codes.size() + c]);
  out.religion.push_back(std::move(by_group));
}

Result<Done> read_groups(Calibration& out, const Json& json) {
  const Json &groups = json["ethnicities"], &regions = json["regions"];
  Numbers rows, columns, cells;
  for (const Json& item : groups.items()) {
    SANAQ_TRY(auto group, read_group(item));
    out.groups.push_back(std::move(group));
    rows.push_back(positive(item["total"]));
    for (const Json& region : regions.items()) cells.push_back(density(item, region));
  }
  for (const RegionTargets& region : out.regions) columns.push_back(region.persons);
  if (rows.empty()) return bad("ethnicities");
  fit_margins(cells, rows, columns, 100);
  std::vector<Numbers> persons;
  for (std::size_t r = 0; r < columns.size(); ++r) {
    Weights weights;
    Numbers totals;
    for (std::size_t g = 0; g < rows.size(); ++g) {
      totals.push_back(cells[g * columns.size() + r]);
      weights.add(out.groups[g].code, totals.back());
    }
    out.group_of_region.push_back(std::move(weights));
    fit_religions(out, regions.items()[r], groups, totals);
    for (std::size_t g = 0; g < rows.size(); ++g)
      if (totals[g] > 0 && out.religion[r][g].empty()) return bad("ethnicities.religion");
    persons.push_back(std::move(totals));
  }
  out.native_language = fit_mother_tongues(out.groups, out.regions, persons);
  out.other_groups = read_weights(json["other_ethnicities"]["codes"]);
  for (const auto& [code, language] : json["other_languages"].members()) out.other_languages[code] = language.text();
  return out.other_groups.empty() ? Result<Done>(bad("other_ethnicities")) : Result<Done>(Done{});
}

}  // namespace

const ModelTable& Calibration::table(std::string_view name) const {
  static const ModelTable none;
  const auto found = tables.find(name);
  return found == tables.end() ? none : found->second;
}

Result<Calibration> read_calibration(std::string_view text) {
  SANAQ_TRY(const Json json, parse_json(text));
  Calibration out;
  SANAQ_TRY_DONE(read_regions(out, json));
  SANAQ_TRY_DONE(read_groups(out, json));
  out.married_per_thousand = positive(json["marital"]["married_per_thousand_15plus"]);
  const Json& households = json["households"];
  out.visitors_per_ten_thousand = positive(households["visitors_per_ten_thousand"]);
  out.mixed_couples_percent = positive(households["mixed_couples_percent"]);
  out.shared_religion_percent = positive(households["shared_religion_percent"]);
  for (const auto& [name, rows] : json["tables"].members())
    if (!out.tables[name].read(rows)) return bad("tables." + name);
  return out;
}

}  // namespace sanaq::simulation
