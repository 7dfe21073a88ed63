#include "sanaq/production/survey_tables.h"

#include <algorithm>
#include <set>

#include "sanaq/production/claims.h"
#include "store/likely_people_pg.h"

namespace sanaq {
namespace {

constexpr int cases_a_page = 1000;

/// Answers of a round as closed cases; remembers the area of each.
class RoundCases final : public ClosedCaseStore {
 public:
  RoundCases(SurveyStorePg& store, const std::string& round) : store_(store), round_(round) {}
  Result<std::vector<SealedCase>> read(SubmissionSerial after, int limit) override {
    SANAQ_TRY(auto answers, store_.read(round_, after, limit));
    std::vector<SealedCase> out;
    for (auto& answer : answers) {
      areas_[answer.sealed.case_id] = std::move(answer.area);
      out.push_back(std::move(answer.sealed));
    }
    return out;
  }
  Result<std::vector<DisputedCase>> disputed() override { return std::vector<DisputedCase>(); }
  const std::string& area_of(CaseId case_id) const { return areas_.at(case_id); }

 private:
  SurveyStorePg& store_;
  const std::string& round_;
  std::map<CaseId, std::string> areas_;
};

std::string territory_answer(const ClosedCase& closed) {
  for (const CodedAnswer& answer : closed.response.answers)
    if (answer.node == closed.form->plan.territory && answer.item == CodedAnswer::none)
      return answer.value.text;
  return {};
}

void append_people(std::vector<MatchPerson>& to, std::vector<MatchPerson> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

Result<Done> add_survey(SurveyStorePg& store, const std::vector<KnownForm>& forms, const Sealer& sealer,
                        const std::string& round, SurveyTables& out) {
  RoundCases answers(store, round);
  ClosedCases cases(answers, forms, sealer, cases_a_page);
  for (;;) {
    SANAQ_TRY(const auto read, cases.next());
    if (read.empty()) return Done{};
    for (const ClosedCase& closed : read) {
      SANAQ_TRY(const auto keys, store.keys_of(closed.head.case_id));
      append_people(out.survey, match_people_of(closed, answers.area_of(closed.head.case_id), keys));
    }
  }
}

// Districts in which the areas lie: the census is read there alone.
std::vector<std::string> districts_of(const Codelist& territories, const std::vector<DrawnArea>& areas) {
  std::set<std::string> out;
  for (const DrawnArea& area : areas)
    if (const auto district = territory_of_level(territories, area.code, "2"); !district.empty())
      out.emplace(district);
  return {out.begin(), out.end()};
}

}  // namespace

Result<SurveyTables> survey_tables(SurveyStorePg& store, pg::Pool& pool, FormNumbers& numbers,
                                   ClosedCases whole_census, const EditionFiles& edition,
                                   const std::vector<KnownForm>& forms, const Sealer& sealer,
                                   const std::string& round) {
  SurveyTables out;
  out.facts = survey_facts(*edition.form.form);
  SANAQ_TRY(out.areas, store.areas(round));
  if (out.areas.empty()) return Error{"survey.round", round};
  SANAQ_TRY_DONE(add_survey(store, forms, sealer, round, out));
  LikelyPeoplePg likely(pool);
  SANAQ_TRY(const auto claims, settle_claims(whole_census, edition, &likely));
  CensusOfDistricts district_cases(pool, numbers, districts_of(edition.territories(), out.areas));
  ClosedCases cases(district_cases, forms, sealer, cases_a_page);
  for (;;) {
    SANAQ_TRY(auto read, cases.next());
    if (read.empty()) return out;
    for (ClosedCase& closed : read) {
      const std::string territory = territory_answer(closed);
      const auto area = std::find_if(out.areas.begin(), out.areas.end(), [&](const DrawnArea& one) {
        return lies_in(edition.territories(), territory, one.code);
      });
      if (area == out.areas.end()) continue;
      if (claims) claims->apply(closed);
      SANAQ_TRY(const auto keys, store.keys_of(closed.head.serial));
      append_people(out.census, match_people_of(closed, area->code, keys));
    }
  }
}

}  // namespace sanaq
