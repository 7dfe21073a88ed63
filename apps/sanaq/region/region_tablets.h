#pragma once
#include <vector>

#include "sanaq/equipment/equipment_desk.h"
#include "sanaq/region/region_report.h"

namespace sanaq::region {

/// Tablets of the region's institutions, by acts that both sides sign with their own log-ins.
class RegionTablets {
 public:
  RegionTablets(EquipmentDesk& desk, const RegionPlan& plan);

  /// The department takes delivery and hands over to each employee. logins: by institution. Errors: those of
  /// EquipmentDesk.
  Result<Done> issue(const std::vector<std::string>& logins);
  /// What comes back after the census: most as they were, some spoilt, some reported lost, some of those
  /// written off.
  Result<Done> take_back();
  /// By the acts in force, and by who holds what in the end.
  Result<TabletCount> count();

 private:
  struct Keeper {
    equipment::Holder holder;
    Actor actor;
    std::vector<std::string> serials;
  };
  Result<equipment::Holder> holder(equipment::HolderKind kind, const std::string& name,
                                   const std::string& login);
  Result<Done> in_force(equipment::ActKind kind, const equipment::Holder& giver,
                        const equipment::Holder& taker, const Actor* giving, const Actor* taking,
                        std::vector<equipment::Line> lines);
  Result<Done> deliver(std::size_t tablets);
  Result<Done> take_back_from(const Keeper& keeper, std::size_t number);

  EquipmentDesk& desk_;
  const RegionPlan& plan_;
  Actor clerk_;
  equipment::Holder office_, supplier_, commission_;
  std::vector<Keeper> keepers_;
};

}  // namespace sanaq::region
