#include "processing/household_shape.h"

#include <algorithm>

namespace sanaq {
namespace {

class ShapeReader {
 public:
  explicit ShapeReader(const std::vector<FamilyMember>& members)
      : members_(members), parent_(members.size()), partner_(members.size(), -1), out_{} {
    out_.nucleus.resize(members.size());
    for (std::size_t i = 0; i < members.size(); ++i)
      for (const int number : {members[i].mother, members[i].father})
        if (const int at = other(i, number); at >= 0) parent_[static_cast<std::size_t>(at)] = true;
    for (std::size_t i = 0; i < members.size(); ++i) {
      const int at = other(i, members[i].spouse);
      if (at >= 0 && other(static_cast<std::size_t>(at), members[static_cast<std::size_t>(at)].spouse) ==
                         static_cast<int>(i))
        partner_[i] = at;
    }
  }

  HouseholdShape read() {
    form_couples();
    place_children();
    out_.type = household_types[type()];
    return out_;
  }

 private:
  // Position of the person a number names; -1: nobody else of the household.
  int other(std::size_t self, int number) const {
    const bool good = number >= 1 && static_cast<std::size_t>(number) <= members_.size() &&
                      static_cast<std::size_t>(number) != self + 1;
    return good ? number - 1 : -1;
  }
  bool is_child(std::size_t i) const {
    return partner_[i] < 0 && !parent_[i] &&
           (other(i, members_[i].mother) >= 0 || other(i, members_[i].father) >= 0);
  }
  void form_couples() {
    for (std::size_t i = 0; i < members_.size(); ++i)
      if (partner_[i] > static_cast<int>(i)) {
        out_.nucleus[i] = out_.nucleus[static_cast<std::size_t>(partner_[i])] = ++out_.nuclei;
        ++couples_;
      }
  }
  // With the mother where she lives here, else with the father; who is in no nucleus yet begins one.
  void place_children() {
    for (std::size_t i = 0; i < members_.size(); ++i) {
      if (!is_child(i)) continue;
      const int mother = other(i, members_[i].mother);
      const auto parent = static_cast<std::size_t>(mother >= 0 ? mother : other(i, members_[i].father));
      if (out_.nucleus[parent] == 0) out_.nucleus[parent] = ++out_.nuclei;
      out_.nucleus[i] = out_.nucleus[parent];
      ++children_;
    }
  }
  std::size_t type() const {
    constexpr std::size_t one_person = 0, couple = 1, couple_children = 2, lone_parent = 3, extended = 4,
                          several = 5, none = 6;
    if (members_.size() <= 1) return one_person;
    if (out_.nuclei == 0) return none;
    if (out_.nuclei > 1) return several;
    if (std::count(out_.nucleus.begin(), out_.nucleus.end(), 0) > 0) return extended;
    return couples_ == 0 ? lone_parent : children_ == 0 ? couple : couple_children;
  }

  const std::vector<FamilyMember>& members_;
  std::vector<bool> parent_;
  std::vector<int> partner_;
  HouseholdShape out_;
  int couples_ = 0, children_ = 0;
};

}  // namespace

HouseholdShape household_shape(const std::vector<FamilyMember>& members) {
  return ShapeReader(members).read();
}

HouseholdShape household_shape(const std::vector<FamilyMember>& members, const std::vector<bool>& belongs) {
  std::vector<int> number(members.size() + 1);
  int next = 0;
  for (std::size_t i = 0; i < members.size(); ++i) number[i + 1] = belongs[i] ? ++next : 0;
  const auto moved = [&](int old) {
    const bool known = old >= 1 && static_cast<std::size_t>(old) <= members.size();
    return known ? number[static_cast<std::size_t>(old)] : 0;
  };
  std::vector<FamilyMember> here;
  for (std::size_t i = 0; i < members.size(); ++i)
    if (belongs[i])
      here.push_back({moved(members[i].spouse), moved(members[i].mother), moved(members[i].father)});
  return household_shape(here);
}

}  // namespace sanaq
