// Who may open what of the census staff: every role against every page and call.
#include "crypto/document_seal.h"
#include "fieldwork/testing/memory_worker_store.h"
#include "fieldwork/testing/staff_edition.h"
#include "sanaq/fieldwork/fieldwork_desk.h"
#include "sanaq/fieldwork/portrait_rules.h"
#include "sanaq/fieldwork/tablet_handover.h"
#include "sanaq/testing/office_fakes.h"
#include "sanaq/testing/staff_fakes.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

constexpr const char* tokens[] = {"",           "bureau",     "department", "authorised",
                                  "instructor", "commission", "operator"};

struct Row {
  std::string target;
  http::Method method;
  std::array<int, 7> statuses;  // nobody, bureau, department of A, authorised of A1, instructor of A1, …
};

struct Scene {
  OfficeScene office;
  StaffFakes staff{office.clock, office.hash, office.sealer};
  WorkerId own, far;

  Scene() {
    office.edition = staff_edition();
    const auto locale = os::read_file(std::string(SANAQ_SOURCE_DIR) + "/locale/fieldwork.csv");
    REQUIRE(locale);
    REQUIRE(office.texts.add(*locale));
    staff.open(office.edition, office.territories);
    own = staff.apply("950317600018", "111010000");
    far = staff.apply("960206600028", "751110000");
    http::Router router;
    Office parts{office.edition, office.territories, office.forms, office.texts, office.clock, office.hash,
                 office.sealer,  office.log,         office.staff, office.cases, office.cases, office.audit};
    parts.fieldwork = &*staff.desk;
    add_office_sections(router, std::make_shared<const Office>(parts));
    office.router = std::move(router);
    office.sign_in("instructor", Role::instructor, "111000000");
  }
  int status(const Row& row, const char* token) {
    return row.method == http::Method::get ? office.get(token, row.target).status
                                           : office.post(token, row.target, {}).status;
  }
};

}  // namespace

TEST_CASE("staff: every role against every page and call") {
  Scene s;
  const auto get = http::Method::get, post = http::Method::post;
  const std::string base = "/office/staff", own = base + "/" + s.own.value.to_string(),
                    far = base + "/" + s.far.value.to_string();
  const std::string seminar = base + "/seminars/00000000-0000-0000-0000-000000000001";
  const std::vector<Row> rows = {
      {base, get, {401, 200, 200, 200, 200, 403, 403}},
      {base + "?territory=111000000", get, {401, 200, 200, 200, 200, 403, 403}},
      {base + "?territory=750000000", get, {401, 200, 403, 403, 403, 403, 403}},
      {base + "/find", post, {401, 200, 200, 200, 200, 403, 403}},
      {base + "/new", get, {401, 200, 200, 200, 403, 403, 403}},
      {base + "/new", post, {401, 422, 422, 422, 403, 403, 403}},
      {base + "/import", get, {401, 200, 200, 200, 403, 403, 403}},
      {base + "/seminars", get, {401, 200, 200, 200, 403, 403, 403}},
      {base + "/seminars", post, {401, 422, 422, 422, 403, 403, 403}},
      {seminar, get, {401, 403, 403, 403, 403, 403, 403}},
      {seminar + "/enrol", post, {401, 403, 403, 403, 403, 403, 403}},
      {seminar + "/marks", post, {401, 403, 403, 403, 403, 403, 403}},
      {base + "/reports", get, {401, 200, 200, 200, 403, 403, 403}},
      {base + "/reports/seen", post, {401, 403, 403, 403, 403, 403, 403}},
      {own, get, {401, 200, 200, 200, 200, 403, 403}},
      {far, get, {401, 200, 403, 403, 403, 403, 403}},
      {own + "/photo", get, {401, 404, 404, 404, 404, 403, 403}},
      {far + "/photo", get, {401, 404, 403, 403, 403, 403, 403}},
      {own + "/card.pdf", get, {401, 422, 422, 422, 403, 403, 403}},
      {far + "/card.pdf", get, {401, 422, 403, 403, 403, 403, 403}},
      {own + "/step/card", post, {401, 422, 422, 422, 403, 403, 403}},
      {far + "/step/card", post, {401, 422, 403, 403, 403, 403, 403}},
      {own + "/step/training", post, {401, 422, 422, 422, 403, 403, 403}},
      {own + "/step/move", post, {401, 422, 422, 422, 403, 403, 403}},
      {own + "/application", get, {401, 200, 200, 200, 403, 403, 403}},
      {far + "/application", get, {401, 200, 403, 403, 403, 403, 403}},
      {own + "/application", post, {401, 422, 422, 422, 403, 403, 403}},
      {far + "/application", post, {401, 422, 403, 403, 403, 403, 403}},
      {own + "/replace", post, {401, 403, 403, 403, 403, 403, 403}},
      {seminar + "/move", post, {401, 403, 403, 403, 403, 403, 403}},
      {seminar + "/end", post, {401, 403, 403, 403, 403, 403, 403}},
      {own + "/kit", post, {401, 303, 303, 303, 403, 403, 403}},
      {far + "/kit", post, {401, 303, 403, 403, 403, 403, 403}},
      {own + "/tablet", post, {401, 403, 403, 403, 403, 403, 403}},
      {own + "/cases", post, {401, 403, 403, 403, 403, 403, 403}},
      {base + "/nobody", get, {401, 403, 403, 403, 403, 403, 403}},
  };
  for (const Row& row : rows)
    for (std::size_t i = 0; i < std::size(tokens); ++i) {
      INFO(row.target, " as ", tokens[i]);
      const auto sessions = s.office.staff.sessions;
      CHECK(s.status(row, tokens[i]) == row.statuses[i]);
      s.office.staff.sessions = sessions;
    }
  // Employees of institutions have nothing to do with the staff.
  s.office.sign_in("institution", Role::institution, "111000000");
  for (const Row& row : rows) {
    INFO(row.target);
    CHECK(s.status(row, "institution") == 403);
  }
}

TEST_CASE("staff: a look at a person is a line of the log, and no page shows the whole number") {
  Scene s;
  const auto page = s.office.get("department", "/office/staff/" + s.own.value.to_string());
  CHECK(page.status == 200);
  CHECK(s.office.audit.count("worker.view") == 1);
  CHECK_FALSE(holds(page, "950317600018"));
  s.office.audit.fails = true;
  CHECK(s.office.get("department", "/office/staff/" + s.own.value.to_string()).status == 503);
}
