#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "casework/identifiers.h"

namespace sanaq {

/// A dwelling of the frame from which no questionnaire came.
struct UnansweredDwelling {
  std::int64_t dwelling = 0;  // its number in the frame
  std::string territory;
  std::string outcome;  // of the last visit; "none": nobody was there
  int visits = 0;
};

/// Dwellings without an answer (port). Errors: "store.unavailable".
class UnansweredDwellings {
 public:
  virtual ~UnansweredDwellings() = default;
  /// At most `limit` after a number, in the order of numbers; none at the end.
  virtual Result<std::vector<UnansweredDwelling>> read(std::int64_t after, int limit) = 0;
};

/// What a dwelling without an answer is taken to be.
enum class Closing : std::uint8_t {
  occupied,     ///< a household lives there that nobody counted
  empty,        ///< a dwelling without people
  no_dwelling,  ///< demolished, never built, not found
  unresolved,   ///< nothing is known: it is told in the report and nobody is counted
};
inline constexpr std::size_t closing_count = 4;
std::string_view to_string(Closing closing);

struct ClosingRule {
  std::string outcome;
  int visits_min = 0;
  bool registered = false;  // fits only where administrative data have people
  Closing becomes = Closing::unresolved;
};

/// How households that never answered are closed, as an edition says:
/// editions/<name>/processing/closing.json.
struct ClosingPlan {
  /// impute: another household stands for it; weight: those that answered count for more; none: it is only
  /// told.
  enum class Method : std::uint8_t { impute, weight, none };
  Method method = Method::none;
  std::vector<ClosingRule> rules;  // the first that fits decides
  std::uint64_t seed = 1;
  int donors_kept = 20;                 // households an area and size
  std::vector<Channel> donor_channels;  // none: all
  int weight_max_ppm = 5'000'000;       // of a household
};

/// Reads {"method","seed","rules":[{"outcome","visits_min","registered","becomes"}…],"donors_kept",
/// "donor_channels","weight_max_ppm"}. Errors: "closing.key", "closing.value"; detail names it.
Result<ClosingPlan> parse_closing_plan(const Json& json);

/// registered: people whom administrative data have there; nothing: they say nothing.
Closing close_dwelling(const ClosingPlan& plan, const UnansweredDwelling& dwelling,
                       std::optional<int> registered);

/// Reads "dwelling,persons" lines with that header: people of administrative data, by number of the dwelling.
/// Errors: those of parse_csv; "registered.header", "registered.row", detail "row N".
Result<std::map<std::int64_t, int>> parse_registered_persons(std::string_view csv);

}  // namespace sanaq
