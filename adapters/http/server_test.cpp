#include "http/server.h"

#include <doctest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/text.h"
#include "http/client.h"
#include "http/security_headers.h"
#include "http/testing/raw_connection.h"
#include "http/testing/test_certificate.h"
#include "os/clocks.h"
#include "os/files.h"

using namespace sanaq;
using namespace sanaq::http;
using testing::RawConnection;

namespace {

// A gate that handlers wait at until the test opens it.
class Gate {
 public:
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  void pass() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
  }
  void wait_for(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this, count] { return waiting_ >= count; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = false;
  int waiting_ = 0;
};

// Answers later, on a thread of its own, as a group commit does.
class Later {
 public:
  ~Later() {
    for (std::thread& t : threads_) t.join();
  }
  void answer(Responder&& responder, std::string text) {
    threads_.emplace_back(
        [r = std::move(responder), t = std::move(text)]() mutable { r.send(plain_text(t)); });
  }

 private:
  std::vector<std::thread> threads_;
};

Router test_router(Gate& gate, Later& later) {
  Router router;
  const RouteOptions inline_{.run = Run::inline_};
  router.get(
      "/hello/{name}",
      [](Request&& q, Responder&& r) { r.send(plain_text("hello " + std::string(q.param("name")))); },
      inline_);
  router.post("/echo", [](Request&& q, Responder&& r) { r.send(plain_text(std::move(q.body))); }, inline_);
  router.post("/big", [](Request&& q, Responder&& r) { r.send(plain_text(std::to_string(q.body.size()))); },
              {.run = Run::pooled, .body_bytes_max = std::size_t{12} << 20});
  router.get("/large", [](Request&&, Responder&& r) {
    Response out = plain_text(std::string(3'000'000, 'x'));
    out.compress = true;
    r.send(std::move(out));
  });
  router.get("/shared", [](Request&&, Responder&& r) {
    Response out = plain_text("");
    out.shared_body = std::make_shared<const std::string>(200'000, 's');
    r.send(std::move(out));
  });
  router.get("/throw", [](Request&&, Responder&&) -> void { throw std::runtime_error("a bug"); });
  router.get("/drop", [](Request&&, Responder&&) {});
  router.get("/gate", [&gate](Request&&, Responder&& r) {
    gate.pass();
    r.send(plain_text("through"));
  });
  router.get("/later", [&later](Request&&, Responder&& r) { later.answer(std::move(r), "later"); }, inline_);
  router.get("/who", [](Request&& q, Responder&& r) {
    r.send(plain_text(q.remote_address + (q.tls ? " tls " : " plain ") + q.route));
  });
  return router;
}

struct Fixture {
  explicit Fixture(bool with_tls, const std::function<void(ServerConfig&)>& change = {}) : tls(with_tls) {
    ServerConfig config;
    config.fixed_headers = security_headers({});
    config.workers = 2;
    config.queue_max = 2;
    if (tls) {
      const auto certificate = testing::make_test_certificate(scratch.path());
      config.certificate_file = certificate.certificate_file;
      config.key_file = certificate.key_file;
    }
    if (change) change(config);
    ServerHooks hooks;
    hooks.metrics = &metrics;
    hooks.access = [this](const AccessRecord& record) {
      const std::lock_guard lock(mutex);
      access.push_back(std::string(record.route) + " " + std::to_string(record.status));
    };
    server = *Server::start(config, test_router(gate, later), hooks);
  }
  Client client() {
    Endpoint endpoint{"localhost", server->port(), tls, Trust::file, scratch.path() + "/certificate.pem"};
    if (!tls) endpoint.host = "127.0.0.1";
    return *Client::create(endpoint);
  }
  std::string raw(std::string_view bytes) {
    RawConnection connection(server->port(), tls);
    connection.send(bytes);
    return connection.read_to_end();
  }
  bool is_alive() {
    const auto answer = client().get("/hello/you");
    return answer && answer->body == "hello you";
  }

  os::ScratchFolder scratch;
  bool tls;
  os::Metrics metrics;
  Gate gate;
  Later later;
  std::mutex mutex;
  std::vector<std::string> access;
  std::unique_ptr<Server> server;  // last: it goes before what its handlers use
};

const std::string host = "Host: localhost\r\n";

}  // namespace

TEST_CASE("server: requests, keep-alive, later answers, errors of handlers, over TLS and plain") {
  for (const bool tls : {true, false}) {
    CAPTURE(tls);
    Fixture f(tls);
    Client client = f.client();
    const auto hello = client.get("/hello/%D2%9B%D0%B0%D0%B7");
    REQUIRE(hello);
    CHECK(hello->body == "hello қаз");
    CHECK(hello->header("x-content-type-options") == "nosniff");
    CHECK(!hello->header("date").empty());
    std::string body(100'000, 'a');
    CHECK(client.post("/echo", "text/plain", body)->body == body);
    CHECK(client.get("/later")->body == "later");
    CHECK(client.get("/shared")->body == std::string(200'000, 's'));
    CHECK(client.get("/large")->body.size() == 3'000'000);
    const auto packed = client.get("/large", {{"Accept-Encoding", "br"}});
    CHECK(packed->header("content-encoding") == "br");
    CHECK(packed->body.size() < 10'000);
    CHECK(client.get("/who")->body == std::string("127.0.0.1 ") + (tls ? "tls" : "plain") + " /who");
    CHECK(client.get("/drop")->body.find("server.dropped") != std::string::npos);
    CHECK(client.get("/throw")->status == 500);
    CHECK(client.get("/nothing")->status == 404);
    const auto wrong = client.post("/who", "text/plain", "x");
    CHECK(wrong->status == 405);
    CHECK(wrong->header("allow") == "GET");
    const auto head = client.send({Method::head, "/hello/you", {}, {}});
    CHECK(head->status == 200);
    CHECK(head->header("content-length") == "9");
    CHECK(head->body.empty());
    CHECK(client.get("/hello/again")->body == "hello again");
    CHECK(f.server->open_connections() == 1);
    // An exchange is counted when the answer has been handed over, which the client may see a moment earlier.
    f.server->stop();
    // HEAD counts with its GET route.
    CHECK(f.metrics.text().find(
              "http_requests_total{route=\"/hello/{name}\",method=\"GET\",status=\"200\"} 3") !=
          std::string::npos);
    CHECK(f.access.front() == "/hello/{name} 200");
    CHECK(f.access.size() == 13);
  }
}

TEST_CASE("server: a certificate that is not believed, a port that is taken, a bad key") {
  Fixture f(true);
  Endpoint endpoint{"localhost", f.server->port(), true, Trust::system, {}};
  CHECK(Client::create(endpoint)->get("/hello/you").error().code == "client.tls");
  endpoint.trust = Trust::anything;
  CHECK(Client::create(endpoint)->get("/hello/you")->status == 200);
  endpoint.tls = false;
  const auto plain = Client::create(endpoint, 2000)->get("/hello/you");
  CHECK((!plain || plain->status >= 400));
  CHECK(f.is_alive());
  ServerConfig config;
  config.port = f.server->port();
  CHECK(Server::start(config, Router()).error().code == "http.bind");
  config.port = 0;
  config.certificate_file = f.scratch.path() + "/none.pem";
  CHECK(Server::start(config, Router()).error().code == "http.certificate");
  config.certificate_file = f.scratch.path() + "/certificate.pem";
  config.key_file = f.scratch.path() + "/certificate.pem";
  CHECK(Server::start(config, Router()).error().code == "http.certificate");
}

TEST_CASE("server: hostile requests are answered and the server lives") {
  Fixture f(true);
  const auto status_of = [&](const std::string& bytes) { return f.raw(bytes).substr(0, 12); };
  CHECK(status_of("BREW / HTTP/1.1\r\n" + host + "\r\n") == "HTTP/1.1 501");
  CHECK(status_of("\x16\x03\x01 garbage\r\n\r\n") == "HTTP/1.1 400");
  CHECK(status_of("GET /%ff HTTP/1.1\r\n" + host + "\r\n") == "HTTP/1.1 400");
  CHECK(status_of("GET / HTTP/1.1\r\nX: " + std::string(300'000, 'x')) == "HTTP/1.1 431");
  CHECK(status_of("GET /" + std::string(300'000, 'x')) == "HTTP/1.1 414");
  CHECK(status_of("POST /echo HTTP/1.1\r\n" + host + "Content-Length: 10000000\r\n\r\n" +
                  std::string(10'000'000, 'x')) == "HTTP/1.1 413");
  CHECK(status_of("POST /echo HTTP/1.1\r\n" + host +
                  "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
                  "0\r\n\r\nGET /hello/smuggled HTTP/1.1\r\n" +
                  host + "\r\n") == "HTTP/1.1 400");
  const std::string refused = f.raw("POST /echo HTTP/1.1\r\n" + host +
                                    "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                                    "GET /hello/smuggled HTTP/1.1\r\n" +
                                    host + "\r\n");
  CHECK(refused.find("http.length") != std::string::npos);
  CHECK(refused.find("Connection: close") != std::string::npos);
  CHECK(refused.find("hello smuggled") == std::string::npos);
  // The whole of a body that its route allows, and one byte more.
  const std::string allowed(std::size_t{12} << 20, 'x');
  CHECK(f.client().post("/big", "text/plain", allowed)->body == std::to_string(allowed.size()));
  const auto larger = f.client().post("/big", "text/plain", allowed + "x");
  REQUIRE(larger);
  CHECK(larger->status == 413);
  CHECK(f.is_alive());
}

TEST_CASE("server: pipelined, chunked and continued requests") {
  Fixture f(true);
  const std::string two = "POST /echo HTTP/1.1\r\n" + host +
                          "Content-Length: 3\r\n\r\nabcGET /later HTTP/1.1\r\n" + host +
                          "\r\nPOST /echo HTTP/1.1\r\n" + host +
                          "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nxyz\r\n0\r\n\r\n";
  const std::string answers = f.raw(two);
  CHECK(testing::count_of(answers, "HTTP/1.1 200 OK") == 3);
  CHECK(answers.find("abcHTTP/1.1") < answers.find("laterHTTP/1.1"));
  CHECK(answers.ends_with("\r\n\r\nxyz"));
  std::string many;
  for (int i = 0; i < 500; ++i) many += "GET /hello/" + std::to_string(i) + " HTTP/1.1\r\n" + host + "\r\n";
  RawConnection pipeline(f.server->port(), true);
  pipeline.send(many);
  CHECK(testing::count_of(pipeline.read_until("hello 499"), "HTTP/1.1 200 OK") == 500);
  RawConnection waiting(f.server->port(), true);
  waiting.send("POST /echo HTTP/1.1\r\n" + host + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  CHECK(waiting.read_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  waiting.send("ok");
  CHECK(waiting.read_until("ok").ends_with("ok"));
  CHECK(f.raw("GET /hello/old HTTP/1.0\r\n\r\n").ends_with("hello old"));
}

TEST_CASE("server: slow senders are answered 408, silent ones are closed") {
  Fixture f(true, [](ServerConfig& c) {
    c.head_ms = 150;
    c.body_ms = 150;
    c.idle_ms = 200;
    c.slowest_bytes_per_second = 1'000'000;
  });
  RawConnection loris(f.server->port(), true);
  for (int i = 0; i < 20 && loris.send(i == 0 ? "GET /hello/x HTTP/1.1\r\n" : "X-a: b\r\n"); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  CHECK(loris.read_to_end().find("HTTP/1.1 408") == 0);
  CHECK(loris.closed());
  CHECK(f.raw("POST /echo HTTP/1.1\r\n" + host + "Content-Length: 10\r\n\r\nabc").find("http.timeout") !=
        std::string::npos);
  RawConnection idle(f.server->port(), true);
  idle.send("GET /hello/x HTTP/1.1\r\n" + host + "\r\n");
  const std::string answer = idle.read_to_end();
  CHECK(testing::count_of(answer, "HTTP/1.1") == 1);
  CHECK(idle.closed());
  RawConnection silent(f.server->port(), false);
  CHECK(f.is_alive());
}

TEST_CASE("server: a full queue answers 503 with Retry-After, and later works again") {
  Fixture f(false);
  std::vector<std::thread> waiting;
  std::atomic<int> through{0};
  const auto ask = [&] {
    const auto answer = f.client().get("/gate");
    through += answer && answer->body == "through" ? 1 : 0;
  };
  for (int i = 0; i < 2; ++i) waiting.emplace_back(ask);
  f.gate.wait_for(2);
  for (int i = 0; i < 2; ++i) waiting.emplace_back(ask);
  // Two run, two wait; inline routes still answer, pooled ones are refused as soon as the two have come.
  int status = 0;
  Response unused;
  std::string retry;
  for (int i = 0; i < 500 && status != 503; ++i) {
    Client client = *Client::create({"127.0.0.1", f.server->port(), false, Trust::system, {}}, 300);
    const auto answer = client.get("/who");
    status = answer ? answer->status : 0;
    retry = answer ? std::string(answer->header("retry-after")) : "";
  }
  CHECK(status == 503);
  CHECK(retry == "2");
  CHECK(f.is_alive());
  f.gate.open();
  for (std::thread& t : waiting) t.join();
  CHECK(through >= 2);
  CHECK(f.client().get("/who")->status == 200);
}

TEST_CASE("server: a handler that takes too long answers 504 and its late answer harms nobody") {
  Fixture f(true, [](ServerConfig& c) { c.handler_ms = 100; });
  const auto answer = f.client().get("/gate");
  CHECK(answer->status == 504);
  f.gate.open();
  CHECK(f.is_alive());
}

TEST_CASE("server: stops while busy, with the answer under way sent") {
  for (const bool tls : {true, false}) {
    Fixture f(tls);
    std::string body;
    std::string connection;
    std::thread asker([&] {
      const auto answer = f.client().get("/gate");
      body = answer ? answer->body : answer.error().code;
      connection = answer ? answer->header("connection") : "";
    });
    f.gate.wait_for(1);
    RawConnection idle(f.server->port(), tls);
    std::thread opener([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      f.gate.open();
    });
    const std::int64_t before = os::monotonic_micros();
    f.server->stop();
    CHECK(os::monotonic_micros() - before < 5 * micros_per_second);
    asker.join();
    opener.join();
    CHECK(body == "through");
    CHECK(connection == "close");
    CHECK(f.server->open_connections() == 0);
    CHECK_FALSE(f.client().get("/hello/you"));
  }
}

TEST_CASE(
    "server: stops in time when a handler never answers; a responder kept longer than the server is "
    "harmless") {
  std::optional<Responder> kept;
  std::mutex mutex;
  std::condition_variable changed;
  Router router;
  router.get("/keep", [&](Request&&, Responder&& r) {
    const std::lock_guard lock(mutex);
    kept.emplace(std::move(r));
    changed.notify_all();
  });
  ServerConfig config;
  config.stop_ms = 100;
  auto server = *Server::start(config, std::move(router));
  std::thread asker([&, port = server->port()] {
    CHECK_FALSE(Client::create({"127.0.0.1", port, false, Trust::system, {}})->get("/keep"));
  });
  {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return kept.has_value(); });
  }
  server->stop();
  asker.join();
  server.reset();
  kept->send(plain_text("too late"));
  kept.reset();
}

TEST_CASE(
    "server: several loops share a port; connections beyond the limit are refused; proxies are believed") {
  Fixture f(false, [](ServerConfig& c) {
    c.io_threads = 2;
    c.connections_max = 20;
    c.proxies = {"127.0.0.1"};
  });
  const auto who =
      f.client().get("/who", {{"X-Forwarded-For", "6.6.6.6, 10.1.2.3"}, {"X-Forwarded-Proto", "https"}});
  CHECK(who->body == "10.1.2.3 tls /who");
  CHECK(f.client().get("/who", {{"X-Forwarded-For", "<script>"}})->body == "127.0.0.1 plain /who");
  std::vector<Client> clients;
  int answered = 0;
  for (int i = 0; i < 40; ++i) {
    clients.push_back(f.client());
    const auto answer = clients.back().get("/hello/you");
    answered += answer ? 1 : 0;
  }
  CHECK(answered >= 18);
  CHECK(answered <= 20);
  clients.clear();
  bool alive = false;
  for (int i = 0; i < 500 && !alive; ++i) {
    alive = f.is_alive();
    if (!alive) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  CHECK(alive);
}

TEST_CASE("server: pages of its own replace problem bodies") {
  ServerHooks hooks;
  hooks.problem_page = [](int status, std::string_view code, const Request* request) {
    const bool person = request != nullptr && request->wants_html();
    return person ? html("<h1>" + std::string(code) + "</h1>", status) : problem(status, code);
  };
  const auto server = *Server::start({}, Router(), hooks);
  Client client = *Client::create({"127.0.0.1", server->port(), false, Trust::system, {}});
  const auto page = client.get("/x", {{"Accept", "text/html,*/*"}});
  CHECK(page->status == 404);
  CHECK(page->body == "<h1>http.not_found</h1>");
  CHECK(client.get("/x", {{"Accept", "application/json"}})->header("content-type") ==
        "application/problem+json");
}

TEST_CASE("server: a person whose file is too large reads so on a page, in the language of its address") {
  ServerHooks hooks;
  hooks.problem_page = [](int status, std::string_view code, const Request* request) {
    REQUIRE(request != nullptr);
    return html(std::string(code) + ' ' + request->route + ' ' + std::string(request->param("lang")), status);
  };
  Router router;
  router.post("/{lang}/import", [](Request&&, Responder&& responder) { responder.send(html("taken")); },
              {Run::pooled, 1'000});
  const auto server = *Server::start({}, std::move(router), hooks);
  Client client = *Client::create({"127.0.0.1", server->port(), false, Trust::system, {}});
  const auto page = client.post("/ru/import", "text/plain", std::string(100'000, 'x'));
  REQUIRE(page);
  CHECK(page->status == 413);
  CHECK(page->body == "http.body /{lang}/import ru");
}

TEST_CASE("server: asks for certificates of one authority, in each handshake") {
  const os::ScratchFolder scratch;
  REQUIRE(os::make_folder(scratch.path() + "/stranger"));
  Fixture fixture(
      true, [](ServerConfig& config) { config.client_authority = *os::read_file(config.certificate_file); });
  const auto code_of = [&](const std::string& certificate, const std::string& key) -> std::string {
    Endpoint endpoint{"localhost", fixture.server->port(), true, Trust::file,
                      fixture.scratch.path() + "/certificate.pem"};
    endpoint.certificate_file = certificate;
    endpoint.key_file = key;
    auto client = Client::create(endpoint);
    REQUIRE(client);
    const auto answer = client->get("/hello/you");
    return answer ? answer->body : answer.error().code;
  };
  const std::string own = fixture.scratch.path();
  CHECK(code_of(own + "/certificate.pem", own + "/key.pem") == "hello you");
  CHECK(code_of({}, {}) == "client.tls");
  const auto stranger = testing::make_test_certificate(scratch.path() + "/stranger");
  CHECK(code_of(stranger.certificate_file, stranger.key_file) == "client.tls");
}
