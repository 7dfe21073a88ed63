#include <string>
#include <unordered_map>

#include "base/sha256.h"
#include "base/text.h"
#include "disclosure/attacker_system.h"

namespace sanaq::disclosure::attacker {

namespace {

/// The first bytes of a hash as a number.
std::uint64_t digest(const std::string& text) {
  const std::string hash = sha256(text);
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i) number = number << 8 | static_cast<unsigned char>(hash[i]);
  return number;
}

}  // namespace

/// Collects the facts of all tables, then what adds up.
class GroundMaker {
 public:
  GroundMaker(std::span<const AuditTable> tables, const Meeting& meeting)
      : tables_(tables), meeting_(meeting) {}

  Result<Ground> run() {
    for (std::size_t t = 0; t < tables_.size(); ++t) {
      SANAQ_TRY_DONE(check_shape(tables_[t]));
      sides_.push_back(sides_of(tables_[t].head, tables_.size() > 1));
      SANAQ_TRY_DONE(add_facts(t));
    }
    add_unprinted();
    for (std::size_t t = 0; t < tables_.size(); ++t) SANAQ_TRY_DONE(add_lines(t));
    SANAQ_TRY_DONE(add_relations());
    index_uses();
    return std::move(ground_);
  }

 private:
  struct Side {
    std::size_t stride = 1, size = 1;
    std::vector<std::vector<std::size_t>> children;  // of each category
    std::vector<std::uint64_t> names;  // what a category adds to a cell's name; 0: the whole side
  };

  /// named: with what its categories add to names of cells, where several tables are put together.
  static Side side_of(const Classification& dimension, bool named) {
    Side side;
    side.size = dimension.categories.size();
    side.children.resize(side.size);
    std::size_t tops = 0;
    for (std::size_t c = 0; c < side.size; ++c) {
      const std::int32_t parent = dimension.categories[c].parent;
      if (parent == Category::no_parent) ++tops;
      if (parent != Category::no_parent) side.children[static_cast<std::size_t>(parent)].push_back(c);
      side.names.push_back(
          !named ? 0 : digest("category " + dimension.name + ' ' + dimension.categories[c].code));
    }
    for (std::size_t c = 0; c < side.size; ++c) {
      const bool whole =
          tops == 1 && !side.children[c].empty() && dimension.categories[c].parent == Category::no_parent;
      if (whole) side.names[c] = 0;
    }
    return side;
  }

  static std::vector<Side> sides_of(const TableHead& head, bool named) {
    std::vector<Side> sides;
    for (const Classification& dimension : head.dimensions) sides.push_back(side_of(dimension, named));
    std::size_t stride = 1;
    for (std::size_t d = sides.size(); d-- > 0; stride *= sides[d].size) sides[d].stride = stride;
    return sides;
  }

  static Error at(const char* code, const AuditTable& table, std::size_t cell) {
    return {code, table.head.id + " cell " + zero_padded(static_cast<std::int64_t>(cell), 1)};
  }

  static Result<Done> check_shape(const AuditTable& table) {
    const std::size_t cells = cell_count(table.head);
    if (table.counts.size() != cells || table.marks.size() != cells) return at("attacker.shape", table, 0);
    if (!table.respondents.empty() && table.respondents.size() != cells)
      return at("attacker.shape", table, 0);
    return Done{};
  }

  std::uint64_t population(std::size_t t) const {
    const AuditTable& table = tables_[t];
    std::string text = "population " + table.head.edition + ' ' + zero_padded(table.head.revision, 1);
    for (const auto& [language, words] : table.head.unit.entries()) text += ' ' + words;
    return digest(text + ' ' + zero_padded(table.counts.empty() ? 0 : table.counts[0], 1));
  }

  std::uint64_t name_of(std::size_t t, std::size_t cell, std::uint64_t people) const {
    for (const Side& side : sides_[t]) people += side.names[cell / side.stride % side.size];
    return people;
  }

  Ground::Fact add_fact(TableCell place, std::int64_t count) {
    ground_.places_.push_back(place);
    ground_.counts_.push_back(count);
    return static_cast<Ground::Fact>(ground_.counts_.size() - 1);
  }

  Result<Done> add_facts(std::size_t t) {
    const AuditTable& table = tables_[t];
    const bool alone = tables_.size() == 1;
    const std::uint64_t people = alone ? 0 : population(t);
    auto& facts = ground_.facts_.emplace_back(table.counts.size(), none);
    for (std::size_t cell = 0; cell < table.counts.size(); ++cell) {
      if (table.counts[cell] == 0) continue;
      if (alone) {
        facts[cell] = add_fact({t, cell}, table.counts[cell]);
        continue;
      }
      const auto& names = meeting_.names[t];
      const std::uint64_t name = names.empty() ? name_of(t, cell, people) : names[cell];
      const auto next = static_cast<Ground::Fact>(ground_.size());
      const auto [known, fresh] = known_.emplace(name, next);
      facts[cell] = known->second;
      if (fresh) {
        add_fact({t, cell}, table.counts[cell]);
      } else if (ground_.counts_[known->second] != table.counts[cell]) {
        return at("attacker.linked", table, cell);
      }
    }
    return Done{};
  }

  /// People whom no table prints, and whom the reader can tell from several.
  void add_unprinted() {
    for (std::size_t i = 0; i < meeting_.unprinted.size(); ++i) {
      const Meeting::Unprinted& set = meeting_.unprinted[i];
      const auto [known, fresh] = known_.emplace(set.name, static_cast<Ground::Fact>(ground_.size()));
      ground_.unprinted_.push_back(known->second);
      if (fresh) add_fact({tables_.size(), i}, set.count);
    }
  }

  Result<Done> add_lines(std::size_t t) {
    const auto& counts = tables_[t].counts;
    for (std::size_t d = 0; d < sides_[t].size(); ++d) {
      const Side& side = sides_[t][d];
      for (std::size_t cell = 0; cell < counts.size(); ++cell) {
        const std::size_t category = cell / side.stride % side.size;
        if (side.children[category].empty()) continue;
        std::int64_t balance = counts[cell];
        begin_line({t, cell}, d, t);
        add_part(t, cell, 1);
        for (const std::size_t child : side.children[category]) {
          const std::size_t part = cell + (child - category) * side.stride;
          balance -= counts[part];
          add_part(t, part, -1);
        }
        if (balance != 0) return at("attacker.sums", tables_[t], cell);
        end_line();
      }
    }
    return Done{};
  }

  /// Every relation is added up here before it is believed.
  Result<Done> add_relations() {
    for (std::uint32_t r = 0; r < meeting_.relations.size(); ++r) {
      const Meeting::Relation& relation = meeting_.relations[r];
      begin_line({tables_.size() + 1, r}, 0, relation.last_table);
      std::int64_t balance = add_set(relation.sum, 1);
      for (const SetName part : relation.parts) balance += add_set(part, -1);
      if (balance != 0) return at("attacker.sums", tables_[relation.last_table], 0);
      end_line();
    }
    return Done{};
  }

  void begin_line(TableCell sum, std::size_t dimension, std::size_t since) {
    const auto first = static_cast<std::uint32_t>(ground_.parts_.size());
    ground_.lines_.push_back(
        {first, first, sum, static_cast<std::uint32_t>(dimension), static_cast<std::uint32_t>(since)});
  }
  void end_line() { ground_.lines_.back().last = static_cast<std::uint32_t>(ground_.parts_.size()); }

  void add_part(std::size_t t, std::size_t cell, std::int8_t sign) {
    const Ground::Fact fact = ground_.facts_[t][cell];
    if (fact != none) ground_.parts_.push_back({fact, static_cast<std::uint32_t>(cell), sign});
  }

  std::int64_t add_set(SetName name, std::int8_t sign) {
    const Ground::Fact fact = known_.at(name);
    ground_.parts_.push_back({fact, none, sign});
    return sign * ground_.counts_[fact];
  }

  void index_uses() {
    auto& first = ground_.use_first_;
    first.assign(ground_.size() + 1, 0);
    for (const auto& part : ground_.parts_) ++first[part.fact + 1];
    for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
    ground_.uses_.resize(ground_.parts_.size());
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for (std::uint32_t line = 0; line < ground_.lines_.size(); ++line) {
      for (std::uint32_t i = ground_.lines_[line].first; i < ground_.lines_[line].last; ++i)
        ground_.uses_[next[ground_.parts_[i].fact]++] = line;
    }
  }

  std::span<const AuditTable> tables_;
  const Meeting& meeting_;
  std::vector<std::vector<Side>> sides_;
  std::unordered_map<std::uint64_t, Ground::Fact> known_;  // by name
  Ground ground_;
};

Result<Ground> Ground::make(std::span<const AuditTable> tables, const Meeting& meeting) {
  return GroundMaker(tables, meeting).run();
}

}  // namespace sanaq::disclosure::attacker
