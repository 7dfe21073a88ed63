#include "disclosure/attacker_system.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace sanaq::disclosure::attacker {

/// Takes what is hidden out of the facts.
class Builder {
 public:
  Builder(const Ground& ground, std::span<const AuditTable> tables, const AuditDemand& demand)
      : ground_(ground),
        tables_(tables),
        threshold_(demand.threshold),
        first_new_(demand.first_new_table),
        unknown_of_(ground.size(), none) {}

  Result<System> run() {
    for (std::size_t t = 0; t < tables_.size(); ++t) SANAQ_TRY_DONE(add_unknowns(t));
    add_unprinted();
    add_equations();
    add_printed();
    index_uses();
    find_persons();
    spread_asked();
    return std::move(system_);
  }

 private:
  Result<Done> add_unknowns(std::size_t t) {
    const AuditTable& table = tables_[t];
    const auto& facts = ground_.facts_[t];
    auto& numbers = system_.numbers.emplace_back(table.marks.size(), none);
    for (std::size_t cell = 0; cell < table.marks.size(); ++cell) {
      if (table.marks[cell] == CellMark::open) continue;
      if (facts[cell] == none) {
        const auto number = static_cast<std::int64_t>(cell);
        return Error{"attacker.zero", table.head.id + " cell " + zero_padded(number, 1)};
      }
      numbers[cell] = add_unknown(t, cell, facts[cell]);
    }
    return Done{};
  }

  Unknown add_unknown(std::size_t t, std::size_t cell, Ground::Fact fact) {
    const bool is_primary = tables_[t].marks[cell] == CellMark::primary;
    Unknown& number = unknown_of_[fact];
    if (number != none) {
      if (is_primary) system_.primary[number] = 1;
      if (t >= first_new_) system_.asked[number] = 1;
      return number;
    }
    number = static_cast<Unknown>(system_.size());
    fact_of_.push_back(fact);
    system_.places.push_back({t, cell});
    system_.truth.push_back(ground_.counts_[fact]);
    const auto& behind = tables_[t].respondents.empty() ? tables_[t].counts : tables_[t].respondents;
    system_.person.push_back(behind[cell] == 1 ? number : none);
    system_.primary.push_back(is_primary ? 1 : 0);
    system_.asked.push_back(t >= first_new_ ? 1 : 0);
    return number;
  }

  void add_unprinted() {
    for (std::size_t i = 0; i < ground_.unprinted_.size(); ++i) {
      const Ground::Fact fact = ground_.unprinted_[i];
      const auto number = static_cast<Unknown>(system_.size());
      if (unknown_of_[fact] == none) {
        const std::int64_t count = ground_.counts_[fact];
        unknown_of_[fact] = number;
        fact_of_.push_back(fact);
        system_.places.push_back({tables_.size(), i});
        system_.truth.push_back(count);
        system_.person.push_back(count == 1 ? number : none);
        system_.primary.push_back(count <= threshold_ ? 1 : 0);
        system_.asked.push_back(first_new_ == 0 ? 1 : 0);
      }
      system_.unprinted.push_back(unknown_of_[fact]);
    }
  }

  /// Of the lines that hold something hidden.
  void add_equations() {
    std::vector<std::uint8_t> is_due(ground_.lines_.size(), 0);
    for (const Ground::Fact fact : fact_of_) {
      for (std::uint32_t i = ground_.use_first_[fact]; i < ground_.use_first_[fact + 1]; ++i)
        is_due[ground_.uses_[i]] = 1;
    }
    for (std::size_t line = 0; line < is_due.size(); ++line)
      if (is_due[line] != 0) add_equation(ground_.lines_[line]);
  }

  void add_equation(const Ground::Line& line) {
    Equation equation{static_cast<std::uint32_t>(system_.terms.size()), 0, 0, line.sum, line.dimension};
    for (std::uint32_t i = line.first; i < line.last; ++i) {
      const auto& [fact, cell, sign] = ground_.parts_[i];
      const Unknown unknown = cell == none ? unknown_of_[fact] : system_.numbers[line.sum.table][cell];
      if (unknown == none) {
        equation.constant -= sign * ground_.counts_[fact];
      } else {
        system_.terms.push_back({unknown, sign});
      }
    }
    equation.last = static_cast<std::uint32_t>(system_.terms.size());
    if (equation.last == equation.first) return;
    system_.equations.push_back(equation);
    since_.push_back(line.since);
  }

  /// Hidden here and printed there: the unknown stays in the list, so that it is reported, and an equation of
  /// its own says what it is.
  void add_printed() {
    std::vector<std::uint8_t> is_printed(system_.size(), 0);
    for (std::size_t t = 0; tables_.size() > 1 && t < tables_.size(); ++t) {
      for (std::size_t cell = 0; cell < tables_[t].marks.size(); ++cell) {
        const Ground::Fact fact = ground_.facts_[t][cell];
        if (fact == none || tables_[t].marks[cell] != CellMark::open) continue;
        if (unknown_of_[fact] != none) is_printed[unknown_of_[fact]] = 1;
      }
    }
    for (Unknown unknown = 0; unknown < is_printed.size(); ++unknown) {
      if (is_printed[unknown] == 0) continue;
      const auto first = static_cast<std::uint32_t>(system_.terms.size());
      system_.terms.push_back({unknown, 1});
      system_.equations.push_back({first, first + 1, system_.truth[unknown], system_.places[unknown], 0});
      since_.push_back(static_cast<std::uint32_t>(tables_.size()));
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
    for (std::size_t e = 0; e < system_.equations.size(); ++e) {
      if (since_[e] < first_new_) continue;
      for (const Term& term : system_.terms_of(system_.equations[e])) ask(term.unknown, queue);
    }
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

  const Ground& ground_;
  std::span<const AuditTable> tables_;
  std::int64_t threshold_;
  std::size_t first_new_;
  std::vector<Unknown> unknown_of_;    // of each fact
  std::vector<Ground::Fact> fact_of_;  // of each unknown
  std::vector<std::uint32_t> since_;   // of each equation: the table that says so
  System system_;
};

Result<System> Ground::system(std::span<const AuditTable> tables, const AuditDemand& demand) const {
  return Builder(*this, tables, demand).run();
}

}  // namespace sanaq::disclosure::attacker
