#pragma once
#include <string>

#include "fieldwork/application.h"

namespace sanaq {

/// A place to be filled: what the invented applicant of a number applies for, and the points of the PC test.
struct RehearsalPlace {
  std::string role, territory;
  int computer_points = 0;
  bool too_young = false;  // not yet of age on the first day of work
};

/// An application of nobody: names drawn from lists, a number of births in 2095-2099, which no living person
/// has, and a phone of the range without subscribers. number: from 0 to 499,999, another person for each.
ApplicationForm invented_application(int number, const RehearsalPlace& place);

/// The head of a list of applications and its rows, as CSV.
std::string application_head();
std::string application_row(const ApplicationForm& form);

}  // namespace sanaq
