// Properties of the engine on random forms under random operations. A failure names its seed.
#include <doctest.h>

#include "interview/testing/random_form.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

struct Run {
  std::shared_ptr<const Form> form;
  std::shared_ptr<const Program> program;
  std::unique_ptr<Scenario> scenario;
};

const InterviewContext context{CivilDate::parse("2021-09-01").value()};

/// A scenario over the random form of a seed; no scenario when the compiler refuses the form.
std::unique_ptr<Scenario> scenario_of(std::uint64_t seed, History history) {
  SplitMix rng(seed);
  auto form = try_compile(random_form(rng, history));
  if (form == nullptr) return nullptr;
  auto program = std::make_shared<const Program>(*form);
  return std::make_unique<Scenario>(form, program, Interview(program, context));
}

std::string everything(const Scenario& s) {
  return to_canonical(write_answers(s.interview, Scope::everything));
}

constexpr std::uint64_t seeds = 300;
constexpr int operations = 60;

}  // namespace

TEST_CASE("most random forms are accepted by the compiler") {
  int accepted = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed)
    accepted += scenario_of(seed, History::kept) != nullptr ? 1 : 0;
  CHECK(accepted > 60);
}

TEST_CASE("computed step by step equals computed from nothing") {
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const auto s = scenario_of(seed, History::kept);
    if (s == nullptr) continue;
    SplitMix rng(seed + 1'000'000);
    for (int i = 0; i < operations; ++i) {
      s->try_apply(random_operation(rng, s->interview));
      const Scenario whole = s->reopened();
      CAPTURE(seed);
      CAPTURE(i);
      REQUIRE(whole.trace_text() == s->trace_text());
      REQUIRE(everything(whole) == everything(*s));
      REQUIRE(s->reopened(Scope::on_path).trace_text() == s->trace_text());
      REQUIRE(whole.interview.progress().asked == s->interview.progress().asked);
      REQUIRE(whole.interview.progress().answered == s->interview.progress().answered);
    }
  }
}

TEST_CASE("undo restores what was before every operation") {
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const auto s = scenario_of(seed, History::kept);
    if (s == nullptr) continue;
    SplitMix rng(seed + 2'000'000);
    std::vector<std::string> before;
    for (int i = 0; i < operations; ++i) {
      const std::string now = s->trace_text() + everything(*s);
      if (s->try_apply(random_operation(rng, s->interview)).empty())
        before.push_back(now);
      else
        REQUIRE(s->trace_text() + everything(*s) == now);  // an error changes nothing
      if (!before.empty() && rng.chance(1, 4)) {
        CAPTURE(seed);
        REQUIRE(s->undo());
        REQUIRE(s->trace_text() + everything(*s) == before.back());
        before.pop_back();
      }
    }
    while (!before.empty()) {
      CAPTURE(seed);
      REQUIRE(s->undo());
      REQUIRE(s->trace_text() + everything(*s) == before.back());
      before.pop_back();
    }
    REQUIRE(!s->undo());
  }
}

TEST_CASE("answering and clearing, adding and removing restore the trace") {
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const auto s = scenario_of(seed, History::none);
    if (s == nullptr) continue;
    SplitMix rng(seed + 3'000'000);
    for (int i = 0; i < operations; ++i) {
      Operation o = random_operation(rng, s->interview);
      if (o.kind == Operation::Kind::pass)
        continue;  // a pass is dropped when answers change, and stays dropped
      const std::string before = s->trace_text();
      const NodeIndex n = s->form->find(o.question);
      const bool answer =
          o.kind == Operation::Kind::answer && s->form->nodes[n].default_value == no_expression;
      Place place{n, s->interview.find_item(s->form->nodes[n].list, o.item),
                  s->interview.find_item(s->form->nodes[n].list, o.other)};
      const bool fresh = s->interview.stored(place).state == Value::State::empty;
      if (!s->try_apply(o).empty()) continue;
      CAPTURE(seed);
      if (answer && fresh) {
        o.kind = Operation::Kind::clear;
        REQUIRE(s->try_apply(o).empty());
        REQUIRE(s->trace_text() == before);
        REQUIRE((s->undo(), true));
      } else if (o.kind == Operation::Kind::add_item) {
        o.kind = Operation::Kind::remove_item;
        REQUIRE(s->try_apply(o).empty());
        REQUIRE(s->trace_text() == before);
        s->undo();
      }
    }
  }
}

TEST_CASE("the language does not change the path") {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    std::vector<std::string> traces;
    for (const std::vector<std::string>& languages :
         {std::vector<std::string>{"kk", "ru", "en"}, {"ru", "en", "kk"}, {"en", "kk", "ru"}}) {
      SplitMix form_rng(seed), rng(seed + 4'000'000);
      const auto form = try_compile(random_form(form_rng, History::kept, languages));
      if (form == nullptr) continue;
      auto program = std::make_shared<const Program>(*form);
      Scenario s(form, program, Interview(program, context));
      for (int i = 0; i < 30; ++i) s.try_apply(random_operation(rng, s.interview));
      traces.push_back(s.trace_text());
    }
    CAPTURE(seed);
    for (const std::string& t : traces) REQUIRE(t == traces.front());
  }
}
