// Whose key is under a list: of the institution itself, of another one, of nobody the register knows.
#include "sanaq/testing/protected_scene.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

// What the demo's authority gives an organisation of this number for the list of the institution.
std::string signed_by(ProtectedScene& s, const std::string& number) {
  Institution other = *CollectionScene::must(s.c.institutions().places().find(s.open.id));
  other.details.bin = number;
  REQUIRE(CollectionScene::must(s.c.institutions().sign_with_demo_key(other, "i-2")));
  return CollectionScene::must(s.c.institutions().signature(other))->bytes;
}

}  // namespace

TEST_CASE("001-9: the key of another organisation, of the same authority, does not sign the list") {
  ProtectedScene s;
  const std::string own = signed_by(s, "999940000001"), foreign = signed_by(s, "999940000002");
  Institution place = *CollectionScene::must(s.c.institutions().places().find(s.open.id));
  const auto& desk = s.c.institutions();
  CHECK(desk.sign(place, foreign, "i-1").error().code == "signature.organisation");
  // One that was stored all the same is refused when the list is to be accepted.
  CHECK(desk.decide(place, ListCommand::accept, "dept").error().code == "signature.organisation");
  Institution unknown = place;
  unknown.details.bin.clear();
  CHECK(desk.sign(unknown, own, "i-1").error().code == "signature.register");
  CHECK(CollectionScene::must(desk.sign(place, own, "i-1")));
  CHECK(CollectionScene::must(desk.decide(place, ListCommand::accept, "dept")));
}
