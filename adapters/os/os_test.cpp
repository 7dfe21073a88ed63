#include <doctest.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <csignal>
#include <set>
#include <thread>
#include <type_traits>

#include "base/iin.h"
#include "base/json.h"
#include "base/text.h"
#include "os/child_process.h"
#include "os/clocks.h"
#include "os/files.h"
#include "os/log.h"
#include "os/metrics.h"
#include "os/stop_signal.h"
#include "os/system_rng.h"

using namespace sanaq;
using namespace sanaq::os;

namespace {

class FixedClock final : public Clock {
 public:
  UtcInstant now() const override { return {micros}; }
  std::int64_t micros = 1'630'432'800'000'000;
};

}  // namespace

TEST_CASE("clocks: the system's runs, the demo's can be set, shifted and frozen") {
  const SystemClock system;
  CHECK(to_rfc3339(system.now()) > "2024-01-01");
  FixedClock source;
  DemoClock demo(source);
  CHECK(demo.now().micros == source.micros);
  demo.set({1000});
  source.micros += 5;
  CHECK(demo.now().micros == 1005);
  demo.shift(-10);
  CHECK(demo.now().micros == 995);
  demo.freeze({77});
  source.micros += 100;
  CHECK(demo.now().micros == 77);
  demo.shift(3);
  CHECK(demo.now().micros == 80);
  demo.run();
  source.micros += 20;
  CHECK(demo.now().micros == 100);
}

TEST_CASE("demo clock: readers and setters at the same time see whole values") {
  const SystemClock system;
  DemoClock demo(system);
  demo.freeze({1});
  std::thread setter([&] {
    for (int i = 0; i < 20000; ++i) demo.freeze({i % 2 == 0 ? 1 : INT64_C(1) << 40});
  });
  bool whole = true;
  for (int i = 0; i < 20000; ++i) {
    const std::int64_t seen = demo.now().micros;
    whole = whole && (seen == 1 || seen == INT64_C(1) << 40);
  }
  setter.join();
  CHECK(whole);
}

TEST_CASE("monotonic time does not run backwards") {
  std::int64_t last = monotonic_micros();
  for (int i = 0; i < 1000; ++i) {
    const std::int64_t now = monotonic_micros();
    REQUIRE(now >= last);
    last = now;
  }
  CHECK(process_cpu_micros() >= thread_cpu_micros());
}

TEST_CASE("random numbers do not repeat and fill all bits") {
  SystemRng rng;
  std::set<std::uint64_t> seen;
  std::uint64_t ones = 0;
  std::uint64_t all = ~UINT64_C(0);
  for (int i = 0; i < 1000; ++i) {
    const std::uint64_t value = rng.next();
    seen.insert(value);
    ones |= value;
    all &= value;
  }
  CHECK(seen.size() == 1000);
  CHECK(ones == ~UINT64_C(0));
  CHECK(all == 0);
  CHECK(random_bytes(32).size() == 32);
  CHECK(random_bytes(32) != random_bytes(32));
}

TEST_CASE("files: write, read, list, limits and errors") {
  const ScratchFolder scratch;
  const std::string path = scratch.path() + "/a/b/one.txt";
  CHECK(read_file(path).error().code == "file.missing");
  CHECK(write_file(path, "x").error().code == "file.write");
  REQUIRE(make_folder(scratch.path() + "/a/b"));
  REQUIRE(write_file(path, std::string("sa\0naq", 6)));
  CHECK(read_file(path).value() == std::string("sa\0naq", 6));
  REQUIRE(write_file(path, "new", FileAccess::owner_only));
  CHECK(read_file(path).value() == "new");
  CHECK(read_file(path, 3).value() == "new");
  CHECK(read_file(path, 2).error().code == "file.size");
  struct stat info{};
  REQUIRE(::stat(path.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
  REQUIRE(write_file(scratch.path() + "/a/z", ""));
  const auto entries = list_folder(scratch.path() + "/a");
  REQUIRE(entries);
  REQUIRE(entries->size() == 2);
  CHECK(entries->at(0).name == "b");
  CHECK(entries->at(0).kind == FolderEntry::Kind::folder);
  CHECK(entries->at(1).name == "z");
  CHECK(list_files(scratch.path()).value() == std::vector<std::string>{"a/b/one.txt", "a/z"});
  CHECK(list_folder(scratch.path() + "/no").error().code == "file.missing");
  CHECK(read_file("/proc/self/stat").value().size() > 10);
  CHECK(remove_file(path + ".absent"));
  CHECK(remove_file(scratch.path() + "/a").error().code == "file.write");
  CHECK(remove_folder(scratch.path() + "/a"));
  CHECK_FALSE(folder_exists(scratch.path() + "/a"));
}

TEST_CASE("files: a failed write leaves the old file and no draft") {
  const ScratchFolder scratch;
  REQUIRE(make_folder(scratch.path() + "/folder"));
  REQUIRE(write_file(scratch.path() + "/folder/x", "1"));
  // A folder cannot be replaced by a file: the rename fails after the draft was written.
  CHECK(write_file(scratch.path() + "/folder", "text").error().code == "file.write");
  CHECK(list_files(scratch.path()).value() == std::vector<std::string>{"folder/x"});
}

TEST_CASE("children: run, output, environment, exit code, signal, timeout") {
  const auto echo = run_command({.program = {"sh", "-c", "echo $SANAQ_WORD; echo err >&2; exit 3"},
                                 .environment = {{"SANAQ_WORD", "санақ"}},
                                 .folder = {},
                                 .output_file = {},
                                 .user = {}},
                                5000);
  REQUIRE(echo);
  CHECK(echo->output == "санақ\nerr\n");
  CHECK(echo->status.code == 3);
  Command missing;
  missing.program = {"/no/such/program"};
  CHECK(run_command(missing, 1000).error().code == "process.start");
  CHECK(ChildProcess::start(missing).error().code == "process.start");
  Command sleeper;
  sleeper.program = {"sleep", "60"};
  CHECK(run_command(sleeper, 100).error().code == "process.timeout");
  auto child = ChildProcess::start(sleeper);
  REQUIRE(child);
  CHECK(child->is_running());
  CHECK_FALSE(child->wait(20));
  CHECK(child->terminate(2000).code == 128 + SIGTERM);
  CHECK_FALSE(child->is_running());
}

TEST_CASE("children: a stubborn child and its own children are killed; the output goes to a file") {
  const ScratchFolder scratch;
  Command command;
  command.program = {"sh", "-c", "trap '' TERM; echo ready; sleep 60; sleep 60"};
  command.output_file = scratch.path() + "/out";
  auto child = ChildProcess::start(command);
  REQUIRE(child);
  for (int i = 0; i < 500 && read_file(command.output_file).value().empty(); ++i) child->wait(10);
  CHECK(read_file(command.output_file).value() == "ready\n");
  CHECK(child->terminate(100).code == 128 + SIGKILL);
}

TEST_CASE("users") {
  CHECK(find_user("root").value().uid == 0);
  CHECK(find_user("no-such-user").error().code == "process.user");
  CHECK(!current_user().name.empty());
}

TEST_CASE("the log writes one JSON object a line and no type of personal data converts") {
  static_assert(!std::is_constructible_v<LogValue, Iin>);
  static_assert(!std::is_convertible_v<Iin, LogValue>);
  static_assert(!std::is_convertible_v<const char*, LogName>);
  const ScratchFolder scratch;
  const std::string path = scratch.path() + "/log";
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
  const FixedClock clock;
  Log log(file.get(), clock);
  log.debug("not.shown");
  log.info("batch.accepted", {{"device", "t-\"1\"\n"}, {"cases", 12}, {"late", true}, {"raw", "\xff"}});
  log.failure("batch.refused", {"json.form", "byte 7"});
  log.info("long.text", {{"text", std::string(511, 'a') + "ққ"}});
  const std::string text = read_file(path).value();
  const auto lines = split(text, '\n');
  REQUIRE(lines.size() == 4);
  const auto first = parse_json(lines[0]);
  REQUIRE(first);
  const std::string expected = R"({"time":"2021-08-31T18:00:00Z","level":"info","event":"batch.accepted",)"
                               R"x("device":"t-\"1\"\n","cases":12,"late":true,"raw":"(not UTF-8)"})x";
  CHECK(to_text(*first) == expected);
  CHECK(parse_json(lines[1]).value()["code"].text() == "json.form");
  CHECK(parse_json(lines[2]).value()["text"].text() == std::string(511, 'a'));
}

TEST_CASE("metrics: counters, gauges and histograms in Prometheus text") {
  Metrics metrics;
  Counter& c = metrics.counter("http_requests_total", "Requests.", {{"route", "/a\"b"}, {"status", "200"}});
  c.add(2);
  CHECK(&c == &metrics.counter("http_requests_total", "Requests.", {{"route", "/a\"b"}, {"status", "200"}}));
  metrics.gauge("connections", "Open now.").add(-3);
  Histogram& h = metrics.histogram("request_seconds", "Time.");
  h.observe_micros(250);
  h.observe_micros(251);
  h.observe_micros(INT64_C(70'000'000));
  CHECK(h.count() == 3);
  const std::string text = metrics.text();
  CHECK(
      text.find(
          "# TYPE http_requests_total counter\nhttp_requests_total{route=\"/a\\\"b\",status=\"200\"} 2\n") !=
      std::string::npos);
  CHECK(text.find("# TYPE connections gauge\nconnections -3\n") != std::string::npos);
  CHECK(text.find("request_seconds_bucket{le=\"0.00025\"} 1\nrequest_seconds_bucket{le=\"0.0005\"} 2\n") !=
        std::string::npos);
  CHECK(text.find("request_seconds_bucket{le=\"+Inf\"} 3\nrequest_seconds_sum "
                  "70.000501\nrequest_seconds_count 3\n") != std::string::npos);
}

TEST_CASE("metrics: additions of several threads are all counted") {
  Metrics metrics;
  Counter& c = metrics.counter("work_total", "Work.");
  std::thread other([&] {
    for (int i = 0; i < 10000; ++i) c.add();
  });
  for (int i = 0; i < 10000; ++i) c.add();
  other.join();
  CHECK(c.value() == 20000);
}

TEST_CASE("stop signals become values") {
  std::thread worker([] {
    StopSignal stop;
    CHECK_FALSE(stop.wait(1));
    ::pthread_kill(::pthread_self(), SIGTERM);
    CHECK(stop.wait(1000) == SIGTERM);
  });
  worker.join();
}
