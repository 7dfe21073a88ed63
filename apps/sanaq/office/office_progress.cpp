#include "sanaq/office/office_progress.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/text.h"
#include "page/html.h"

namespace sanaq {
namespace {

constexpr int board_levels_max = 10;

std::string_view parent_of(const Codelist& territories, std::size_t parent, std::string_view code) {
  const Codelist::Row* row = territories.find(code);
  return row != nullptr && parent < row->columns.size() ? std::string_view(row->columns[parent])
                                                        : std::string_view();
}

std::optional<std::int64_t> expected_of(const Codelist& territories, std::string_view code) {
  const std::size_t column = territories.column("expected_persons");
  const Codelist::Row* row = territories.find(code);
  if (row == nullptr || column >= row->columns.size()) return std::nullopt;
  const auto number = parse_digits(row->columns[column]);
  return number && *number > 0 ? number : std::nullopt;
}

// Index of the row a counting territory belongs to, remembered by code.
class RowFinder {
 public:
  RowFinder(const Codelist& territories, std::string_view territory, ProgressBoard& board)
      : territories_(territories),
        territory_(territory),
        board_(board),
        parent_(territories.column("parent")) {
    for (const std::uint32_t at : territories.where(parent_, territory))
      add(ProgressRow::Kind::territory, territories.rows()[at].code);
  }
  ProgressRow& row_of(const std::string& code) {
    const auto found = by_code_.find(code);
    if (found != by_code_.end()) return board_.rows[found->second];
    std::string_view at = code;
    for (int level = 0; level < board_levels_max && territories_.find(at) != nullptr; ++level) {
      if (at == territory_) return remember(code, here_, ProgressRow::Kind::here);
      const std::string_view above = parent_of(territories_, parent_, at);
      if (above == territory_) return board_.rows[by_code_[code] = by_code_.at(std::string(at))];
      at = above;
    }
    return remember(code, unknown_, ProgressRow::Kind::unknown);
  }

 private:
  std::size_t add(ProgressRow::Kind kind, const std::string& code) {
    board_.rows.push_back({kind, code, {}, expected_of(territories_, code)});
    if (kind == ProgressRow::Kind::territory) by_code_[code] = board_.rows.size() - 1;
    return board_.rows.size() - 1;
  }
  ProgressRow& remember(const std::string& code, std::optional<std::size_t>& row, ProgressRow::Kind kind) {
    if (!row) row = add(kind, "");
    return board_.rows[by_code_[code] = *row];
  }
  const Codelist& territories_;
  std::string_view territory_;
  ProgressBoard& board_;
  std::size_t parent_;
  std::optional<std::size_t> here_, unknown_;
  std::unordered_map<std::string, std::size_t> by_code_;
};

void add_count(ProgressSums& sums, const ProgressCount& count) {
  sums.households += count.households;
  sums.persons += count.persons;
  const auto channel = static_cast<std::size_t>(count.channel);
  if (channel < sums.persons_by_channel.size()) sums.persons_by_channel[channel] += count.persons;
}

std::vector<ProgressDay> fill_days(const std::map<CivilDate, ProgressDay>& counted) {
  std::vector<ProgressDay> days;
  if (counted.empty()) return days;
  const std::int32_t last = counted.rbegin()->first.days();
  const std::int32_t first = std::max(counted.begin()->first.days(), last - ProgressBoard::days_max + 1);
  for (std::int32_t day = first; day <= last; ++day) {
    const auto found = counted.find(CivilDate::from_days(day));
    days.push_back(found != counted.end() ? found->second : ProgressDay{CivilDate::from_days(day), 0, 0});
  }
  return days;
}

}  // namespace

ProgressBoard make_board(const std::vector<ProgressCount>& counts, const Codelist& territories,
                         std::string_view territory) {
  ProgressBoard board;
  RowFinder finder(territories, territory, board);
  std::map<CivilDate, ProgressDay> days;
  for (const ProgressCount& count : counts) {
    add_count(finder.row_of(count.territory).sums, count);
    add_count(board.total, count);
    ProgressDay& day = days[count.day];
    day = {count.day, day.households + count.households, day.persons + count.persons};
  }
  board.days = fill_days(days);
  for (int channel = 1; channel < 6; ++channel)
    if (channel == 1 || board.total.persons_by_channel[static_cast<std::size_t>(channel)] > 0)
      board.channels.push_back(channel);
  std::int64_t expected = 0;
  bool all = true;
  for (const ProgressRow& row : board.rows) {
    board.expects = board.expects || row.expected;
    all = all && (row.expected || row.kind != ProgressRow::Kind::territory);
    expected += row.expected.value_or(0);
  }
  board.expected = territory.empty() ? std::nullopt : expected_of(territories, territory);
  if (!board.expected && all && expected > 0) board.expected = expected;
  board.expects = board.expects || board.expected;
  return board;
}

std::vector<std::string> territories_within(const Codelist& territories, std::string_view territory) {
  std::vector<std::string> found;
  if (territory.empty()) return found;
  const std::size_t parent = territories.column("parent");
  found.emplace_back(territory);
  for (std::size_t i = 0; i < found.size() && found.size() <= territories.rows().size(); ++i)
    for (const std::uint32_t at : territories.where(parent, found[i]))
      found.push_back(territories.rows()[at].code);
  return found;
}

std::vector<std::string> territory_path(const Codelist& territories, std::string_view territory,
                                        std::string_view top) {
  std::vector<std::string> path;
  const std::size_t parent = territories.column("parent");
  for (std::string_view at = territory; !at.empty() && path.size() < board_levels_max;
       at = parent_of(territories, parent, at)) {
    path.insert(path.begin(), std::string(at));
    if (at == top) break;
  }
  return path;
}

std::string shown_percent(std::int64_t persons, std::int64_t expected, std::string_view language) {
  const std::int64_t tenths = (persons * 2000 + expected) / (2 * expected);
  return std::to_string(tenths / 10) + (language == "en" ? "." : ",") + std::to_string(tenths % 10);
}

std::string day_chart(const std::vector<ProgressDay>& days, std::string_view title, std::string_view text) {
  constexpr std::int64_t step = 12, gap = 2, height = 160, foot = 22;
  std::int64_t most = 0;
  for (const ProgressDay& day : days) most = std::max(most, day.persons);
  if (most == 0) return {};
  const auto number = [](std::int64_t value) { return std::to_string(value); };
  const std::int64_t width = std::max<std::int64_t>(static_cast<std::int64_t>(days.size()) * step, 240);
  page::Html out;
  out.open("svg", {{"class", "board-chart"},
                   {"role", "img"},
                   {"aria-labelledby", "day-chart-title day-chart-text"},
                   {"viewBox", "0 0 " + number(width) + " " + number(height + foot)}});
  out.element("title", {{"id", "day-chart-title"}}, title).element("desc", {{"id", "day-chart-text"}}, text);
  for (std::size_t i = 0; i < days.size(); ++i) {
    const std::int64_t persons = days[i].persons;
    const std::int64_t tall = persons > 0 ? std::max<std::int64_t>(persons * height / most, 1) : 0;
    out.open("rect", {{"x", number(static_cast<std::int64_t>(i) * step)},
                      {"y", number(height - tall)},
                      {"width", number(step - gap)},
                      {"height", number(tall)}})
        .close("rect");
  }
  out.open("line", {{"x1", "0"}, {"x2", number(width)}, {"y1", number(height)}, {"y2", number(height)}})
      .close("line");
  const auto label = [&](std::int64_t x, std::string_view anchor, CivilDate day) {
    const std::string iso = day.to_string();
    out.element("text", {{"x", number(x)}, {"y", number(height + foot - 4)}, {"text-anchor", anchor}},
                iso.substr(8, 2) + '.' + iso.substr(5, 2));
  };
  label(0, "start", days.front().day);
  if (days.size() > 8) label(static_cast<std::int64_t>(days.size()) * step, "end", days.back().day);
  return out.close("svg").take();
}

}  // namespace sanaq
