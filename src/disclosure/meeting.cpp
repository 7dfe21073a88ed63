#include "disclosure/meeting.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/quick_hash.h"

namespace sanaq::disclosure {

namespace {

constexpr std::size_t relaxed_sides_max =
    4;  // of one table: sides and conditions dropped in all combinations

std::uint64_t mixed(std::uint64_t number) {
  number = (number ^ (number >> 30)) * 0xBF58'476D'1CE4'E5B9ULL;
  number = (number ^ (number >> 27)) * 0x94D0'49BB'1331'11EBULL;
  return number ^ (number >> 31);
}

using VariableId = std::uint32_t;
using ValuesId = std::uint32_t;

/// Variables and sets of their values by number; the set of all values adds nothing to a name.
class Vocabulary {
 public:
  VariableId variable(const std::string& name, std::uint32_t domain) {
    const auto [found, fresh] = variables_.emplace(name, static_cast<VariableId>(domains_.size()));
    if (fresh) {
      domains_.push_back(domain);
      seeds_.push_back(mixed(quick_hash("variable " + name)));
      full_.push_back(set(ValuePositions{}, domain));
    }
    return found->second;
  }
  ValuesId set(const ValuePositions& values) {
    const auto [found, fresh] = sets_.emplace(values, static_cast<ValuesId>(values_.size()));
    if (fresh) values_.push_back(values);
    return found->second;
  }
  const ValuePositions& values(ValuesId set) const { return values_[set]; }
  std::uint32_t domain(VariableId variable) const { return domains_[variable]; }
  ValuesId full(VariableId variable) const { return full_[variable]; }
  std::uint64_t seed(VariableId variable) const { return seeds_[variable]; }
  /// What the values add to the name of a set of people.
  std::uint64_t share(VariableId variable, ValuesId set) const {
    return set == full_[variable] ? 0 : mixed(seeds_[variable] + set);
  }

 private:
  ValuesId set(ValuePositions values, std::uint32_t domain) {
    for (std::uint32_t value = 0; value < domain; ++value) values.push_back(value);
    return set(values);
  }
  std::map<std::string, VariableId> variables_;
  std::map<ValuePositions, ValuesId> sets_;
  std::vector<ValuePositions> values_;
  std::vector<std::uint32_t> domains_;
  std::vector<ValuesId> full_;
  std::vector<std::uint64_t> seeds_;
};

/// A table's side or condition: a variable and the sets of its categories (one for a condition).
struct Facet {
  VariableId variable = 0;
  std::vector<ValuesId> sets;
  std::size_t stride = 0;  // 0: a condition, the same for every cell
  ValuesId top = 0;        // of a side: everybody in the table
};

struct Layout {
  bool known = false;
  std::uint64_t base = 0;
  std::vector<Facet> facets;
};

/// A set of people while they are being put together.
struct People {
  std::optional<std::int64_t> count;
  std::vector<std::uint32_t> tables = {};  // that print it, ascending
  std::uint32_t since = 0;                 // the table since which the count follows
};

/// What meets in one variable while everything else is the same.
struct Family {
  VariableId variable = 0;
  std::uint64_t context = 0;                          // name without the variable
  std::vector<std::pair<ValuesId, SetName>> members;  // sets of values, and who has them
};

/// How a family's sets are made of its atoms, the same for all families of the same sets.
struct Cut {
  std::vector<ValuesId> atoms;
  std::vector<std::vector<std::uint32_t>> parts;  // of each member: its atoms; empty when it is one itself
};

class Meeter {
 public:
  explicit Meeter(std::span<const MeetingTable> tables) : tables_(tables) {}

  Meeting run() {
    for (std::uint32_t t = 0; t < tables_.size(); ++t) lay_out(t);
    for (std::uint32_t t = 0; t < tables_.size(); ++t) name_cells(t);
    if (tables_.size() < 2) return std::move(meeting_);
    for (std::uint32_t t = 0; t < tables_.size(); ++t) add_members(t);
    add_wholes();
    for (const auto& [key, family] : families_) relate(family);
    settle();
    return std::move(meeting_);
  }

 private:
  /// A side on the variable of a condition holds only what both allow; two sides on one variable are not
  /// taken apart.
  void lay_out(std::uint32_t t) {
    const TableMeaning& meaning = tables_[t].meaning;
    layouts_.emplace_back();
    Layout& layout = layouts_.back();
    if (!meaning.is_known()) return;
    std::string base = tables_[t].freeze + '\n' + meaning.counted;
    for (const std::string& text : meaning.further) base += '\n' + text;
    layout.base = mixed(quick_hash(base));
    std::size_t stride = tables_[t].counts.size();
    for (const auto& side : meaning.sides) {
      stride /= side.categories.size();
      Facet facet{vocabulary_.variable(side.variable, side.domain), {}, stride, 0};
      ValuePositions everybody;
      for (const ValuePositions& values : side.categories) {
        const ValuePositions allowed = within(meaning, side.variable, values);
        facet.sets.push_back(vocabulary_.set(allowed));
        everybody.insert(everybody.end(), allowed.begin(), allowed.end());
      }
      std::sort(everybody.begin(), everybody.end());
      everybody.erase(std::unique(everybody.begin(), everybody.end()), everybody.end());
      facet.top = vocabulary_.set(everybody);
      for (const Facet& other : layout.facets)
        if (other.variable == facet.variable) return;
      layout.facets.push_back(std::move(facet));
    }
    for (const auto& condition : meaning.universe) {
      const VariableId variable = vocabulary_.variable(condition.variable, condition.domain);
      const bool is_side = std::any_of(layout.facets.begin(), layout.facets.end(),
                                       [&](const Facet& facet) { return facet.variable == variable; });
      if (is_side) continue;
      const ValuesId set = vocabulary_.set(condition.values);
      layout.facets.push_back({variable, {set}, 0, set});
    }
    layout.known = true;
  }

  static ValuePositions within(const TableMeaning& meaning, const std::string& variable,
                               const ValuePositions& values) {
    for (const auto& condition : meaning.universe) {
      if (condition.variable != variable) continue;
      ValuePositions both;
      std::set_intersection(values.begin(), values.end(), condition.values.begin(), condition.values.end(),
                            std::back_inserter(both));
      return both;
    }
    return values;
  }

  static ValuesId set_of(const Facet& facet, std::size_t cell) {
    return facet.stride == 0 ? facet.sets[0] : facet.sets[cell / facet.stride % facet.sets.size()];
  }

  void name_cells(std::uint32_t t) {
    Layout& layout = layouts_[t];
    meeting_.names.emplace_back();
    if (!layout.known) return;
    auto& names = meeting_.names.back();
    names.resize(tables_[t].counts.size());
    for (std::size_t cell = 0; cell < names.size(); ++cell) {
      SetName name = layout.base;
      for (const Facet& facet : layout.facets) name += vocabulary_.share(facet.variable, set_of(facet, cell));
      names[cell] = name;
      if (tables_.size() < 2) continue;
      People& people = people_[name];
      if (!people.count) people.since = t;
      people.count = tables_[t].counts[cell];
      if (people.tables.empty() || people.tables.back() != t) people.tables.push_back(t);
    }
  }

  void add_member(VariableId variable, ValuesId set, SetName name) {
    const std::uint64_t context = name - vocabulary_.share(variable, set);
    Family& family = families_[mixed(context ^ vocabulary_.seed(variable))];
    family.variable = variable;
    family.context = context;
    family.members.emplace_back(set, name);
  }

  /// Every cell meets others in each of its variables, and so does everybody whom a table does not tell apart
  /// by some of its sides: they may be told apart elsewhere.
  void add_members(std::uint32_t t) {
    const Layout& layout = layouts_[t];
    if (!layout.known) return;
    const auto& facets = layout.facets;
    std::vector<std::size_t> partial;  // sides and conditions that leave somebody out
    for (std::size_t f = 0; f < facets.size(); ++f)
      if (facets[f].top != vocabulary_.full(facets[f].variable)) partial.push_back(f);
    if (partial.size() > relaxed_sides_max) partial.resize(relaxed_sides_max);
    const auto& names = meeting_.names[t];
    for (std::size_t cell = 0; cell < names.size(); ++cell) {
      for (std::uint32_t dropped = 0; dropped < (1U << partial.size()); ++dropped)
        add_relaxed(facets, partial, dropped, cell, names[cell]);
    }
  }

  void add_relaxed(const std::vector<Facet>& facets, const std::vector<std::size_t>& partial,
                   std::uint32_t dropped, std::size_t cell, SetName name) {
    std::vector<std::uint8_t> is_dropped(facets.size(), 0);
    for (std::size_t i = 0; i < partial.size(); ++i) {
      if ((dropped >> i & 1U) == 0) continue;
      const Facet& facet = facets[partial[i]];
      if (set_of(facet, cell) != facet.top) return;
      name -= vocabulary_.share(facet.variable, facet.top);
      is_dropped[partial[i]] = 1;
    }
    if (dropped != 0) people_.try_emplace(name);
    for (std::size_t f = 0; f < facets.size(); ++f) {
      if (is_dropped[f] == 0) add_member(facets[f].variable, set_of(facets[f], cell), name);
    }
  }

  /// People of whom a variable says nothing have all its values.
  void add_wholes() {
    for (auto& [key, family] : families_) {
      if (people_.contains(family.context))
        family.members.emplace_back(vocabulary_.full(family.variable), family.context);
      std::sort(family.members.begin(), family.members.end());
      family.members.erase(std::unique(family.members.begin(), family.members.end()), family.members.end());
    }
  }

  const Cut& cut_of(const Family& family) {
    std::vector<ValuesId> key{family.variable};
    for (const auto& member : family.members) key.push_back(member.first);
    const auto [found, fresh] = cuts_.try_emplace(std::move(key));
    if (fresh) found->second = make_cut(family);
    return found->second;
  }

  Cut make_cut(const Family& family) {
    std::vector<std::vector<std::uint32_t>> holders(vocabulary_.domain(family.variable));
    for (std::uint32_t m = 0; m < family.members.size(); ++m) {
      for (const std::uint32_t value : vocabulary_.values(family.members[m].first))
        holders[value].push_back(m);
    }
    std::map<std::vector<std::uint32_t>, ValuePositions> atoms;
    for (std::uint32_t value = 0; value < holders.size(); ++value)
      if (!holders[value].empty()) atoms[holders[value]].push_back(value);
    Cut cut;
    cut.parts.resize(family.members.size());
    for (const auto& [members, values] : atoms) {
      for (const std::uint32_t m : members)
        cut.parts[m].push_back(static_cast<std::uint32_t>(cut.atoms.size()));
      cut.atoms.push_back(vocabulary_.set(values));
    }
    for (std::uint32_t m = 0; m < cut.parts.size(); ++m) {
      if (cut.parts[m].size() == 1) cut.parts[m].clear();
    }
    return cut;
  }

  void relate(const Family& family) {
    if (family.members.size() < 2) return;
    const Cut& cut = cut_of(family);
    for (std::size_t m = 0; m < family.members.size(); ++m) {
      if (cut.parts[m].empty()) continue;
      Meeting::Relation relation{family.members[m].second, {}, 0};
      for (const std::uint32_t atom : cut.parts[m]) {
        const SetName name = family.context + vocabulary_.share(family.variable, cut.atoms[atom]);
        people_.try_emplace(name);
        relation.parts.push_back(name);
      }
      if (!one_table_says(relation)) relations_.push_back(std::move(relation));
    }
  }

  bool one_table_says(const Meeting::Relation& relation) const {
    std::vector<std::uint32_t> common = people_.at(relation.sum).tables;
    for (const SetName part : relation.parts) {
      const auto& tables = people_.at(part).tables;
      std::vector<std::uint32_t> both;
      std::set_intersection(common.begin(), common.end(), tables.begin(), tables.end(),
                            std::back_inserter(both));
      common = std::move(both);
      if (common.empty()) return false;
    }
    return !common.empty();
  }

  /// Counts of unprinted sets follow from relations in which only one is missing, again and again.
  void settle() {
    std::unordered_map<SetName, std::vector<std::uint32_t>> uses;
    std::vector<std::uint32_t> missing(relations_.size(), 0), queue;
    for (std::uint32_t r = 0; r < relations_.size(); ++r) {
      for_each(relations_[r], [&](SetName name, std::int64_t) {
        if (people_.at(name).count) return;
        ++missing[r];
        uses[name].push_back(r);
      });
      if (missing[r] == 1) queue.push_back(r);
    }
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const auto settled = settle_one(relations_[queue[i]]);
      if (!settled) continue;
      for (const std::uint32_t r : uses[*settled])
        if (--missing[r] == 1) queue.push_back(r);
    }
    for (std::uint32_t r = 0; r < relations_.size(); ++r)
      if (missing[r] == 0) keep(relations_[r]);
    // Short ones first: by them a reader thinks.
    std::stable_sort(meeting_.relations.begin(), meeting_.relations.end(),
                     [](const auto& a, const auto& b) { return a.parts.size() < b.parts.size(); });
  }

  template <typename Visit>
  static void for_each(const Meeting::Relation& relation, const Visit& visit) {
    visit(relation.sum, 1);
    for (const SetName part : relation.parts) visit(part, -1);
  }

  /// Who was missing in it; nothing when that is known by now.
  std::optional<SetName> settle_one(const Meeting::Relation& relation) {
    std::optional<SetName> who;
    std::int64_t rest = 0, way = 0;
    std::uint32_t since = 0;
    for_each(relation, [&](SetName name, std::int64_t sign) {
      const People& people = people_.at(name);
      if (people.count) {
        rest += sign * *people.count;
        since = std::max(since, people.since);
      } else {
        who = name;
        way = sign;
      }
    });
    if (!who) return who;
    people_.at(*who).count = -way * rest;
    people_.at(*who).since = since;
    return who;
  }

  void keep(Meeting::Relation& relation) {
    for_each(relation, [&](SetName name, std::int64_t) {
      note_unprinted(name);
      relation.last_table = std::max(relation.last_table, people_.at(name).since);
    });
    std::erase_if(relation.parts, [this](SetName part) { return people_.at(part).count == 0; });
    if (people_.at(relation.sum).count == 0) return;
    meeting_.relations.push_back(std::move(relation));
  }

  void note_unprinted(SetName name) {
    const People& people = people_.at(name);
    if (!people.tables.empty() || people.count.value_or(0) <= 0 || !noted_.insert(name).second) return;
    meeting_.unprinted.push_back({name, *people.count});
  }

  std::span<const MeetingTable> tables_;
  Vocabulary vocabulary_;
  std::vector<Layout> layouts_;
  std::unordered_map<SetName, People> people_;
  std::map<std::uint64_t, Family> families_;
  std::map<std::vector<ValuesId>, Cut> cuts_;
  std::vector<Meeting::Relation> relations_;
  std::unordered_set<SetName> noted_;
  Meeting meeting_;
};

}  // namespace

Meeting meet(std::span<const MeetingTable> tables) { return Meeter(tables).run(); }

}  // namespace sanaq::disclosure
