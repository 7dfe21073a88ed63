#include <doctest.h>

#include "base/rng.h"
#include "base/text.h"
#include "http/cookies.h"
#include "http/inside/request_decoder.h"
#include "http/multipart_views.h"
#include "http/request.h"
#include "http/urlencoded.h"

using namespace sanaq;
using namespace sanaq::http;

namespace {

struct Outcome {
  int status = 0;  // 0: a request came out
  std::string code;
  Request request;
};

// Decodes `bytes` in pieces of `step` bytes, as a slow network would bring them.
Outcome decode(const std::string& bytes, std::size_t step = std::string::npos, std::size_t body_max = 1000) {
  RequestDecoder decoder({}, [body_max](Request&) { return body_max; });
  std::string waiting;
  for (std::size_t at = 0; at < bytes.size() && decoder.state() <= RequestDecoder::State::body;) {
    const std::size_t n = std::min(step, bytes.size() - at);
    waiting += bytes.substr(at, n);
    at += n;
    waiting.erase(0, decoder.feed(waiting));
  }
  if (decoder.state() == RequestDecoder::State::refused)
    return {decoder.refusal().status, decoder.refusal().code, {}};
  if (decoder.state() != RequestDecoder::State::done) return {-1, "unfinished", {}};
  return {0, "", decoder.take()};
}

std::string refusal(const std::string& bytes) {
  const Outcome whole = decode(bytes);
  const Outcome slow = decode(bytes, 1);
  // A line end that never comes leaves a slow request unfinished: the deadline of the connection ends it.
  CAPTURE(bytes.substr(0, 60));
  if (slow.status != -1) CHECK(whole.code == slow.code);
  return std::to_string(whole.status) + " " + whole.code;
}

const std::string host = "Host: a\r\n";

}  // namespace

TEST_CASE("a request is decoded, whole or byte by byte") {
  const std::string bytes =
      "POST /cases/%D2%9B%D0%B0/x?lang=kk&q=%C3%A4+b HTTP/1.1\r\nHost: sanaq\r\nCookie: a=1; b=\"2\"\r\n"
      "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\nx=1&y=2";
  for (const std::size_t step : {std::size_t{1}, std::size_t{7}, std::string::npos}) {
    const Outcome out = decode(bytes, step);
    REQUIRE(out.status == 0);
    CHECK(out.request.method == Method::post);
    CHECK(out.request.path == "/cases/қа/x");
    CHECK(out.request.query_value("lang") == "kk");
    CHECK(out.request.query_value("q") == "ä b");
    CHECK(out.request.cookie("b") == "2");
    CHECK(out.request.header("HOST") == "sanaq");
    CHECK(out.request.form().value() == Fields{{"x", "1"}, {"y", "2"}});
  }
}

TEST_CASE("chunked bodies, with extensions and trailers that nobody reads") {
  const std::string bytes = "POST /a HTTP/1.1\r\n" + host +
                            "Transfer-Encoding: chunked\r\n\r\n4;x=y\r\nсана\r\n0\r\nCookie: a=1\r\n\r\n";
  CHECK(refusal(bytes) == "400 http.chunk");  // "сана" has 8 bytes, not 4
  const std::string right =
      "POST /a HTTP/1.1\r\n" + host +
      "Transfer-Encoding: chunked\r\n\r\n8;x=y\r\nсана\r\n2\r\nқ\r\n0\r\nCookie: a=1\r\n\r\n";
  for (const std::size_t step : {std::size_t{1}, std::size_t{5}, std::string::npos}) {
    const Outcome out = decode(right, step);
    REQUIRE(out.status == 0);
    CHECK(out.request.body == "санақ");
    CHECK(out.request.cookies.empty());
    CHECK(out.request.header("cookie").empty());
  }
}

TEST_CASE("malformed requests are refused with a status and a code") {
  CHECK(refusal("BREW /pot HTTP/1.1\r\n" + host + "\r\n") == "501 http.method");
  CHECK(refusal("G@T / HTTP/1.1\r\n" + host + "\r\n") == "400 http.syntax");
  CHECK(refusal("GET\t/ HTTP/1.1\r\n" + host + "\r\n") == "400 http.syntax");
  CHECK(refusal("GET / HTTP/2.0\r\n" + host + "\r\n") == "505 http.version");
  CHECK(refusal("GET / HTTP/1.1\n" + host + "\n") == "505 http.version");
  CHECK(refusal("GET / HTTP/1.1\r\nHost : a\r\n\r\n") == "400 http.syntax");
  CHECK(refusal("GET / HTTP/1.1\r\n\r\n") == "400 http.host");
  CHECK(refusal("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") == "400 http.host");
  CHECK(refusal("GET / HTTP/1.1\r\nHost: a\xff\r\n\r\n") == "400 http.header");
  CHECK(refusal("GET /%ff HTTP/1.1\r\n" + host + "\r\n") == "400 http.path");
  CHECK(refusal("GET /%2 HTTP/1.1\r\n" + host + "\r\n") == "400 http.path");
  CHECK(refusal("GET /a/../b HTTP/1.1\r\n" + host + "\r\n") == "400 http.path");
  CHECK(refusal("GET /a/%2e%2e/b HTTP/1.1\r\n" + host + "\r\n") == "400 http.path");
  CHECK(refusal("GET /a%2fb HTTP/1.1\r\n" + host + "\r\n") == "400 http.path");
  CHECK(refusal("GET /a%00b HTTP/1.1\r\n" + host + "\r\n") == "400 http.path");
  CHECK(refusal("GET a HTTP/1.1\r\n" + host + "\r\n") == "400 http.path");
  CHECK(refusal("GET /?a=%ff HTTP/1.1\r\n" + host + "\r\n") == "400 http.query");
  CHECK(refusal("GET /?a=%zz HTTP/1.1\r\n" + host + "\r\n") == "400 http.query");
  CHECK(refusal("GET /" + std::string(9000, 'a') + " HTTP/1.1\r\n" + host + "\r\n") == "414 http.target");
  CHECK(refusal("GET /" + std::string(20000, 'a') + " HTTP/1.1\r\n" + host + "\r\n") == "414 http.target");
  CHECK(refusal("GET / HTTP/1.1\r\n" + host + "X: " + std::string(20000, 'a') + "\r\n\r\n") ==
        "431 http.headers");
  std::string many = "GET / HTTP/1.1\r\n" + host;
  for (int i = 0; i < 200; ++i) many += "X" + std::to_string(i) + ": 1\r\n";
  CHECK(refusal(many + "\r\n") == "431 http.headers");
  std::string large = "GET / HTTP/1.1\r\n" + host;
  for (int i = 0; i < 50; ++i) large += "X" + std::to_string(i) + ": " + std::string(400, 'a') + "\r\n";
  CHECK(refusal(large + "\r\n") == "431 http.headers");
  CHECK(refusal("POST / HTTP/1.1\r\n" + host + "Content-Length: 1001\r\n\r\n") == "413 http.body");
  CHECK(refusal("POST / HTTP/1.1\r\n" + host + "Expect: magic\r\n\r\n") == "417 http.expect");
}

TEST_CASE("messages that two programs could read differently are refused") {
  const std::string post = "POST / HTTP/1.1\r\n" + host;
  CHECK(refusal(post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") ==
        "400 http.length");
  CHECK(refusal(post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n") ==
        "400 http.length");
  CHECK(refusal(post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc") == "400 http.length");
  CHECK(refusal(post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc") == "400 http.length");
  CHECK(refusal(post + "Content-Length: 3, 3\r\n\r\nabc") == "400 http.length");
  CHECK(refusal(post + "Content-Length: +3\r\n\r\nabc") == "400 http.length");
  CHECK(refusal(post + "Content-Length: 0x3\r\n\r\nabc") == "400 http.length");
  CHECK(refusal(post + "Content-Length: 99999999999999999999\r\n\r\nabc") == "400 http.length");
  CHECK(refusal(post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n") == "400 http.length");
  CHECK(refusal(post + "Transfer-Encoding: identity\r\nContent-Length: 3\r\n\r\nabc") == "400 http.length");
  CHECK(refusal(post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n") == "400 http.length");
  CHECK(refusal("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") == "400 http.length");
  CHECK(refusal(post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n") == "400 http.chunk");
  CHECK(refusal(post + "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(20000, 'x') + "\r\n") ==
        "400 http.chunk");
}

TEST_CASE("an empty chunked body, cut anywhere") {
  const std::string bytes = "POST /a HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
  for (std::size_t step = 1; step <= bytes.size(); ++step) CHECK(decode(bytes, step).status == 0);
  CHECK(refusal("POST /a HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\nafc\r\n\r\n") ==
        "400 http.syntax");
}

TEST_CASE("a chunked body is counted as it comes") {
  std::string bytes = "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 11; ++i) bytes += "64\r\n" + std::string(100, 'x') + "\r\n";
  CHECK(refusal(bytes + "0\r\n\r\n") == "413 http.body");
}

TEST_CASE("targets") {
  CHECK(parse_target("http://host:80/a%20b?x").value().path == "/a b");
  CHECK(parse_target("http://host").error().code == "http.path");
  CHECK(parse_target("http://host?/x").error().code == "http.path");
  CHECK(parse_target("*").error().code == "http.path");
  CHECK(parse_target("/a+b").value().path == "/a+b");
  CHECK(parse_target("/" + std::string(40, '/')).error().code == "http.path");
}

TEST_CASE("urlencoded forms") {
  CHECK(parse_urlencoded("").value().empty());
  CHECK(parse_urlencoded("a=1&&b&=c").value() == Fields{{"a", "1"}, {"b", ""}, {"", "c"}});
  CHECK(parse_urlencoded("a=%d2%9b+%2B").value() == Fields{{"a", "қ +"}});
  CHECK(parse_urlencoded("a=%").error().code == "form.encoding");
  CHECK(parse_urlencoded("a=%4").error().code == "form.encoding");
  CHECK(parse_urlencoded("a=%c0%80").error().code == "form.utf8");
  CHECK(parse_urlencoded("a=%00").error().code == "form.utf8");
  CHECK(parse_urlencoded("a&b&c", 2).error().code == "form.size");
  SplitMix rng(5);
  for (int i = 0; i < 200; ++i) {
    Fields fields;
    for (std::uint64_t n = rng.below(5); n > 0; --n) {
      Field field{"n" + std::to_string(n), ""};
      for (std::uint64_t k = rng.below(20); k > 0; --k) field.value += static_cast<char>(1 + rng.below(127));
      fields.push_back(field);
    }
    CHECK(parse_urlencoded(to_urlencoded(fields)).value() == fields);
  }
}

TEST_CASE("multipart forms: fields and files as browsers write them") {
  const std::string body =
      "--xYz\r\nContent-Disposition: form-data; name=\"тақырып\"\r\n\r\nСанақ\r\n"
      "--xYz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\docs\\a%22b.xls\"\r\n"
      "Content-Type: application/vnd.ms-excel\r\n\r\n\x01\xff\r\n--xY\r\n\r\n--xYz--\r\n";
  const auto parts = parse_multipart(body, "multipart/form-data; boundary=\"xYz\"");
  REQUIRE(parts);
  REQUIRE(parts->size() == 2);
  CHECK(parts->at(0).name == "тақырып");
  CHECK(parts->at(0).content == "Санақ");
  CHECK(parts->at(1).filename == "a\"b.xls");
  CHECK(parts->at(1).content_type == "application/vnd.ms-excel");
  CHECK(parts->at(1).content == "\x01\xff\r\n--xY\r\n");
}

TEST_CASE("multipart forms: the bytes of a file stay where they are") {
  const std::string body =
      "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nbytes\r\n--b--\r\n";
  const auto views = parse_multipart_views(body, "multipart/form-data; boundary=b");
  REQUIRE(views);
  REQUIRE(views->size() == 1);
  CHECK(views->front().head.filename == "a");
  CHECK(views->front().head.content.empty());
  CHECK(views->front().content.data() == body.data() + body.find("bytes"));
  CHECK(views->front().content == "bytes");
}

TEST_CASE("multipart forms: what is refused") {
  const std::string type = "multipart/form-data; boundary=b";
  const auto code = [&](const std::string& body, const MultipartLimits& limits = {}) {
    const auto parts = parse_multipart(body, type, limits);
    return parts ? std::string("ok") : parts.error().code;
  };
  const std::string part = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n";
  CHECK(code(part + "--b--") == "ok");
  CHECK(code("--b--\r\n") == "ok");
  CHECK(code(part) == "multipart.form");
  CHECK(code(part + "--b") == "multipart.form");
  CHECK(code(part + "--b--x") == "multipart.form");
  CHECK(code("") == "multipart.form");
  CHECK(code("--b\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b--") == "multipart.form");
  CHECK(code("--b\r\nX: y\r\n\r\n1\r\n--b--") == "multipart.form");
  CHECK(code("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\xff\r\n--b--") == "multipart.utf8");
  CHECK(code("--b\r\nContent-Disposition: form-data; name=\"\xff\"\r\n\r\n1\r\n--b--") == "multipart.utf8");
  CHECK(code(part + part + "--b--", {.parts_max = 1}) == "multipart.size");
  CHECK(code("--b\r\nX: " + std::string(5000, 'x') + "\r\n\r\n1\r\n--b--") == "multipart.size");
  CHECK(parse_multipart("", "multipart/form-data").error().code == "multipart.type");
  CHECK(parse_multipart("", "text/plain; boundary=b").error().code == "multipart.type");
}

TEST_CASE("cookies") {
  CHECK(parse_cookies("a=1; b=\"x y\"; =z; c; d=; \xff=1; e=\x01") ==
        Fields{{"a", "1"}, {"b", "x y"}, {"d", ""}});
  CHECK(to_set_cookie({"s", "v", "/", 60, Cookie::SameSite::strict, true}) ==
        "s=v; Path=/; HttpOnly; Max-Age=60; Secure; SameSite=Strict");
}
