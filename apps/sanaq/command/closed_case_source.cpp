#include "sanaq/command/closed_case_source.h"

namespace sanaq {

Result<std::unique_ptr<ClosedCaseSource>> open_closed_cases(const Arguments& arguments) {
  auto source = std::make_unique<ClosedCaseSource>();
  SANAQ_TRY(source->config, collection_config(arguments));
  SANAQ_TRY(source->edition, load_edition(source->config.edition_folder));
  SANAQ_TRY(const auto keys, open_or_create_keys(source->config.data));
  SANAQ_TRY(source->database, DatabaseAccess::open(source->config.data, source->config.database_url,
                                                   pg::ClusterProfile::production));
  source->pool = std::make_unique<pg::Pool>(
      pg::PoolOptions{.conninfo = source->database->conninfo("sanaq_processing"), .size = 2, .limits = {}});
  source->store = std::make_unique<ClosedCaseStorePg>(*source->pool, source->numbers);
  SANAQ_TRY(SubmissionPlan plan, SubmissionPlan::make(*source->edition.form.form));
  source->forms.push_back({&*source->edition.form.form, std::move(plan)});
  source->sealer = std::make_unique<CaseworkSealer>(keys, std::vector{SealPurpose::response});
  source->queue = std::make_unique<CodingQueuePg>(*source->pool);
  source->states = std::make_unique<FrozenStatesPg>(*source->pool);
  source->likely = std::make_unique<LikelyPeoplePg>(*source->pool);
  source->unanswered = std::make_unique<UnansweredPg>(*source->pool);
  return source;
}

}  // namespace sanaq
