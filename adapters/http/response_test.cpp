#include <brotli/decode.h>
#include <doctest.h>
#include <zlib.h>

#include "base/rng.h"
#include "http/content_coding.h"
#include "http/inside/response_head.h"
#include "http/response_reader.h"
#include "http/router.h"
#include "http/security_headers.h"
#include "http/static_files.h"
#include "os/files.h"

using namespace sanaq;
using namespace sanaq::http;

namespace {

// Keeps answers instead of sending them.
class RecordingSink final : public ResponseSink {
 public:
  void deliver(std::uint64_t, Response&& response, std::shared_ptr<ResponseSink>) override {
    answers.push_back(std::move(response));
  }
  std::vector<Response> answers;
};

std::string from_gzip(const std::string& packed) {
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
  std::string out(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

std::string from_brotli(const std::string& packed) {
  std::string out(1 << 20, '\0');
  std::size_t size = out.size();
  REQUIRE(BrotliDecoderDecompress(packed.size(), reinterpret_cast<const std::uint8_t*>(packed.data()), &size,
                                  reinterpret_cast<std::uint8_t*>(out.data())) ==
          BROTLI_DECODER_RESULT_SUCCESS);
  out.resize(size);
  return out;
}

std::string header_of(const Response& response, std::string_view name) {
  return std::string(field_value(response.headers, name));
}

Request request_with(const Fields& headers) {
  Request request;
  for (const Field& field : headers) request.headers.add(field.name, field.value);
  return request;
}

}  // namespace

TEST_CASE("responders: an answer once; one that is dropped answers 500") {
  const auto sink = std::make_shared<RecordingSink>();
  {
    const Responder dropped(sink, 1, {}, "id-1");
  }
  REQUIRE(sink->answers.size() == 1);
  CHECK(sink->answers[0].status == 500);
  CHECK(sink->answers[0].body.find("server.dropped") != std::string::npos);
  {
    Responder responder(sink, 2, {}, "id-2");
    Responder moved = std::move(responder);
    moved.send(plain_text("a"));
    CHECK(moved.is_sent());
    moved = Responder(sink, 3, {}, "id-3");
  }
  REQUIRE(sink->answers.size() == 3);
  CHECK(sink->answers[1].body == "a");
  CHECK(sink->answers[2].status == 500);
}

TEST_CASE("router: fixed, named, rest, methods") {
  Router router;
  std::string hit;
  const auto mark = [&hit](const char* name) { return [&hit, name](Request&&, Responder&&) { hit = name; }; };
  router.get("/", mark("root"));
  router.get("/cases/{id}", mark("case"));
  router.get("/cases/new", mark("new"));
  router.post("/cases/{id}/answers/{question}", mark("answer"));
  router.get("/static/{file*}", mark("file"));
  router.get("/cases/new/x", mark("x"));
  const auto found = [&](Method method, std::string_view path) {
    const RouteMatch match = router.match(method, path);
    if (match.route == nullptr) return std::string(match.allowed.empty() ? "404" : "405");
    std::string out = match.route->pattern;
    for (const Field& param : match.params) out += " " + param.name + "=" + param.value;
    return out;
  };
  CHECK(found(Method::get, "/") == "/");
  CHECK(found(Method::head, "/") == "/");
  CHECK(found(Method::get, "/cases/7") == "/cases/{id} id=7");
  CHECK(found(Method::get, "/cases/new") == "/cases/new");
  CHECK(found(Method::get, "/cases/") == "404");
  CHECK(found(Method::post, "/cases/new/answers/q1") == "/cases/{id}/answers/{question} id=new question=q1");
  CHECK(found(Method::post, "/cases/7") == "405");
  CHECK(router.match(Method::post, "/cases/7").allowed == std::vector<Method>{Method::get});
  CHECK(found(Method::get, "/static/a/b.js") == "/static/{file*} file=a/b.js");
  CHECK(found(Method::get, "/static/") == "/static/{file*} file=");
  CHECK(found(Method::get, "/static") == "404");
  CHECK(found(Method::get, "/nothing/here") == "404");
  const RouteMatch match = router.match(Method::get, "/cases/new/x");
  match.route->handler({}, Responder(std::make_shared<RecordingSink>(), 0, {}, ""));
  CHECK(hit == "x");
}

TEST_CASE("response heads: length, no body statuses, no header can be smuggled in") {
  std::string out;
  Response response = html("abc");
  add_header(response, "Location", "/a\r\nSet-Cookie: x=1");
  append_response_head(out, response, {"X-Fixed: 1\r\n", "D"}, KeepAlive::no);
  CHECK(out ==
        "HTTP/1.1 200 OK\r\nDate: D\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 3\r\n"
        "Location: /a  Set-Cookie: x=1\r\nX-Fixed: 1\r\nConnection: close\r\n\r\n");
  out.clear();
  append_response_head(out, not_modified("\"e\""), {"", "D"}, KeepAlive::yes);
  CHECK(out == "HTTP/1.1 304 Not Modified\r\nDate: D\r\nETag: \"e\"\r\n\r\n");
}

TEST_CASE("dates of HTTP") {
  CHECK(http_date({INT64_C(784'111'777) * micros_per_second}) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(http_date({0}) == "Thu, 01 Jan 1970 00:00:00 GMT");
}

TEST_CASE("problem bodies carry the code") {
  const Response response = problem(503, "server.busy", "r-1", "why");
  CHECK(response.content_type == "application/problem+json");
  const Json body = parse_json(response.body).value();
  CHECK(body["code"].text() == "server.busy");
  CHECK(body["status"].integer() == 503);
  CHECK(body["title"].text() == "Service Unavailable");
  CHECK(body["request"].text() == "r-1");
}

TEST_CASE("compression: chosen by what the sender takes, undone to the same bytes") {
  CHECK(parse_accept_encoding("gzip, deflate, br").brotli);
  CHECK(parse_accept_encoding("GZIP;q=0.5").gzip);
  CHECK_FALSE(parse_accept_encoding("gzip;q=0, br;q=0.000").gzip);
  CHECK_FALSE(parse_accept_encoding("*, br;q=0").brotli);
  CHECK(parse_accept_encoding("*, br;q=0").gzip);
  CHECK_FALSE(parse_accept_encoding("").gzip);
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "<li>Сұрақ " + std::to_string(i) + "</li>";
  Response response = html(text);
  response.compress = true;
  Response plain = response;
  compress_response(plain, {});
  CHECK(plain.body == text);
  CHECK(header_of(plain, "Vary") == "Accept-Encoding");
  Response brotli = response;
  compress_response(brotli, {true, true});
  CHECK(header_of(brotli, "Content-Encoding") == "br");
  CHECK(brotli.body.size() < text.size() / 4);
  CHECK(from_brotli(brotli.body) == text);
  compress_response(response, {false, true});
  CHECK(header_of(response, "Content-Encoding") == "gzip");
  CHECK(from_gzip(response.body) == text);
  Response small = html(std::string(1000, 'a'));
  small.compress = true;
  compress_response(small, {true, true});
  CHECK(small.body.size() == 1000);
  Response asked_nothing = html(text);
  compress_response(asked_nothing, {true, true});
  CHECK(asked_nothing.body == text);
}

TEST_CASE("static files: variants, entity tags, ranges, names with a hash") {
  const os::ScratchFolder scratch;
  REQUIRE(os::make_folder(scratch.path() + "/assets"));
  const std::string script = "console.log('санақ')";
  REQUIRE(os::write_file(scratch.path() + "/assets/app-B1c2D3e4.js", script));
  REQUIRE(os::write_file(scratch.path() + "/assets/app-B1c2D3e4.js.br", "BR"));
  REQUIRE(os::write_file(scratch.path() + "/assets/app-B1c2D3e4.js.gz", "GZ"));
  REQUIRE(os::write_file(scratch.path() + "/index.html", "<h1>"));
  REQUIRE(os::write_file(scratch.path() + "/engine.wasm", "0123456789"));
  const auto files = StaticFiles::load(scratch.path());
  REQUIRE(files);
  CHECK(files->size() == 3);
  CHECK(StaticFiles::load(scratch.path(), 10).error().code == "static.size");
  CHECK(StaticFiles::load(scratch.path() + "/no").error().code == "file.missing");
  const std::string name = "assets/app-B1c2D3e4.js";
  const Response plain = files->answer({}, name);
  CHECK(plain.bytes() == script);
  CHECK(plain.content_type == "text/javascript; charset=utf-8");
  CHECK(header_of(plain, "Cache-Control") == "public, max-age=31536000, immutable");
  CHECK(files->answer(request_with({{"Accept-Encoding", "gzip, br"}}), name).bytes() == "BR");
  const Response gzip = files->answer(request_with({{"Accept-Encoding", "gzip"}}), name);
  CHECK(gzip.bytes() == "GZ");
  CHECK(header_of(gzip, "Content-Encoding") == "gzip");
  CHECK(header_of(gzip, "ETag") != header_of(plain, "ETag"));
  const Response again =
      files->answer(request_with({{"If-None-Match", "\"x\", W/" + header_of(plain, "ETag")}}), name);
  CHECK(again.status == 304);
  CHECK(again.bytes().empty());
  CHECK(files->answer({}, "").content_type == "text/html; charset=utf-8");
  CHECK(header_of(files->answer({}, ""), "Cache-Control") == "no-cache");
  CHECK(files->answer({}, "../etc/passwd").status == 404);
  CHECK(files->answer({}, "assets/app-B1c2D3e4.js.br").status == 404);
  const auto range = [&](const char* text) {
    const Response r = files->answer(request_with({{"Range", text}}), "engine.wasm");
    return std::to_string(r.status) + " " + std::string(r.status == 416 ? "" : r.bytes()) + " " +
           header_of(r, "Content-Range");
  };
  CHECK(range("bytes=2-4") == "206 234 bytes 2-4/10");
  CHECK(range("bytes=8-") == "206 89 bytes 8-9/10");
  CHECK(range("bytes=-3") == "206 789 bytes 7-9/10");
  CHECK(range("bytes=-30") == "206 0123456789 bytes 0-9/10");
  CHECK(range("bytes=10-") == "416  bytes */10");
  CHECK(range("bytes=4-2") == "200 0123456789 ");
  CHECK(range("bytes=1-2,4-5") == "200 0123456789 ");
  CHECK(content_type_of("a.webmanifest") == "application/manifest+json");
  CHECK(has_hashed_name("index-Di-rgTda.js"));
  CHECK(has_hashed_name("app.0123abcd4567.css"));
  CHECK_FALSE(has_hashed_name("main-questionnaire.js"));
  CHECK_FALSE(has_hashed_name("service-worker.js"));
  CHECK_FALSE(has_hashed_name("B1c2D3e4"));
}

TEST_CASE("security headers") {
  const Fields strict = security_headers({});
  const std::string csp(field_value(strict, "Content-Security-Policy"));
  CHECK(csp.find("script-src 'self';") != std::string::npos);
  CHECK(csp.find("frame-ancestors 'none'") != std::string::npos);
  CHECK(csp.find("unsafe") == std::string::npos);
  CHECK(find_field(strict, "Strict-Transport-Security") == nullptr);
  const Fields tablet = security_headers({.wasm = true, .geolocation = true, .https_only_days = 365});
  CHECK(field_value(tablet, "Content-Security-Policy").find("'wasm-unsafe-eval'") != std::string_view::npos);
  CHECK(field_value(tablet, "Permissions-Policy").find("geolocation=(self)") != std::string_view::npos);
  CHECK(field_value(tablet, "Strict-Transport-Security") == "max-age=31536000; includeSubDomains");
}

TEST_CASE("answers are read whole or byte by byte") {
  const std::string bytes =
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"
      "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nde\r\n1;x\r\nf\r\n0\r\nX: y\r\n\r\n"
      "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";
  for (const std::size_t step : {std::size_t{1}, std::size_t{3}, bytes.size()}) {
    ResponseReader reader;
    std::string seen;
    for (std::size_t at = 0; at < bytes.size();) {
      at += reader.feed(std::string_view(bytes).substr(at, step));
      if (reader.state() == ResponseReader::State::reading) continue;
      REQUIRE(reader.state() == ResponseReader::State::done);
      seen += std::to_string(reader.status()) + reader.body() + (reader.keeps_alive() ? "+" : "-") + " ";
      reader.reset();
    }
    CHECK(seen == "200abc+ 404def+ 204- ");
  }
  ResponseReader until_end;
  until_end.feed("HTTP/1.0 200 OK\r\n\r\nabc");
  until_end.feed_end();
  CHECK(until_end.state() == ResponseReader::State::done);
  CHECK(until_end.body() == "abc");
  for (const char* bad :
       {"SMTP\r\n\r\n", "HTTP/1.1 xyz a\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"}) {
    ResponseReader reader;
    reader.feed(bad);
    CHECK(reader.state() == ResponseReader::State::broken);
  }
}
