// The small texts people and programs type: numbers, days, moments, identifiers. What is read prints to a
// text that reads the same.
#include <cstdint>

#include "base/bytes.h"
#include "base/check.h"
#include "base/civil_date.h"
#include "base/decimal.h"
#include "base/iin.h"
#include "base/instant.h"
#include "base/text.h"
#include "base/uuid.h"

namespace {

using namespace sanaq;

void try_numbers(std::string_view text) {
  if (const auto number = parse_digits(text)) SANAQ_CHECK(parse_digits(std::to_string(*number)) == number);
  if (const auto number = parse_integer(text)) SANAQ_CHECK(parse_integer(std::to_string(*number)) == number);
  if (const auto number = parse_decimal(text)) SANAQ_CHECK(parse_decimal(to_string(*number)) == number);
}

void try_times(std::string_view text) {
  if (const auto day = CivilDate::parse(text)) {
    SANAQ_CHECK(day->to_string() == text);
    SANAQ_CHECK(CivilDate::make(day->year(), day->month(), day->day()).value() == *day);
  }
  if (const auto moment = parse_rfc3339(text))
    SANAQ_CHECK(parse_rfc3339(to_rfc3339(*moment)).value() == *moment);
}

void try_identifiers(std::string_view text) {
  if (const auto iin = Iin::parse(text)) SANAQ_CHECK(iin->reveal() == text);
  if (const auto id = Uuid::parse(text)) SANAQ_CHECK(Uuid::parse(id->to_string()).value() == *id);
  if (const auto bytes = from_hex(text)) SANAQ_CHECK(from_hex(to_hex(*bytes)).value() == *bytes);
  if (const auto bytes = from_base64url(text)) SANAQ_CHECK(to_base64url(*bytes) == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try_numbers(text);
  try_times(text);
  try_identifiers(text);
  static_cast<void>(trim(text));
  return 0;
}
