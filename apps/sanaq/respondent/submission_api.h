#pragma once
#include "sanaq/respondent/submission_desk.h"
#include "sanaq/site.h"

namespace sanaq {

/// A whole household at once, for programs that fill the form elsewhere: POST /api/submissions with the
/// answers as JSON (docs/handbook/xlsform.md) and `Authorization: Bearer <session token>`. 201 with the
/// receipt after the household is durable; the same again for the same content; 409 when the case was
/// submitted with other content; 422 with findings; 503 when too many wait.
class SubmissionApi {
 public:
  /// site: outlives the object. threads: those that open, check and seal households.
  SubmissionApi(const Site& site, std::size_t threads);
  /// The object outlives the server that uses the router.
  void add_routes(http::Router& router);

 private:
  Result<Done> look_up(std::span<ArrivedSubmission> arrived);
  const Site& site_;
  SubmissionDesk desk_;  // last: its threads use all of the above
};

}  // namespace sanaq
