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

namespace {

struct Gathered final : AnswerSink {
  std::vector<std::string> answers;
  void take(const StandingAnswer& a) override {
    answers.push_back(std::to_string(a.node) + ' ' + std::to_string(a.other) +
                      (a.refused ? " refused " : " ") + std::to_string(a.number) + ' ' + std::string(a.text));
  }
};

std::vector<NodeIndex> questions_of(const Form& form, NodeIndex list) {
  std::vector<NodeIndex> questions;
  for (std::size_t n = 0; n < form.nodes.size(); ++n)
    if (form.nodes[n].kind == NodeKind::question && form.nodes[n].list == list)
      questions.push_back(static_cast<NodeIndex>(n));
  return questions;
}

// The same by asking for every place.
void ask(const Interview& interview, Place place, std::uint16_t other, Gathered& into) {
  const bool calculated = interview.form().nodes[place.node].calculated;
  const Value value = calculated ? interview.value(place) : interview.stored(place);
  if (!interview.on_path(place) || value.state == Value::State::empty) return;
  into.take({place.node, other, value.state == Value::State::refused, value.number, value.text});
}

}  // namespace

TEST_CASE("answers gone through are those that stand at each place") {
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const auto s = scenario_of(seed, History::kept);
    if (s == nullptr) continue;
    SplitMix rng(seed + 4'000'000);
    for (int i = 0; i < operations; ++i) s->try_apply(random_operation(rng, s->interview));
    const Interview& interview = s->interview;
    Gathered gone_through, asked;
    const auto scope = [&](NodeIndex list, ItemSlot item) {
      const auto questions = questions_of(interview.form(), list);
      interview.each_answer(questions, item, gone_through);
      for (const NodeIndex question : questions) {
        if (interview.form().nodes[question].matrix == no_node)
          ask(interview, {question, item}, 0xFFFF, asked);
        else
          for (std::uint16_t p = 0; p < interview.items(list).size(); ++p)
            ask(interview, {question, item, interview.items(list)[p]}, p, asked);
      }
    };
    scope(no_node, no_item);
    for (std::size_t n = 0; n < interview.form().nodes.size(); ++n)
      for (const ItemSlot item : interview.items(static_cast<NodeIndex>(n)))
        scope(static_cast<NodeIndex>(n), item);
    CAPTURE(seed);
    REQUIRE(gone_through.answers == asked.answers);
  }
}
