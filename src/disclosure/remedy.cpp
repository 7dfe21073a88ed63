#include "disclosure/remedy.h"

#include <algorithm>
#include <optional>

namespace sanaq::disclosure {

namespace {

using Method = Remedy::Method;

/// A side before and after, and where each of its finest categories goes.
struct Change {
  std::size_t dimension = 0;
  Classification after;
  std::vector<std::int32_t> target;  // of each category before: its place after, or -1 where it is a sum
};

bool has_children(const Classification& side, std::int32_t category) {
  return std::any_of(side.categories.begin(), side.categories.end(),
                     [category](const Category& c) { return c.parent == category; });
}

bool stands_above(const Classification& side, std::int32_t upper, std::int32_t lower) {
  for (auto at = lower; at >= 0; at = side.categories[static_cast<std::size_t>(at)].parent) {
    if (at == upper) return true;
  }
  return false;
}

/// The side without the categories that `dropped` names; targets follow.
Change without(const Classification& side, std::size_t dimension, const std::vector<std::uint8_t>& dropped) {
  Change change{dimension, {side.name, side.label, {}}, {}};
  std::vector<std::int32_t> place(side.categories.size(), -1);
  for (std::size_t c = 0; c < side.categories.size(); ++c) {
    if (dropped[c] != 0) continue;
    place[c] = static_cast<std::int32_t>(change.after.categories.size());
    Category category = side.categories[c];
    if (category.parent >= 0) category.parent = place[static_cast<std::size_t>(category.parent)];
    change.after.categories.push_back(std::move(category));
  }
  change.target = std::move(place);
  return change;
}

std::optional<Change> to_higher_level(const Classification& side, std::size_t d, const Remedy& remedy) {
  const std::int32_t element = find_category(side, remedy.element);
  if (element < 0 || !has_children(side, element)) return std::nullopt;
  std::vector<std::uint8_t> dropped;
  for (std::size_t c = 0; c < side.categories.size(); ++c) {
    const auto category = static_cast<std::int32_t>(c);
    dropped.push_back(category != element && stands_above(side, element, category) ? 1 : 0);
  }
  Change change = without(side, d, dropped);
  for (std::size_t c = 0; c < dropped.size(); ++c) {
    if (dropped[c] != 0) change.target[c] = change.target[static_cast<std::size_t>(element)];
  }
  return change;
}

std::optional<Change> merged(const Classification& side, std::size_t d, const Remedy& remedy) {
  std::vector<std::int32_t> elements;
  for (const std::string& code : remedy.elements) {
    const std::int32_t element = find_category(side, code);
    if (element < 0 || has_children(side, element)) return std::nullopt;
    const auto parent = side.categories[static_cast<std::size_t>(element)].parent;
    if (!elements.empty() && parent != side.categories[static_cast<std::size_t>(elements[0])].parent)
      return std::nullopt;
    elements.push_back(element);
  }
  const bool taken =
      find_category(side, remedy.merged.code) >= 0 &&
      std::find(remedy.elements.begin(), remedy.elements.end(), remedy.merged.code) == remedy.elements.end();
  if (elements.size() < 2 || remedy.merged.code.empty() || taken) return std::nullopt;
  const std::int32_t first = *std::min_element(elements.begin(), elements.end());
  std::vector<std::uint8_t> dropped(side.categories.size(), 0);
  for (const std::int32_t element : elements) dropped[static_cast<std::size_t>(element)] = element != first;
  Change change = without(side, d, dropped);
  const std::int32_t place = change.target[static_cast<std::size_t>(first)];
  Category& element = change.after.categories[static_cast<std::size_t>(place)];
  element.code = remedy.merged.code;
  element.label = remedy.merged.label;
  for (const std::int32_t old : elements) change.target[static_cast<std::size_t>(old)] = place;
  return change;
}

std::optional<Change> moved(const Classification& side, std::size_t d, const Remedy& remedy) {
  const std::int32_t from = find_category(side, remedy.element), to = find_category(side, remedy.to);
  if (from < 0 || to < 0 || from == to || has_children(side, from) || has_children(side, to))
    return std::nullopt;
  Change change = without(side, d, std::vector<std::uint8_t>(side.categories.size(), 0));
  change.target[static_cast<std::size_t>(from)] = to;
  return change;
}

std::optional<Change> change_of(const Classification& side, std::size_t d, const Remedy& remedy) {
  switch (remedy.method) {
    case Method::higher_level:
      return to_higher_level(side, d, remedy);
    case Method::move:
      return moved(side, d, remedy);
    case Method::merge:
      return merged(side, d, remedy);
  }
  return std::nullopt;
}

std::vector<std::string> codes_of(const Classification& side) {
  std::vector<std::string> codes;
  for (const Category& category : side.categories) codes.push_back(category.code);
  return codes;
}

/// Only cells below a certain element of another side are moved.
struct Within {
  std::size_t dimension = 0;
  std::int32_t element = -1;  // -1: everywhere
};

Result<Within> within_of(const RawTable& table, const Remedy& remedy) {
  if (remedy.within_dimension.empty()) return Within{};
  if (remedy.method != Method::move) return Error{"disclosure.remedy", table.head().id + " within"};
  const auto& sides = table.head().dimensions;
  for (std::size_t d = 0; d < sides.size(); ++d) {
    if (sides[d].name != remedy.within_dimension) continue;
    const std::int32_t element = find_category(sides[d], remedy.within);
    if (element >= 0) return Within{d, element};
  }
  return Error{"disclosure.remedy", table.head().id + " within"};
}

/// Walks over the finest cells of a table.
class FinestCells {
 public:
  explicit FinestCells(const std::vector<Classification>& sides) : sides_(sides) {
    for (const Classification& side : sides) {
      std::vector<std::uint8_t> sums(side.categories.size(), 0);
      for (const Category& category : side.categories) {
        if (category.parent >= 0) sums[static_cast<std::size_t>(category.parent)] = 1;
      }
      is_sum_.push_back(std::move(sums));
    }
  }
  /// The category on each side; nothing when one of them is a sum.
  std::optional<std::vector<std::int32_t>> categories(std::size_t cell) const {
    std::vector<std::int32_t> position(sides_.size());
    for (std::size_t d = sides_.size(); d-- > 0;) {
      const std::size_t category = cell % sides_[d].categories.size();
      cell /= sides_[d].categories.size();
      if (is_sum_[d][category] != 0) return std::nullopt;
      position[d] = static_cast<std::int32_t>(category);
    }
    return position;
  }

 private:
  const std::vector<Classification>& sides_;
  std::vector<std::vector<std::uint8_t>> is_sum_;
};

std::size_t cell_at(const std::vector<Classification>& sides, const std::vector<std::int32_t>& position) {
  std::size_t cell = 0;
  for (std::size_t d = 0; d < sides.size(); ++d)
    cell = cell * sides[d].categories.size() + static_cast<std::size_t>(position[d]);
  return cell;
}

/// Who is in the cells afterwards. Respondents shown elsewhere only within an element of another side are no
/// matter of one side any more: nothing is known then.
void change_meaning(TableMeaning& meaning, const Classification& before, const Change& change,
                    const Within& within) {
  if (within.element >= 0) {
    meaning = {};
    return;
  }
  auto& categories = meaning.sides[change.dimension].categories;
  std::vector<ValuePositions> after(change.after.categories.size());
  for (std::size_t c = 0; c < categories.size(); ++c) {
    if (has_children(before, static_cast<std::int32_t>(c))) continue;
    for (auto at = change.target[c]; at >= 0;
         at = change.after.categories[static_cast<std::size_t>(at)].parent) {
      auto& values = after[static_cast<std::size_t>(at)];
      values.insert(values.end(), categories[c].begin(), categories[c].end());
    }
  }
  for (ValuePositions& values : after) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
  }
  categories = std::move(after);
}

/// Every finest cell goes where its category goes; sums are made anew.
Result<RemediedTable> carry_out(const RawTable& table, const Change& change, const Within& within,
                                const Remedy& remedy) {
  const auto& sides = table.head().dimensions;
  RawTable::Head head = table.head();
  head.dimensions[change.dimension] = change.after;
  if (head.meaning.is_known()) change_meaning(head.meaning, sides[change.dimension], change, within);
  std::size_t cells = 1;
  for (const Classification& side : head.dimensions) cells *= side.categories.size();
  std::vector<std::int64_t> counts(cells, 0);
  const Classification& before = sides[change.dimension];
  RemedyRecord record{remedy, head.id, codes_of(before), codes_of(change.after), 0};
  const FinestCells finest(sides);
  for (std::size_t cell = 0; cell < table.counts().size(); ++cell) {
    const std::int64_t count = table.counts()[cell];
    auto position = count == 0 ? std::nullopt : finest.categories(cell);
    if (!position) continue;
    const bool inside = within.element < 0 ||
                        stands_above(sides[within.dimension], within.element, (*position)[within.dimension]);
    std::int32_t& category = (*position)[change.dimension];
    const std::string& code = before.categories[static_cast<std::size_t>(category)].code;
    if (inside) category = change.target[static_cast<std::size_t>(category)];
    if (change.after.categories[static_cast<std::size_t>(category)].code != code)
      record.respondents_moved += count;
    counts[cell_at(head.dimensions, *position)] += count;
  }
  SANAQ_TRY(auto result, RawTable::roll_up(std::move(head), std::move(counts)));
  return RemediedTable{std::move(result), {std::move(record)}};
}

}  // namespace

Result<RemediedTable> apply_remedies(const RawTable& table, const std::vector<Remedy>& remedies) {
  RemediedTable done{table, {}};
  for (const Remedy& remedy : remedies) {
    const auto& sides = done.table.head().dimensions;
    const auto side = std::find_if(sides.begin(), sides.end(),
                                   [&](const Classification& s) { return s.name == remedy.dimension; });
    const Error bad{"disclosure.remedy", table.head().id + ' ' + remedy.dimension};
    if (side == sides.end()) return bad;
    const auto change = change_of(*side, static_cast<std::size_t>(side - sides.begin()), remedy);
    if (!change) return bad;
    SANAQ_TRY(const Within within, within_of(done.table, remedy));
    SANAQ_TRY(auto next, carry_out(done.table, *change, within, remedy));
    done.table = std::move(next.table);
    done.records.push_back(std::move(next.records.front()));
  }
  return done;
}

}  // namespace sanaq::disclosure
