// A true tablet behind a proxy that cuts its connection at one byte after another of an exchange, in both
// directions, over TLS; then the network heals. What is in the database afterwards must equal a run without
// faults, and no entry the tablet holds as confirmed may be missing.   tablet_cut [--step N] [--data DIR]
// --step 1: every byte. Without it: every byte around the ends of what is sent, every 20th between.
#include "cutting_proxy.h"

#include <cstdio>

#include "casework/draft.h"
#include "census_site.h"
#include "measure.h"
#include "os/stop_signal.h"
#include "sanaq/command/arguments.h"
#include "sanaq/command/command.h"
#include "sanaq/testing/tablet_client.h"

using namespace sanaq;
using namespace sanaq::perf;
using sanaq::testing::TabletClient;

namespace {

constexpr const char* region = "470000000";
constexpr int entries = 4;

http::Endpoint at_port(std::uint16_t port) { return {"127.0.0.1", port, true, http::Trust::anything, {}}; }

std::string operations(int number) {
  return R"([{"op":"answer","question":"building","value":")" + std::to_string(number) + "\"}]";
}

/// A tablet with one case and a batch to hand in.
struct Scene {
  CensusSite& site;
  TabletClient client;
  CaseId house;

  Scene(CensusSite& with, std::uint16_t port) : site(with), client(at_port(port)) {
    Collection& c = site.collection();
    client.enrol_at(c.field(), ReceiptPublicKeys(c.keys()), region);
    house = {Uuid::make(1'631'000'000'000, client.rng)};
    must(c.field().assign(house, client.device, R"({"note":"gate"})"), "assign");
  }
  void write_batch() {
    for (int i = 0; i < entries; ++i) client.write(house, exchange::EntryKind::operations, operations(i));
    client.write(house, exchange::EntryKind::visit, R"({"outcome":"appointment"})");
  }
  /// All that the office holds of the case, without names that differ from run to run.
  std::string stored() const {
    auto connection = site.owner();
    const std::string device = "'" + client.device.value.to_string() + "'",
                      id = "'" + house.value.to_string() + "'";
    const auto rows = must(
        connection.query({"",
                          "select (select string_agg(e.number || ':' || e.epoch || e.late || (e.signature is "
                          "not null), ' ' "
                          "order by e.number) from exchange.entry e join exchange.chain c on c.id = e.chain "
                          "where c.device = " +
                              device + "), (select count(*) from exchange.chain where device = " + device +
                              "), (select count(*) from exchange.fork where device = " + device +
                              "), (select string_agg(number || ':' || kind, ' ' order by number) from "
                              "exchange.feed where device = " +
                              device +
                              "), (select string_agg(drafted || '/' || number || '/' || operations, ' ') "
                              "from exchange.chain "
                              "where device = " +
                              device + "), (select position from casework.draft where case_id = " + id + ")",
                          "", ""}),
        "rows");
    std::string all;
    for (const int i : {0, 3, 4}) all += rows[0].get<std::optional<std::string>>(i).value_or("-") + " | ";
    for (const int i : {1, 2, 5})
      all += std::to_string(rows[0].get<std::optional<std::int64_t>>(i).value_or(-1)) + " | ";
    return all + drafted();
  }
  /// What came into the draft of the case, in its order.
  std::string drafted() const {
    std::string all;
    const DraftPage page = must(site.collection().site().drafts.read(house, 0, 200), "draft");
    for (const DraftPage::Entry& entry : page.entries)
      for (const Operation& operation : entry.operations) all += to_text(to_json(operation));
    return all;
  }
  bool holds_all() const {
    const auto count = client.tablet->count();
    return count.written == entries + 1 && count.confirmed == count.written;
  }
};

/// Calls until it goes through, as the app does.
void hand_in(TabletClient& client) {
  for (int attempt = 0; attempt < 10; ++attempt) {
    const auto answer = client.sync();
    if (answer && client.tablet->count().confirmed == client.tablet->count().written) return;
  }
}

struct Cut {
  CuttingProxy::Way way;
  std::size_t bytes;
};

}  // namespace

int main(int argc, char** argv) {
  const os::StopSignal signal;  // writing on a cut connection is an error of that connection alone
  const Words words(argv + 1, argv + argc);
  const auto arguments = must(Arguments::parse(words, {"step"}, {}), "arguments");
  const auto step = static_cast<std::size_t>(must(arguments.number("step", 20, 1, 10'000), "step"));
  CensusSite site(0);
  CuttingProxy proxy(site.collection().port());

  Scene whole(site, proxy.port());
  must(whole.client.sync(), "first call");
  whole.client.close();
  whole.write_batch();
  proxy.count_from_now();
  hand_in(whole.client);
  whole.client.close();
  const std::string wanted = whole.stored();
  const auto up = proxy.passed(CuttingProxy::Way::up), down = proxy.passed(CuttingProxy::Way::down);
  std::printf("an exchange: %zu bytes up, %zu down\nwanted: %s\n", up, down, wanted.c_str());

  std::vector<Cut> cuts;
  for (const auto& [way, size] : {std::pair{CuttingProxy::Way::up, up}, {CuttingProxy::Way::down, down}})
    for (std::size_t bytes = 0; bytes <= size; ++bytes)
      if (step == 1 || bytes % step == 0 || bytes < 8 || bytes + 24 > size) cuts.push_back({way, bytes});
  std::size_t failures = 0, unanswered = 0;
  for (const Cut& cut : cuts) {
    Scene scene(site, proxy.port());
    must(scene.client.sync(), "first call");
    scene.client.close();
    scene.write_batch();
    proxy.cut_once(cut.way, cut.bytes);
    if (!scene.client.sync()) ++unanswered;
    hand_in(scene.client);
    scene.client.close();
    const std::string got = scene.stored();
    if (got == wanted && scene.holds_all()) continue;
    ++failures;
    std::printf("cut %s after %zu bytes: %s\n", cut.way == CuttingProxy::Way::up ? "up" : "down", cut.bytes,
                got.c_str());
  }
  std::printf("%zu cuts, %zu of them left the tablet without an answer, %zu results differ\n", cuts.size(),
              unanswered, failures);
  return failures == 0 && unanswered > cuts.size() / 4 ? 0 : 1;
}
