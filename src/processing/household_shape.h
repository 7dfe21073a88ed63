#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace sanaq {

/// A person of a household as families are read off it: numbers of other persons from 1, in the order of the
/// list; 0: not in the household or not told.
struct FamilyMember {
  int spouse = 0, mother = 0, father = 0;
};

/// Families of a household.
struct HouseholdShape {
  std::vector<int> nucleus;  // by person: number of the family nucleus from 1; 0: in none
  int nuclei = 0;
  std::string_view type;  // code of household_types
};

/// Name of the frozen variable of households that holds `type`.
inline constexpr std::string_view household_type_variable = "household_type";

/// Codes of the variable `household_type`, in order: one person; couple without children; couple with
/// children; one parent with children; one nucleus and others; two nuclei or more; several persons without a
/// nucleus.
inline constexpr std::string_view household_types[] = {"1", "2", "3", "4", "5", "6", "7"};

/// Nuclei after the Principles and Recommendations for Population and Housing Censuses (UN, revision 3,
/// 4.143-4.150): a couple, with or without children, or one parent with children. A child has no spouse and
/// no child of its own in the household. Spouses are those who name each other. Numbers out of range count as
/// 0. A household without people has the type of one person's, and no nucleus.
HouseholdShape household_shape(const std::vector<FamilyMember>& members);
/// The same of the members for whom `belongs` holds, in their order: visitors are no members of a household,
/// whatever number they have in its list.
HouseholdShape household_shape(const std::vector<FamilyMember>& members, const std::vector<bool>& belongs);

}  // namespace sanaq
