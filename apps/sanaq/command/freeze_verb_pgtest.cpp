// A state frozen from a real database by the verb: households that answered online, people of institutions,
// interviews from a tablet, and who is in several of them.
#include "sanaq/command/freeze_verb.h"

#include "microdata/microdata.h"
#include "os/files.h"
#include "sanaq/collection_options.h"
#include "sanaq/command/command.h"
#include "sanaq/production/frozen_file.h"
#include "sanaq/testing/nation_household.h"
#include "sanaq/testing/tablet_client.h"

using namespace sanaq;
using namespace sanaq::testing;
using exchange::EntryKind;

namespace {

const std::string source = SANAQ_SOURCE_DIR;

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
    const Site& site = scene.census();
    const Json answers = nation.household(static_cast<std::uint64_t>(number));
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
      tablet.write(house, EntryKind::operations, operations_text(operations, at, at + 40));
    tablet.write(house, EntryKind::finish, "{}");
    must(tablet.sync());
    const auto stored = must(scene.census().submissions.find(house));
    REQUIRE(stored.has_value());
    CHECK(stored->channel == Channel::tablet);
  }
  Result<Done> freeze(const std::string& file, int revision, const Words& more = {}) {
    std::vector<std::string> options = collection_options();
    options.insert(options.end(), {"to", "revision", "register", "administrative"});
    Words words = {"--data",     scene.folder,
                   "--database", scene.database.conninfo(),
                   "--edition",  source + "/editions/" + plan.edition,
                   "--locale",   source + "/locale",
                   "--to",       scene.folder + "/" + file,
                   "--revision", std::to_string(revision)};
    words.insert(words.end(), more.begin(), more.end());
    return freeze_census(must(Arguments::parse(words, options, {})));
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
        tablet.write(entry.case_id, EntryKind::visit, R"({"outcome":")" + outcome + R"("})");
      ++at;
    }
    must(tablet.sync());
  }
  std::string read(const std::string& file) { return must(os::read_file(scene.folder + "/" + file)); }
};

void check_both_counted_once(FieldCensus& census) {
  const int first = census.submit(1, Channel::online);
  const int second = census.submit(2, Channel::online);
  census.submit(1, Channel::tablet);  // the same household again, at the door
  const int resident = census.submit_resident(4, "childrens_home");
  REQUIRE(census.freeze("a.microdata", 1));
  const Microdata data = must(open_frozen(census.scene.folder + "/a.microdata"));
  CHECK(data.info().edition == census.plan.edition);
  CHECK(data.table(Unit::household)->row_count() == 3);
  CHECK(data.row_count() == static_cast<std::size_t>(first + second + resident));
  // The online answer is the one left out: an interviewer was there since.
  const std::string counting = census.read("a.microdata.counting.csv");
  CHECK(counting.starts_with("household,person,counted_in,rule\n1,1,3,household:channel\n"));
  CHECK(std::count(counting.begin(), counting.end(), '\n') == 1 + first);
}

}  // namespace

TEST_CASE("kz-2021: a household that answered twice counts once; a name is given to one state for ever") {
  FieldCensus census({"kz-2021", "2021-10-15T12:00:00+06:00"});
  check_both_counted_once(census);
  const auto again = census.freeze("b.microdata", 1);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == "freeze.exists");
  CHECK(again.error().detail == "kz-2021 revision 1");
  CHECK_FALSE(os::file_exists(census.scene.folder + "/b.microdata"));
  CHECK(census.freeze("a.microdata", 2).error().code == "freeze.exists");
  // The same cases under another name differ in the name alone.
  REQUIRE(census.freeze("c.microdata", 2));
  CHECK(census.read("a.microdata.counting.csv") == census.read("c.microdata.counting.csv"));
  auto owner = census.scene.database.connect();
  const auto states = *owner.query(
      {"", "select count(*), count(distinct digest), min(submissions) from processing.frozen_state", "", ""});
  CHECK(states[0].get<std::int64_t>(0) == 2);
  CHECK(states[0].get<std::int64_t>(1) == 2);
  CHECK(states[0].get<std::int64_t>(2) == 4);
}

TEST_CASE("kz-2020: the pilot is frozen from its own answers by the same rules") {
  FieldCensus census({"kz-2020", "2020-10-15T12:00:00+06:00"});
  check_both_counted_once(census);
}

TEST_CASE("an interview from a tablet is frozen; the same bytes come twice when the name is given back") {
  FieldCensus census({"kz-2021", "2021-10-15T12:00:00+06:00"});
  census.interview(7);
  census.submit(2, Channel::online);
  REQUIRE(census.freeze("a.microdata", 1));
  const Microdata data = must(open_frozen(census.scene.folder + "/a.microdata"));
  CHECK(data.table(Unit::household)->row_count() == 2);
  auto owner = census.scene.database.connect();
  REQUIRE(owner.query({"", "delete from processing.frozen_state", "", ""}));
  REQUIRE(census.freeze("b.microdata", 1));
  CHECK(census.read("a.microdata") == census.read("b.microdata"));
}

TEST_CASE("households that never answered are closed by rule, and every imputed row says so") {
  FieldCensus census({"kz-2021", "2021-10-15T12:00:00+06:00"});
  const int first = census.submit(1, Channel::online), second = census.submit(2, Channel::online);
  const auto dwellings = census.add_street({"1", "2", "3", "4", "5", "6"});
  census.visit({{"nobody_home", "refusal"},
                {"vacant"},
                {"demolished"},
                {"nobody_home", "nobody_home", "nobody_home"},
                {"nobody_home"}});
  const std::string registered = census.scene.folder + "/registered.csv";
  must(os::write_file(registered, "dwelling,persons\n" + std::to_string(dwellings.at("4")) + ",2\n"));
  REQUIRE(census.freeze("a.microdata", 1, {"--administrative", registered}));

  const Microdata data = must(open_frozen(census.scene.folder + "/a.microdata"));
  const UnitTable& people = *data.table(Unit::person);
  const auto origin = static_cast<std::size_t>(people.find("record_origin"));
  const auto district = static_cast<std::size_t>(people.find("district"));
  std::int64_t told = 0, imputed = 0;
  for (std::uint32_t row = 0; row < people.row_count(); ++row) {
    const bool is_told = people.column(origin).at(row) == 0;
    ++(is_told ? told : imputed);
    if (is_told) continue;
    const auto& codes = people.variable(district).codes.categories;
    CHECK(codes[people.column(district).at(row)].code == "471000000");
  }
  CHECK(told == first + second);
  CHECK(data.table(Unit::household)->row_count() == 4);
  // Refused, and at home to nobody three times where people are registered; vacant; demolished; two nobody
  // knows of.
  CHECK(census.read("a.microdata.closing.csv")
            .ends_with("\n471000000,0,0,2,1,1,2,2," + std::to_string(imputed) + "\n"));
  REQUIRE(census.freeze("b.microdata", 2, {"--administrative", registered}));
  CHECK(census.read("a.microdata.closing.csv") == census.read("b.microdata.closing.csv"));
}
