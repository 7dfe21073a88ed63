// What the engine promises, on the household questionnaire of kz-2021: one answer in microseconds however
// large the household, a submitted household straight from JSON in well under 100 µs.
#include <benchmark/benchmark.h>

#include "interview/testing/form_folder.h"

using namespace sanaq;

namespace {

const std::string root = SANAQ_SOURCE_DIR;
const InterviewContext context{CivilDate::parse("2021-09-01").value()};

std::shared_ptr<const Form> household_form() {
  static const auto form = testing::compile(testing::form_folder(
      root + "/editions/kz-2021/forms/household",
      {"kato", "countries", "ethnicities", "languages", "activities", "occupations", "specialities"}));
  return form;
}

std::shared_ptr<const Program> household_program() {
  static const auto program = std::make_shared<const Program>(*household_form());
  return program;
}

std::string family_of_five() {
  return testing::file_text(root + "/specimens/questionnaires/kz-2021/_clean/family_of_five.json");
}

/// The family with its last child repeated until `members` are there.
std::string household_of(std::int64_t members) {
  Json family = parse_json(family_of_five()).value();
  Json list = Json::array();
  const auto& five = family["lists"]["members"].items();
  for (std::int64_t i = 0; i < members; ++i) {
    const Json& like = five[static_cast<std::size_t>(i < 5 ? i : 4)];
    Json item = Json::object();
    item.set("id", Json::string("p" + std::to_string(i)));
    item.set("answers", like["answers"]);
    list.push(std::move(item));
  }
  Json lists = Json::object();
  lists.set("members", std::move(list));
  family.set("lists", std::move(lists));
  return to_text(family);
}

void set_answer(benchmark::State& state, const std::string& question, const std::string& a,
                const std::string& b, bool of_item) {
  auto interview = open_answers(household_program(), context, household_of(state.range(0)));
  SANAQ_CHECK(interview);
  Operation o;
  o.question = question;
  if (of_item) o.item = "p1";
  bool odd = false;
  for (auto _ : state) {
    o.value = odd ? a : b;
    odd = !odd;
    benchmark::DoNotOptimize(interview->apply(o).has_value());
    benchmark::DoNotOptimize(interview->findings().size());
  }
  state.counters["memory_bytes"] = static_cast<double>(interview->memory_bytes());
}

void engine_set_answer_birth_date(benchmark::State& state) {
  set_answer(state, "birth_date", "1987-05-04", "1988-05-04", true);
}
void engine_set_answer_sex(benchmark::State& state) { set_answer(state, "sex", "1", "2", true); }
void engine_set_answer_name(benchmark::State& state) { set_answer(state, "given_name", "Aru", "Aida", true); }
void engine_set_answer_form(benchmark::State& state) { set_answer(state, "dwelling_type", "1", "10", false); }
void engine_set_answer_size(benchmark::State& state) { set_answer(state, "household_size", "5", "6", false); }

void engine_validate(benchmark::State& state) {
  const std::string json = household_of(state.range(0));
  for (auto _ : state) {
    auto interview = open_answers(household_program(), context, json);
    SANAQ_CHECK(interview);
    benchmark::DoNotOptimize(interview->findings().size());
  }
  auto interview = open_answers(household_program(), context, json);
  state.counters["json_bytes"] = static_cast<double>(json.size());
  state.counters["findings"] = static_cast<double>(interview->findings().size());
  state.counters["memory_bytes"] = static_cast<double>(interview->memory_bytes());
}

void engine_open_empty(benchmark::State& state) {
  for (auto _ : state) {
    Interview interview(household_program(), context);
    benchmark::DoNotOptimize(interview.findings().size());
  }
}

void engine_build_program(benchmark::State& state) {
  for (auto _ : state) {
    const Program program(*household_form());
    benchmark::DoNotOptimize(&program);
  }
}

}  // namespace

BENCHMARK(engine_set_answer_birth_date)->Arg(5)->Arg(50);
BENCHMARK(engine_set_answer_sex)->Arg(5)->Arg(50);
BENCHMARK(engine_set_answer_name)->Arg(5)->Arg(50);
BENCHMARK(engine_set_answer_form)->Arg(5)->Arg(50);
BENCHMARK(engine_set_answer_size)->Arg(5)->Arg(50);
BENCHMARK(engine_validate)->Arg(1)->Arg(5)->Arg(50);
BENCHMARK(engine_open_empty);
BENCHMARK(engine_build_program);
