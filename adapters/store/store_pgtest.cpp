#include <doctest.h>

#include <sanaq_sql/access.h>
#include <sanaq_sql/casework.h>
#include <sanaq_sql/institution.h>
#include <sanaq_sql/processing.h>
#include <sanaq_sql/survey.h>

#include "casework/testing/draft_contract.h"
#include "casework/testing/registration_contract.h"
#include "casework/testing/store_contract.h"
#include "pg/testing/test_database.h"
#include "store/audit_log.h"
#include "store/closed_case_store_pg.h"
#include "store/conflict_store_pg.h"
#include "store/draft_store_pg.h"
#include "store/notice_store_pg.h"
#include "store/progress_store_pg.h"
#include "store/registration_store_pg.h"
#include "store/staff_store.h"
#include "store/submission_store_pg.h"

using namespace sanaq;
using namespace sanaq::testing;

namespace {

/// All stores on a fresh database, as the role of the collection server.
struct Office {
  pg::testing::TestDatabase database;
  pg::Pool pool{{.conninfo = database.conninfo_as("sanaq_server"), .size = 4, .limits = {}}};
  FormNumbers forms;
  SubmissionStorePg submissions{pool, forms};
  ConflictStorePg conflicts{pool, forms};
  ClosedCaseStorePg closed{pool, forms};
  NoticeStorePg notices{pool, forms};
  ProgressStorePg progress{pool, "Asia/Almaty"};
  CaseStores stores() { return {submissions, conflicts, closed, notices, progress}; }
  std::int64_t number(const char* question) {
    auto connection = database.connect();
    return (*connection.query({"", question, "", ""}))[0].get<std::int64_t>(0);
  }
};

// The types a statement's file claims, where the schema must give the same.
template <std::size_t n>
void check_statements(const std::array<const pg::Statement*, n>& statements) {
  Office office;
  auto connection = office.database.connect();
  for (const pg::Statement* statement : statements) {
    const auto shape = pg::describe(connection, *statement);
    REQUIRE_MESSAGE(shape.has_value(), statement->name << " " << (shape ? "" : shape.error().detail));
    CHECK_MESSAGE(shape->params == statement->params, statement->name);
    CHECK_MESSAGE(shape->columns == statement->columns, statement->name);
  }
}

}  // namespace

TEST_CASE("every statement is what its file claims") {
  check_statements(sql::casework::all_queries);
  check_statements(sql::access::all_queries);
  check_statements(sql::institution::all_queries);
  check_statements(sql::processing::all_queries);
  check_statements(sql::survey::all_queries);
}

TEST_CASE("stores in PostgreSQL obey the same contracts as those in memory") {
  for (const auto contract : {submission_contract, batch_contract, conflict_contract, closed_case_contract,
                              notice_contract, progress_contract}) {
    Office office;
    contract(office.stores());
  }
}

TEST_CASE("drafts in PostgreSQL obey the contract; a submitted case takes no more operations") {
  Office office;
  DraftStorePg drafts(office.pool);
  draft_contract(drafts);
  submit_one(office.submissions, bare_household(1, {1}));
  CHECK(drafts.append(bare_batch(1, 1, "abc")).value().kind == AppendOutcome::Kind::already);
  CHECK(drafts.append(bare_batch(1, 5, "f")).error().code == "submission.closed");
}

TEST_CASE("registration in PostgreSQL obeys the contract, and leaves nothing of what it forgets") {
  Office office;
  RegistrationStorePg store(office.pool);
  registration_contract(store);
  CHECK(office.number("select count(*) from casework.challenge") == 0);
  CHECK(office.number("select count(*) from casework.session") == 0);
}

TEST_CASE(
    "roles: processing reads closed cases and no identity; nobody changes the audit log or a submission") {
  Office office;
  submit_one(office.submissions, bare_household(1, {1}));
  pg::Pool pool({.conninfo = office.database.conninfo_as("sanaq_processing"), .size = 1, .limits = {}});
  FormNumbers forms;
  ClosedCaseStorePg closed(pool, forms);
  CHECK(closed.read(SubmissionSerial(), 10).value().size() == 1);
  auto processing = office.database.connect_as("sanaq_processing");
  for (const char* text : {"select sealed from identity.household", "select sealed from casework.account",
                           "delete from casework.submission", "select hash from access.audit"})
    CHECK_MESSAGE(processing.query({"", text, "", ""}).error().code == "db.permission", text);
  auto server = office.database.connect_as("sanaq_server");
  for (const char* text : {"update access.audit set actor = 'x'", "delete from access.audit",
                           "update casework.submission set persons = 0", "delete from casework.claim",
                           "update identity.household set sealed = ''", "create table casework.x (y int)"})
    CHECK_MESSAGE(server.query({"", text, "", ""}).error().code == "db.permission", text);
  auto portal = office.database.connect_as("sanaq_portal");
  CHECK(portal.query({"", "select serial from casework.submission", "", ""}).error().code == "db.permission");
}

TEST_CASE("a decision and its audit line are one; the chain shows every change") {
  Office office;
  submit_one(office.submissions, bare_household(1, {1}));
  submit_one(office.submissions, bare_household(2, {1}));
  const auto id = office.conflicts.list({}).value().at(0).id;
  ConflictResolution decision{id, SubmissionSerial(9), ConflictRule::latest, "moved", "aigul", {5}};
  CHECK(office.conflicts.resolve(decision).error().code == "conflict.winner");
  AuditLog log(office.pool);
  CHECK(log.read(0, 10).value().empty());  // no decision, no line
  decision.winner = SubmissionSerial(2);
  REQUIRE(office.conflicts.resolve(decision));
  REQUIRE(log.append({0, {6}, "aigul", "case.view", "submission 2", "", {}}));
  REQUIRE(log.append({0, {7}, "aigul", "case.view", "submission 3", "", {}}));
  const auto lines = log.read(0, 10).value();
  REQUIRE(lines.size() == 3);
  CHECK(lines[0].action == "conflict.resolve");
  CHECK(lines[2].number == 3);
  auto verdict = log.verify().value();
  CHECK(verdict.lines == 3);
  CHECK_FALSE(verdict.broken_at.has_value());
  auto owner = office.database.connect();
  REQUIRE(owner.run_script("update access.audit set subject = 'submission 1' where number = 2"));
  CHECK(log.verify().value().broken_at == 2);
  REQUIRE(owner.run_script("update access.audit set subject = 'submission 2' where number = 2"));
  CHECK_FALSE(log.verify().value().broken_at.has_value());
  REQUIRE(owner.run_script("delete from access.audit where number = 2"));
  CHECK(log.verify().value().broken_at == 2);
}

TEST_CASE("staff: a login once, a code once, locked after failures, sessions that end") {
  Office office;
  StaffStore staff(office.pool);
  StaffRecord aigul;
  aigul.actor = {case_of(1).value, "aigul", Role::department, "110000000"};
  aigul.password_hash = "$argon2id$";
  aigul.totp_secret = "sealed";
  REQUIRE(staff.add(aigul, {1}));
  CHECK(staff.add(aigul, {1}).error().code == "staff.login");
  CHECK_FALSE(staff.find("nobody").value().has_value());
  const auto found = staff.find("aigul").value();
  REQUIRE(found);
  CHECK(found->actor.role == Role::department);
  CHECK(found->totp_step == -1);
  const Uuid id = aigul.actor.user;
  CHECK(staff.take_totp_step(id, 100).value());
  CHECK_FALSE(staff.take_totp_step(id, 100).value());
  CHECK_FALSE(staff.take_totp_step(id, 99).value());
  CHECK(staff.note_failure(id, 2, {500}).value() == 1);
  CHECK_FALSE(staff.find("aigul").value()->locked_until.has_value());
  CHECK(staff.note_failure(id, 2, {500}).value() == 2);
  CHECK(staff.find("aigul").value()->locked_until == UtcInstant{500});
  CHECK(staff.take_totp_step(id, 101).value());
  CHECK(staff.find("aigul").value()->failures == 0);
  REQUIRE(staff.set_password(id, "$new$"));
  CHECK(staff.find("aigul").value()->password_hash == "$new$");
  Mac token;
  token.fill(9);
  REQUIRE(staff.add_session(token, id, {1000}));
  CHECK(staff.find_session(token, {999}).value()->login == "aigul");
  CHECK_FALSE(staff.find_session(token, {1000}).value().has_value());
  REQUIRE(staff.set_active(id, false));
  CHECK_FALSE(staff.find_session(token, {1}).value().has_value());
  REQUIRE(staff.end_session(token));
}

TEST_CASE("an address that was typed becomes a finding for the frame") {
  Office office;
  auto household = bare_household(1, {1});
  household.typed_address = Address{"111010100", "Абай", "12а", "", "4", {}};
  submit_one(office.submissions, household);
  CHECK(office.number("select count(*) from casework.address_finding where street = 'Абай' and flat = '4'") ==
        1);
}

TEST_CASE("a batch that breaks a rule of the database stores nothing of any household") {
  Office office;
  auto bad = bare_household(2, {2});
  bad.territory = "a territory that is too long";
  const std::vector<PreparedSubmission> batch = {bare_household(1, {1}), bad};
  CHECK(office.submissions.submit(batch).error().code == "store.unavailable");
  CHECK(office.number("select count(*) from casework.submission") == 0);
  CHECK(office.number("select count(*) from casework.person") == 0);
}
