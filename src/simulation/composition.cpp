#include "simulation/composition.h"

#include <algorithm>


namespace sanaq::simulation {
namespace {

constexpr int age_max = 104, bands_max = 20;

int between(Rng& rng, int least, int most) {
  return least + static_cast<int>(rng.below(static_cast<std::uint64_t>(most - least + 1)));
}

// Builds one family.
class Builder {
 public:
  Builder(const FamilyShape& shape, Rng& rng) : shape_(shape), rng_(rng) {}
  Family build();

 private:
  int add(int relation, int sex, int age);
  int wife_age(int man) { return std::clamp(man - between(rng_, -2, 3) - between(rng_, -2, 3), 18, age_max); }
  void marry(int a, int b);
  std::vector<int> child_ages(int mother_age);
  void add_children(int relation, int father, int mother);
  void couple_with_children(int age);
  void alone(int sex, int age) { add(1, sex, age); }
  void lone_parent(int sex, int age);
  void add_parents(bool both);
  void young_family(int age, bool widow);
  void add_relative();
  void flatmates(int age);
  void list_wife_first();

  const FamilyShape& shape_;
  Rng& rng_;
  Family family_;
};

int Builder::add(int relation, int sex, int age) {
  family_.push_back({relation, sex, std::clamp(age, 0, age_max), -1, -1, -1, false});
  return static_cast<int>(family_.size()) - 1;
}

void Builder::marry(int a, int b) {
  family_[static_cast<std::size_t>(a)].spouse = b;
  family_[static_cast<std::size_t>(b)].spouse = a;
}

// Ages of the children at home, the youngest first: the last birth at 22 to 36 and later with each child, births one to
// five years apart, the first not before 17. Grown children stay up to 32.
std::vector<int> Builder::child_ages(int mother_age) {
  for (int attempt = 0; attempt < 12; ++attempt) {
    const int last_birth = std::min(44, 19 + 2 * shape_.children + between(rng_, 0, 7) + between(rng_, 0, 7));
    int age = mother_age - last_birth;
    if (age < 0) age = between(rng_, 0, 3);
    std::vector<int> ages;
    for (int i = 0; i < shape_.children && age <= 32 && mother_age - age >= 17; ++i) {
      ages.push_back(age);
      age += rng_.chance(1, 60) ? 0 : between(rng_, 1, 3) + between(rng_, 0, 2);
    }
    if (static_cast<int>(ages.size()) == shape_.children || (attempt == 11 && !ages.empty())) return ages;
  }
  return {};
}

// A boy is born 515 times in a thousand; grown daughters leave home sooner.
void Builder::add_children(int relation, int father, int mother) {
  const int mother_age =
      mother >= 0 ? family_[static_cast<std::size_t>(mother)].age : family_[static_cast<std::size_t>(father)].age - 2;
  for (const int age : child_ages(mother_age)) {
    const bool boy = rng_.chance(age < 18 ? 515 : 600, 1000);
    const auto child = static_cast<std::size_t>(add(relation, boy ? 1 : 2, age));
    family_[child].mother = mother;
    family_[child].father = father;
    for (const int parent : {mother, father})
      if (parent >= 0) family_[static_cast<std::size_t>(parent)].with_children = true;
  }
}

void Builder::couple_with_children(int age) {
  const int man = add(1, 1, std::max(age, 18));
  const int wife = add(2, 2, wife_age(std::max(age, 18)));
  marry(man, wife);
  add_children(3, man, wife);
}

void Builder::lone_parent(int sex, int age) {
  const int parent = add(1, sex, age);
  add_children(3, sex == 1 ? parent : -1, sex == 2 ? parent : -1);
}

// His mother, and his father too.
void Builder::add_parents(bool both) {
  const int mother = add(4, 2, family_[0].age + between(rng_, 19, 34));
  family_[0].mother = mother;
  family_[static_cast<std::size_t>(mother)].with_children = true;
  if (!both) return;
  const int father =
      add(4, 1, std::max(family_[static_cast<std::size_t>(mother)].age + between(rng_, -2, 7), family_[0].age + 17));
  family_[0].father = father;
  family_[static_cast<std::size_t>(father)].with_children = true;
  marry(mother, father);
}

void Builder::young_family(int age, bool widow) {
  const int first = add(1, widow ? 2 : 1, age);
  const int wife = widow ? first : add(2, 2, wife_age(age));
  if (!widow) marry(first, wife);
  const int youngest_parent = std::min(family_[0].age, family_[static_cast<std::size_t>(wife)].age);
  const int son = add(3, 1, std::clamp(youngest_parent - between(rng_, 20, 33), 20, 60));
  family_[static_cast<std::size_t>(son)].mother = wife;
  if (!widow) family_[static_cast<std::size_t>(son)].father = first;
  for (const int parent : {first, wife}) family_[static_cast<std::size_t>(parent)].with_children = true;
  const int bride = add(7, 2, wife_age(family_[static_cast<std::size_t>(son)].age));
  marry(son, bride);
  add_children(9, son, bride);
}

// A sister or brother near in age, or a young relative who came to study or work.
void Builder::add_relative() {
  if (rng_.chance(1, 2)) {
    add(5, between(rng_, 1, 2), std::max(16, family_[0].age + between(rng_, -9, 6)));
  } else {
    add(10, between(rng_, 1, 2), rng_.chance(3, 4) ? between(rng_, 15, 26) : between(rng_, 27, 80));
  }
}

void Builder::flatmates(int age) {
  const int sex = between(rng_, 1, 2);
  add(1, sex, age);
  for (int i = between(rng_, 1, 3); i > 0; --i) add(11, sex, std::max(18, age + between(rng_, -4, 4)));
}

// One couple in three lists the woman first: the same people, seen from her.
void Builder::list_wife_first() {
  if (family_.size() < 2 || family_[1].relation != 2 || !rng_.chance(1, 3)) return;
  std::swap(family_[0], family_[1]);
  family_[0].relation = 1;
  family_[1].relation = 2;
  const auto swapped = [](int at) { return at == 0 ? 1 : at == 1 ? 0 : at; };
  for (Kin& kin : family_) {
    kin.mother = swapped(kin.mother);
    kin.father = swapped(kin.father);
    kin.spouse = swapped(kin.spouse);
    if (kin.relation == 4) kin.relation = 6;
    if (kin.relation == 5) kin.relation = 10;
  }
}

Family Builder::build() {
  const int age = shape_.band * 5 + between(rng_, 0, 4);
  switch (shape_.kind) {
    case FamilyKind::man_alone: alone(1, age); break;
    case FamilyKind::woman_alone: alone(2, age); break;
    case FamilyKind::couple: couple_with_children(age); break;
    case FamilyKind::lone_mother: lone_parent(2, age); break;
    case FamilyKind::lone_father: lone_parent(1, age); break;
    case FamilyKind::grandmother:
    case FamilyKind::grandparents:
      couple_with_children(age);
      add_parents(shape_.kind == FamilyKind::grandparents);
      break;
    case FamilyKind::young_family: young_family(age, false); break;
    case FamilyKind::widow_with_family: young_family(age, true); break;
    case FamilyKind::relative:
      couple_with_children(age);
      add_relative();
      break;
    case FamilyKind::flatmates: flatmates(age); break;
  }
  list_wife_first();
  return std::move(family_);
}

struct KindRange {
  FamilyKind kind;
  int band_first, band_last;             // five-year ages of the person it is built around
  std::vector<std::uint64_t> by_children;  // prior weights of 0, 1, 2 … children
};

const std::vector<KindRange>& kind_ranges() {
  static const std::vector<KindRange> ranges = {
      {FamilyKind::man_alone, 4, bands_max, {30}},
      {FamilyKind::woman_alone, 4, bands_max, {40}},
      {FamilyKind::couple, 4, bands_max, {60, 70, 110, 100, 50, 20, 7}},
      {FamilyKind::lone_mother, 4, 15, {0, 40, 26, 10, 3}},
      {FamilyKind::lone_father, 5, 15, {0, 5, 3, 1}},
      {FamilyKind::grandmother, 4, 13, {4, 14, 22, 18, 8}},
      {FamilyKind::grandparents, 4, 12, {2, 7, 10, 8, 3}},
      {FamilyKind::young_family, 9, 17, {4, 12, 14, 10, 4}},
      {FamilyKind::widow_with_family, 9, 18, {2, 6, 8, 5, 2}},
      {FamilyKind::relative, 4, 13, {8, 10, 12, 8, 3}},
      {FamilyKind::flatmates, 4, 7, {12}},
  };
  return ranges;
}

std::size_t band_of(int age) { return std::min<std::size_t>(static_cast<std::size_t>(age) / 5, age_bands - 1); }

// What families of one pattern hold, counted in samples: persons by sex and age, households, married people.
Pattern measure(const FamilyShape& shape, Rng& rng) {
  constexpr std::size_t people = 2 * age_bands;
  std::vector<std::uint32_t> counts(people + 2);
  counts[people] = 2 * pattern_samples;  // weighs as much as two persons
  for (std::uint64_t i = 0; i < pattern_samples; ++i)
    for (const Kin& kin : draw_family(shape, rng)) {
      ++counts[static_cast<std::size_t>(kin.sex - 1) * age_bands + band_of(kin.age)];
      counts[people + 1] += kin.spouse >= 0 ? 1 : 0;
    }
  Pattern pattern;
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (counts[i] > 0) pattern.push_back({static_cast<std::uint32_t>(i), counts[i]});
  return pattern;
}

}  // namespace

std::vector<FamilyShape> family_shapes() {
  std::vector<FamilyShape> shapes;
  for (const KindRange& range : kind_ranges())
    for (std::size_t children = 0; children < range.by_children.size(); ++children)
      for (int band = range.band_first; band <= range.band_last; ++band)
        if (range.by_children[children] > 0)
          shapes.push_back({range.kind, static_cast<int>(children), band, range.by_children[children]});
  return shapes;
}

Family draw_family(const FamilyShape& shape, Rng& rng) { return Builder(shape, rng).build(); }

FamilyModel::FamilyModel() : shapes(family_shapes()) {
  SplitMix rng(20210901);  // the patterns are facts of the model, not of a nation
  for (const FamilyShape& shape : shapes) patterns_.push_back(measure(shape, rng));
}

std::vector<std::uint64_t> FamilyModel::fit(const AgeSex& persons, std::uint64_t households,
                                            std::uint64_t married_per_thousand) const {
  std::vector<std::uint64_t> targets;
  std::uint64_t adults = 0, prior = 0;
  for (const auto& bands : persons)
    for (std::size_t band = 0; band < age_bands; ++band) {
      targets.push_back(bands[band]);
      adults += band >= 3 ? bands[band] : 0;
    }
  targets.push_back(2 * households);
  targets.push_back(adults * married_per_thousand / 1000);
  for (const FamilyShape& shape : shapes) prior += shape.prior;
  std::vector<std::uint64_t> weights;
  for (const FamilyShape& shape : shapes)
    weights.push_back(shape.prior * households * fitting_scale / prior + 1);
  fit_patterns(weights, patterns_, targets, 120);
  return weights;
}

}  // namespace sanaq::simulation
