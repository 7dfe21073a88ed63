// The public check over the network: numbers cannot be tried out, and reports cannot be poured in.
#include "base/text.h"
#include "fieldwork/card_number.h"
#include "http/urlencoded.h"
#include "sanaq/testing/collection_scene.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

struct Doorstep {
  CollectionScene scene;
  http::Client client = CollectionScene::must(http::Client::create(scene.site()));
  SplitMix rng{77};

  int check(const std::string& code) {
    return CollectionScene::must(client.get("/ru/staff-check?code=" + code)).status;
  }
  /// As a browser does it: with the cookie and the token of the page.
  http::ClientResponse report(const std::string& card) {
    const auto page = CollectionScene::must(client.get("/ru/staff-check"));
    const std::string_view set = page.header("Set-Cookie"), mark = "name=\"csrf\" value=\"";
    const std::size_t at = page.body.find(mark);
    REQUIRE(at != std::string::npos);
    const std::size_t start = at + mark.size();
    const std::string token = page.body.substr(start, page.body.find('"', start) - start);
    const http::Fields fields = {
        {"place", "Абай 5"}, {"region", "470000000"}, {"card", card}, {"csrf", token}};
    return CollectionScene::must(client.post("/ru/staff-check/report", "application/x-www-form-urlencoded",
                                             http::to_urlencoded(fields),
                                             {{"Cookie", std::string(set.substr(0, set.find(';')))}}));
  }
};

}  // namespace

TEST_CASE("003: after twenty wrong numbers an address waits, and is told how long and whom to call") {
  Doorstep door;
  CHECK(door.check("") == 200);
  for (int i = 0; i < WrongCodesPg::address_burst; ++i) CHECK(door.check(make_card_number(door.rng)) == 404);
  const auto refused =
      CollectionScene::must(door.client.get("/ru/staff-check?code=" + make_card_number(door.rng)));
  CHECK(refused.status == 429);
  const auto seconds = parse_digits(refused.header("Retry-After"));
  REQUIRE(seconds);
  CHECK(*seconds >= 1);
  CHECK(*seconds <= 30);
  CHECK(refused.body.find("1446") != std::string::npos);
  // A misread number is refused like a right one: nothing is learnt from trying.
  CHECK(door.check("7K2M-9QXR-V") == 429);
  // The page itself opens, and so does the way to report somebody.
  CHECK(door.check("") == 200);
}

TEST_CASE("door reports: an address that sends many waits, and what came before is kept") {
  Doorstep door;
  int taken = 0;
  for (int i = 0; i <= WrongCodesPg::address_burst; ++i) taken += door.report("").status == 200 ? 1 : 0;
  CHECK(taken == WrongCodesPg::address_burst);
  const auto refused = door.report("");
  CHECK(refused.status == 429);
  CHECK(refused.body.find("1446") != std::string::npos);
  CHECK(CollectionScene::must(door.scene.collection->fieldwork().reports.list({})).size() ==
        static_cast<std::size_t>(WrongCodesPg::address_burst));
}
