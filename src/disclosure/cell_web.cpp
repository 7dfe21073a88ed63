#include "disclosure/cell_web.h"

#include <numeric>
#include <string>

#include "base/quick_hash.h"
#include "base/text.h"

namespace sanaq::disclosure {

namespace {

using Keys = std::vector<std::vector<std::uint64_t>>;  // of each dimension, of each category

/// True when the category sums up its whole dimension.
bool sums_up_all(const Classification& dimension, std::size_t category) {
  if (category != 0 || dimension.categories.size() < 2) return false;
  for (std::size_t i = 1; i < dimension.categories.size(); ++i) {
    if (dimension.categories[i].parent == Category::no_parent) return false;
  }
  return true;
}

Keys category_keys(const RawTable::Head& head) {
  Keys keys;
  for (const Classification& dimension : head.dimensions) {
    std::vector<std::uint64_t> side;
    for (std::size_t c = 0; c < dimension.categories.size(); ++c) {
      const bool everybody = sums_up_all(dimension, c);
      side.push_back(everybody ? 0 : quick_hash(dimension.name + '\n' + dimension.categories[c].code));
    }
    keys.push_back(std::move(side));
  }
  return keys;
}

/// Tables with the same key count the same people.
std::uint64_t population_key(const RawTable& table) {
  const auto& head = table.head();
  std::string text = head.edition + '\n' + zero_padded(head.revision, 1) + '\n';
  text += zero_padded(table.counts().front(), 1);
  for (const auto& [language, words] : head.unit.entries()) text += '\n' + words;
  return quick_hash(text);
}

/// The key of every cell of a table; keys of a cell's categories add up, so that their order does not matter.
std::vector<std::uint64_t> cell_keys(const RawTable& table) {
  std::vector<std::uint64_t> keys{population_key(table)};
  for (const auto& side : category_keys(table.head())) {
    std::vector<std::uint64_t> longer;
    longer.reserve(keys.size() * side.size());
    for (const std::uint64_t key : keys) {
      for (const std::uint64_t category : side) longer.push_back(key + category * 0x9E37'79B9'7F4A'7C15ULL);
    }
    keys = std::move(longer);
  }
  return keys;
}

}  // namespace

Result<CellWeb> CellWeb::make(std::span<const RawTable* const> tables) {
  CellWeb web;
  std::vector<MeetingTable> meeting_tables;
  for (const RawTable* table : tables) {
    const auto& head = table->head();
    meeting_tables.push_back(
        {head.meaning, head.edition + '\n' + zero_padded(head.revision, 1), table->counts()});
  }
  const Meeting meeting = tables.size() > 1 ? meet(meeting_tables) : Meeting{};
  for (std::uint32_t number = 0; number < tables.size(); ++number) {
    const RawTable& table = *tables[number];
    if (tables.size() == 1) {
      SANAQ_TRY_DONE(web.add_cells(table, {}));
    } else {
      const auto& names = meeting.names[number];
      SANAQ_TRY_DONE(web.add_cells(table, names.empty() ? cell_keys(table) : names));
    }
    web.add_lines(table, number);
  }
  web.add_relations(meeting, static_cast<std::uint32_t>(tables.size()));
  web.index_uses();
  web.known_.clear();
  return web;
}

/// keys: by which cells are the same; empty: of a table alone.
Result<Done> CellWeb::add_cells(const RawTable& table, const std::vector<std::uint64_t>& keys) {
  const auto& counts = table.counts();
  std::vector<WebCell> cells(counts.size(), no_web_cell);
  for (std::size_t position = 0; position < counts.size(); ++position) {
    if (counts[position] == 0) continue;
    const auto next = static_cast<WebCell>(counts_.size());
    cells[position] = keys.empty() ? next : known_.emplace(keys[position], next).first->second;
    if (cells[position] == next) {
      counts_.push_back(counts[position]);
    } else if (counts_[cells[position]] != counts[position]) {
      const auto where = static_cast<std::int64_t>(position);
      return Error{"disclosure.linked", table.head().id + " cell " + zero_padded(where, 1)};
    }
  }
  tables_.push_back(std::move(cells));
  return Done{};
}

void CellWeb::add_relations(const Meeting& meeting, std::uint32_t table_count) {
  for (const Meeting::Unprinted& set : meeting.unprinted) {
    known_.emplace(set.name, static_cast<WebCell>(counts_.size()));
    unprinted_.push_back(static_cast<WebCell>(counts_.size()));
    counts_.push_back(set.count);
  }
  for (const Meeting::Relation& relation : meeting.relations) {
    const auto first = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back(known_.at(relation.sum));
    for (const SetName part : relation.parts) entries_.push_back(known_.at(part));
    lines_.push_back({first, static_cast<std::uint32_t>(entries_.size()), table_count, 0, 0});
  }
}

void CellWeb::add_lines(const RawTable& table, std::uint32_t number) {
  const auto& cells = tables_[number];
  std::size_t stride = cells.size();
  for (std::uint32_t d = 0; d < table.head().dimensions.size(); ++d) {
    const auto& categories = table.head().dimensions[d].categories;
    stride /= categories.size();
    std::vector<std::vector<std::size_t>> children(categories.size());
    for (std::size_t c = 0; c < categories.size(); ++c) {
      if (categories[c].parent >= 0) children[static_cast<std::size_t>(categories[c].parent)].push_back(c);
    }
    for (std::size_t position = 0; position < cells.size(); ++position) {
      const std::size_t category = position / stride % categories.size();
      if (cells[position] == no_web_cell || children[category].empty()) continue;
      const auto first = static_cast<std::uint32_t>(entries_.size());
      entries_.push_back(cells[position]);
      for (const std::size_t child : children[category]) {
        const WebCell part = cells[position + (child - category) * stride];
        if (part != no_web_cell) entries_.push_back(part);
      }
      lines_.push_back({first, static_cast<std::uint32_t>(entries_.size()), number, d,
                        static_cast<std::uint32_t>(position)});
    }
  }
}

void CellWeb::index_uses() {
  use_first_.assign(counts_.size() + 1, 0);
  for (const WebCell cell : entries_) ++use_first_[cell + 1];
  std::partial_sum(use_first_.begin(), use_first_.end(), use_first_.begin());
  uses_.resize(entries_.size());
  std::vector<std::uint32_t> next(use_first_.begin(), use_first_.end() - 1);
  for (std::uint32_t i = 0; i < lines_.size(); ++i) {
    for (const WebCell cell : entries(lines_[i])) uses_[next[cell]++] = i;
  }
}

std::vector<WebCell> CellWeb::persons() const {
  std::vector<WebCell> person(size(), no_web_cell);
  for (WebCell cell = 0; cell < size(); ++cell) {
    if (counts_[cell] == 1) person[cell] = cell;
  }
  auto root = [&person](WebCell cell) {
    while (person[cell] != cell) cell = person[cell] = person[person[cell]];
    return cell;
  };
  // A sum of one holds the person of its only part.
  for (const WebLine& line : lines_) {
    const auto cells = entries(line);
    if (counts_[cells[0]] == 1 && cells.size() == 2) {
      const WebCell a = root(cells[0]), b = root(cells[1]);
      person[a < b ? b : a] = a < b ? a : b;
    }
  }
  for (WebCell cell = 0; cell < size(); ++cell) {
    if (person[cell] != no_web_cell) person[cell] = root(cell);
  }
  return person;
}

}  // namespace sanaq::disclosure
