#pragma once
#include <doctest.h>

#include <string>
#include <vector>

#include "casework/testing/household_form.h"
#include "casework/testing/memory_keys.h"
#include "os/files.h"
#include "sanaq/production/production.h"
#include "simulation/nation.h"

namespace sanaq::testing {

inline const std::string source_folder = SANAQ_SOURCE_DIR;

/// Sealed cases in memory.
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

/// Closed cases of the synthetic nation at the form of kz-2021, and what freezes them.
struct StoredCensus {
  EditionFiles edition = load_edition(source_folder + "/editions/kz-2021").value();
  std::vector<KnownForm> forms{{&*edition.form.form, SubmissionPlan::make(*edition.form.form).value()}};
  InterviewContext context{edition.edition.census_date};
  MemorySealer sealer;
  MemoryHash hash;
  StoredCases store;
  Messages texts;

  explicit StoredCensus(int households) {
    REQUIRE(texts.add(os::read_file(source_folder + "/locale/processing.csv").value()));
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
  /// The first person of a stored case has told another thing: an option by its code, or a text.
  void tell(std::size_t at, std::string_view question, const std::string& told) {
    SealedCase& one = store.all[at];
    const Form& form = *forms[0].form;
    const auto fingerprint = forms[0].plan.form.fingerprint;
    const std::string bytes = sealer.open(SealPurpose::response, one.response, context_of(one)).value();
    CodedResponse response = decode_response(bytes, form, fingerprint).value();
    const NodeIndex node = form.find(question);
    Value value{Value::State::present, 0, told};
    if (form.nodes[node].type == ValueType::choice) {
      const auto& choices = form.choice_lists[form.nodes[node].choices].choices;
      const auto option = std::find_if(choices.begin(), choices.end(),
                                       [&](const Choice& choice) { return choice.code == told; });
      value = Value::of(option - choices.begin());
    }
    // After what the same person told before it in the form.
    auto place = response.answers.begin();
    for (auto known = response.answers.begin(); known != response.answers.end(); ++known)
      if (known->item == 0 && form.nodes[known->node].list == form.nodes[node].list && known->node <= node)
        place = std::next(known);
    if (place != response.answers.begin() && std::prev(place)->node == node)
      std::prev(place)->value = value;
    else
      response.answers.insert(place, {node, 0, CodedAnswer::none, value});
    one.response =
        sealer.seal(SealPurpose::response, encode_response(response, form, fingerprint), context_of(one));
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
  Frozen freeze(int page, FreezePlan plan = {}) {
    ClosedCases cases(store, forms, sealer, page);
    auto frozen = freeze_cases(cases, edition, texts, std::move(plan));
    REQUIRE(frozen);
    return *std::move(frozen);
  }
};

}  // namespace sanaq::testing
