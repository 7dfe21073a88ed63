#include <doctest.h>

#include <memory>

#include "base/bytes.h"
#include "exchange/bundle.h"
#include "exchange/desk.h"
#include "exchange/tablet_calls.h"
#include "exchange/testing/fixed.h"
#include "exchange/testing/memory_exchange_store.h"
#include "exchange/testing/plain_keys.h"
#include "exchange/wire.h"

using namespace sanaq;
using namespace sanaq::exchange;
using namespace sanaq::exchange::testing;

namespace {

Json object(std::initializer_list<std::pair<const char*, std::string>> members) {
  Json out = Json::object();
  for (const auto& [name, value] : members) out.set(name, Json::string(value));
  return out;
}

/// A tablet behind its face, as a browser drives it, and an office.
struct Street {
  PlainOffice office;
  StillClock clock;
  MemoryExchangeStore store;
  SyncDesk desk{store, office, clock};
  DeviceId device = id<DeviceId>(1);
  PlainDeviceKey key{device};
  std::unique_ptr<TabletCalls> calls = std::make_unique<TabletCalls>();
  Json journal = Json::array();
  std::uint8_t chains = 0;

  Street() { journal.push((ask("new", object({{"device", device.value.to_string()}})))["record"]); }

  std::string code(const char* name, const Json& input) {
    const auto result = calls->call(name, to_text(input));
    return result ? "" : result.error().code;
  }
  Json ask(const char* name, const Json& input) {
    const auto result = calls->call(name, to_text(input));
    REQUIRE_MESSAGE(result, name << ": " << result.error().code);
    return *parse_json(*result);
  }
  Json of(CaseId case_id) { return object({{"case", case_id.value.to_string()}}); }

  Json entry(CaseId case_id, const char* kind, const std::string& payload) {
    return object({{"case", case_id.value.to_string()},
                   {"kind", kind},
                   {"payload", payload},
                   {"at", "2021-10-01T10:00:00Z"},
                   {"salt", to_base64url("12345678")},
                   {"chain", id<ChainId>(++chains).value.to_string()}});
  }
  void write(CaseId case_id, const char* kind, const std::string& payload) {
    const Json written = ask("write", entry(case_id, kind, payload));
    const Signature signature = key.sign(*from_base64url(written["to_sign"].text()));
    Json signed_entry = object({{"signature", to_base64url(view(signature))}});
    signed_entry.set("token", written["token"]);
    journal.push(ask("add", signed_entry)["record"]);
    ask("flushed", Json::null());
  }
  Json answer(const Json& request) {
    const auto read = decode_request(*from_base64url(request["bytes"].text()), {});
    REQUIRE(read);
    return object({{"answer", to_base64url(encode(*desk.sync(device, key, *read, {})))}});
  }
  void verify(const Json& came) {
    const Json sheets = ask("sheets", came);
    for (const Json& sheet : sheets.items()) ask("verified", sheet);
  }
  Json take(const Json& came) {
    verify(came);
    Json taken = ask("take", came);
    for (const Json& record : taken["records"].items()) journal.push(record);
    ask("flushed", Json::null());
    return taken;
  }
  Json sync() { return take(answer(ask("request", Json::null()))); }
  Json rows() {
    Json out = Json::object();
    out.set("records", journal);
    return out;
  }
  Json restart() {
    calls = std::make_unique<TabletCalls>();
    verify(rows());
    return ask("restore", rows());
  }
  std::string state(CaseId case_id) { return ask("case", of(case_id))["state"].text(); }
  std::string operations(CaseId case_id) { return to_text(ask("operations", of(case_id))["operations"]); }
};

const CaseId home = id<CaseId>(7);
constexpr const char* ours = R"([{"op":"answer","question":"rooms","value":"1"}])";
constexpr const char* theirs = R"([{"op":"answer","question":"rooms","value":"2"}])";

Entry online(const char* payload) {
  Entry entry;
  entry.payload = payload;
  return entry;
}

}  // namespace

TEST_CASE("a case goes from assigned to confirmed, and a restart changes nothing") {
  Street street;
  CHECK(street.ask("cases", Json::null())["cases"].items().empty());
  street.store.assign(home, street.device, R"({"address":{"street":"Абай"},"order":3})");
  street.sync();
  CHECK(street.state(home) == "to_visit");
  CHECK(street.ask("case", street.of(home))["assignment"]["address"]["street"].text() == "Абай");
  street.write(home, "visit", R"({"outcome":"nobody_home"})");
  CHECK(street.state(home) == "to_visit");
  street.write(home, "operations", ours);
  CHECK(street.state(home) == "begun");
  street.write(home, "finish", "{}");
  CHECK(street.state(home) == "waiting");
  CHECK(street.sync()["confirmed"].integer() == 3);
  CHECK(street.state(home) == "confirmed");
  const std::string before = to_text(street.ask("cases", Json::null()));
  CHECK(street.restart()["records"].integer() == 6);
  CHECK(to_text(street.ask("cases", Json::null())) == before);
  const Json shown = street.ask("case", street.of(home));
  CHECK(shown["receipt_at"].text() == "2021-09-30T11:06:40Z");
  CHECK(shown["visit_list"].items()[0]["visit"]["outcome"].text() == "nobody_home");
  street.write(home, "operations", ours);
  CHECK(street.state(home) == "begun");
}

TEST_CASE("an answer of the office is believed only when the host has verified its signature") {
  Street street;
  street.write(home, "operations", ours);
  const Json came = street.answer(street.ask("request", Json::null()));
  CHECK(street.code("take", came) == "exchange.receipt");
  const Json sheets = street.ask("sheets", came);
  Json changed = sheets.items()[0];
  changed.set("signature", Json::string(to_base64url(std::string(64, 'x'))));
  street.ask("verified", changed);
  CHECK(street.code("take", came) == "exchange.receipt");
  CHECK(street.take(came)["confirmed"].integer() == 1);
  street.calls = std::make_unique<TabletCalls>();
  CHECK(street.code("restore", street.rows()) == "exchange.receipt");
}

TEST_CASE("answers of one case stand in the order of the office's commits") {
  Street street;
  street.store.assign(home, street.device);
  street.sync();
  street.write(home, "operations", ours);  // not sent yet: the office will commit it after theirs
  street.store.write_online(home, online(theirs), {});
  const SyncRequest nothing{street.device, 1, {}};
  street.take(
      object({{"answer", to_base64url(encode(*street.desk.sync(street.device, street.key, nothing, {})))}}));
  const std::string wanted = R"([{"op":"answer","question":"rooms","value":"2"},)"
                             R"({"op":"answer","question":"rooms","value":"1"}])";
  CHECK(street.operations(home) == wanted);
  street.sync();
  CHECK(street.operations(home) == wanted);
  street.restart();
  CHECK(street.operations(home) == wanted);
}

TEST_CASE("what was sent in a call whose answer was lost stands before what came later") {
  Street street;
  street.store.assign(home, street.device);
  street.sync();
  street.write(home, "operations", ours);
  (void)street.answer(street.ask("request", Json::null()));
  street.store.write_online(home, online(theirs), {});
  street.sync();
  CHECK(street.operations(home).find("\"1\"") < street.operations(home).find("\"2\""));
}

TEST_CASE("a finished household that the office found incomplete is to be gone on with") {
  Street street;
  street.store.assign(home, street.device);
  street.write(home, "operations", ours);
  street.write(home, "finish", "{}");
  street.sync();
  CHECK(street.state(home) == "confirmed");
  const std::string message = R"({"text":{"en":"Not complete"},"findings":["rooms"]})";
  street.store.tell(street.device, {0, FeedKind::message, home, 0, 0, message});
  street.sync();
  CHECK(street.state(home) == "begun");
  CHECK(street.ask("case", street.of(home))["returned"]["text"]["en"].text() == "Not complete");
  street.write(home, "finish", "{}");
  CHECK(street.ask("case", street.of(home))["returned"].is_null());
}

TEST_CASE("completed online, withdrawn, locked") {
  Street street;
  street.store.assign(home, street.device);
  street.store.complete(home);
  street.sync();
  CHECK(street.state(home) == "online");
  street.store.withdraw(home);
  street.sync();
  CHECK(street.state(home) == "withdrawn");
  street.store.tell(street.device, {0, FeedKind::message, {}, 0, 0, R"({"text":{"en":"Hello"}})"});
  street.store.tell(street.device, {0, FeedKind::lock, {}, 0, 0, {}});
  street.sync();
  const Json cases = street.ask("cases", Json::null());
  CHECK(cases["messages"].items()[0]["text"]["en"].text() == "Hello");
  CHECK(cases["locked"].truth());
  CHECK(street.code("write", street.entry(home, "visit", "{}")) == "exchange.locked");
}

TEST_CASE("a row that cannot be read is dropped at the end and refused elsewhere; pieces give the same") {
  Street street;
  street.write(home, "operations", ours);
  street.write(home, "operations", theirs);
  Json cut = Json::object(), rows = Json::array();
  rows.push(street.journal.items()[0]);
  rows.push(street.journal.items()[1]);
  rows.push(Json::string(street.journal.items()[2].text().substr(0, 40)));
  cut.set("records", rows);
  CHECK(street.ask("restore", cut)["dropped"].integer() == 1);
  CHECK(street.ask("cases", Json::null())["written"].integer() == 1);
  rows.push(street.journal.items()[2]);
  cut.set("records", rows);
  CHECK(street.code("restore", cut) == "exchange.journal");
  for (std::size_t i = 0; i < street.journal.items().size(); ++i) {
    Json piece = Json::object(), row = Json::array();
    row.push(street.journal.items()[i]);
    piece.set("records", row);
    piece.set("more", Json::boolean(i + 1 < street.journal.items().size()));
    street.ask("restore", piece);
  }
  CHECK(street.ask("cases", Json::null())["written"].integer() == 2);
}

TEST_CASE("a journal replayed as bytes gives the tablet that was; what was cut is told") {
  Street street;
  street.write(home, "visit", R"({"outcome":"nobody_home"})");
  street.sync();
  const std::string before = to_text(street.ask("cases", Json::null()));
  std::string bytes;
  for (const Json& row : street.journal.items()) bytes += *from_base64url(row.text());
  const auto restore = [&](std::size_t size) {
    const Json replayed = *parse_json(*street.calls->call("replay", bytes.substr(0, size)));
    for (const Json& sheet : replayed["sheets"].items()) street.ask("verified", sheet);
    return replayed["good"].integer();
  };
  CHECK(restore(bytes.size()) == static_cast<std::int64_t>(bytes.size()));
  Json none = Json::object();
  none.set("records", Json::array());
  street.ask("restore", none);
  CHECK(to_text(street.ask("cases", Json::null())) == before);
  CHECK(restore(bytes.size() - 1) < static_cast<std::int64_t>(bytes.size() - 1));
  street.ask("restore", none);
  // Without the word of the host that the office signed it, a receipt is not believed.
  CHECK(street.calls->call("replay", bytes));
  CHECK(street.code("restore", none) == "exchange.receipt");
}

TEST_CASE("malformed calls are refused and change nothing") {
  Street street;
  TabletCalls fresh;
  CHECK(fresh.call("cases", "").error().code == "session.state");
  CHECK(street.code("nothing", Json::null()) == "session.call");
  CHECK(street.code("write", street.entry(home, "poem", "{}")) == "exchange.form");
  CHECK(street.code("write", street.entry(home, "visit", std::string(65 * 1024, 'x'))) == "exchange.form");
  Json bad = street.entry(home, "visit", "{}");
  bad.set("case", Json::string("seven"));
  CHECK(street.code("write", bad) == "uuid.form");
  CHECK(street.code("add", object({{"signature", ""}})) == "exchange.token");
  const Json first = street.ask("write", street.entry(home, "visit", "{}"));
  street.ask("write", street.entry(home, "visit", "{}"));
  Json late = object({{"signature", to_base64url(std::string(64, 's'))}});
  late.set("token", first["token"]);
  CHECK(street.code("add", late) == "exchange.token");
  CHECK(street.code("take", object({{"answer", "AAAA"}})) == "exchange.form");
  CHECK(street.ask("cases", Json::null())["written"].integer() == 0);
}

TEST_CASE(
    "a picture is confirmed with its entry, after its last part; a restart in between changes nothing") {
  Street street;
  const std::string bytes = "picture of a house", name = to_base64url(std::string(32, 'n'));
  Json note = object({{"picture", name}});
  note.set("size", Json::number(static_cast<std::int64_t>(bytes.size())));
  CHECK(street.code("write", street.entry(home, "attachment", "{}")) == "exchange.form");
  street.write(home, "attachment", to_text(note));
  const auto standing = [&] { return street.ask("case", street.of(home))["pictures"].items()[0]; };
  CHECK(standing()["picture"].text() == name);
  CHECK(street.ask("case", street.of(home))["pictures_waiting"].integer() == 1);
  for (std::int64_t held = 0; held < 18; held += 6) {
    const Json taken = street.sync();
    CHECK(taken["confirmed"].integer() == 0);
    const Json want = taken["wants"].items()[0];
    CHECK(want["from"].integer() == held);
    Json part = object({{"case", want["case"].text()}, {"picture", want["picture"].text()}});
    part.set("size", Json::number(18));
    part.set("offset", want["from"]);
    part.set("bytes", Json::string(to_base64url(bytes.substr(static_cast<std::size_t>(held), 6))));
    Json parts = Json::array();
    parts.push(part);
    Json request = Json::object();
    request.set("pictures", parts);
    street.take(street.answer(street.ask("request", request)));
    street.restart();
  }
  CHECK_FALSE(standing()["confirmed"].truth());
  CHECK(street.sync()["confirmed"].integer() == 1);
  CHECK(standing()["confirmed"].truth());
  street.restart();
  CHECK(standing()["confirmed"].truth());
}

TEST_CASE("work for a carrier: chunks the office reads, under a head that tells what is in them") {
  Street street;
  street.write(home, "operations", ours);
  street.write(home, "finish", "{}");
  const std::string key(32, 'k'), encapsulated(32, 'e');
  const Json input = object({{"at", "2021-10-12T10:00:00Z"},
                             {"department", "470000000"},
                             {"key", to_base64url(key)},
                             {"encapsulated", to_base64url(encapsulated)}});
  const Json bundle = street.ask("bundle", input);
  CHECK(bundle["entries"].integer() == 2);
  CHECK(bundle["cases"].integer() == 1);
  REQUIRE(bundle["chunks"].items().size() == 1);
  const std::string file = *from_base64url(bundle["head"].text()) + std::string(64, 's');
  const auto read = read_bundle(file);
  REQUIRE(read);
  CHECK(read->head.device == street.device);
  CHECK(read->head.entries == 2);
  const auto chunk = decode_request(*from_base64url(bundle["chunks"].items()[0].text()), chunk_limits);
  CHECK(chunk->runs[0].entries.size() == 2);
  street.sync();
  CHECK(street.ask("bundle", input)["entries"].integer() == 0);
  Json everything = input;
  everything.set("everything", Json::boolean(true));
  CHECK(street.ask("bundle", everything)["entries"].integer() == 2);
  CHECK(street.code("bundle", Json::object()) == "base64.form");
}
