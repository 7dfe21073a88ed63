#include "institution/reconciliation.h"

namespace sanaq {
namespace {

std::int64_t& line_of(InstitutionFigures& figures, OutcomeKind kind) {
  switch (kind) {
    case OutcomeKind::tablet:
    case OutcomeKind::online_alone:
    case OutcomeKind::online_helped:
      return figures.asked;
    case OutcomeKind::administration:
      return figures.by_administration;
    case OutcomeKind::left:
      return figures.left;
    case OutcomeKind::died:
      return figures.died;
    case OutcomeKind::transferred:
      return figures.transferred;
    case OutcomeKind::temporarily_absent:
      return figures.absent;
    case OutcomeKind::matched:
      return figures.matched;
    case OutcomeKind::counted:
      break;
  }
  return figures.counted_elsewhere;
}

}  // namespace

bool InstitutionFigures::adds_up() const {
  return listed + came_later ==
         asked + by_administration + counted_elsewhere + left + died + transferred + absent + matched + open;
}

InstitutionFigures figures_of(const std::vector<Resident>& people, const std::vector<SecondClaim>& twice,
                              std::int64_t not_listed) {
  InstitutionFigures figures;
  for (const Resident& one : people) {
    ++(one.came_later ? figures.came_later : figures.listed);
    if (one.outcome)
      ++line_of(figures, one.outcome->kind);
    else
      ++figures.open;
  }
  std::vector<ResidentId> seen;
  for (const SecondClaim& claim : twice)
    if (seen.empty() || seen.back() != claim.resident) seen.push_back(claim.resident);
  figures.twice = static_cast<std::int64_t>(seen.size());
  figures.not_listed = not_listed;
  return figures;
}

void add_homes(InstitutionFigures& figures, const std::vector<HomeAtPlace>& homes) {
  figures.homes_here = static_cast<std::int64_t>(homes.size());
  figures.people_in_homes = 0;
  for (const HomeAtPlace& home : homes) *figures.people_in_homes += home.persons;
}

}  // namespace sanaq
