#pragma once
#include <cstdio>
#include <string>
#include <vector>

#include "base/result.h"

namespace sanaq::perf {

/// One figure as `script/bench` prints it. peer: what it is compared with; empty when there is nothing.
struct Measure {
  std::string name;
  double value = 0;
  std::string unit;
  std::string peer = {};
  double peer_value = 0;
  /// Cores that other programs used meanwhile; negative: not measured.
  double foreign_cores = -1;
};

/// {"name","value","unit","peer","peer_value","ratio"} and what the machine did meanwhile, "foreign_cores"
/// and "load", on one line of standard output. ratio: value / peer_value.
void print(const Measure& measure);

double median(std::vector<double> values);

/// The value; a failure ends the program with its code.
template <class T>
T must(Result<T> result, const char* what) {
  if (!result) {
    std::fprintf(stderr, "%s: %s %s\n", what, result.error().code.c_str(), result.error().detail.c_str());
    std::exit(1);
  }
  return *std::move(result);
}

}  // namespace sanaq::perf
