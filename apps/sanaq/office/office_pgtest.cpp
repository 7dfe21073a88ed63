// The office on a real database: log-in with codes, lock-out, the log by territory, a decision and its line.
#include <chrono>

#include "crypto/totp.h"
#include "pg/testing/test_database.h"
#include "sanaq/office/staff_accounts.h"
#include "sanaq/testing/office_fakes.h"
#include "store/conflict_store_pg.h"
#include "store/progress_store_pg.h"
#include "store/submission_store_pg.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

const std::string secret = "12345678901234567890";

struct OfficeOnDatabase {
  pg::testing::TestDatabase database;
  pg::Pool pool{{.conninfo = database.conninfo_as("sanaq_server"), .size = 4, .limits = {}}};
  FormNumbers numbers;
  SubmissionStorePg submissions{pool, numbers};
  ConflictStorePg conflicts{pool, numbers};
  ProgressStorePg progress{pool, "Asia/Almaty"};
  StaffStore staff{pool};
  AuditLog log{pool};
  OfficeScene scene;
  StaffDeskPg staff_desk{{staff, log, scene.sealer, scene.hash, scene.clock, scene.clock}};
  AuditDeskPg audit_desk{log};

  OfficeOnDatabase() {
    http::Router router;
    add_office_sections(
        router, std::make_shared<const Office>(Office{
                    scene.edition, scene.territories, scene.forms, scene.texts, scene.clock, scene.hash,
                    scene.sealer, scene.log, staff_desk, conflicts, progress, audit_desk}));
    scene.router = std::move(router);
  }
  void add(const std::string& login, Role role, const std::string& territory) {
    SplitMix rng(login.size());
    REQUIRE(add_account(staff, log, scene.sealer, scene.clock, rng, login, role, territory, "right",
                        crypto::to_base32(secret)));
  }
  http::Response log_in(const std::string& login, const std::string& password) {
    const std::string code =
        crypto::totp_code(secret, scene.clock.at.micros / micros_per_second / crypto::totp_step_seconds);
    return scene.post("", "/office/login",
                      {{"login", login}, {"password", password}, {"code", code}, {"next", ""}});
  }
  /// Token of a good log-in; later requests of the scene may use it.
  std::string enter(const std::string& login) {
    const auto response = log_in(login, "right");
    REQUIRE(response.status == 303);
    const std::string cookie = header_of(response, "Set-Cookie");
    const std::size_t start = cookie.find('=') + 1;
    std::string token = cookie.substr(start, cookie.find(';') - start);
    scene.staff.sessions[token] = {};  // the scene binds the tokens of its forms to it
    return token;
  }
  void submit(int number, int iin, const std::string& territory) {
    Scenario scenario{household_text()};
    fill_household(scenario, 1, iin);
    auto outcome = prepare_submission(scenario.interview, scene.forms[0].plan,
                                      {case_of(number), Channel::online, scene.clock.at, territory}, {}, {},
                                      scene.hash, scene.sealer);
    REQUIRE(outcome);
    REQUIRE(std::holds_alternative<PreparedSubmission>(*outcome));
    REQUIRE(submissions.submit(
        std::vector<PreparedSubmission>{std::get<PreparedSubmission>(*std::move(outcome))}));
  }
};

}  // namespace

TEST_CASE("office on the database: a code opens once, five failures lock, and the answer never tells which") {
  OfficeOnDatabase office;
  office.add("aigul", Role::bureau, "");
  const std::string token = office.enter("aigul");
  CHECK(office.scene.get(token, "/office").status == 200);
  const auto again = office.log_in("aigul", "right");  // the same code
  CHECK(again.status == 401);
  for (int i = 0; i < 4; ++i) CHECK(office.log_in("aigul", "wrong").body == again.body);
  office.scene.clock.at.micros += 60 * micros_per_second;
  const auto locked = office.log_in("aigul", "right");
  CHECK(locked.status == 401);
  CHECK(locked.body == again.body);
  CHECK(office.log_in("nobody", "right").body == again.body);
  office.scene.clock.at.micros += staff_lock_seconds * micros_per_second;
  CHECK(office.log_in("aigul", "right").status == 303);
  CHECK(office.scene.post(token, "/office/logout", {}).status == 303);
  CHECK(office.scene.get(token, "/office").status == 401);
  office.scene.clock.at.micros += (staff_session_seconds + 60) * micros_per_second;
  const std::string late = office.enter("aigul");
  office.scene.clock.at.micros += staff_session_seconds * micros_per_second;
  CHECK(office.scene.get(late, "/office").status == 401);
}

TEST_CASE(
    "office on the database: every refusal is a line, and an unknown login stands there as a hash only") {
  OfficeOnDatabase office;
  office.add("aigul", Role::bureau, "");
  REQUIRE(office.log_in("Aigul Serikova", "right").status == 401);
  REQUIRE(office.log_in("Aigul Serikova", "wrong").status == 401);
  REQUIRE(office.log_in("somebody else", "wrong").status == 401);
  const auto unknown = office.log.find({.actor = "unknown", .action = "staff.refused"}).value();
  REQUIRE(unknown.size() == 3);
  CHECK(unknown[0].subject != unknown[1].subject);
  CHECK(unknown[1].subject == unknown[2].subject);
  for (const AuditRecord& line : unknown) {
    CHECK(line.subject.starts_with("login "));
    CHECK((line.subject + line.detail).find("erik") == std::string::npos);
  }
  for (int i = 0; i < staff_failures_max; ++i) REQUIRE(office.log_in("aigul", "wrong").status == 401);
  REQUIRE(office.log_in("aigul", "right").status == 401);
  const auto refused = office.log.find({.actor = "aigul", .action = "staff.refused"}).value();
  CHECK(refused.size() == staff_failures_max + 1);
  CHECK(refused.at(0).detail == "account locked");
}

TEST_CASE("office on the database: a locked account answers no sooner than a wrong password") {
  OfficeOnDatabase office;
  office.add("aigul", Role::bureau, "");
  const auto seconds = [&](const std::string& login) {
    const auto start = std::chrono::steady_clock::now();
    CHECK(office.log_in(login, "wrong").status == 401);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  double wrong = 1e9, locked = 1e9, unknown = 1e9;
  for (int i = 0; i < staff_failures_max; ++i) wrong = std::min(wrong, seconds("aigul"));
  for (int i = 0; i < 3; ++i) locked = std::min(locked, seconds("aigul"));
  for (int i = 0; i < 3; ++i) unknown = std::min(unknown, seconds("nobody"));
  CHECK(locked > wrong / 2);
  CHECK(unknown > wrong / 2);
}

TEST_CASE(
    "office on the database: a look, a decision and their lines; a department reads its own staff's lines") {
  OfficeOnDatabase office;
  office.add("bureau1", Role::bureau, "");
  office.add("dept1", Role::department, "110000000");
  office.submit(2, 1, "111010000");
  office.submit(4, 1, "112000000");
  const std::string dept = office.enter("dept1"), bureau = office.enter("bureau1");
  const auto list = office.scene.get(dept, "/office/conflicts");
  const std::string mark = "/en/office/conflicts/";
  const std::size_t at =
      list.body.find(mark + "1") == std::string::npos ? list.body.find(mark) : list.body.find(mark + "1");
  REQUIRE(at != std::string::npos);
  const std::string id = list.body.substr(at + mark.size(), list.body.find('"', at) - at - mark.size());
  const auto conflict = office.conflicts.list({}).value().at(0);
  CHECK(id == std::to_string(conflict.id.value()));
  const auto claims = office.conflicts.load(conflict.id).value().claims;
  REQUIRE(claims.size() == 2);
  const auto saved = office.scene.post(dept, "/office/conflicts/" + id,
                                       {{"seen", "0"},
                                        {"winner", std::to_string(claims[1].serial.value())},
                                        {"rule", "institution_list"},
                                        {"evidence", "On the list of the hospital"}});
  CHECK(saved.status == 303);
  CHECK(holds(office.scene.get(dept, "/office/conflicts/" + id), "On the list of the hospital"));
  CHECK(office.log.find({.actor = "dept1", .action = "conflict.view"}).value().size() == 2);
  const auto decided = office.log.find({.action = "conflict.resolve"}).value();
  REQUIRE(decided.size() == 1);
  CHECK(decided[0].actor == "dept1");
  CHECK(office.log.find({.action = "staff.sign_in", .territories = {"110000000"}}).value().size() == 1);
  const auto newest = office.log.find({.limit = 2}).value();
  REQUIRE(newest.size() == 2);
  CHECK(newest[0].number == newest[1].number + 1);
  CHECK(office.log.find({.before = newest[1].number, .limit = 1}).value().at(0).number ==
        newest[1].number - 1);
  const auto own = office.scene.get(dept, "/office/audit");
  CHECK(holds(own, "<td>dept1</td>"));
  CHECK_FALSE(holds(own, "bureau1"));
  CHECK(holds(office.scene.get(bureau, "/office/audit"), "<td>bureau1</td>"));
  CHECK(holds(office.scene.post(bureau, "/office/audit/verify", {}), "The log is whole"));
  auto owner = office.database.connect();
  REQUIRE(owner.run_script("update access.audit set actor = 'somebody' where number = 2"));
  CHECK(
      holds(office.scene.post(bureau, "/office/audit/verify", {}), "Line no. 2 was changed or is missing."));
  CHECK(holds(office.scene.get(dept, "/office/progress"), "2 records from 2 households"));
}
