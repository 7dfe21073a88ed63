#include "sanaq/demo/demo_census.h"

#include <cstdio>
#include <future>

#include "os/files.h"
#include "os/program.h"
#include "sanaq/demo/demo_equipment.h"
#include "sanaq/demo/demo_institutions.h"
#include "sanaq/demo/demo_staff.h"
#include "sanaq/production/coding_topics.h"
#include "sanaq/production/production.h"
#include "sanaq/respondent/household.h"
#include "simulation/nation.h"
#include "simulation/settlement.h"
#include "store/closed_case_store_pg.h"
#include "store/coding_queue_pg.h"
#include "store/pair_review_pg.h"
#include "store/survey_store_pg.h"

namespace sanaq {
namespace {

constexpr std::uint64_t demo_seed = 20210901;
// The demo's region: Mangystau, small enough to look through; its tables have single respondents to protect.
constexpr const char* demo_region = "470000000";
constexpr const char* demo_district = "471000000";  // its capital
constexpr int streets_a_territory = 3, houses_a_street = 12, flats_a_house = 4;
constexpr std::int64_t conflicts_every = 250;  // one household in so many names a person of another one

// Accounts of the demo: the secrets are no secrets.
struct DemoAccount {
  const char* login;
  Role role;
  const char* territory;
};
constexpr DemoAccount demo_accounts[] = {{"bureau", Role::bureau, ""},
                                         {"mangystau", Role::department, demo_region},
                                         {"commission", Role::commission, demo_region},
                                         {"aqtau", Role::authorised, demo_district}};
// Log-ins of the employees of the demo's institutions.
constexpr const char* demo_employees[] = {"i-12-001", "i-12-002", "i-12-003"};
constexpr const char* demo_password = "demo-password";
constexpr const char* demo_totp = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

using Boundaries = std::map<std::string, Boundary>;

// Nobody's real houses: an invented settlement inside the real boundary of its district.
Result<Done> seed_settlement(FrameStorePg& frame, const std::string& unit, const Boundary& district) {
  constexpr const char* names[] = {"Абай көшесі", "Бейбітшілік көшесі", "Достық даңғылы"};
  const auto places =
      simulation::lay_out_settlement(district, demo_seed, unit, {streets_a_territory, houses_a_street});
  for (int s = 0; s < streets_a_territory; ++s) {
    std::vector<Dwelling> dwellings;
    std::vector<BuildingPlace> buildings;
    for (int h = 1; h <= houses_a_street; ++h) {
      for (int f = 1; f <= flats_a_house; ++f)
        dwellings.push_back({{}, std::to_string(h), "", std::to_string(f)});
      if (!places.empty())
        buildings.push_back(
            {std::to_string(h), "", places[static_cast<std::size_t>(s)][static_cast<std::size_t>(h - 1)]});
    }
    SANAQ_TRY(const StreetId id, frame.add(unit, names[s], dwellings));
    SANAQ_TRY_DONE(frame.add_places(id, buildings));
  }
  return Done{};
}

Result<Done> seed_frame(Collection& collection) {
  const Codelist& list = collection.edition().territories();
  const std::size_t parent = list.column("parent");
  pg::Pool pool({collection.database().owner_conninfo(), 1, {}});
  FrameStorePg frame(pool);
  Boundaries boundaries;
  if (const std::string& text = collection.edition().boundaries; !text.empty()) {
    SANAQ_TRY(boundaries, read_boundaries(text));
  }
  for (const std::uint32_t district : list.where(parent, demo_region)) {
    const std::string& code = list.rows()[district].code;
    for (const std::uint32_t unit : list.where(parent, code))
      SANAQ_TRY_DONE(seed_settlement(frame, list.rows()[unit].code, boundaries[code]));
  }
  return Done{};
}

Result<std::vector<NewAccount>> seed_staff(Collection& c) {
  std::vector<NewAccount> out;
  for (const DemoAccount& account : demo_accounts) {
    const auto added = add_account(c.staff(), c.audit(), c.sealer(), c.clock(), c.rng(), account.login,
                                   account.role, account.territory, demo_password, demo_totp);
    if (!added && added.error().code != "staff.login") return added.error();
    out.push_back({account.login, demo_password, demo_totp});
  }
  SANAQ_TRY_DONE(c.staff().set_sees_protected("bureau", true));
  for (const char* login : demo_employees) out.push_back({login, demo_password, demo_totp});
  return out;
}

// The household's case as if it had been sent on one of the first days of the census.
Result<PreparedSubmission> prepare_synthetic(Collection& c, const Json& answers, std::int64_t number) {
  const KnownForm& form = c.forms().front();
  SANAQ_TRY(const Interview interview, open_answers(*form.form, c.site().context, answers));
  const std::int64_t day = number % 14;
  const UtcInstant at{c.edition().edition.census_moment.micros + day * 86'400 * micros_per_second +
                      number * 1'000'000 % 60'000'000'000};
  const std::string territory = counting_territory(c.edition(), form.plan, interview);
  SANAQ_TRY(PrepareOutcome outcome,
            prepare_submission(interview, form.plan,
                               {{Uuid::make(at.micros / 1000, c.rng())}, Channel::online, at, territory}, {},
                               passed_of(answers), c.hash(), c.sealer()));
  if (auto* ready = std::get_if<PreparedSubmission>(&outcome)) return std::move(*ready);
  return Error{"demo.household", "number " + std::to_string(number)};
}

Result<Done> seed_households(Collection& c, std::int64_t count) {
  SANAQ_TRY(const std::string calibration,
            os::read_file(c.edition().folder + "/simulation/calibration.json"));
  simulation::NationOptions options;
  options.seed = demo_seed;
  options.territories = {demo_region};
  options.duplicate_share_ppm = 1'000'000 / conflicts_every;
  SANAQ_TRY(const auto nation, simulation::Nation::make(c.site().program, c.site().context,
                                                        c.edition().territories(), calibration, options));
  std::vector<std::future<Result<SubmitOutcome>>> waiting;
  for (std::int64_t number = 0; number < count; ++number) {
    SANAQ_TRY(PreparedSubmission household,
              prepare_synthetic(c, nation.household(static_cast<std::uint64_t>(number)), number));
    auto promise = std::make_shared<std::promise<Result<SubmitOutcome>>>();  // owners: this loop's future and
                                                                             // the callback
    waiting.push_back(promise->get_future());
    if (!c.commit().submit(std::move(household), [promise](Result<SubmitOutcome> outcome) {
          promise->set_value(std::move(outcome));
        }))
      return Error{"server.busy", {}};
    if (number % 500 == 499)
      std::fprintf(stderr, "demo: %lld of %lld households\n", static_cast<long long>(number + 1),
                   static_cast<long long>(count));
  }
  for (auto& outcome : waiting)
    if (const auto stored = outcome.get(); !stored) return stored.error();
  return Done{};
}

// Two doubtful pairs of a survey, so that a clerk's page has something to show.
Result<Done> seed_pairs(Collection& c, pg::Pool& pool, FormNumbers& numbers) {
  const Codelist& territories = c.edition().territories();
  const auto districts = territories.where(territories.column("level"), "2");
  const std::string area = territories.rows()[districts[0]].code;
  SurveyStorePg rounds(pool, numbers);
  SANAQ_TRY(const bool opened,
            rounds.open("demo", {{area, area.substr(0, 2), 1'000'000}}, c.site().clock.now()));
  if (!opened) return Done{};
  const auto facts = [](int year, int day) {
    return std::vector<PairFact>{{"sex", 1, 1},
                                 {"birth_year", 1980, year},
                                 {"birth_month", 5, 5},
                                 {"birth_day", 12, day},
                                 {"relation_to_head", 2, {}}};
  };
  PairReviewPg pairs(pool);
  return pairs.add("demo", {{2, 2, area, 610'000, facts(1981, 12)}, {3, 3, area, 340'000, facts(1980, 21)}});
}

Result<Done> seed_tables(Collection& c) {
  pg::Pool pool({c.database().conninfo("sanaq_processing"), 2, {}});
  FormNumbers numbers;
  ClosedCaseStorePg store(pool, numbers);
  const CaseworkSealer sealer(c.keys(), {SealPurpose::response});
  ClosedCases cases(store, c.forms(), sealer);
  CodingQueuePg queue(pool);
  SANAQ_TRY(TextCoder coder, make_text_coder(c.edition(), queue));
  SANAQ_TRY(const Frozen frozen, freeze_cases(cases, c.edition(), c.site().texts, {.coder = &coder}));
  for (std::size_t i = 0; i < coder.topics().size(); ++i)
    SANAQ_TRY_DONE(queue.note(coder.topics()[i].plan.name, coder.open_texts(i)));
  SANAQ_TRY_DONE(os::write_file(c.config().data + "/persons.microdata", frozen.data.bytes(),
                                os::FileAccess::owner_only));
  SANAQ_TRY_DONE(seed_pairs(c, pool, numbers));
  ReleaseLedgerPg ledger(pool);
  // Visible at once for everybody: the portal's clock and the database's are the machine's.
  SANAQ_TRY(const auto ids, tables_of_release(c.edition(), "first"));
  SANAQ_TRY(const auto tables, publish_tables(frozen.data, c.edition(), c.site().texts, ledger, 1,
                                              os::SystemClock().now(), ids));
  for (const PlacedTable& table : tables)
    std::fprintf(stderr, "demo: table %s, %zu cells, %zu of them X\n", table.id.c_str(), table.cells,
                 table.hidden);
  return Done{};
}

}  // namespace

Result<std::vector<NewAccount>> seed_demo(Collection& collection, std::int64_t households) {
  const std::string marker = collection.config().data + "/demo.done";
  SANAQ_TRY(auto accounts, seed_staff(collection));
  if (os::file_exists(marker)) return accounts;
  std::fprintf(stderr, "demo: addresses of the region\n");
  SANAQ_TRY_DONE(seed_frame(collection));
  SANAQ_TRY_DONE(seed_staff_people(collection, demo_region));
  SANAQ_TRY([[maybe_unused]] const auto employees,
            seed_institutions(collection, demo_region, demo_password, demo_totp));
  SANAQ_TRY_DONE(seed_households(collection, households));
  SANAQ_TRY_DONE(seed_tables(collection));
  SANAQ_TRY_DONE(seed_equipment(collection, demo_region, demo_district, "aqtau"));
  SANAQ_TRY_DONE(os::write_file(marker, "seeded\n"));
  return accounts;
}

const char* demo_iin() { return "950317600018"; }

std::string demo_document(const Collection& collection) {
  const auto iin = Iin::parse(demo_iin());
  return collection.people().document_of(iin.value());
}

std::string default_portal_program() {
  // Beside this program: build/<preset>/apps/portal/sanaq-portal.
  return os::program_folder() + "/../portal/sanaq-portal";
}

}  // namespace sanaq
