#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "casework/closed_cases.h"
#include "processing/answer_table.h"
#include "processing/household_shape.h"

namespace sanaq {

/// Who belongs to which population, as an edition says: editions/<name>/processing/population.json.
struct PopulationPlan {
  NodeIndex group = no_node, sex = no_node, age = no_node;  // of a person
  NodeIndex spouse = no_node, mother = no_node,
            father = no_node;                  // numbers of persons of the household; may be absent
  std::vector<std::string> de_jure, de_facto;  // codes of `group`
};
/// Reads {"group","sex","age","spouse","mother","father","de_jure":[code …],"de_facto":[code …]}; the first
/// six name questions. Errors: "population.key" (unknown, or missing), "population.question" (the form has
/// none such in the list of persons), detail names it.
Result<PopulationPlan> parse_population_plan(const Json& json, const Form& form);

/// The population of a frozen state: residents (de jure) and those present at the census moment (de facto),
/// by area, sex and age in completed years at that moment; households by type. Persons claimed elsewhere are
/// not counted.
class PopulationCount {
 public:
  /// territories: with columns `parent` and `level`; areas are those of level "2". Both must outlive the
  /// count.
  PopulationCount(const Form& form, PopulationPlan plan, const Codelist& territories)
      : form_(form), plan_(std::move(plan)), territories_(territories) {}

  void add(const ClosedCase& closed);
  std::int64_t de_jure() const { return de_jure_; }
  std::int64_t de_facto() const { return de_facto_; }
  std::int64_t nuclei() const { return nuclei_; }
  /// Households with de jure people, by the codes of household_types.
  const std::map<std::string, std::int64_t>& households() const { return households_; }
  /// De jure people of an area and sex (code), of an age; ages are completed years, both included.
  std::int64_t residents(const std::string& area, const std::string& sex, int age_from, int age_to) const;
  /// "area,sex,age,de_jure,de_facto", sorted.
  std::string to_csv() const;

 private:
  static constexpr int age_max = 150;
  struct Cell {
    std::int64_t de_jure = 0, de_facto = 0;
  };
  std::string told(NodeIndex node, std::uint16_t item) const;
  void count_household(const std::vector<FamilyMember>& members, const std::vector<bool>& residents);

  const Form& form_;
  PopulationPlan plan_;
  const Codelist& territories_;
  AnswerTable answers_;  // of the household that is counted
  std::map<std::pair<std::string, std::string>, std::map<int, Cell>> cells_;  // by area and sex, by age
  std::map<std::string, std::int64_t> households_;
  std::int64_t de_jure_ = 0, de_facto_ = 0, nuclei_ = 0;
};

}  // namespace sanaq
