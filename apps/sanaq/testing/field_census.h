#pragma once
#include <doctest.h>

#include <map>
#include <regex>

#include "os/files.h"
#include "sanaq/collection_options.h"
#include "sanaq/command/command.h"
#include "sanaq/command/freeze_verb.h"
#include "sanaq/institution/likeness_job.h"
#include "sanaq/testing/nation_household.h"
#include "sanaq/testing/tablet_client.h"

namespace sanaq::testing {

inline const std::string source = SANAQ_SOURCE_DIR;

template <class T>
T must(Result<T> result) {
  return CollectionScene::must(std::move(result));
}

struct CensusPlan {
  std::string edition, clock;
};

/// A census in the field with households of the synthetic nation.
struct FieldCensus {
  CensusPlan plan;
  CollectionScene scene{[this](CollectionConfig& config) {
    config.edition_folder = source + "/editions/" + plan.edition;
    config.clock = plan.clock;
  }};
  std::string edition;  // of verbs, where it is not that of the plan
  os::SystemRng rng;
  simulation::Nation nation = make_nation();

  explicit FieldCensus(CensusPlan of) : plan(std::move(of)) {}

  simulation::Nation make_nation() const {
    const Site& site = scene.census();
    const auto calibration = must(os::read_file(source + "/editions/kz-2021/simulation/calibration.json"));
    return must(
        simulation::Nation::make(site.program, site.context, site.edition.territories(), calibration, {}));
  }
  CaseId new_case() { return {Uuid::make(1'631'000'000'000, rng)}; }
  PreparedSubmission prepared(int number, CaseId case_id, Channel channel) {
    const Json answers = nation.household(static_cast<std::uint64_t>(number));
    return prepared(answers, case_id, channel);
  }
  PreparedSubmission prepared(const Json& answers, CaseId case_id, Channel channel) {
    const Site& site = scene.census();
    const Interview interview = must(open_answers(site.program, site.context, answers));
    const SubmissionHead head{case_id, channel, site.clock.now(), "111010000"};
    auto outcome =
        must(prepare_submission(interview, site.plan, head, {}, passed_of(answers), site.hash, site.sealer));
    auto* ready = std::get_if<PreparedSubmission>(&outcome);
    REQUIRE(ready != nullptr);
    return std::move(*ready);
  }
  /// Gives the number of its people.
  int submit(int number, Channel channel, CaseId case_id) {
    const PreparedSubmission household = prepared(number, case_id, channel);
    must(scene.census().submissions.submit({&household, 1}));
    return static_cast<int>(household.members.size());
  }
  int submit(int number, Channel channel) { return submit(number, channel, new_case()); }
  /// The household as it would answer if nobody in it had a number or a document. What is unusual of that is
  /// said to be so.
  void submit_without_numbers(int number, Channel channel) {
    const Json told = nation.household(static_cast<std::uint64_t>(number));
    std::string text = to_canonical(told);
    text = std::regex_replace(text, std::regex(R"("iin":"[0-9]*",)"), "");
    text = std::regex_replace(text, std::regex(R"("has_iin":"1")"), R"("document_kind":"8","has_iin":"2")");
    std::string passed;
    for (const Json& member : told["lists"]["members"].items())
      passed += R"({"check":"adult_citizen_without_iin","item":")" + std::string(member["id"].text()) +
                R"(","note":"lost"},)";
    passed.pop_back();
    text = std::regex_replace(text, std::regex(R"("passed":\[[^\]]*\],?)"), "");
    text.back() = ',';
    const Json answers = must(parse_json(text + R"("passed":[)" + passed + "]}"));
    const PreparedSubmission household = prepared(answers, new_case(), channel);
    must(scene.census().submissions.submit({&household, 1}));
  }
  /// What the running server does beside submissions.
  void compare_names() {
    LikenessJob job(scene.collection->likenesses(), scene.collection->forms(), scene.collection->hash(),
                    scene.collection->sealer());
    while (must(job.run(100)) > 0) continue;
  }
  /// The household stands on the list of an institution.
  int submit_resident(int number, const std::string& kind) {
    const CaseId case_id = new_case();
    const std::string place = new_case().value.to_string();
    auto owner = scene.database.connect();
    REQUIRE(owner.query({"",
                         "insert into institution.place (id, number, kind, territory, protected, sealed, "
                         "added_at) values ('" +
                             place + "', '" + std::to_string(number) + "', '" + kind +
                             "', '111010000', false, '', now())",
                         "", ""}));
    REQUIRE(owner.query({"",
                         "insert into institution.resident (id, place, row, sealed) values ('" +
                             case_id.value.to_string() + "', '" + place + "', 1, '')",
                         "", ""}));
    return submit(number, Channel::institution, case_id);
  }
  /// Asked at the door, over HTTPS, as a tablet does it.
  void interview(int number) {
    TabletClient tablet(scene.site());
    REQUIRE(must(tablet.enrol(must(scene.field().invite("Tablet", "470000000")))).status == 200);
    const CaseId house = new_case();
    must(scene.field().assign(house, tablet.device, "{}"));
    must(tablet.sync());
    const auto operations = operations_of(nation.household(static_cast<std::uint64_t>(number)), {});
    for (std::size_t at = 0; at < operations.size(); at += 40)
      tablet.write(house, exchange::EntryKind::operations, operations_text(operations, at, at + 40));
    tablet.write(house, exchange::EntryKind::finish, "{}");
    must(tablet.sync());
    const auto stored = must(scene.census().submissions.find(house));
    REQUIRE(stored.has_value());
    CHECK(stored->channel == Channel::tablet);
  }
  Result<Done> freeze(const std::string& file, int revision, const Words& more = {}) {
    Words words = {"--to", scene.folder + "/" + file, "--revision", std::to_string(revision)};
    words.insert(words.end(), more.begin(), more.end());
    return freeze_census(arguments(words));
  }
  /// Of a verb on this census, with options of its own.
  Arguments arguments(const Words& more) const {
    std::vector<std::string> options = collection_options();
    options.insert(options.end(), {"to", "revision", "register", "administrative"});
    Words words = {"--data",     scene.folder,
                   "--database", scene.database.conninfo(),
                   "--edition",  edition.empty() ? source + "/editions/" + plan.edition : edition,
                   "--locale",   source + "/locale"};
    words.insert(words.end(), more.begin(), more.end());
    return must(Arguments::parse(words, options, {}));
  }
  /// Dwellings of one street in the tablet's region, by their houses.
  std::map<std::string, std::int64_t> add_street(const std::vector<std::string>& numbers) {
    pg::Pool owner({scene.database.conninfo(), 1, {}});
    FrameStorePg frame(owner);
    std::vector<Dwelling> houses;
    for (const std::string& house : numbers) houses.push_back({{}, house, "", ""});
    const StreetId street = must(frame.add("471010000", "Абай көшесі", houses));
    std::map<std::string, std::int64_t> out;
    for (const Dwelling& dwelling : must(frame.dwellings(street, {}, 100)))
      out[dwelling.house] = dwelling.id.value();
    return out;
  }
  /// An interviewer goes from door to door and notes what is found; one list of outcomes a dwelling.
  void visit(const std::vector<std::vector<std::string>>& outcomes) {
    TabletClient tablet(scene.site());
    REQUIRE(must(tablet.enrol(must(scene.field().invite("Tablet", "470000000")))).status == 200);
    const auto doors = static_cast<int>(outcomes.size());
    REQUIRE(must(scene.field().assign_next(tablet.device, doors)) == doors);
    std::size_t at = 0;
    for (const auto& entry : must(tablet.sync()).feed) {
      if (entry.kind != exchange::FeedKind::assign) continue;
      for (const std::string& outcome : outcomes[at])
        tablet.write(entry.case_id, exchange::EntryKind::visit, R"({"outcome":")" + outcome + R"("})");
      ++at;
    }
    must(tablet.sync());
  }
  std::string read(const std::string& file) { return must(os::read_file(scene.folder + "/" + file)); }
};

}  // namespace sanaq::testing
