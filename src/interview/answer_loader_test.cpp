#include "interview/answer_loader.h"

#include <doctest.h>

#include "interview/testing/scenario.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

FormText small_form() {
  return english(
      "type,name,label,relevant,required,calculation,default\n"
      "select_one yn,any,Any,,yes,,\n"
      "begin_repeat,members,Members,,,,\n"
      "integer,age,Age,,yes,,\n"
      "integer,years,Years,${age} > 3,yes,,7\n"
      "calculate,double,,,,${age} * 2,\n"
      "end_repeat,,,,,,\n",
      "list_name,name,label\nyn,y,Yes\nyn,n,No\n");
}

}  // namespace

TEST_CASE("typed answers give the same interview as answers in words, but no default") {
  Scenario s(small_form());
  s.answer("any", "n");
  s.add("members", "m1");
  s.answer("m1.age", "5");
  AnswerLoader loader(s.program, {*CivilDate::make(2021, 9, 1)});
  const auto slot = loader.add_item(s.form->find("members"), "m1");
  REQUIRE(slot);
  REQUIRE(loader.put({s.form->find("any"), no_item, no_item}, Value::of(1)));
  REQUIRE(loader.put({s.form->find("age"), *slot, no_item}, Value::of(5)));
  CHECK(loader.put({s.form->find("any"), no_item, no_item}, Value::of(2)).error().code == "answer.choice");
  CHECK(loader.put({s.form->find("age"), 9, no_item}, Value::of(2)).error().code == "answer.item");
  CHECK(loader.put({s.form->find("members"), no_item, no_item}, Value::of(2)).error().code ==
        "answer.question");
  CHECK(loader.add_item(s.form->find("members"), "m1").error().code == "item.exists");
  CHECK(loader.add_item(s.form->find("any"), "m2").error().code == "answer.question");
  Interview loaded = std::move(loader).finish();
  CHECK(loaded.value({s.form->find("double"), *slot, no_item}).number == 10);
  CHECK(s.value("m1.years") == "7");
  CHECK_FALSE(loaded.stored({s.form->find("years"), *slot, no_item}).present());
  REQUIRE(set_answer(loaded, {s.form->find("years"), *slot, no_item}, Value::of(7)));
  CHECK(to_canonical(write_answers(loaded, Scope::on_path)) ==
        to_canonical(write_answers(s.interview, Scope::on_path)));
  REQUIRE(set_answer(loaded, {s.form->find("age"), *slot, no_item}, Value::of(2)));
  CHECK_FALSE(loaded.on_path({s.form->find("years"), *slot, no_item}));
  REQUIRE(set_answer(loaded, {s.form->find("age"), *slot, no_item}, {}));
  CHECK_FALSE(loaded.complete());
  CHECK_FALSE(loaded.undo());
}
