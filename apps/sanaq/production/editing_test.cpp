// From stored cases of the edition's own form to a frozen file: spoilt answers are mended on the way.
#include "sanaq/production/editing.h"

#include <doctest.h>

#include "casework/testing/household_form.h"
#include "casework/testing/memory_keys.h"
#include "microdata/microdata.h"
#include "os/files.h"
#include "sanaq/production/production.h"
#include "simulation/nation.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

const std::string source = SANAQ_SOURCE_DIR;

class StoredCases final : public ClosedCaseStore {
 public:
  std::vector<SealedCase> all;
  Result<std::vector<SealedCase>> read(SubmissionSerial after, int limit) override {
    std::vector<SealedCase> out;
    for (const SealedCase& one : all)
      if (one.serial.value() > after.value() && static_cast<int>(out.size()) < limit) out.push_back(one);
    return out;
  }
  Result<std::vector<DisputedCase>> disputed() override { return std::vector<DisputedCase>(); }
};

struct Census {
  EditionFiles edition = load_edition(source + "/editions/kz-2021").value();
  std::vector<KnownForm> forms{{&*edition.form.form, SubmissionPlan::make(*edition.form.form).value()}};
  InterviewContext context{edition.edition.census_date};
  MemorySealer sealer;
  MemoryHash hash;
  StoredCases store;
  Messages texts;

  explicit Census(int households) {
    REQUIRE(texts.add(os::read_file(source + "/locale/processing.csv").value()));
    const auto program = std::make_shared<const Program>(*edition.form.form);
    const std::string calibration = os::read_file(edition.folder + "/simulation/calibration.json").value();
    const auto nation =
        simulation::Nation::make(program, context, edition.territories(), calibration, {}).value();
    for (int number = 0; number < households; ++number) {
      const Json answers = nation.household(static_cast<std::uint64_t>(number));
      const Interview interview = open_answers(program, context, answers).value();
      const SubmissionHead head{case_of(number), Channel::paper, {1'630'500'000'000'000}, "111010000"};
      auto outcome =
          prepare_submission(interview, forms[0].plan, head, {}, passed_of(answers), hash, sealer).value();
      REQUIRE(std::holds_alternative<PreparedSubmission>(outcome));
      keep(std::get<PreparedSubmission>(std::move(outcome)));
    }
  }
  void keep(PreparedSubmission ready) {
    SealedCase stored;
    stored.serial = SubmissionSerial(static_cast<std::int64_t>(store.all.size()) + 1);
    stored.case_id = ready.case_id;
    stored.form = ready.form;
    stored.persons = static_cast<std::uint16_t>(ready.members.size());
    stored.response = std::move(ready.response);
    store.all.push_back(std::move(stored));
  }
  std::string_view context_of(const SealedCase& one) const {
    const auto& bytes = one.case_id.value.bytes();
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }
  /// Takes the answer to a question away from the first person of a stored case.
  void spoil(std::size_t at, std::string_view question) {
    SealedCase& one = store.all[at];
    const Form& form = *forms[0].form;
    const auto fingerprint = forms[0].plan.form.fingerprint;
    const std::string bytes = sealer.open(SealPurpose::response, one.response, context_of(one)).value();
    CodedResponse response = decode_response(bytes, form, fingerprint).value();
    std::erase_if(response.answers, [&](const CodedAnswer& answer) {
      return form.nodes[answer.node].name == question && answer.item == 0;
    });
    one.response =
        sealer.seal(SealPurpose::response, encode_response(response, form, fingerprint), context_of(one));
  }
  Frozen freeze(int page) {
    ClosedCases cases(store, forms, sealer, page);
    auto frozen = freeze_cases(cases, edition, texts, {});
    REQUIRE(frozen);
    return *std::move(frozen);
  }
};

}  // namespace

TEST_CASE("spoilt households are mended before they are frozen, and what changed is told without names") {
  Census census(80);
  for (const std::size_t at : {3u, 20u, 41u}) census.spoil(at, "sex");
  census.spoil(60, "citizenship");
  const Frozen frozen = census.freeze(1000);
  REQUIRE(frozen.editing);
  REQUIRE(frozen.editing->report() != nullptr);
  const EditReport& report = *frozen.editing->report();
  CHECK(report.households(EditedCase::Outcome::left) == 0);
  CHECK(report.households(EditedCase::Outcome::clean) == 76);
  CHECK(report.changes() >= 4);
  const std::string csv = frozen.editing->changes_csv();
  CHECK(csv.find("\n4,1,sex,,") != std::string::npos);
  CHECK(csv.find("\n61,1,citizenship,,1,citizenship.required,") != std::string::npos);
}

TEST_CASE("a frozen household has the type that the populations were counted by") {
  Census census(60);
  const Frozen frozen = census.freeze(1000);
  const UnitTable* households = frozen.data.table(Unit::household);
  REQUIRE(households != nullptr);
  const std::int32_t at = households->find(household_type_variable);
  REQUIRE(at >= 0);
  const auto column = static_cast<std::size_t>(at);
  std::map<std::string, std::int64_t> types;
  for (std::uint32_t row = 0; row < households->row_count(); ++row)
    ++types[households->variable(column).codes.categories[households->column(column).at(row)].code];
  REQUIRE(frozen.population.has_value());
  CHECK(types == frozen.population->households());
  CHECK(types.size() > 3);
  CHECK(frozen.population->de_jure() == frozen.report.permanent);
}

TEST_CASE("the same cases give the same file, whatever the pages they are read in") {
  Census census(40);
  census.spoil(7, "birth_date");
  census.spoil(9, "marital_status");
  const Frozen whole = census.freeze(1000), parts = census.freeze(7);
  CHECK(whole.data.bytes() == parts.data.bytes());
  CHECK(whole.editing->changes_csv() == parts.editing->changes_csv());
  CHECK(to_canonical(whole.editing->report()->to_json()) == to_canonical(parts.editing->report()->to_json()));
}
