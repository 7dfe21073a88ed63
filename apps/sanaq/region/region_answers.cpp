#include "sanaq/region/region_answers.h"

#include "sanaq/command/simulate_journey.h"
#include "sanaq/institution/known_answers.h"
#include "sanaq/respondent/household.h"
#include "sanaq/respondent/submit_and_wait.h"

namespace sanaq::region {
namespace {

simulation::Person region_person(const ResidentPerson& one, bool first) {
  simulation::Person person;
  person.answers.put("surname", one.surname);
  person.answers.put("given_name", one.given_name);
  person.answers.put("has_iin", one.iin.empty() ? std::string("2") : std::string("1"));
  person.answers.put("iin", one.iin);
  person.answers.put("document_kind", one.document_kind);
  person.answers.put("document_number", one.document_number);
  person.answers.put("document_country", one.document_country);
  person.answers.put("sex", one.sex);
  person.answers.put("birth_date", one.birth_date);
  person.answers.put("relation_to_head", first ? std::string("1") : std::string());
  person.answers.put("presence", std::string("1"));
  return person;
}

}  // namespace

RegionAnswers::RegionAnswers(const Site& site)
    : site_(site), map_(site.form(), site.edition.territories().name()) {}

std::optional<std::vector<Operation>> RegionAnswers::to_the_end(Interview& interview,
                                                                const ResidentPerson& person,
                                                                const ResidentPerson* unlisted,
                                                                Rng& rng) const {
  simulation::Household household;
  household.persons.push_back(region_person(person, true));
  if (unlisted != nullptr) household.persons.push_back(region_person(*unlisted, false));
  simulation::Respondent(map_, household, interview, rng).answer_all();
  if (!interview.complete()) return std::nullopt;
  return operations_of(write_answers(interview, Scope::on_path), {"p1"});
}

Result<bool> RegionAnswers::send_alone(const Institution& place, const ResidentPerson& person,
                                       Channel channel, Rng& rng) const {
  Interview interview(site_.program, site_.context);
  for (const Operation& op : known_answers(site_, site_.edition.edition.institutions, place, person))
    SANAQ_TRY_DONE(interview.apply(op));
  if (!to_the_end(interview, person, nullptr, rng)) return false;
  return send(interview, channel);
}

Result<bool> RegionAnswers::send_home(const Json& home) const {
  Interview interview(site_.program, site_.context);
  for (const Operation& op : operations_of(home, {})) SANAQ_TRY_DONE(interview.apply(op));
  return send(interview, Channel::online);
}

Result<bool> RegionAnswers::send(const Interview& interview, Channel channel) const {
  const UtcInstant now = site_.clock.now();
  const SubmissionHead head{{Uuid::make(now.micros / 1000, site_.rng)},
                            channel,
                            now,
                            counting_territory(site_.edition, site_.plan, interview)};
  const Json answers = write_answers(interview, Scope::everything);
  SANAQ_TRY(auto prepared, prepare_submission(interview, site_.plan, head, {}, passed_of(answers), site_.hash,
                                              site_.sealer));
  auto* ready = std::get_if<PreparedSubmission>(&prepared);
  if (ready == nullptr) return false;
  SANAQ_TRY(const auto stored, submit_and_wait(site_.submitter, std::move(*ready)));
  return stored.kind == SubmitOutcome::Kind::stored;
}

}  // namespace sanaq::region
