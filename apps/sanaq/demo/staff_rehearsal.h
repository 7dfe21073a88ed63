#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "sanaq/demo/rehearsal_depot.h"

namespace sanaq {

/// Whom a rehearsed census takes on. The defaults are those of the town of Baikonur in June 2021: 26
/// instructor-controllers and 169 interviewers, a section of 4 in the department, and 1,350 people at work in
/// all; who the others were is not published: here authorised persons and responsible employees of
/// institutions.
struct RehearsalPlan {
  std::string territory = "431900000";
  int instructors = 26, interviewers = 169, section = 4, authorised = 14, involved = 1'350;
  int reserve = 20, refused = 30;  // applicants beyond those
  int leavers = 13;  // interviewers who leave in the middle and are replaced; at most the reserve
  int seats = 60;    // of a seminar
};

/// What came of it.
struct RehearsalFigures {
  int applied = 0, refused = 0, in_reserve = 0;
  int instructors = 0, interviewers = 0, involved = 0;    // at work at one time
  int seminars = 0, trained = 0, sat_twice = 0;           // trained: attended and passed
  int cards = 0, signatures_good = 0, checked_valid = 0;  // cards: also those of replacements
  int left = 0, replaced = 0, released = 0, checked_ended = 0;
  int acts = 0, still_holding = 0;  // people who kept something that comes back
  std::map<std::string, DepotAccount> equipment;
  struct Stage {
    std::string name;
    double seconds = 0;
  };
  std::vector<Stage> stages;
  double seconds = 0;
};

/// Takes invented people through a whole census by the commands the office's pages have, on the collection's
/// database: application, PC test, approval or refusal, contract, seminar and its test, signed card, kit and
/// tablet by act, leaving in the middle and replacement from the reserve, return, release. Nobody may be on
/// the books yet. told: hears of each stage that is done. Errors: "rehearsal.people" (somebody is on the
/// books), "rehearsal.plan" (a territory without region, or fewer involved than its parts), those of each
/// step.
Result<RehearsalFigures> rehearse_staff(Collection& collection, const RehearsalPlan& plan,
                                        const std::function<void(const RehearsalFigures::Stage&)>& told = {});

}  // namespace sanaq
