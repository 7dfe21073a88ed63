// What the pages do with a list: people come onto it, and its census ends.
#include <algorithm>

#include "sanaq/institution/institution_desk.h"

namespace sanaq {

Result<TableTaken> InstitutionDesk::bring(const Institution& place,
                                          std::vector<ResidentPerson> people) const {
  SANAQ_TRY(const auto present, people_.residents(place.id, 0, people_max));
  std::vector<PersonKey> known;
  for (const Resident& one : present)
    if (one.key) known.push_back(*one.key);
  std::sort(known.begin(), known.end());
  std::vector<Resident> fresh;
  for (ResidentPerson& person : people) {
    Resident one = make_resident(std::move(person), false);
    if (!one.key || !std::binary_search(known.begin(), known.end(), *one.key))
      fresh.push_back(std::move(one));
  }
  if (present.size() + fresh.size() > static_cast<std::size_t>(people_max))
    return Error{"institution.table.long", {}};
  SANAQ_TRY_DONE(people_.add(place.id, fresh));
  return TableTaken{fresh.size(), people.size() - fresh.size()};
}

Result<std::optional<Resident>> InstitutionDesk::add(const Institution& place, ResidentPerson person,
                                                     bool came_later) const {
  const Resident fresh = make_resident(std::move(person), came_later);
  SANAQ_TRY(const auto people, people_.residents(place.id, 0, people_max));
  if (people.size() >= static_cast<std::size_t>(people_max)) return Error{"institution.table.long", {}};
  const bool known = fresh.key && std::any_of(people.begin(), people.end(),
                                              [&](const Resident& one) { return one.key == fresh.key; });
  if (known) return std::optional<Resident>();
  SANAQ_TRY_DONE(people_.add(place.id, {fresh}));
  return std::optional(fresh);
}

Result<InstitutionFigures> InstitutionDesk::figures(const Institution& place) const {
  SANAQ_TRY_DONE(counts_.note_counted(place.id, site_.clock.now()));
  SANAQ_TRY(const auto people, people_.residents(place.id, 0, people_max));
  SANAQ_TRY(const auto twice, counts_.second_claims(place.id));
  SANAQ_TRY(const auto not_listed, counts_.not_listed(place.id));
  InstitutionFigures figures = figures_of(people, twice, not_listed);
  if (!place.address) return figures;
  SANAQ_TRY(const auto homes, counts_.homes(place.id));
  add_homes(figures, homes);
  return figures;
}

Result<bool> InstitutionDesk::close(const Institution& place) const {
  if (place.state != ListState::accepted) return false;
  SANAQ_TRY(const InstitutionFigures now, figures(place));
  if (now.open > 0) return false;
  return places_.move(place.id, ListState::accepted, ListState::closed);
}

}  // namespace sanaq
