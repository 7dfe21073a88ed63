#include "disclosure/attacker_system.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "base/sha256.h"
#include "base/text.h"

namespace sanaq::disclosure::attacker {

namespace {

Error at(const char* code, const AuditTable& table, std::size_t cell) {
  return {code, table.head.id + " cell " + zero_padded(static_cast<std::int64_t>(cell), 1)};
}

/// The first bytes of a hash as a number.
std::uint64_t digest(const std::string& text) {
  const std::string hash = sha256(text);
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i) number = number << 8 | static_cast<unsigned char>(hash[i]);
  return number;
}

struct Side {
  std::size_t stride = 1, size = 1;
  std::vector<std::vector<std::size_t>> children;  // of each category
  std::vector<std::uint64_t> names;                // what a category adds to a cell's name; 0: the whole side
};

/// named: with what its categories add to names of cells, where several tables are put together.
Side side_of(const Classification& dimension, bool named) {
  Side side;
  side.size = dimension.categories.size();
  side.children.resize(side.size);
  std::size_t tops = 0;
  for (std::size_t c = 0; c < side.size; ++c) {
    const std::int32_t parent = dimension.categories[c].parent;
    if (parent == Category::no_parent) ++tops;
    if (parent != Category::no_parent) side.children[static_cast<std::size_t>(parent)].push_back(c);
    side.names.push_back(!named ? 0
                                : digest("category " + dimension.name + ' ' + dimension.categories[c].code));
  }
  for (std::size_t c = 0; c < side.size; ++c) {
    const bool whole =
        tops == 1 && !side.children[c].empty() && dimension.categories[c].parent == Category::no_parent;
    if (whole) side.names[c] = 0;
  }
  return side;
}

std::vector<Side> sides_of(const TableHead& head, bool named) {
  std::vector<Side> sides;
  for (const Classification& dimension : head.dimensions) sides.push_back(side_of(dimension, named));
  std::size_t stride = 1;
  for (std::size_t d = sides.size(); d-- > 0; stride *= sides[d].size) sides[d].stride = stride;
  return sides;
}

/// Collects the unknowns of all tables, then their equations.
class Builder {
 public:
  Builder(std::span<const AuditTable> tables, const Meeting& meeting, const AuditDemand& demand)
      : tables_(tables),
        meeting_(meeting),
        threshold_(demand.threshold),
        first_new_(demand.first_new_table) {}

  Result<System> run() {
    for (std::size_t t = 0; t < tables_.size(); ++t) {
      SANAQ_TRY_DONE(check_shape(tables_[t]));
      sides_.push_back(sides_of(tables_[t].head, tables_.size() > 1));
      SANAQ_TRY_DONE(add_unknowns(t));
    }
    add_unprinted();
    for (std::size_t t = 0; t < tables_.size(); ++t) SANAQ_TRY_DONE(add_equations(t));
    SANAQ_TRY_DONE(add_relations());
    add_printed();
    index_uses();
    find_persons();
    spread_asked();
    return std::move(system_);
  }

 private:
  static Result<Done> check_shape(const AuditTable& table) {
    const std::size_t cells = cell_count(table.head);
    if (table.counts.size() != cells || table.marks.size() != cells) return at("attacker.shape", table, 0);
    if (!table.respondents.empty() && table.respondents.size() != cells)
      return at("attacker.shape", table, 0);
    for (std::size_t cell = 0; cell < cells; ++cell) {
      if (table.marks[cell] != CellMark::open && table.counts[cell] == 0)
        return at("attacker.zero", table, cell);
    }
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

  Result<Done> add_unknowns(std::size_t t) {
    const AuditTable& table = tables_[t];
    const bool alone = tables_.size() == 1;
    const std::uint64_t people = alone ? 0 : population(t);
    system_.numbers.emplace_back(table.marks.size(), none);
    for (std::size_t cell = 0; cell < table.marks.size(); ++cell) {
      if (table.counts[cell] == 0) continue;
      const auto& names = meeting_.names[t];
      const std::uint64_t name = alone ? cell : names.empty() ? name_of(t, cell, people) : names[cell];
      if (!alone) {
        const auto [seen, fresh] = counts_.emplace(name, table.counts[cell]);
        if (seen->second != table.counts[cell]) return at("attacker.linked", table, cell);
        if (!fresh) note_printed(name, table.marks[cell]);
      }
      if (table.marks[cell] != CellMark::open) add_unknown(t, cell, name);
    }
    return Done{};
  }

  /// People whom no table prints, and whom the reader can tell from several.
  void add_unprinted() {
    for (std::size_t i = 0; i < meeting_.unprinted.size(); ++i) {
      const Meeting::Unprinted& set = meeting_.unprinted[i];
      counts_.emplace(set.name, set.count);
      const auto number = static_cast<Unknown>(system_.truth.size());
      const auto [known, fresh] = numbers_.emplace(set.name, number);
      system_.unprinted.push_back(known->second);
      if (!fresh) continue;
      system_.places.push_back({tables_.size(), i});
      system_.truth.push_back(set.count);
      system_.person.push_back(set.count == 1 ? number : none);
      system_.primary.push_back(set.count <= threshold_ ? 1 : 0);
      system_.asked.push_back(first_new_ == 0 ? 1 : 0);
    }
  }

  void add_unknown(std::size_t t, std::size_t cell, std::uint64_t name) {
    const bool alone = tables_.size() == 1;
    const auto next = static_cast<Unknown>(system_.truth.size());
    const Unknown number = alone ? next : numbers_.emplace(name, next).first->second;
    system_.numbers[t][cell] = number;
    const bool is_primary = tables_[t].marks[cell] == CellMark::primary;
    if (number != next) {
      if (is_primary) system_.primary[number] = 1;
      if (t >= first_new_) system_.asked[number] = 1;
      return;
    }
    system_.places.push_back({t, cell});
    system_.truth.push_back(tables_[t].counts[cell]);
    const auto& behind = tables_[t].respondents.empty() ? tables_[t].counts : tables_[t].respondents;
    system_.person.push_back(behind[cell] == 1 ? next : none);
    system_.primary.push_back(is_primary ? 1 : 0);
    system_.asked.push_back(t >= first_new_ ? 1 : 0);
  }

  /// Hidden here and printed there: the unknown stays in the list, so that it is reported, and an equation of
  /// its own says what it is.
  void note_printed(std::uint64_t name, CellMark mark) {
    const auto found = numbers_.find(name);
    const bool was_hidden = found != numbers_.end();
    if (was_hidden == (mark != CellMark::open)) return;
    printed_.push_back(was_hidden ? found->second : static_cast<Unknown>(system_.truth.size()));
  }

  Result<Done> add_equations(std::size_t t) {
    const auto& counts = tables_[t].counts;
    for (std::size_t d = 0; d < sides_[t].size(); ++d) {
      const Side& side = sides_[t][d];
      for (std::size_t cell = 0; cell < counts.size(); ++cell) {
        const std::size_t category = cell / side.stride % side.size;
        if (side.children[category].empty()) continue;
        Equation equation{static_cast<std::uint32_t>(system_.terms.size()), 0, 0, {t, cell}, d};
        std::int64_t balance = counts[cell];
        add_term(equation, t, cell, 1);
        for (const std::size_t child : side.children[category]) {
          const std::size_t part = cell + (child - category) * side.stride;
          balance -= counts[part];
          add_term(equation, t, part, -1);
        }
        if (balance != 0) return at("attacker.sums", tables_[t], cell);
        equation.last = static_cast<std::uint32_t>(system_.terms.size());
        if (equation.last != equation.first) system_.equations.push_back(equation);
      }
    }
    return Done{};
  }

  /// Every relation is added up here before it is believed.
  Result<Done> add_relations() {
    for (std::uint32_t r = 0; r < meeting_.relations.size(); ++r) {
      const Meeting::Relation& relation = meeting_.relations[r];
      Equation equation{static_cast<std::uint32_t>(system_.terms.size()), 0, 0, {tables_.size() + 1, r}, 0};
      std::int64_t balance = add_set(equation, relation.sum, 1);
      for (const SetName part : relation.parts) balance += add_set(equation, part, -1);
      if (balance != 0) return at("attacker.sums", tables_[relation.last_table], 0);
      equation.last = static_cast<std::uint32_t>(system_.terms.size());
      if (equation.last != equation.first) system_.equations.push_back(equation);
    }
    return Done{};
  }

  std::int64_t add_set(Equation& equation, SetName name, std::int8_t sign) {
    const std::int64_t count = counts_.at(name);
    const auto unknown = numbers_.find(name);
    if (unknown == numbers_.end()) {
      equation.constant -= sign * count;
    } else {
      system_.terms.push_back({unknown->second, sign});
    }
    return sign * count;
  }

  void add_term(Equation& equation, std::size_t t, std::size_t cell, std::int8_t sign) {
    const Unknown unknown = system_.numbers[t][cell];
    if (unknown == none) {
      equation.constant -= sign * tables_[t].counts[cell];
    } else {
      system_.terms.push_back({unknown, sign});
    }
  }

  void add_printed() {
    for (const Unknown unknown : printed_) {
      const auto first = static_cast<std::uint32_t>(system_.terms.size());
      system_.terms.push_back({unknown, 1});
      system_.equations.push_back({first, first + 1, system_.truth[unknown], system_.places[unknown], 0});
    }
  }

  void index_uses() {
    auto& first = system_.use_first;
    first.assign(system_.size() + 1, 0);
    for (const Term& term : system_.terms) ++first[term.unknown + 1];
    for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
    system_.uses.resize(system_.terms.size());
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for (std::uint32_t e = 0; e < system_.equations.size(); ++e) {
      for (const Term& term : system_.terms_of(system_.equations[e]))
        system_.uses[next[term.unknown]++] = {e, term.sign};
    }
  }

  Unknown person_of(Unknown unknown) {
    while (system_.person[unknown] != unknown)
      unknown = system_.person[unknown] = system_.person[system_.person[unknown]];
    return unknown;
  }

  /// A sum of one respondent and its only part hold the same one.
  void find_persons() {
    for (const Equation& equation : system_.equations) {
      const auto terms = system_.terms_of(equation);
      if (terms.size() != 2 || equation.constant != 0 || terms[0].sign == terms[1].sign) continue;
      if (system_.person[terms[0].unknown] == none || system_.person[terms[1].unknown] == none) continue;
      const Unknown a = person_of(terms[0].unknown), b = person_of(terms[1].unknown);
      system_.person[std::max(a, b)] = std::min(a, b);
    }
    for (Unknown u = 0; u < system_.size(); ++u) {
      if (system_.person[u] != none) system_.person[u] = person_of(u);
    }
  }

  void spread_asked() {
    if (first_new_ == 0) return;
    std::vector<Unknown> queue;
    for (Unknown u = 0; u < system_.size(); ++u) {
      if (system_.asked[u] != 0) queue.push_back(u);
    }
    // An equation of a new table that shows more about cells of old ones asks for them, too.
    for (const Equation& equation : system_.equations) {
      const bool related = equation.sum.table > tables_.size();
      const std::size_t since =
          related ? meeting_.relations[equation.sum.cell].last_table : equation.sum.table;
      if (since < first_new_) continue;
      for (const Term& term : system_.terms_of(equation)) ask(term.unknown, queue);
    }
    for (const Unknown unknown : printed_) ask(unknown, queue);
    for (std::size_t i = 0; i < queue.size(); ++i) {
      for (const Use& use : system_.uses_of(queue[i])) {
        for (const Term& term : system_.terms_of(system_.equations[use.equation])) ask(term.unknown, queue);
      }
    }
  }

  void ask(Unknown unknown, std::vector<Unknown>& queue) {
    if (system_.asked[unknown] != 0) return;
    system_.asked[unknown] = 1;
    queue.push_back(unknown);
  }

  std::span<const AuditTable> tables_;
  const Meeting& meeting_;
  std::int64_t threshold_;
  std::size_t first_new_;
  std::vector<std::vector<Side>> sides_;
  std::unordered_map<std::uint64_t, std::int64_t> counts_;  // by the name of the cell
  std::unordered_map<std::uint64_t, Unknown> numbers_;
  std::vector<Unknown> printed_;  // hidden in one table, printed in another
  System system_;
};

}  // namespace

Result<System> make_system(std::span<const AuditTable> tables, const Meeting& meeting,
                           const AuditDemand& demand) {
  return Builder(tables, meeting, demand).run();
}

}  // namespace sanaq::disclosure::attacker
