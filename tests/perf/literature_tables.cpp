#include "literature_tables.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>

#include "base/csv.h"
#include "measure.h"
#include "os/files.h"

namespace sanaq::perf {

namespace {

using disclosure::VolumeCell;
using disclosure::VolumeRule;
using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

Labels same(const std::string& text) { return Labels{{"kk", text}, {"ru", text}, {"en", text}}; }

Rows read_rows(const std::string& path) {
  Rows rows = must(parse_csv(must(os::read_file(path), "file")), "csv");
  std::erase_if(rows, [](const Row& row) { return row.size() < 2; });
  return rows;
}

std::size_t column(const Rows& rows, const std::string& name) {
  const auto found = std::find(rows[0].begin(), rows[0].end(), name);
  if (found != rows[0].end()) return static_cast<std::size_t>(found - rows[0].begin());
  std::fprintf(stderr, "no column %s\n", name.c_str());
  std::exit(1);
}

/// A side under one total: columns from the coarsest to the finest. A code that stands at two places is told
/// apart by what is above it.
class SideMaker {
 public:
  SideMaker(const std::string& name, const std::string& total)
      : side_{name, same(name), {{total, same(total), Category::no_parent}}} {}

  /// The finest category that a row of codes names; made when it is new.
  std::int32_t place(const Row& codes) {
    std::int32_t parent = 0;
    for (const std::string& code : codes) {
      const auto [found, fresh] =
          known_.emplace(std::pair(parent, code), static_cast<std::int32_t>(side_.categories.size()));
      if (fresh) {
        const bool taken = find_category(side_, code) >= 0;
        const std::string unique =
            taken ? side_.categories[static_cast<std::size_t>(parent)].code + "/" + code : code;
        side_.categories.push_back({unique, same(unique), parent});
      }
      parent = found->second;
    }
    return parent;
  }
  const Classification& side() const { return side_; }

 private:
  Classification side_;
  std::map<std::pair<std::int32_t, std::string>, std::int32_t> known_;
};

RawTable::Head head_of(const std::string& id, std::vector<Classification> sides) {
  return {id, "literature", 1, same(id), same("units"), {}, std::move(sides)};
}

std::size_t cells_of(const std::vector<Classification>& sides) {
  std::size_t cells = 1;
  for (const Classification& side : sides) cells *= side.categories.size();
  return cells;
}

std::size_t position(const std::vector<Classification>& sides, const std::vector<std::int32_t>& categories) {
  std::size_t cell = 0;
  for (std::size_t d = 0; d < sides.size(); ++d)
    cell = cell * sides[d].categories.size() + static_cast<std::size_t>(categories[d]);
  return cell;
}

/// Columns of one side, the coarsest first.
using SideColumns = std::vector<std::string>;

RawTable count_table(const Rows& rows, const std::string& id, const std::vector<SideColumns>& sides,
                     const std::string& value) {
  std::vector<SideMaker> makers;
  for (const SideColumns& columns : sides) makers.emplace_back(columns.back(), "Total");
  std::vector<std::pair<std::vector<std::int32_t>, std::int64_t>> places;
  const std::size_t counted = column(rows, value);
  for (std::size_t row = 1; row < rows.size(); ++row) {
    std::vector<std::int32_t> categories;
    for (std::size_t d = 0; d < sides.size(); ++d) {
      Row codes;
      // Groups of different kinds may share their codes.
      for (const std::string& name : sides[d])
        codes.push_back((name == sides[d].back() ? "" : name + " ") + rows[row][column(rows, name)]);
      categories.push_back(makers[d].place(codes));
    }
    places.emplace_back(std::move(categories), std::llround(std::stod(rows[row][counted])));
  }
  std::vector<Classification> dimensions;
  for (const SideMaker& maker : makers) dimensions.push_back(maker.side());
  std::vector<std::int64_t> counts(cells_of(dimensions), 0);
  for (const auto& [categories, count] : places) counts[position(dimensions, categories)] += count;
  return must(RawTable::roll_up(head_of(id, std::move(dimensions)), std::move(counts)), "table");
}

struct CountSpec {
  std::string file;
  std::string value;
  std::vector<std::vector<SideColumns>> tables;  // of each, its sides
};

const std::vector<CountSpec>& count_specs() {
  static const std::vector<CountSpec> specs{
      {"z1", "ant", {{{"region"}, {"hovedint"}}}},
      {"z2", "ant", {{{"fylke", "region"}, {"hovedint"}}}},
      {"z2", "ant", {{{"fylke", "region"}, {"hovedint"}}, {{"kostragr", "region"}, {"hovedint"}}}},
      {"z3", "ant", {{{"fylke", "region"}, {"hovedint"}, {"mnd2", "mnd"}}}},
      {"z3",
       "ant",
       {{{"fylke", "region"}, {"hovedint"}, {"mnd2", "mnd"}},
        {{"kostragr", "region"}, {"hovedint"}, {"mnd"}}}},
      {"sosialFiktiv", "ant", {{{"fylke", "region"}, {"hovedint"}, {"mnd2", "mnd"}}}},
      {"d2s", "freq", {{{"county", "region"}, {"main_income"}}}},
      {"d2s", "freq", {{{"county", "region"}, {"main_income"}}, {{"size", "region"}, {"main_income"}}}},
      {"example1", "freq", {{{"eu", "geo"}, {"age"}, {"year"}}}},
      {"mun_accidents", "freq", {{{"mun"}, {"inj"}}}},
      {"my_km2", "freq", {{{"Square1000m", "Square250m"}, {"Age"}, {"Sex"}}}},
      {"paris2025_freq", "freq", {{{"continent", "nation"}, {"age"}}}}};
  return specs;
}

struct VolumeSpec {
  std::string file;
  std::vector<std::string> sides;   // columns
  std::vector<std::string> groups;  // of each side: the file that says what its categories are under, or none
  std::vector<std::string> totals;  // of each side
  std::string volume, respondents;
  std::vector<std::string> largest;
  VolumeRule rule;
};

const std::vector<VolumeSpec>& volume_specs() {
  // One or two respondents, or one with more than 85 %; 10 % of uncertainty: what rtauargus shows.
  const VolumeRule insee{2, 1, 85, 0, 10};
  // p % of the specimen's own file.
  const VolumeRule argus{1, 0, 0, 75, 10};
  const std::string act = "activity_corr_table", nuts = "nuts23_fr_corr_table";
  const std::vector<std::string> total{"Total", "Total"}, most{"MAX"};
  static const std::vector<VolumeSpec> specs{
      {"size_by_region",
       {"size", "region"},
       {"", "regions"},
       total,
       "volume",
       "respondents",
       {"largest", "second"},
       argus},
      {"turnover_act_size", {"ACTIVITY", "SIZE"}, {act, ""}, total, "TOT", "N_OBS", most, insee},
      {"turnover_act_cj", {"ACTIVITY", "CJ"}, {act, ""}, total, "TOT", "N_OBS", most, insee},
      {"turnover_nuts_size", {"NUTS", "SIZE"}, {nuts, ""}, total, "TOT", "N_OBS", most, insee},
      {"turnover_nuts_cj", {"NUTS", "CJ"}, {nuts, ""}, total, "TOT", "N_OBS", most, insee},
      {"turnover_act_nuts_size",
       {"ACTIVITY", "NUTS", "SIZE"},
       {act, nuts, ""},
       {"Total", "Total_EAST", "Total"},
       "TOT",
       "N_OBS",
       most,
       insee}};
  return specs;
}

/// The categories of a side that occur in the table, below the groups of its file.
Classification volume_side(const VolumeSpec& spec, std::size_t d, const Rows& rows,
                           const std::string& folder) {
  SideMaker maker(spec.sides[d], spec.totals[d]);
  std::map<std::string, bool> met;
  const std::size_t own = column(rows, spec.sides[d]);
  for (std::size_t row = 1; row < rows.size(); ++row) met[rows[row][own]] = true;
  if (!spec.groups[d].empty()) {
    const Rows groups = read_rows(folder + "/" + spec.groups[d] + ".csv");
    for (std::size_t row = 1; row < groups.size(); ++row)
      if (met.count(groups[row].back()) != 0) maker.place(groups[row]);
  } else {
    for (const auto& [code, yes] : met)
      if (code != spec.totals[d]) maker.place({code});
  }
  return maker.side();
}

bool is_finest(const Classification& side, std::int32_t category) {
  return std::none_of(side.categories.begin(), side.categories.end(),
                      [&](const Category& other) { return other.parent == category; });
}

std::int64_t whole(const std::string& volume) {
  return static_cast<std::int64_t>(std::ceil(std::stod(volume)));
}

LiteratureVolumes volume_table(const VolumeSpec& spec, const std::string& folder) {
  const Rows rows = read_rows(folder + "/" + spec.file + ".csv");
  std::vector<Classification> sides;
  for (std::size_t d = 0; d < spec.sides.size(); ++d) sides.push_back(volume_side(spec, d, rows, folder));
  std::vector<std::int64_t> volumes(cells_of(sides), 0), respondents(volumes.size(), 0);
  std::vector<VolumeCell> cells(volumes.size());
  for (std::size_t row = 1; row < rows.size(); ++row) {
    std::vector<std::int32_t> place;
    bool finest = true;
    for (std::size_t d = 0; d < sides.size(); ++d) {
      place.push_back(find_category(sides[d], rows[row][column(rows, spec.sides[d])]));
      finest = finest && is_finest(sides[d], place.back());
    }
    if (std::find(place.begin(), place.end(), -1) != place.end()) continue;
    const std::size_t cell = position(sides, place);
    for (const std::string& name : spec.largest)
      cells[cell].largest.push_back(whole(rows[row][column(rows, name)]));
    if (!finest) continue;
    volumes[cell] = whole(rows[row][column(rows, spec.volume)]);
    respondents[cell] = whole(rows[row][column(rows, spec.respondents)]);
  }
  add_up(sides, 1, volumes);
  add_up(sides, 1, respondents);
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    cells[cell].volume = volumes[cell];
    cells[cell].respondents = respondents[cell];
  }
  return {spec.file, head_of(spec.file, std::move(sides)), std::move(cells), spec.rule};
}

bool is_there(const std::string& folder, const std::string& file) {
  return std::filesystem::exists(folder + "/" + file + ".csv");
}

}  // namespace

std::vector<LiteratureCounts> literature_counts(const std::string& folder) {
  std::vector<LiteratureCounts> all;
  for (const CountSpec& spec : count_specs()) {
    if (!is_there(folder, spec.file)) continue;
    const Rows rows = read_rows(folder + "/" + spec.file + ".csv");
    LiteratureCounts one{spec.tables.size() > 1 ? spec.file + ".linked" : spec.file, {}};
    for (std::size_t t = 0; t < spec.tables.size(); ++t)
      one.tables.push_back(count_table(rows, spec.file + std::string(t, 'b'), spec.tables[t], spec.value));
    all.push_back(std::move(one));
  }
  return all;
}

std::vector<LiteratureVolumes> literature_volumes(const std::string& folder) {
  std::vector<LiteratureVolumes> all;
  for (const VolumeSpec& spec : volume_specs())
    if (is_there(folder, spec.file)) all.push_back(volume_table(spec, folder));
  return all;
}

}  // namespace sanaq::perf
