// People without a number who are in two questionnaires of a simulated census: how many of those planted are
// found by the edition's facts, how many go to clerks, and who is found that was not planted.
//   claims_perf [--households N] [--numberless PER_MILLION]
#include <algorithm>
#include <chrono>
#include <map>
#include <set>

#include "base/rng.h"
#include "casework/likeness.h"
#include "casework/testing/memory_keys.h"
#include "edition_files/edition_files.h"
#include "machine_use.h"
#include "measure.h"
#include "os/files.h"
#include "processing/claim_book.h"
#include "sanaq/command/arguments.h"
#include "simulation/nation.h"

using namespace sanaq;
using namespace sanaq::perf;

namespace {

constexpr std::uint32_t duplicates_ppm = 20'000;  // of households, list somebody of another one too

class EveryAnswer final : public AnswerSink {
 public:
  explicit EveryAnswer(std::vector<CodedAnswer>& out) : out_(out) {}
  void take(const StandingAnswer& answer) override {
    const auto state = answer.refused ? Value::State::refused : Value::State::present;
    out_.push_back({answer.node, item, answer.other, {state, answer.number, std::string(answer.text)}});
  }
  std::uint16_t item = CodedAnswer::none;

 private:
  std::vector<CodedAnswer>& out_;
};

CodedResponse every_answer(const Interview& interview, const SubmissionPlan& plan) {
  CodedResponse out;
  EveryAnswer sink(out.answers);
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

/// Somebody as the census knows them: by names and day, and by a number unless it was taken away.
struct Known {
  PersonPlace place;
  PersonKey likeness;
  std::optional<PersonKey> number;
  bool has_number = false;
};
using PlacePair = std::pair<PersonPlace, PersonPlace>;

struct Bench {
  EditionFiles files;
  KnownForm known;
  std::shared_ptr<const Program> program;
  InterviewContext context;
  CountingRules rules;
  testing::MemoryHash hash;
  std::vector<ClosedCase> cases;
  std::vector<Known> people;
  std::set<PlacePair> planted;

  explicit Bench(EditionFiles loaded)
      : files(std::move(loaded)),
        known{&*files.form.form, must(SubmissionPlan::make(*files.form.form), "plan")},
        program(std::make_shared<const Program>(*files.form.form)),
        context{files.edition.census_date},
        rules(must(parse_counting_rules(
                       must(parse_json(must(os::read_file(files.folder + "/processing/counting.json"),
                                            "counting.json")),
                            "counting.json"),
                       *files.form.form),
                   "counting rules")) {}

  void simulate(std::uint64_t households) {
    const auto calibration =
        must(os::read_file(files.folder + "/simulation/calibration.json"), "calibration");
    const auto nation = must(
        simulation::Nation::make(program, context, files.territories(), calibration, {1, {}, duplicates_ppm}),
        "nation");
    for (std::uint64_t number = 0; number < households; ++number) {
      const auto interview = must(open_answers(program, context, nation.household(number)), "household");
      ClosedCase closed;
      closed.head.serial = SubmissionSerial(static_cast<std::int64_t>(number) + 1);
      closed.form = &known;
      closed.response = every_answer(interview, known.plan);
      closed.head.persons = static_cast<std::uint16_t>(closed.response.lists.at(0).item_ids.size());
      closed.counts.assign(closed.head.persons, true);
      for (const MemberLikeness& one :
           likenesses_of(*known.form, known.plan, closed.response, closed.response, hash))
        people.push_back(
            {{closed.head.serial, one.member}, one.likeness, one.person, one.person.has_value()});
      cases.push_back(std::move(closed));
    }
  }
  // Who stands in two households has no number in one of them; beside them numbers are lost at random.
  void lose_numbers(std::uint64_t per_million) {
    SplitMix rng(20211);
    std::map<std::array<std::uint8_t, 16>, std::size_t> first;
    for (std::size_t at = 0; at < people.size(); ++at) {
      if (!people[at].number) continue;
      const auto [known_at, is_new] = first.emplace(people[at].number->bytes, at);
      if (is_new) {
        if (rng.chance(per_million, 1'000'000)) people[at].has_number = false;
        continue;
      }
      people[rng.chance(1, 2) ? at : known_at->second].has_number = false;
      planted.insert({people[known_at->second].place, people[at].place});
    }
  }
  // As the database groups them.
  std::vector<LikelyPerson> likely() const {
    std::map<std::array<std::uint8_t, 16>, std::vector<const Known*>> groups;
    for (const Known& one : people) groups[one.likeness.bytes].push_back(&one);
    std::vector<LikelyPerson> out;
    std::int64_t number = 0;
    for (const auto& [key, group] : groups) {
      ++number;
      const bool is_apart = group.front()->place.serial != group.back()->place.serial;
      if (!is_apart ||
          std::all_of(group.begin(), group.end(), [](const Known* one) { return one->has_number; }))
        continue;
      for (const Known* one : group) out.push_back({one->place, one->has_number, number, {}});
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.place < b.place; });
    return out;
  }
};

/// True when somebody with the number of that person is in the questionnaire, too.
bool is_there(const std::map<PersonPlace, PersonKey>& numbers, const PersonPlace& person,
              SubmissionSerial other) {
  const auto number = numbers.find(person);
  if (number == numbers.end()) return false;
  for (auto at = numbers.lower_bound({other, 0}); at != numbers.end() && at->first.serial == other; ++at)
    if (at->second.bytes == number->second.bytes) return true;
  return false;
}

void print_found(const Bench& bench, const ClaimBook& book, double seconds) {
  std::map<PersonPlace, PersonKey> numbers;
  for (const Known& one : bench.people)
    if (one.number) numbers.emplace(one.place, *one.number);
  std::set<PersonPlace> left_out;
  double found = 0, wrong = 0, asked = 0, asked_vainly = 0;
  for (const CountingDecision& one : book.decisions()) {
    left_out.insert({one.household, one.member});
    wrong += is_there(numbers, {one.household, one.member}, one.counted_in) ? 0 : 1;
  }
  for (const auto& [first, second] : bench.planted)
    found += left_out.contains(first) || left_out.contains(second) ? 1 : 0;
  std::map<std::array<std::uint8_t, 16>, bool> counted;
  for (const auto& [place, number] : numbers) counted[number.bytes] |= !left_out.contains(place);
  const auto lost =
      std::count_if(counted.begin(), counted.end(), [](const auto& one) { return !one.second; });
  for (const LikelyPair& one : book.doubtful())
    ++(bench.planted.contains({one.first, one.second}) ? asked : asked_vainly);
  const auto planted = static_cast<double>(bench.planted.size());
  print({"claims.people", static_cast<double>(bench.people.size()), "people"});
  print({"claims.planted", planted, "people without a number in two households"});
  print({"claims.found", 100 * found / planted, "% of them, by the edition's facts"});
  print({"claims.lost", static_cast<double>(lost), "people who count nowhere"});
  print({"claims.asked", 100 * asked / planted, "% of them, left to clerks"});
  print({"claims.wrong", wrong, "people taken for somebody else by the facts"});
  print({"claims.asked_vainly", asked_vainly, "pairs of two people that clerks look at"});
  print({"claims.settle", static_cast<double>(bench.people.size()) / seconds, "people/s"});
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const auto arguments =
      must(Arguments::parse(words, {"households", "numberless", "edition"}, {}), "arguments");
  const auto households = must(arguments.number("households", 50'000, 100, 1'000'000), "households");
  const auto numberless = must(arguments.number("numberless", 20'000, 0, 1'000'000), "numberless");
  Bench bench(must(load_edition(arguments.get("edition", "editions/kz-2021")), "edition"));
  bench.simulate(static_cast<std::uint64_t>(households));
  bench.lose_numbers(static_cast<std::uint64_t>(numberless));
  const auto likely = bench.likely();
  const auto start = std::chrono::steady_clock::now();
  ClaimBook book(bench.rules, bench.files.edition.permanent_groups, bench.files.edition.institutions);
  book.expect(likely, {});
  for (std::size_t i = 0; i < likely.size(); ++i)
    if (i == 0 || likely[i].place.serial != likely[i - 1].place.serial)
      book.note(bench.cases.at(static_cast<std::size_t>(likely[i].place.serial.value() - 1)),
                {likely[i].place.serial, std::nullopt, {}});
  book.settle();
  print_found(bench, book, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  return 0;
}
