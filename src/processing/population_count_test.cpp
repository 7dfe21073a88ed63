#include "processing/population_count.h"

#include <doctest.h>

#include "interview/testing/scenario.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

std::shared_ptr<const Form> small_form() {
  return compile(
      english("type,name,label,personal,concept\n"
              "text,place,Place,,territory\n"
              "begin_repeat,members,Members,,\n"
              "text,iin,IIN,iin,\n"
              "select_one group,group,Group,,\n"
              "select_one sex,sex,Sex,,\n"
              "integer,age,Age,,\n"
              "integer,spouse,Spouse,,\n"
              "integer,mother,Mother,,\n"
              "end_repeat,,,,\n",
              "list_name,name,label\ngroup,1,Here\ngroup,2,Away\ngroup,3,Guest\nsex,1,Man\nsex,2,Woman\n"));
}

struct Person {
  std::int64_t group, sex, age, spouse, mother;
};

struct Small {
  std::shared_ptr<const Form> form = small_form();
  KnownForm known{form.get(), *SubmissionPlan::make(*form)};
  Codelist territories =
      *Codelist::parse("kato", "name,label_en,parent,level\n75,Almaty,,1\n7511,Alatau,75,2\n");
  PopulationPlan plan = *parse_population_plan(
      *parse_json(R"({"group":"group","sex":"sex","age":"age","spouse":"spouse","mother":"mother",
                      "de_jure":["1","2"],"de_facto":["1","3"]})"),
      *form);

  ClosedCase household(const std::vector<Person>& people) const {
    ClosedCase out;
    out.form = &known;
    out.response.answers.push_back(
        {form->find("place"), CodedAnswer::none, CodedAnswer::none, Value::of_text("7511")});
    CodedList list{form->find("members"), {}};
    for (std::uint16_t i = 0; i < people.size(); ++i) {
      list.item_ids.push_back("m" + std::to_string(i));
      const auto add = [&](const char* name, std::int64_t value) {
        if (value >= 0)
          out.response.answers.push_back({form->find(name), i, CodedAnswer::none, Value::of(value)});
      };
      add("group", people[i].group);
      add("sex", people[i].sex);
      add("age", people[i].age);
      add("spouse", people[i].spouse);
      add("mother", people[i].mother);
    }
    out.counts.assign(people.size(), true);
    out.response.lists.push_back(std::move(list));
    return out;
  }
};

}  // namespace

TEST_CASE("residents and people present are counted apart, a guest is nobody of the household") {
  const Small small;
  PopulationCount count(*small.form, small.plan, small.territories);
  // A guest first, then a couple of which one is away, and their child.
  count.add(small.household({{2, 0, 40, -1, -1}, {0, 1, 30, 3, -1}, {1, 0, 32, 2, -1}, {0, 1, 4, -1, 2}}));
  CHECK(count.de_jure() == 3);
  CHECK(count.de_facto() == 3);
  CHECK(count.households() == std::map<std::string, std::int64_t>{{"3", 1}});
  CHECK(count.nuclei() == 1);
  CHECK(count.residents("7511", "2", 0, 30) == 2);
  CHECK(count.residents("7511", "1", 0, 150) == 1);
  CHECK(count.residents("7511", "1", 33, 150) == 0);
  CHECK(count.residents("9999", "1", 0, 150) == 0);
  CHECK(count.to_csv() ==
        "area,sex,age,de_jure,de_facto\n7511,1,32,1,0\n7511,1,40,0,1\n7511,2,4,1,1\n7511,2,30,1,1\n");
}

TEST_CASE("who is counted elsewhere is not counted here, and a household of guests is none") {
  const Small small;
  PopulationCount count(*small.form, small.plan, small.territories);
  ClosedCase closed = small.household({{0, 1, 30, -1, -1}, {0, 0, 30, -1, -1}});
  closed.counts[1] = false;
  count.add(closed);
  count.add(small.household({{2, 0, 40, -1, -1}}));
  CHECK(count.de_jure() == 1);
  CHECK(count.de_facto() == 2);
  CHECK(count.households() == std::map<std::string, std::int64_t>{{"1", 1}});
}

TEST_CASE("a plan of populations names what is wrong with it") {
  const Small small;
  const auto code = [&](std::string_view json) {
    const auto plan = parse_population_plan(*parse_json(json), *small.form);
    return plan ? std::string() : plan.error().code;
  };
  CHECK(code(R"({"group":"group","sex":"sex","age":"age","de_jure":["1"]})") == "");
  CHECK(code(R"({"group":"group","sex":"sex","age":"age"})") == "population.key");
  CHECK(code(R"({"sex":"sex","age":"age","de_jure":["1"]})") == "population.key");
  CHECK(code(R"({"groop":"group"})") == "population.key");
  CHECK(code(R"({"group":"place","sex":"sex","age":"age","de_jure":["1"]})") == "population.question");
}
