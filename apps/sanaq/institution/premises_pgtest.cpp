// The building of an institution is answered once; the answers are followed into the closed cases that a
// freeze reads.
#include <map>

#include "casework/closed_cases.h"
#include "sanaq/region/region_answers.h"
#include "sanaq/testing/collection_scene.h"
#include "simulation/synthetic_iin.h"
#include "store/closed_case_store_pg.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

// Of a collective dwelling; dwelling_type is put in by the kind of institution and mended by the employee.
const std::map<std::string, std::string> about_building = {
    {"dwelling_type", "8"}, {"construction_period", "3"},
    {"wall_material", "2"}, {"electricity", "1"},
    {"gas", "3"},           {"heating", "1"},
    {"water_supply", "1"},  {"sewerage", "2"},
    {"bath", "1"}};

/// An institution with an accepted list of people.
struct BuildingScene {
  CollectionScene scene;
  Collection& c = *scene.collection;
  InstitutionDesk& desk = c.institutions();
  Institution place;
  std::vector<Resident> people;
  region::RegionAnswers answers{c.site()};
  SplitMix rng{5};

  explicit BuildingScene(std::uint64_t residents) {
    place.id = desk.new_id();
    place.number = "B-1";
    place.kind = "social_services";
    place.territory = "471010000";
    place.details = {"Үй", "Дом", "Басшы", "Мысал көшесі", "7", ""};
    REQUIRE(desk.places().add({place}, c.clock().now()));
    for (std::uint64_t i = 0; i < residents; ++i) {
      ResidentPerson one;
      one.surname = "Мысалов";
      one.given_name = "Адам";
      one.sex = "1";
      one.birth_date = "1980-05-05";
      one.iin = simulation::synthetic_iin(950'000 + i, 0, 1);
      people.push_back(desk.make_resident(one, false));
    }
    REQUIRE(desk.people().add(place.id, people));
    REQUIRE(desk.places().move(place.id, ListState::draft, ListState::accepted));
    place.state = ListState::accepted;
  }
  template <class T>
  static T must(Result<T> result) {
    return CollectionScene::must(std::move(result));
  }
  static Operation answer(const std::string& question, const std::string& value) {
    Operation op;
    op.question = question;
    op.value = value;
    return op;
  }
  void answer_building() {
    const OpenDraft draft = must(desk.premises(place));
    std::vector<Operation> operations;
    for (const auto& [question, value] : about_building) operations.push_back(answer(question, value));
    REQUIRE(desk.store_premises(place, draft.position, operations));
  }
  // The employee answers what is left of a person's questionnaire, and sends it.
  void finish(const Resident& one) {
    OpenDraft draft = must(desk.draft(place, one));
    const auto rest = answers.to_the_end(draft.interview, one.person, nullptr, rng);
    REQUIRE(rest);
    REQUIRE(desk.store(one, draft.position, *rest));
    CHECK(must(desk.finish(place, one, "employee")).kind == HelpedSent::Kind::stored);
  }
  /// Answers outside lists of the closed cases, by case and question.
  std::map<std::string, std::map<std::string, std::string>> closed() {
    pg::Pool pool({c.database().conninfo("sanaq_processing"), 2, {}});
    FormNumbers numbers;
    ClosedCaseStorePg store(pool, numbers);
    const CaseworkSealer sealer(c.keys(), {SealPurpose::response});
    ClosedCases cases(store, c.forms(), sealer);
    std::map<std::string, std::map<std::string, std::string>> found;
    const Interview words(c.site().program, c.site().context);
    for (const ClosedCase& one : must(cases.next()))
      for (const CodedAnswer& coded : one.response.answers)
        if (coded.item == CodedAnswer::none)
          found[one.head.case_id.value.to_string()][c.site().form().nodes[coded.node].name] =
              words.text_of(coded.node, coded.value);
    return found;
  }
};

}  // namespace

TEST_CASE("000-5 001-5: what is answered about the building stands in everybody's closed case") {
  BuildingScene s(3);
  // The first questionnaire is begun before the building is answered, the second after it; the third is
  // answered for by the administration.
  OpenDraft early = BuildingScene::must(s.desk.draft(s.place, s.people[0]));
  REQUIRE(s.desk.store(s.people[0], early.position, {BuildingScene::answer("gas", "1")}));
  s.answer_building();
  s.people[2].administration = AdministrationSource{"unconscious", "case history"};
  REQUIRE(s.desk.people().set_source(s.place.id, s.people[2]));
  for (const Resident& one : s.people) s.finish(one);
  auto closed = s.closed();
  REQUIRE(closed.size() == 3);
  for (std::size_t i = 0; i < s.people.size(); ++i) {
    auto& found = closed[s.people[i].id.value.to_string()];
    INFO("person ", i + 1);
    for (const auto& [question, value] : about_building) {
      INFO(question);
      const bool own = i == 0 && question == "gas";  // said of this one before
      CHECK(found[question] == (own ? std::string("1") : value));
    }
    CHECK(found["street"] == "Мысал көшесі");
    CHECK(found["premises_type"] == "2");
  }
}
