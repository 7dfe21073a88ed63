#include <doctest.h>

#include "casework/testing/memory_keys.h"
#include "pg/testing/test_database.h"
#include "store/count_store_pg.h"
#include "store/place_store_pg.h"
#include "store/reminder_store_pg.h"
#include "store/resident_store_pg.h"
#include "store/signature_store_pg.h"

using namespace sanaq;

namespace {

Uuid numbered(std::uint8_t number) {
  Uuid::Bytes bytes{};
  bytes[15] = number;
  return Uuid(bytes);
}

Institution place(std::uint8_t id, std::string number, std::string territory, bool hidden = false) {
  Institution one;
  one.id = {numbered(id)};
  one.number = std::move(number);
  one.kind = "childrens_home";
  one.territory = std::move(territory);
  one.is_protected = hidden;
  one.expected = 40;
  one.details = {"Үй", "Дом", "Басшы", "Абай", "1"};
  return one;
}

Resident row(std::uint8_t id, const char* surname) {
  Resident one;
  one.id = {numbered(id)};
  one.person.surname = surname;
  one.person.iin = "950517500070";
  one.key = PersonKey{numbered(id).bytes()};
  return one;
}

struct Scene {
  pg::testing::TestDatabase database;
  pg::Pool pool{{.conninfo = database.conninfo_as("sanaq_server"), .size = 2, .limits = {}}};
  testing::MemorySealer sealer;
  PlaceStorePg places{pool, sealer};
  ResidentStorePg people{pool, sealer};
  const UtcInstant now{1'622'500'000'000'000};
};

}  // namespace

TEST_CASE(
    "institutions are added all or none, found by territory and state, hidden ones only when asked for") {
  Scene s;
  REQUIRE(s.places.add({place(1, "1", "470000000"), place(2, "2", "471000000", true)}, s.now));
  const auto taken = s.places.add({place(3, "3", "470000000"), place(4, "1", "470000000")}, s.now);
  CHECK(taken.error().code == "institution.taken");
  CHECK(taken.error().detail == "1");
  CHECK_FALSE(s.places.find({numbered(3)})->has_value());
  const Institution found = **s.places.find({numbered(1)});
  CHECK(found.details.head == "Басшы");
  CHECK(found.expected == 40);
  CHECK(s.places.list({})->size() == 1);
  PlaceQuery all;
  all.with_protected = true;
  CHECK(s.places.list(all)->size() == 2);
  all.territories = {"471000000"};
  CHECK(s.places.list(all)->front().number == "2");
  all.state = ListState::sent;
  CHECK(s.places.list(all)->empty());
  CHECK(s.places.count({})->front().institutions == 1);
}

TEST_CASE("001-9: a list is drawn up, sent, given back, sent again, accepted; each version stays as it was") {
  Scene s;
  REQUIRE(s.places.add({place(1, "1", "470000000")}, s.now));
  const InstitutionId id{numbered(1)};
  REQUIRE(s.people.add(id, {row(11, "А"), row(12, "Б")}));
  REQUIRE(s.people.add(id, {row(13, "В")}));
  CHECK(s.people.residents(id, 0, people_max)->size() == 3);
  CHECK(s.people.residents(id, 1, 1)->front().person.surname == "Б");
  CHECK(s.places.find(id)->value().people == 3);
  ListVersion first{1, 3, std::string(32, 'd'), "i-1", s.now, "", "", {}};
  CHECK(*s.people.send(id, ListState::draft, first, "content one"));
  CHECK_FALSE(*s.people.send(id, ListState::draft, first, "again"));
  CHECK(s.places.find(id)->value().version == 1);
  first.decision = "returned";
  first.decided_by = "mangystau";
  first.decided_at = s.now;
  CHECK(*s.people.decide(id, ListState::returned, first));
  CHECK_FALSE(*s.people.decide(id, ListState::accepted, first));
  Resident mended = **s.people.find(id, {numbered(12)});
  mended.person.surname = "Д";
  mended.remark = "look again";
  REQUIRE(s.people.replace(id, mended));
  CHECK(s.people.find(id, mended.id)->value().remark == "look again");
  REQUIRE(s.people.remove(id, {numbered(13)}));
  CHECK(s.places.find(id)->value().people == 2);
  CHECK(
      *s.people.send(id, ListState::returned, {2, 2, std::string(32, 'e'), "i-1", s.now, "", "", {}}, "two"));
  CHECK(*s.people.content(id, 1) == "content one");
  CHECK(s.people.versions(id)->size() == 2);
  CHECK(s.people.versions(id)->front().decision == "returned");
}

TEST_CASE("001-9: an outcome counts, keeps its words sealed, and the person stays") {
  Scene s;
  REQUIRE(s.places.add({place(1, "1", "470000000")}, s.now));
  const InstitutionId id{numbered(1)};
  REQUIRE(s.people.add(id, {row(11, "А"), row(12, "Б")}));
  Resident one = **s.people.find(id, {numbered(11)});
  one.outcome = Outcome{OutcomeKind::left, "to Aktau", "", s.now, "i-1"};
  REQUIRE(s.people.set_outcome(id, one));
  const Resident stored = **s.people.find(id, {numbered(11)});
  REQUIRE(stored.outcome);
  CHECK(stored.outcome->reason == "to Aktau");
  CHECK(s.places.find(id)->value().done == 1);
  REQUIRE(s.people.remove(id, {numbered(11)}));
  CHECK(s.people.residents(id, 0, people_max)->size() == 2);
  CHECK_FALSE(s.people.find({numbered(9)}, {numbered(11)})->has_value());
}

TEST_CASE("001-9: the administration's source waits with the person until the questionnaire is sent") {
  Scene s;
  REQUIRE(s.places.add({place(1, "1", "470000000")}, s.now));
  const InstitutionId id{numbered(1)};
  REQUIRE(s.people.add(id, {row(11, "А")}));
  Resident one = **s.people.find(id, {numbered(11)});
  one.administration = AdministrationSource{"unconscious", "case history"};
  REQUIRE(s.people.set_source(id, one));
  const Resident stored = **s.people.find(id, {numbered(11)});
  REQUIRE(stored.administration);
  CHECK(stored.administration->source == "case history");
  CHECK_FALSE(stored.outcome);
}

TEST_CASE(
    "000-3 001-3: a person on two lists and in a questionnaire elsewhere is shown to staff, and counted "
    "once") {
  Scene s;
  REQUIRE(s.places.add(
      {place(1, "1", "470000000"), place(2, "2", "471000000"), place(3, "3", "471000000", true)}, s.now));
  const InstitutionId id{numbered(1)};
  REQUIRE(s.people.add(id, {row(11, "А"), row(12, "Б"), row(13, "В")}));
  Resident same = row(21, "А"), hidden = row(31, "Б");
  same.key = PersonKey{numbered(11).bytes()};
  hidden.key = PersonKey{numbered(12).bytes()};
  REQUIRE(s.people.add({numbered(2)}, {same}));
  REQUIRE(s.people.add({numbered(3)}, {hidden}));
  // A household of one, by the site; a questionnaire with two people, one of them on no list.
  auto owner = s.database.connect();
  REQUIRE(owner.run_script(
      "insert into casework.submission (serial, case_id, content, received_at, form, channel, persons, "
      "territory, "
      "response) values (1, '00000000-0000-0000-0000-0000000000aa', '00000000-0000-0000-0000-0000000000ab', "
      "now(), "
      "1, 1, 1, '750000000', ''), (2, '00000000-0000-0000-0000-00000000000d', "
      "'00000000-0000-0000-0000-0000000000ac', now(), 1, 3, 2, '470000000', '');"
      "insert into casework.person (key, serial, member) values ('00000000-0000-0000-0000-00000000000c', 1, "
      "1), "
      "('00000000-0000-0000-0000-00000000000d', 2, 1), ('00000000-0000-0000-0000-0000000000ff', 2, 2);"));
  CountStorePg counts(s.pool);
  const auto twice = counts.second_claims(id);
  REQUIRE(twice);
  std::string told;
  for (const SecondClaim& one : *twice)
    told += std::to_string(one.row) + " " + one.place + " " + one.territory + "; ";
  CHECK(told == "1 2 471000000; 2  750000000; ");  // the protected institution is not named
  REQUIRE(counts.note_counted(id, s.now));
  CHECK_FALSE(s.people.find(id, {numbered(11)})->value().outcome);
  CHECK(s.people.find(id, {numbered(12)})->value().outcome->kind == OutcomeKind::online_alone);
  CHECK(s.people.find(id, {numbered(13)})->value().outcome->kind == OutcomeKind::online_helped);
  CHECK(s.places.find(id)->value().done == 2);
  CHECK(*counts.not_listed(id) == 1);
}

TEST_CASE("001-9: a signature is kept sealed with the version it is under, and stays once that is decided") {
  Scene s;
  REQUIRE(s.places.add({place(1, "1", "470000000")}, s.now));
  const InstitutionId id{numbered(1)};
  REQUIRE(s.people.add(id, {row(11, "А")}));
  SignatureStorePg signatures(s.pool, s.sealer);
  const ListSignature paper{SignatureKind::paper_pdf, "%PDF", "", "i-1", s.now};
  CHECK_FALSE(*signatures.put(id, 1, paper));  // nothing was sent
  ListVersion sent{1, 1, std::string(32, 'd'), "i-1", s.now, "", "", {}};
  REQUIRE(*s.people.send(id, ListState::draft, sent, "content"));
  CHECK(*signatures.put(id, 1, paper));
  CHECK(*signatures.put(id, 1, {SignatureKind::digital, "cms", "Басшы", "i-1", s.now}));
  const auto found = signatures.find(id, 1);
  REQUIRE(found);
  REQUIRE(*found);
  CHECK((*found)->kind == SignatureKind::digital);
  CHECK((*found)->signer == "Басшы");
  CHECK((*found)->bytes == "cms");
  sent.decision = "accepted";
  sent.decided_at = s.now;
  REQUIRE(*s.people.decide(id, ListState::accepted, sent));
  CHECK_FALSE(*signatures.put(id, 1, paper));
  CHECK_FALSE(signatures.find(id, 2)->has_value());
}

TEST_CASE("000-9 001-9: who is late is listed with what they have, and the last reminder is known") {
  Scene s;
  REQUIRE(s.places.add(
      {place(1, "1", "470000000"), place(2, "2", "471000000", true), place(3, "3", "750000000")}, s.now));
  ReminderStorePg reminders(s.pool);
  OverdueQuery query;
  query.lists_due = true;
  CHECK(reminders.overdue(query)->size() == 2);  // a protected one is not told
  query.territories = {"470000000"};
  REQUIRE(reminders.overdue(query)->size() == 1);
  CHECK(reminders.overdue(query)->front().what == Overdue::list);
  CHECK_FALSE(reminders.last({numbered(1)})->has_value());
  REQUIRE(reminders.remind({numbered(1)}, {Overdue::list, "mangystau", s.now}));
  CHECK(reminders.last({numbered(1)})->value().by == "mangystau");
  CHECK(reminders.overdue(query)->front().reminded_at == s.now);
  query.lists_due = false;
  query.outcomes_due = true;
  CHECK(reminders.overdue(query)->empty());
  REQUIRE(s.people.add({numbered(1)}, {row(11, "А")}));
  REQUIRE(*s.places.move({numbered(1)}, ListState::draft, ListState::accepted));
  CHECK(reminders.overdue(query)->front().what == Overdue::outcomes);
}

TEST_CASE("000-3 001-3: a match of somebody met without papers is taken back, other outcomes are not") {
  Scene s;
  REQUIRE(s.places.add({place(1, "1", "470000000")}, s.now));
  const InstitutionId id{numbered(1)};
  REQUIRE(s.people.add(id, {row(11, "А"), row(12, "Б")}));
  for (const auto& [number, kind] : {std::pair(11, OutcomeKind::matched), std::pair(12, OutcomeKind::died)}) {
    Resident one = **s.people.find(id, {numbered(static_cast<std::uint8_t>(number))});
    one.outcome = Outcome{kind, "2", "", s.now, "i-1"};
    REQUIRE(s.people.set_outcome(id, one));
  }
  CHECK(*s.people.take_back_match(id, {numbered(11)}));
  CHECK_FALSE(*s.people.take_back_match(id, {numbered(11)}));
  CHECK_FALSE(*s.people.take_back_match(id, {numbered(12)}));
  CHECK_FALSE(s.people.find(id, {numbered(11)})->value().outcome);
  CHECK(s.places.find(id)->value().done == 1);
}

TEST_CASE(
    "000-3 001-3: who was transferred, or answered alone, is claimed nowhere else; who was visited at home "
    "is") {
  Scene s;
  REQUIRE(s.places.add(
      {place(1, "1", "470000000"), place(2, "2", "471000000"), place(3, "3", "471000000", true)}, s.now));
  const InstitutionId id{numbered(1)};
  REQUIRE(s.people.add(id, {row(11, "А"), row(12, "Б"), row(13, "В")}));
  Resident there = row(21, "А");
  there.key = PersonKey{numbered(11).bytes()};
  REQUIRE(s.people.add({numbered(2)}, {there}));
  CountStorePg counts(s.pool);
  CHECK(counts.claims({})->size() == 2);  // on both lists
  Resident moved = **s.people.find(id, {numbered(11)});
  moved.outcome = Outcome{OutcomeKind::transferred, "2", "", s.now, "i-1"};
  REQUIRE(s.people.set_outcome(id, moved));
  CHECK(counts.claims({})->empty());
  // One of one by the site; a family of three that a tablet visited at home.
  auto owner = s.database.connect();
  REQUIRE(
      owner.run_script("insert into casework.submission (serial, case_id, content, received_at, form, "
                       "channel, persons, territory, "
                       "response) values (1, '00000000-0000-0000-0000-0000000000aa', "
                       "'00000000-0000-0000-0000-0000000000ab', now(), 1, "
                       "1, 1, '750000000', ''), (2, '00000000-0000-0000-0000-0000000000ac', "
                       "'00000000-0000-0000-0000-0000000000ad', "
                       "now(), 1, 2, 3, '750000000', '');"
                       "insert into casework.person (key, serial, member) values "
                       "('00000000-0000-0000-0000-00000000000c', 1, 1), "
                       "('00000000-0000-0000-0000-00000000000d', 2, 1);"));
  REQUIRE(counts.note_counted(id, s.now));
  CHECK(s.people.find(id, {numbered(12)})->value().outcome->kind == OutcomeKind::online_alone);
  CHECK(s.people.find(id, {numbered(13)})->value().outcome->kind == OutcomeKind::counted);
  const auto claims = counts.claims({});
  REQUIRE(claims->size() == 1);
  CHECK(claims->front().claim.row == 3);
  CHECK(claims->front().number == "1");
}
