// What the server does with a household besides opening and validating it: five persons, 90 questions each.
#include <benchmark/benchmark.h>

#include "base/json.h"
#include "casework/member_code.h"
#include "casework/submission.h"
#include "casework/testing/memory_keys.h"
#include "interview/testing/scenario.h"

using namespace sanaq;
using sanaq::testing::Scenario;

namespace {

constexpr int persons = 5, questions = 85;

// No hashing and sealing here: those of adapters/crypto take 0.2 and 1 µs a call.
class NoHash final : public KeyedHash {
 public:
  Mac mac(HashPurpose, std::string_view bytes) const override {
    Mac mac{};
    for (std::size_t i = 0; i < bytes.size(); ++i) mac[i % 32] = static_cast<std::uint8_t>(mac[i % 32] * 31 + bytes[i]);
    return mac;
  }
  std::uint64_t mix(HashPurpose, std::uint64_t first, std::uint64_t second) const override {
    return (first + 1) * 0x9E3779B97F4A7C15ULL ^ second;
  }
};
class NoSealer final : public Sealer {
 public:
  std::string seal(SealPurpose, std::string_view plain, std::string_view) const override { return std::string(plain); }
  Result<std::string> open(SealPurpose, std::string_view sealed, std::string_view) const override {
    return std::string(sealed);
  }
};

std::string survey() {
  std::string text = "type,name,label,required,personal,concept\ntext,territory,T,yes,,territory\n"
                     "begin_repeat,members,M,,,\ntext,family,F,yes,name,\ntext,given,G,yes,name,\ntext,iin,I,,iin,\n"
                     "select_one s,sex,S,yes,,\ndate,birth,B,yes,,\n";
  for (int i = 0; i < questions; ++i) text += "select_one s,q" + std::to_string(i) + ",Q,yes,,\n";
  return text + "end_repeat,,,,,\n";
}

struct Household {
  Scenario scenario{sanaq::testing::english(survey(), "list_name,name,label\ns,1,A\ns,2,B\ns,3,C\n")};
  SubmissionPlan plan = *SubmissionPlan::make(*scenario.form);
  Household() {
    scenario.answer("territory", "111010000");
    for (int p = 0; p < persons; ++p) {
      const std::string id = "m" + std::to_string(p), dot = id + ".";
      scenario.add("members", id);
      scenario.answer(dot + "family", "Ахметов");
      scenario.answer(dot + "given", "Айдар");
      const std::string body = "9901015000" + std::to_string(p);
      const int check = iin_check_digit(body);
      if (check >= 0) scenario.answer(dot + "iin", body + std::to_string(check));
      scenario.answer(dot + "sex", "1");
      scenario.answer(dot + "birth", "1987-05-04");
      for (int q = 0; q < questions; ++q) scenario.answer(dot + "q" + std::to_string(q), "2");
    }
  }
};

void BM_PrepareSubmission(benchmark::State& state) {
  const Household household;
  const NoHash hash;
  const NoSealer sealer;
  const SubmissionHead head{{}, Channel::online, {1'630'500'000'000'000}, "111010000"};
  std::size_t response = 0, identity = 0;
  for (auto _ : state) {
    auto outcome = prepare_submission(household.scenario.interview, household.plan, head, {}, {}, hash, sealer);
    const auto& ready = std::get<PreparedSubmission>(*outcome);
    response = ready.response.size();
    identity = ready.identity.size();
  }
  state.counters["response_bytes"] = static_cast<double>(response);
  state.counters["identity_bytes"] = static_cast<double>(identity);
}
BENCHMARK(BM_PrepareSubmission);

void BM_OpenAnswers(benchmark::State& state) {
  const Household household;
  const std::string text = to_text(write_answers(household.scenario.interview, Scope::on_path));
  for (auto _ : state)
    benchmark::DoNotOptimize(open_answers(household.scenario.program, {*CivilDate::make(2021, 9, 1)},
                                          std::string_view(text)));
}
BENCHMARK(BM_OpenAnswers);

void BM_DecodeResponse(benchmark::State& state) {
  const Household household;
  const SubmissionHead head{{}, Channel::online, {}, "111010000"};
  auto outcome = prepare_submission(household.scenario.interview, household.plan, head, {}, {}, NoHash(), NoSealer());
  const auto& ready = std::get<PreparedSubmission>(*outcome);
  for (auto _ : state)
    benchmark::DoNotOptimize(
        decode_response(ready.response, *household.scenario.form, household.plan.form.fingerprint));
}
BENCHMARK(BM_DecodeResponse);

}  // namespace
