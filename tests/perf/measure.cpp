#include "measure.h"

#include <algorithm>
#include <cstdlib>

#include "base/json.h"

namespace sanaq::perf {
namespace {

std::string number(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.5g", value);
  const double shortened = std::strtod(text, nullptr);
  const char* form = shortened >= 1000 ? "%.0f" : "%.4g";
  std::snprintf(text, sizeof text, form, value);
  return text;
}

double load_average() {
  double load = 0;
  return ::getloadavg(&load, 1) == 1 ? load : -1;
}

}  // namespace

void print(const Measure& measure) {
  const bool compared = !measure.peer.empty();
  Json out = Json::object();
  out.set("name", Json::string(measure.name));
  out.set("value", Json::number_text(number(measure.value)));
  out.set("unit", Json::string(measure.unit));
  out.set("peer", compared ? Json::string(measure.peer) : Json::null());
  out.set("peer_value", compared ? Json::number_text(number(measure.peer_value)) : Json::null());
  const bool divisible = compared && measure.peer_value > 0;
  out.set("ratio", divisible ? Json::number_text(number(measure.value / measure.peer_value)) : Json::null());
  if (measure.foreign_cores >= 0) out.set("foreign_cores", Json::number_text(number(measure.foreign_cores)));
  out.set("load", Json::number_text(number(load_average())));
  std::printf("%s\n", to_text(out).c_str());
  std::fflush(stdout);
}

double median(std::vector<double> values) {
  SANAQ_CHECK(!values.empty());
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace sanaq::perf
