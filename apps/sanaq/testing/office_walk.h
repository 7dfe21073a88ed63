#pragma once
#include "crypto/token.h"
#include "http/urlencoded.h"
#include "sanaq/office/staff_accounts.h"
#include "sanaq/testing/collection_scene.h"

namespace sanaq::testing {

/// Somebody of the office who is signed in at a collection server and goes through its pages over the
/// network.
class OfficeWalk {
 public:
  OfficeWalk(CollectionScene& scene, const std::string& login)
      : collection_(*scene.collection), client_(CollectionScene::must(http::Client::create(scene.site()))) {
    const auto staff = CollectionScene::must(collection_.staff().find(login));
    REQUIRE(staff);
    const std::string token = crypto::random_token();
    const UtcInstant until{collection_.clock().now().micros + 3600 * micros_per_second};
    const Mac mac = collection_.hash().mac(HashPurpose::session, "staff:" + token);
    REQUIRE(collection_.staff().add_session(mac, staff->actor.user, until));
    cookie_ = "__Host-sanaq-office=" + token;
  }
  /// With an account of its own.
  OfficeWalk(CollectionScene& scene, const std::string& login, Role role, const std::string& territory)
      : OfficeWalk(with_account(scene, login, role, territory), login) {}

  /// path: behind the language, which is English.
  http::ClientResponse get(const std::string& path) {
    return CollectionScene::must(client_.get("/en" + path, {{"Cookie", cookie_}, {"Accept", "text/html"}}));
  }
  /// A form as it stands on the page `from`, with its token.
  http::ClientResponse post(const std::string& from, const std::string& path, http::Fields fields) {
    const std::string page = get(from).body, mark = "name=\"csrf\" value=\"";
    const std::size_t at = page.find(mark);
    if (at != std::string::npos) {
      const std::size_t start = at + mark.size();
      fields.push_back({"csrf", page.substr(start, page.find('"', start) - start)});
    }
    return CollectionScene::must(client_.post("/en" + path, "application/x-www-form-urlencoded",
                                              http::to_urlencoded(fields),
                                              {{"Cookie", cookie_}, {"Accept", "text/html"}}));
  }

 private:
  static CollectionScene& with_account(CollectionScene& scene, const std::string& login, Role role,
                                       const std::string& territory) {
    Collection& c = *scene.collection;
    REQUIRE(add_account(c.staff(), c.audit(), c.sealer(), c.clock(), c.rng(), login, role, territory,
                        "password", ""));
    return scene;
  }

  Collection& collection_;
  http::Client client_;
  std::string cookie_;
};

}  // namespace sanaq::testing
