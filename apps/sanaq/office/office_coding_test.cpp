// The clerk's queue of texts: what is shown, who may look, what is taken.
#include "processing/testing/coding_queue_contract.h"
#include "sanaq/office/coding_desk.h"
#include "sanaq/testing/office_fakes.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

Codelist peoples() {
  auto list = Codelist::parse(
      "ethnicities", "name,label_kk,label_ru,label_en\n001,Қазақ,Казах,Kazakh\n002,Орыс,Русский,Russian\n");
  REQUIRE(list);
  return *std::move(list);
}

struct CodingScene {
  OfficeScene scene;
  MemoryCodingQueue queue;
  Codelist list = peoples();
  CodingDesk desk{{topic()}, {&list}, queue, scene.clock};

  TextCoder::Topic topic() const {
    TextCoder::Topic out;
    out.plan.name = "ethnicity";
    out.plan.clerks = 2;
    out.dictionary = CodeDictionary::of(list);
    return out;
  }
  CodingScene() {
    REQUIRE(queue.note("ethnicity", {{"казаг", "<b>Казаг</b>", 12}}));
    http::Router router;
    Office office{scene.edition, scene.territories, scene.forms, scene.texts, scene.clock, scene.hash,
                  scene.sealer,  scene.log,         scene.staff, scene.cases, scene.cases, scene.audit};
    office.coding = &desk;
    add_office_sections(router, std::make_shared<const Office>(office));
    scene.router = std::move(router);
  }
};

}  // namespace

TEST_CASE("a clerk sees the text and what it may mean, and nothing of the person") {
  CodingScene s;
  const auto board = s.scene.get("bureau", "/office/coding");
  CHECK(board.status == 200);
  const auto page = s.scene.get("department", "/office/coding/ethnicity");
  CHECK(page.status == 200);
  CHECK(page.body.find("&lt;b&gt;Казаг") != std::string::npos);
  CHECK(page.body.find("<b>Казаг") == std::string::npos);
  CHECK(page.body.find("(001)") < page.body.find("(002)"));
  CHECK(s.scene.get("commission", "/office/coding").status == 403);
  CHECK(s.scene.get("operator", "/office/coding/ethnicity").status == 403);
  CHECK(s.scene.get("bureau", "/office/coding/nothing").status == 404);
}

TEST_CASE("two clerks agree, and every word is in the log without the text") {
  CodingScene s;
  const auto say = [&](const std::string& who, const std::string& code, const std::string& other = "") {
    return s.scene.post(who, "/office/coding/ethnicity",
                        {{"text", "казаг"}, {"code", code}, {"other", other}});
  };
  CHECK(say("bureau", "").status == 422);
  CHECK(say("bureau", "", "777").status == 422);
  CHECK(s.scene.audit.lines.empty());
  CHECK(say("bureau", "001").status == 303);
  CHECK(s.queue.decided("ethnicity").value().empty());
  CHECK(s.scene.get("bureau", "/office/coding/ethnicity").body.find("Казаг") == std::string::npos);
  CHECK(say("department", "", "001").status == 303);
  CHECK(s.queue.decided("ethnicity").value().at("казаг") == "001");
  REQUIRE(s.scene.audit.lines.size() == 2);
  CHECK(s.scene.audit.lines[0].action == "coding.say");
  CHECK(s.scene.audit.lines[0].subject == "coding ethnicity");
  CHECK(s.scene.audit.lines[0].detail == "code 001");
}
