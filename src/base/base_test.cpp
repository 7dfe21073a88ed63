#include <doctest.h>

#include "base/bytes.h"
#include "base/civil_date.h"
#include "base/csv.h"
#include "base/decimal.h"
#include "base/iin.h"
#include "base/instant.h"
#include "base/json.h"
#include "base/messages.h"
#include "base/sha256.h"
#include "base/strong_id.h"
#include "base/text.h"
#include "base/uuid.h"

using namespace sanaq;

TEST_CASE("ids of different meaning do not convert") {
  using CaseNumber = StrongId<struct CaseTag>;
  using AreaNumber = StrongId<struct AreaTag>;
  static_assert(!std::is_convertible_v<CaseNumber, AreaNumber>);
  static_assert(!std::is_convertible_v<std::uint64_t, CaseNumber>);
}

TEST_CASE("IIN: length, digits, both passes of the check digit") {
  CHECK(Iin::parse("991231500016"));
  CHECK(Iin::parse("040229300032"));
  CHECK(Iin::parse("980114657560"));
  CHECK(Iin::parse("99123150001").error().code == "iin.length");
  CHECK(Iin::parse("99123150001x").error().code == "iin.digit");
  CHECK(Iin::parse("991231500017").error().code == "iin.checksum");
  CHECK(Iin::parse("000000000000").error().code == "iin.checksum");
}

TEST_CASE("IIN: a body has at most one check digit") {
  SplitMix rng(7);
  int unusable = 0;
  for (int i = 0; i < 2000; ++i) {
    std::string body = zero_padded(static_cast<std::int64_t>(rng.below(100'000'000'000)), 11);
    int hits = 0;
    for (char c = '0'; c <= '9'; ++c) hits += Iin::parse(body + c) ? 1 : 0;
    CHECK(hits == (iin_check_digit(body) < 0 ? 0 : 1));
    unusable += hits == 0 ? 1 : 0;
  }
  CHECK(unusable < 60);
}

TEST_CASE("dates: round trip, leap days, range, full years") {
  for (std::int32_t d = -60000; d < 60000; d += 37) {
    const CivilDate date = CivilDate::from_days(d);
    CHECK(CivilDate::parse(date.to_string()).value() == date);
  }
  CHECK(CivilDate::parse("2021-02-29").error().code == "date.range");
  CHECK(CivilDate::parse("2021-2-09").error().code == "date.form");
  CHECK(full_years(*CivilDate::parse("2000-02-29"), *CivilDate::parse("2021-02-28")) == 20);
  CHECK(full_years(*CivilDate::parse("2000-02-29"), *CivilDate::parse("2021-03-01")) == 21);
  CHECK(full_years(*CivilDate::parse("2021-09-01"), *CivilDate::parse("2021-08-31")) == -1);
}

TEST_CASE("instants: the census moment of 2021 in both zones") {
  const auto east = parse_rfc3339("2021-09-01T00:00:00+06:00");
  const auto west = parse_rfc3339("2021-08-31T23:00:00+05:00");
  CHECK(east.value() == west.value());
  CHECK(to_rfc3339(*east) == "2021-08-31T18:00:00Z");
  CHECK(to_rfc3339(UtcInstant{-1}) == "1969-12-31T23:59:59.999999Z");
  CHECK(parse_rfc3339("2021-09-01 00:00:00Z").error().code == "instant.form");
}

TEST_CASE("decimal: exact text, rounding half away from zero, overflow") {
  CHECK(to_string(*parse_decimal("3,50")) == "3.5");
  CHECK(to_string(*parse_decimal("-0.000001")) == "-0.000001");
  CHECK(!parse_decimal("1.0000001"));
  CHECK(to_string(*divide(Decimal::of(2), Decimal::of(3))) == "0.666667");
  CHECK(to_string(*divide(Decimal::of(-2), Decimal::of(3))) == "-0.666667");
  CHECK(!divide(Decimal::of(1), Decimal::of(0)));
  CHECK(!add({INT64_MAX}, {1}));
  CHECK(!multiply(Decimal::of(9'000'000'000'000), Decimal::of(2)));
}

TEST_CASE("text: UTF-8, trim, split, case folding of Kazakh letters") {
  CHECK(is_utf8("Қазақстан ӘІҢҒҮҰҚӨҺ"));
  CHECK(!is_utf8("\xC0\x80"));
  CHECK(!is_utf8("\xED\xA0\x80"));
  CHECK(!is_utf8("\xF4\x90\x80\x80"));
  CHECK(trim(" \xC2\xA0 a b \n") == "a b");
  CHECK(split_words("  a  b ").size() == 2);
  CHECK(split("", ',').size() == 1);
  CHECK(fold_case("ҚАЗАҚСТАН ӘІҢҒҮҰҚӨҺ ЁЖ Abc") == "қазақстан әіңғүұқөһ ёж abc");
  CHECK(escape_html("<a href=\"x\">'&") == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
}

TEST_CASE("bytes: hexadecimal and base64url round trips") {
  SplitMix rng(1);
  for (std::size_t n = 0; n < 40; ++n) {
    std::string bytes;
    for (std::size_t i = 0; i < n; ++i) bytes += static_cast<char>(rng.below(256));
    CHECK(from_hex(to_hex(bytes)).value() == bytes);
    CHECK(from_base64url(to_base64url(bytes)).value() == bytes);
  }
  CHECK(from_hex("0g").error().code == "hex.form");
  CHECK(from_base64url("a").error().code == "base64.form");
  CHECK(from_base64url("AA").value() == std::string(1, '\0'));
  CHECK(from_base64url("AB").error().code == "base64.form");
}

TEST_CASE("SHA-256: vectors of FIPS 180-4") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  // Lengths around the borders of blocks; the sum is that of Python's hashlib over the same texts.
  std::string all;
  for (std::size_t size = 0; size < 300; ++size)
    all += sha256_hex(std::string(size, static_cast<char>('a' + size % 26))) + " ";
  CHECK(sha256_hex(all) == "46fde3a6466c4bfe6ecc5b2b1efa065ffcfd0bcd5ed833f4c4e3d756eaabfcdb");
  CHECK(sha256_hex(std::string(1'000'000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("CSV: quotes, line ends, refusals") {
  const auto rows = parse_csv("a,\"b \"\"c\"\"\nd\",e\r\n\nf");
  REQUIRE(rows);
  CHECK(rows->size() == 3);
  CHECK((*rows)[0] == std::vector<std::string>{"a", "b \"c\"\nd", "e"});
  CHECK((*rows)[2] == std::vector<std::string>{"f"});
  CHECK(parse_csv("\"a").error().code == "csv.quote");
  CHECK(parse_csv("\"a\"b").error().code == "csv.quote");
  CHECK(parse_csv("\xFF").error().code == "csv.utf8");
  CHECK(csv_field("a,\"b") == "\"a,\"\"b\"");
}

TEST_CASE("JSON: canonical text, escapes, refusals") {
  const auto value = parse_json(R"( {"b":[1,-2.50,true,null],"a":"\u049a\ud83d\ude00\n"} )");
  REQUIRE(value);
  CHECK(to_canonical(*value) == "{\"a\":\"Қ😀\\n\",\"b\":[1,-2.50,true,null]}");
  CHECK((*value)["b"].items()[0].integer() == 1);
  CHECK(parse_json("{\"a\":1,\"a\":2}").error().code == "json.duplicate");
  CHECK(parse_json(std::string(200, '[')).error().code == "json.depth");
  CHECK(parse_json("\"\\ud800\"").error().code == "json.utf8");
  for (const char* bad : {"", "01", "1.", "[1,]", "{\"a\"}", "\"a", "nul", "1 2", "\"\x01\"", "-"})
    CHECK(parse_json(bad).error().code == "json.form");
  CHECK(to_text(*parse_json(to_text(*value))) == to_text(*value));
}

TEST_CASE("identifiers of version 7 sort by time and print as text") {
  SplitMix rng(3);
  const Uuid a = Uuid::make(1000, rng);
  const Uuid b = Uuid::make(1001, rng);
  CHECK(a < b);
  CHECK(Uuid::parse(a.to_string()).value() == a);
  CHECK(a.to_string()[14] == '7');
  CHECK(Uuid::parse("x").error().code == "uuid.form");
}

TEST_CASE("messages: three languages, arguments, refusals") {
  Messages m;
  REQUIRE(m.add("key,kk,ru,en\nhello,\"Сәлем, {0}\",\"Привет, {0}\",\"Hello, {0}\"\n"));
  CHECK(m.text("hello", "ru", {"Анна"}) == "Привет, Анна");
  CHECK(m.text("no.such", "ru") == "no.such");
  CHECK(m.add("key,kk,ru,en\nx,a,,c\n").error().code == "messages.missing");
  CHECK(m.add("key,kk,ru,en\nhello,a,b,c\n").error().code == "messages.duplicate");
  CHECK(m.add("name,kk\n").error().code == "messages.header");
  CHECK(m.add("key,kk\n").error().code == "messages.header");
  CHECK(Messages().add("key\nhello\n").error().code == "messages.header");
}
