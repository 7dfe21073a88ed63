#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil_date.h"
#include "casework/progress.h"
#include "codelist/codelist.h"

namespace sanaq {

/// What was collected in one territory.
struct ProgressSums {
  std::int64_t households = 0, persons = 0;
  std::array<std::int64_t, 6> persons_by_channel{};  // by number of Channel; 0 is not used
};

/// One line of the board.
struct ProgressRow {
  enum class Kind { territory, here, unknown };  // below it; counted at the territory itself; not in the list
  Kind kind = Kind::territory;
  std::string territory;
  ProgressSums sums;
  std::optional<std::int64_t> expected;  // persons, when the territory list says so
};

struct ProgressDay {
  CivilDate day;
  std::int64_t households = 0, persons = 0;
};

/// The counts of a territory, summed up for people. Rows are the territories right below it in the order of
/// the list, those without records too; days run from the first to the last without gaps (at most `days_max`,
/// the latest).
struct ProgressBoard {
  std::vector<ProgressRow> rows;
  ProgressSums total;
  std::optional<std::int64_t> expected;
  std::vector<ProgressDay> days;
  std::vector<int> channels;  // that occur; online always
  bool expects = false;       // some row has an expected number
  static constexpr int days_max = 366;
};

/// counts: of the territory and what lies in it. territory: empty for the whole country. The expected number
/// of persons is the column `expected_persons` of the list, where there is one. Linear in counts.
ProgressBoard make_board(const std::vector<ProgressCount>& counts, const Codelist& territories,
                         std::string_view territory);

/// The territory and all that lie in it; nothing for the whole country. Linear in the answer.
std::vector<std::string> territories_within(const Codelist& territories, std::string_view territory);

/// From below the whole country down to the territory itself, as far as `top` allows: what stands above it is
/// left out.
std::vector<std::string> territory_path(const Codelist& territories, std::string_view territory,
                                        std::string_view top);

/// persons of expected in per cent with one decimal, half up: "103,4". expected > 0.
std::string shown_percent(std::int64_t persons, std::int64_t expected, std::string_view language);

/// Bars of the records a day, as SVG without script and inline style. title, text: what a screen reader says.
/// Empty when nothing was collected.
std::string day_chart(const std::vector<ProgressDay>& days, std::string_view title, std::string_view text);

}  // namespace sanaq
