#include "sanaq/command/claims_verb.h"

#include <cstdio>

#include "os/files.h"
#include "sanaq/command/closed_case_source.h"
#include "sanaq/production/claims.h"
#include "store/pair_review_pg.h"

namespace sanaq {

Result<Done> warn_not_compared(LikelyPeople& likely) {
  SANAQ_TRY(const std::int64_t waiting, likely.not_compared());
  if (waiting > 0)
    std::fprintf(stderr,
                 "people of %lld questionnaires have not been compared by name yet: the server does it while "
                 "it runs\n",
                 static_cast<long long>(waiting));
  return Done{};
}

Result<Done> bring_claims(const Arguments& arguments) {
  SANAQ_TRY(const auto source, open_closed_cases(arguments));
  SANAQ_TRY_DONE(warn_not_compared(*source->likely));
  ClosedCases cases = source->cases();
  SANAQ_TRY(const auto claims, settle_claims(cases, source->edition, source->likely.get()));
  if (!claims) return Error{"claims.rules", source->edition.edition.name};
  if (arguments.has("to"))
    SANAQ_TRY_DONE(os::write_file(arguments.get("to"), claims->to_csv(), os::FileAccess::owner_only));
  std::vector<DoubtfulPair> pairs;
  for (const LikelyPair& pair : claims->doubtful()) pairs.push_back(to_doubtful(pair));
  PairReviewPg review(*source->pool);
  SANAQ_TRY_DONE(review.add(std::string(namesake_round), pairs));
  std::printf("%zu people count elsewhere; %zu pairs wait for clerks\n", claims->decisions().size(),
              pairs.size());
  return Done{};
}

}  // namespace sanaq
