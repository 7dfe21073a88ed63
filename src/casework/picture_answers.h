#pragma once
#include "casework/submission_plan.h"
#include "interview/interview.h"

namespace sanaq {

/// An answer that names a picture.
struct PictureAnswer {
  Place place;
  std::string name;
};

/// The pictures a household's answers on the path name. Nothing to do for a form without such questions.
std::vector<PictureAnswer> picture_answers(const Interview& interview, const SubmissionPlan& plan);

}  // namespace sanaq
