// Pairs of the post-enumeration survey on a clerk's page: what is shown, who may look, what is taken.
#include "processing/pair_review.h"
#include "sanaq/testing/office_fakes.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

class MemoryPairs final : public PairReview {
 public:
  std::vector<PairToReview> all;
  Result<Done> add(const std::string&, const std::vector<DoubtfulPair>&) override { return Done{}; }
  Result<std::optional<PairToReview>> next() override {
    for (const PairToReview& one : all)
      if (!one.decision) return std::optional(one);
    return std::optional<PairToReview>();
  }
  Result<std::optional<PairToReview>> find(std::int64_t id) override {
    for (const PairToReview& one : all)
      if (one.id == id) return std::optional(one);
    return std::optional<PairToReview>();
  }
  Result<bool> decide(std::int64_t id, PairDecision decision, const std::string&, UtcInstant) override {
    PairToReview& one = all[static_cast<std::size_t>(id - 1)];
    if (one.decision) return false;
    one.decision = decision;
    return true;
  }
  Result<std::vector<PairCounts>> counts() override {
    PairCounts out{"r1", 0, 0, 0};
    for (const PairToReview& one : all)
      ++(!one.decision ? out.open : *one.decision == PairDecision::same ? out.same : out.other);
    return std::vector<PairCounts>{out};
  }
  Result<std::vector<ReviewedPair>> reviewed(const std::string&) override {
    return std::vector<ReviewedPair>();
  }
};

struct CoverageScene {
  OfficeScene scene;
  MemoryPairs pairs;

  CoverageScene() {
    pairs.all.push_back({1, "r1", {2, 5, "", 610'000, {{"birth_year", 1980, 1981}, {"house", 3, {}}}}, {}});
    http::Router router;
    Office office{scene.edition, scene.territories, scene.forms, scene.texts, scene.clock, scene.hash,
                  scene.sealer,  scene.log,         scene.staff, scene.cases, scene.cases, scene.audit};
    office.pairs = &pairs;
    add_office_sections(router, std::make_shared<const Office>(office));
    scene.router = std::move(router);
  }
};

}  // namespace

TEST_CASE("a clerk of the bureau sees both people side by side; nobody of a region judges its census") {
  CoverageScene s;
  CHECK(s.scene.get("bureau", "/office/coverage").status == 200);
  const auto page = s.scene.get("bureau", "/office/coverage/pair");
  CHECK(page.status == 200);
  CHECK(page.body.find("<td>1980</td><td>1981</td>") != std::string::npos);
  CHECK(page.body.find("<th scope=\"row\">house</th><td>3</td>") != std::string::npos);
  CHECK(page.body.find("61 %") != std::string::npos);
  for (const char* who : {"department", "commission", "operator"}) {
    CHECK(s.scene.get(who, "/office/coverage").status == 403);
    CHECK(s.scene.get(who, "/office/coverage/pair").status == 403);
    CHECK(s.scene.post(who, "/office/coverage/pair", {{"pair", "1"}, {"decision", "same"}}).status == 403);
  }
  CHECK_FALSE(s.pairs.all[0].decision);
}

TEST_CASE("a pair is decided once, and the log says by whom and what") {
  CoverageScene s;
  const auto say = [&](const std::string& pair, const std::string& decision) {
    return s.scene.post("bureau", "/office/coverage/pair", {{"pair", pair}, {"decision", decision}});
  };
  CHECK(say("1", "").status == 422);
  CHECK(say("1", "perhaps").status == 422);
  CHECK(say("7", "same").status == 404);
  CHECK(s.scene.audit.lines.empty());
  CHECK(say("1", "other").status == 303);
  CHECK(s.pairs.all[0].decision == PairDecision::other);
  CHECK(say("1", "same").status == 409);
  CHECK(s.pairs.all[0].decision == PairDecision::other);
  CHECK(s.scene.get("bureau", "/office/coverage/pair").body.find("<form") != std::string::npos);  // sign out
  CHECK(s.scene.get("bureau", "/office/coverage/pair").body.find("name=\"decision\"") == std::string::npos);
  REQUIRE_FALSE(s.scene.audit.lines.empty());
  CHECK(s.scene.audit.lines[0].action == "coverage.decide");
  CHECK(s.scene.audit.lines[0].subject == "pair 1 of r1");
  CHECK(s.scene.audit.lines[0].detail == "other");
}
