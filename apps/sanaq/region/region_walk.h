#pragma once
#include <mutex>

#include "institution/list_import.h"
#include "sanaq/collection.h"
#include "sanaq/region/region_answers.h"
#include "sanaq/region/region_report.h"

namespace sanaq::region {

/// Takes a simulated region through the census of its institutions, by the commands that the pages give, on a
/// real database: lists with mistakes, decisions, people worked through to an outcome, closing acts, tablets
/// by acts. The database must hold no other institutions.
class RegionWalk {
 public:
  /// threads: so many institutions are worked in at once.
  RegionWalk(Collection& collection, const RegionPlan& plan, std::size_t threads);
  /// Errors: those of the desks of institutions and equipment.
  Result<RegionReport> run();

 private:
  using Step = Result<Done> (RegionWalk::*)(std::size_t);
  Result<Done> each(std::size_t count, Step step);

  // Of one institution.
  Result<Done> appoint(std::size_t number);
  Result<Done> draw_up(std::size_t number);
  Result<Done> send_until_accepted(std::size_t number);
  Result<Done> note_who_left(std::size_t number);
  Result<Done> ask(std::size_t number);
  Result<Done> ask_person(const Institution& place, Resident resident, const PlannedPerson* planned,
                          Rng& rng);
  Result<bool> try_person(const Institution& place, Resident& resident, const PlannedPerson* planned,
                          Rng& rng);
  Result<Done> close(std::size_t number);
  // Of one home.
  Result<Done> submit_home(std::size_t number);

  Result<Institution> institution(std::size_t number);
  void count_mistakes(const PlannedPlace& place, const std::vector<RowProblem>& problems);
  Result<Done> count_doubles();
  Result<Done> compare_by_names();
  Result<Done> count_likely();

  Collection& collection_;
  InstitutionDesk& desk_;
  const RegionPlan& plan_;
  RegionAnswers answers_;
  DocumentWords words_;
  std::size_t threads_;
  Double homes_now_ = Double::home_before;
  std::vector<InstitutionId> ids_;
  std::vector<std::string> logins_;
  std::vector<Double> homes_;
  std::mutex mutex_;  // of the report
  RegionReport report_;
};

}  // namespace sanaq::region
