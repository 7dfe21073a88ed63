#include "household_bodies.h"

#include "base/civil_date.h"
#include "base/iin.h"
#include "measure.h"
#include "os/files.h"
#include "simulation/nation.h"

namespace sanaq::perf {
namespace {

constexpr std::size_t templates_max = 200;
constexpr std::uint64_t households_searched_max = 50'000;
constexpr std::size_t iin_digits = 12;
constexpr std::string_view iin_member = "\"iin\":\"";

std::vector<std::size_t> places_of_numbers(const std::string& text) {
  std::vector<std::size_t> places;
  for (std::size_t at = text.find(iin_member); at != std::string::npos; at = text.find(iin_member, at)) {
    at += iin_member.size();
    places.push_back(at);
  }
  return places;
}

}  // namespace

HouseholdBodies::HouseholdBodies(CensusSite& site, std::size_t persons, std::uint64_t count)
    : persons_(persons) {
  make_templates(site, persons);
  make_numbers(count);
}

void HouseholdBodies::make_templates(CensusSite& site, std::size_t persons) {
  const Site& parts = site.collection().site();
  const std::string calibration =
      must(os::read_file(parts.edition.folder + "/simulation/calibration.json"), "calibration");
  const auto nation = must(
      simulation::Nation::make(parts.program, parts.context, parts.edition.territories(), calibration, {}),
      "nation");
  for (std::uint64_t number = 0; number < households_searched_max && templates_.size() < templates_max;
       ++number) {
    const Json household = nation.household(number);
    if (household["lists"]["members"].items().size() != persons) continue;
    Template one{to_text(household), {}};
    one.numbers = places_of_numbers(one.text);
    if (one.numbers.size() == persons) templates_.push_back(std::move(one));
  }
  SANAQ_CHECK(!templates_.empty());
}

// Births of 2090-2099, which no living person has: day, then digit 7, then the number of the day.
void HouseholdBodies::make_numbers(std::uint64_t count) {
  iins_.reserve(count * persons_ * iin_digits);
  CivilDate day = CivilDate::parse("2090-01-01").value();
  char body[40];
  for (;; day = CivilDate::from_days(day.days() + 1)) {
    for (int serial = 0; serial < 10'000; ++serial) {
      std::snprintf(body, sizeof body, "%02d%02d%02d6%04d", day.year() % 100, day.month(), day.day(), serial);
      const int check = iin_check_digit({body, iin_digits - 1});
      if (check < 0) continue;
      iins_.append(body, iin_digits - 1) += static_cast<char>('0' + check);
      if (iins_.size() == count * persons_ * iin_digits) return;
    }
  }
}

void HouseholdBodies::append_body(std::uint64_t number, std::string& out) const {
  const Template& like = templates_[number % templates_.size()];
  const std::size_t start = out.size();
  out += like.text;
  const char* iin = iins_.data() + number * persons_ * iin_digits;
  SANAQ_CHECK((number + 1) * persons_ * iin_digits <= iins_.size());
  for (const std::size_t place : like.numbers) {
    out.replace(start + place, iin_digits, iin, iin_digits);
    iin += iin_digits;
  }
}

std::string HouseholdBodies::body(std::uint64_t number) const {
  std::string out;
  append_body(number, out);
  return out;
}

void HouseholdBodies::append_request(std::uint64_t number, std::string& out) const {
  out +=
      "POST /api/submissions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: "
      "Bearer ";
  out += session_token(number);
  out += "\r\nContent-Length: " + std::to_string(templates_[number % templates_.size()].text.size()) +
         "\r\n\r\n";
  append_body(number, out);
}

std::size_t HouseholdBodies::mean_bytes() const {
  std::size_t sum = 0;
  for (const Template& one : templates_) sum += one.text.size();
  return sum / templates_.size();
}

}  // namespace sanaq::perf
