#pragma once
#include "casework/closed_cases.h"
#include "edition_files/edition_files.h"
#include "store/survey_store_pg.h"

namespace sanaq {

/// What a round is matched with: its people, and those whom the census counted in its areas.
struct SurveyTables {
  std::vector<MatchFact> facts;
  std::vector<DrawnArea> areas;
  std::vector<MatchPerson> survey, census;
};

/// Answers stand in the order in which they came, people in that of their list: the same round and census
/// give the same tables. Of the census those count whom a freeze of this moment would count. Errors:
/// "survey.round" (no such round), those of the stores, of ClosedCases and of settle_claims.
Result<SurveyTables> survey_tables(SurveyStorePg& store, pg::Pool& pool, FormNumbers& numbers,
                                   ClosedCases whole_census, const EditionFiles& edition,
                                   const std::vector<KnownForm>& forms, const Sealer& sealer,
                                   const std::string& round);

}  // namespace sanaq
