#pragma once
#include <cstdint>
#include <vector>

#include "base/rng.h"
#include "simulation/calibration.h"
#include "simulation/fitting.h"

namespace sanaq::simulation {

/// Who lives together.
enum class FamilyKind : std::uint8_t {
  man_alone, woman_alone, couple, lone_mother, lone_father,
  grandmother,       // a couple, their children and his mother
  grandparents,      // a couple, their children and his parents
  young_family,      // an older couple, a son, his wife and their children
  widow_with_family, // an older woman, a son, his wife and their children
  relative,          // a couple, their children and a sister, brother or another relative
  flatmates,         // people who are not related
};

/// A pattern of household: the kind, the children and the five-year age of the person it is built around.
struct FamilyShape {
  FamilyKind kind = FamilyKind::couple;
  int children = 0;
  int band = 4;
  std::uint64_t prior = 0;  // weight before ages are known
};

/// A person's place in the family. relation: code of "relation to the person listed first".
struct Kin {
  int relation = 1;
  int sex = 1;
  int age = 0;
  int mother = -1, father = -1, spouse = -1;  // positions in the household, or -1
  bool with_children = false;                 // has a child in the household
};
using Family = std::vector<Kin>;

/// All patterns, in a fixed order.
std::vector<FamilyShape> family_shapes();
/// A family of the pattern; the person listed first stands first. Where ages leave no room there are fewer children.
Family draw_family(const FamilyShape& shape, Rng& rng);

/// The patterns and what families of each hold; made once, in about 10 ms.
class FamilyModel {
 public:
  FamilyModel();
  /// How often each of `shapes` occurs so that ages, sexes, households and married people come out, scaled by
  /// fitting_scale. persons: of one population; households: how many they form; married: of people of 15 and over.
  std::vector<std::uint64_t> fit(const AgeSex& persons, std::uint64_t households,
                                 std::uint64_t married_per_thousand) const;

  const std::vector<FamilyShape> shapes;

 private:
  std::vector<Pattern> patterns_;
};

}  // namespace sanaq::simulation
