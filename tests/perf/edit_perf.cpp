// Editing of a simulated census with planted errors: how fast, how many errors are found, located and mended,
// and what it does to the distributions.   edit_perf [--households N] [--planted PERCENT]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <set>

#include "base/rng.h"
#include "edition_files/edition_files.h"
#include "machine_use.h"
#include "measure.h"
#include "os/files.h"
#include "sanaq/command/arguments.h"
#include "sanaq/production/editing.h"
#include "simulation/nation.h"

using namespace sanaq;
using namespace sanaq::perf;

namespace {

using Seconds = std::chrono::duration<double>;

class Collected final : public AnswerSink {
 public:
  Collected(const Form& form, std::vector<CodedAnswer>& out) : form_(form), out_(out) {}
  void take(const StandingAnswer& answer) override {
    if (form_.nodes[answer.node].personal != Personal::no) return;
    const auto state = answer.refused ? Value::State::refused : Value::State::present;
    out_.push_back({answer.node, item, answer.other, {state, answer.number, std::string(answer.text)}});
  }
  std::uint16_t item = CodedAnswer::none;

 private:
  const Form& form_;
  std::vector<CodedAnswer>& out_;
};

CodedResponse response_of(const Interview& interview, const SubmissionPlan& plan) {
  CodedResponse out;
  Collected sink(interview.form(), out.answers);
  interview.each_answer(plan.outside, no_item, sink);
  for (std::size_t i = 0; i < plan.lists.size(); ++i) {
    CodedList& list = out.lists.emplace_back(CodedList{plan.lists[i], {}});
    std::uint16_t position = 0;
    for (const ItemSlot slot : interview.items(plan.lists[i])) {
      list.item_ids.emplace_back(interview.item_id(slot));
      sink.item = position++;
      interview.each_answer(plan.questions[i], slot, sink);
    }
  }
  return out;
}

// One answer that was spoilt, and what it was.
struct Planted {
  std::size_t household = 0;
  NodeIndex node = no_node;
  std::uint16_t item = CodedAnswer::none;
  Value truth;
  bool breaks_rules = false;
};

struct Bench {
  EditionFiles files;
  KnownForm known;
  std::shared_ptr<const Program> program;
  InterviewContext context;
  EditPlan plan;
  EditRules rules;
  std::vector<ClosedCase> truth, spoilt;
  std::vector<Planted> planted;

  explicit Bench(EditionFiles loaded)
      : files(std::move(loaded)),
        known{&*files.form.form, must(SubmissionPlan::make(*files.form.form), "plan")},
        program(std::make_shared<const Program>(*files.form.form)),
        context{files.edition.census_date},
        plan(must(
            parse_edit_plan(must(parse_json(must(os::read_file(files.folder + "/processing/editing.json"),
                                                 "editing.json")),
                                 "editing.json"),
                            *files.form.form),
            "editing plan")),
        rules(*files.form.form, plan, context.census_date) {}

  EditRecord open(const ClosedCase& closed) const {
    return must(EditRecord::open(rules, program, context, closed.response), "household");
  }
  void simulate(std::uint64_t households) {
    const auto calibration =
        must(os::read_file(files.folder + "/simulation/calibration.json"), "calibration");
    const auto nation =
        must(simulation::Nation::make(program, context, files.territories(), calibration, {}), "nation");
    for (std::uint64_t number = 0; number < households; ++number) {
      const auto interview = must(open_answers(program, context, nation.household(number)), "household");
      ClosedCase closed;
      closed.head.serial = SubmissionSerial(static_cast<std::int64_t>(number) + 1);
      closed.form = &known;
      closed.response = response_of(interview, known.plan);
      closed.head.persons = static_cast<std::uint16_t>(closed.response.lists.at(0).item_ids.size());
      closed.counts.assign(closed.head.persons, true);
      truth.push_back(std::move(closed));
    }
    spoilt = truth;
  }
  // A third of the spoilt answers are left out, the others are changed for any other value.
  void spoil(std::uint64_t percent) {
    SplitMix rng(20211);
    for (std::size_t i = 0; i < spoilt.size(); ++i) {
      if (!rng.chance(percent, 100)) continue;
      const EditRecord record = open(spoilt[i]);
      const auto cell = static_cast<CellIndex>(rng.below(record.cell_count()));
      const Value before = record.original(cell);
      if (!before.present()) continue;
      const auto& values = rules.values(record.place(cell).node);
      const bool left_out = values.empty() || rng.chance(1, 3);
      const Value after = left_out ? Value{} : values[rng.below(values.size())];
      if (after == before) continue;
      auto& answers = spoilt[i].response.answers;
      const auto at = std::find_if(answers.begin(), answers.end(), [&](const CodedAnswer& answer) {
        return answer.node == record.place(cell).node && answer.item == record.item_position(cell);
      });
      if (left_out)
        answers.erase(at);
      else
        at->value = after;
      planted.push_back(
          {i, record.place(cell).node, record.item_position(cell), before, !open(spoilt[i]).is_clean()});
    }
  }
  double largest_shift(const std::vector<ClosedCase>& other) const {
    EditReport report(rules, plan);
    for (std::size_t i = 0; i < truth.size(); ++i) {
      const EditRecord was = open(truth[i]);
      report.count_before(was, {});
      report.count_start(was);
      report.count_end(open(other[i]));
    }
    return static_cast<double>(report.largest_shift_ppm()) / 10'000;
  }
};

Value value_in(const ClosedCase& closed, const Planted& one) {
  for (const CodedAnswer& answer : closed.response.answers)
    if (answer.node == one.node && answer.item == one.item) return answer.value;
  return {};
}

void judge(const Bench& bench, const Editing& editing, const std::vector<ClosedCase>& mended) {
  std::set<std::tuple<std::int64_t, NodeIndex, std::uint16_t>> changed;
  for (const Editing::Touched& one : editing.touched())
    for (const ValueChange& change : one.edited.changes)
      changed.emplace(one.household, change.node, change.item);
  double breaking = 0, located = 0, restored = 0;
  for (const Planted& one : bench.planted) {
    if (!one.breaks_rules) continue;
    breaking += 1;
    located += changed.count({static_cast<std::int64_t>(one.household) + 1, one.node, one.item}) > 0 ? 1 : 0;
    restored += value_in(mended[one.household], one) == one.truth ? 1 : 0;
  }
  std::int64_t still_broken = 0;
  for (const ClosedCase& closed : mended) still_broken += bench.open(closed).is_clean() ? 0 : 1;
  const auto planted = static_cast<double>(bench.planted.size());
  print({"edit.planted", planted, "answers"});
  print({"edit.found", 100 * breaking / planted, "% of planted errors that break a rule"});
  print({"edit.located", 100 * located / breaking, "% of those, the spoilt answer itself is changed"});
  print({"edit.restored", 100 * restored / breaking, "% of those, back to the true value"});
  print({"edit.left", static_cast<double>(still_broken), "households that still break a rule"});
  print({"edit.replaced", static_cast<double>(editing.report()->households(EditedCase::Outcome::replaced)),
         "households with all answers of a donor"});
  print({"edit.bounded", static_cast<double>(editing.report()->inexact()), "households not proven minimal"});
  print({"edit.shift", bench.largest_shift(mended), "% points, largest change of a share against the truth"});
  print({"edit.shift_unedited", bench.largest_shift(bench.spoilt), "% points, the same before editing"});
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const auto arguments = must(Arguments::parse(words, {"households", "planted", "edition"}, {}), "arguments");
  const auto households = must(arguments.number("households", 10'000, 100, 1'000'000), "households");
  const auto percent = must(arguments.number("planted", 10, 1, 100), "planted");
  const std::string folder = arguments.has("edition") ? arguments.get("edition") : "editions/kz-2021";
  Bench bench(must(load_edition(folder), "edition"));
  bench.simulate(static_cast<std::uint64_t>(households));
  bench.spoil(static_cast<std::uint64_t>(percent));
  auto editing = must(Editing::make(bench.files, 2), "editing");
  auto mended = bench.spoilt;
  MachineUse survey_use;
  auto start = std::chrono::steady_clock::now();
  must(editing->survey(mended, 1), "survey");
  const double surveyed = Seconds(std::chrono::steady_clock::now() - start).count();
  print({"edit.survey",
         static_cast<double>(households) / surveyed,
         "households/s",
         {},
         0,
         survey_use.spent().foreign_cores});
  MachineUse mend_use;
  start = std::chrono::steady_clock::now();
  must(editing->mend(mended, 1), "mend");
  const double spent = Seconds(std::chrono::steady_clock::now() - start).count();
  print({"edit.mend",
         static_cast<double>(editing->touched().size()) / spent,
         "broken households/s",
         {},
         0,
         mend_use.spent().foreign_cores});
  print({"edit",
         static_cast<double>(households) / (surveyed + spent),
         "households/s",
         {},
         0,
         mend_use.spent().foreign_cores});
  judge(bench, *editing, mended);
  return 0;
}
