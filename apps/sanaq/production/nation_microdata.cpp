#include "sanaq/production/nation_microdata.h"

#include <atomic>
#include <map>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "os/files.h"
#include "processing/frozen_rows.h"
#include "processing/household_shape.h"
#include "processing/person_variables.h"
#include "simulation/population.h"

namespace sanaq {
namespace {

using simulation::Population;

/// Settlements of one district and kind: made by one thread, so that their order never changes.
struct District {
  CensusPlace place;
  std::vector<Population::Share> shares;
};

/// Finds what a synthetic person would tell about a variable.
class Teller {
 public:
  Teller() {
    for (std::size_t i = 0; i < simulation::topic_count; ++i) topics_.emplace(simulation::topic_names[i], i);
  }
  std::string_view tell(const simulation::Answers& answers, std::string_view variable) const {
    const auto topic = topics_.find(variable);
    if (topic == topics_.end()) return {};
    const std::string& text = answers.at(topic->second);
    return text == simulation::refusal_text ? not_stated : std::string_view(text);
  }
  std::string_view tell(const simulation::Person& person, std::string_view variable) const {
    constexpr std::string_view level = "language_level_";
    if (!variable.starts_with(level)) return tell(person.answers, variable);
    for (const auto& [language, known] : person.language_levels)
      if (language == variable.substr(level.size())) return known;
    return {};
  }

 private:
  std::unordered_map<std::string_view, std::size_t> topics_;
};

/// Code of the type of household, by its families; visitors do not count.
std::string_view type_of(const simulation::Household& people) {
  std::vector<FamilyMember> members;
  std::vector<bool> belongs;
  for (const simulation::Person& person : people.persons) {
    members.push_back({person.kin.spouse + 1, person.kin.mother + 1, person.kin.father + 1});
    belongs.push_back(person.usual_home == nullptr);
  }
  return household_shape(members, belongs).type;
}

class NationRun {
 public:
  NationRun(const Population& population, const NationPlan& plan, std::vector<District> districts)
      : population_(population), plan_(plan), districts_(std::move(districts)) {}

  /// One thread's work: takes districts until there are none. Errors: the first one ends all threads.
  void work(FrozenRows& rows) {
    for (std::size_t i = next_++; i < districts_.size() && !failed_; i = next_++)
      if (const auto made = make(districts_[i], rows); !made) fail(made.error());
  }
  const std::optional<Error>& error() const { return error_; }

 private:
  void fail(const Error& error) {
    const std::lock_guard lock(mutex_);
    failed_ = true;
    if (!error_) error_ = error;
  }

  Result<Done> make(const District& district, FrozenRows& rows) {
    std::uint64_t households = 0;
    for (const Population::Share& share : district.shares)
      for (std::uint64_t left = share.persons, number = 0; left > 0; ++number) {
        const auto people = population_.household_at(share, number, left);
        SANAQ_TRY(const std::uint64_t residents, add(people, district.place, rows));
        left -= std::min(left, residents);
        done_ += residents;
        if (++households % 4096 != 0) continue;
        if (plan_.interrupted && plan_.interrupted()) return Error{"simulation.interrupted", {}};
        tell_progress();
      }
    return Done{};
  }

  void tell_progress() {
    if (!plan_.progress) return;
    const std::lock_guard lock(mutex_);
    plan_.progress(done_);
  }

  Result<std::uint64_t> add(const simulation::Household& people, const CensusPlace& place,
                            FrozenRows& rows) const {
    HouseholdRecord record;
    record.place = place;
    const std::string_view type = type_of(people);
    record.tell = [&, type](std::string_view variable) {
      return variable == household_type_variable ? type : teller_.tell(people.answers, variable);
    };
    std::uint64_t residents = 0;
    for (const simulation::Person& person : people.persons) {
      const bool permanent = person.usual_home == nullptr;
      residents += permanent ? 1 : 0;
      record.members.push_back(
          {[this, &person](std::string_view variable) { return teller_.tell(person, variable); },
           person.kin.age, permanent});
    }
    SANAQ_TRY_DONE(rows.add(record));
    return residents;
  }

  const Population& population_;
  const NationPlan& plan_;
  const Teller teller_;
  std::vector<District> districts_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<std::uint64_t> done_ = 0;
  std::atomic<bool> failed_ = false;
  std::mutex mutex_;
  std::optional<Error> error_;
};

Result<std::vector<District>> districts_of(const Population& population, const Codelist& territories,
                                           std::uint64_t one_in) {
  std::map<std::pair<std::string, bool>, District> districts;
  for (const Population::Share& share : population.shares(one_in)) {
    const auto place = census_place(territories, share.settlement->path.back());
    if (!place) return Error{"simulation.territory", share.settlement->path.back()};
    District& district = districts[{place->district, place->urban}];
    district.place = *place;
    district.shares.push_back(share);
  }
  std::vector<District> out;
  for (auto& [key, district] : districts) out.push_back(std::move(district));
  return out;
}

}  // namespace

Result<Microdata> simulate_nation(const EditionFiles& edition, const Messages& texts,
                                  const NationPlan& plan) {
  SANAQ_TRY(const std::string text, os::read_file(edition.folder + "/simulation/calibration.json"));
  SANAQ_TRY(auto calibration, simulation::read_calibration(text));
  simulation::NationOptions options;
  options.seed = plan.seed;
  SANAQ_TRY(const auto population, Population::make(std::move(calibration), edition.edition.census_date,
                                                    edition.territories(), options));
  SANAQ_TRY(auto districts, districts_of(population, edition.territories(), plan.one_in));
  SANAQ_TRY(auto variables, unit_variables({*edition.form.form, edition.territories(), texts}));
  SANAQ_TRY(auto empty, FrozenRows::make({edition.edition.name, 1}, std::move(variables)));
  NationRun run(population, plan, std::move(districts));
  std::vector<FrozenRows> parts(std::max<std::size_t>(plan.threads, 1), empty);
  std::vector<std::thread> threads;
  for (FrozenRows& part : parts) threads.emplace_back([&run, &part] { run.work(part); });
  for (std::thread& thread : threads) thread.join();
  if (run.error()) return *run.error();
  for (FrozenRows& part : parts) SANAQ_TRY_DONE(empty.append(std::move(part)));
  return std::move(empty).freeze();
}

}  // namespace sanaq
