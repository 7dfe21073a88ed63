#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace sanaq::disclosure {

/// Which things to choose so that every demand is met and the sum of prices is smallest.
struct CoverDemand {
  std::vector<std::pair<std::uint32_t, double>> weights;  // thing, what it adds when chosen
  double at_least = 0;
};

/// A choice that grows by demands and is solved again and again.
class CoverSession {
 public:
  struct Best {
    std::vector<std::uint8_t> chosen;  // one a thing
    double bound = 0;                  // no choice is cheaper
    bool proven = false;               // this one is the cheapest
  };
  virtual ~CoverSession() = default;
  virtual void add(const CoverDemand& demand) = 0;
  /// The cheapest choice of fractions of things. Nothing when the demands contradict each other or a limit
  /// of the solver was reached.
  virtual std::optional<std::vector<double>> relaxed() = 0;
  /// The cheapest choice of whole things, or the best that was found within the session's time. Nothing
  /// without time.
  virtual std::optional<Best> best() = 0;
};

/// Opens choices; the program behind it is chosen by the application.
class CoverSolver {
 public:
  virtual ~CoverSolver() = default;
  /// prices: one a thing, above 0. seconds: for one answer.
  virtual std::unique_ptr<CoverSession> open(const std::vector<double>& prices, double seconds) = 0;
};

}  // namespace sanaq::disclosure
