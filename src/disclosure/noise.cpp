#include "disclosure/noise.h"

#include <algorithm>

#include "disclosure/protect.h"
#include "disclosure/safe_table_mint.h"

namespace sanaq::disclosure {

namespace {

constexpr std::string_view noise_ending = " noise";

std::set<std::string> shown_variables(const TableMeaning& meaning) {
  std::set<std::string> variables;
  for (const auto& side : meaning.sides) variables.insert(side.variable);
  for (const auto& condition : meaning.universe) variables.insert(condition.variable);
  return variables;
}

/// The variables that tell a cell from the whole of its table.
std::set<std::string> variables_of(const TableHead& head, std::size_t cell) {
  std::set<std::string> variables;
  const auto position = coordinates(head, cell);
  for (std::size_t d = 0; d < position.size(); ++d)
    if (head.dimensions[d].categories[position[d]].parent != Category::no_parent)
      variables.insert(head.meaning.sides[d].variable);
  return variables;
}

bool is_same_people(const LedgerTable& noise, const LedgerTable& hiding) {
  return noise.head.edition == hiding.head.edition && noise.head.revision == hiding.head.revision &&
         noise.head.meaning.counted == hiding.head.meaning.counted + std::string(noise_ending);
}

bool gives_away(const LedgerTable& noise, const LedgerTable& hiding) {
  if (!is_same_people(noise, hiding)) return false;
  const auto shown = shown_variables(noise.head.meaning);
  for (std::size_t cell = 0; cell < hiding.marks.size(); ++cell) {
    if (hiding.marks[cell] == CellMark::open) continue;
    const auto needed = variables_of(hiding.head, cell);
    if (std::includes(shown.begin(), shown.end(), needed.begin(), needed.end())) return true;
  }
  return false;
}

Result<Done> check_pairs(const std::vector<LedgerTable>& noise, const std::vector<LedgerTable>& hiding) {
  for (const LedgerTable& one : noise)
    for (const LedgerTable& other : hiding)
      if (is_noise(one) && !is_noise(other) && gives_away(one, other))
        return Error{"disclosure.noise", one.head.id + ' ' + other.head.id};
  return Done{};
}

}  // namespace

/// Puts noise on the counts of one table.
class NoiseProtector {
 public:
  static SafeTable protect(const RawTable& table, std::span<const CellKey> keys, const NoiseTable& noise,
                           const Labels& note) {
    TableHead head = public_head(table.head());
    head.notes.push_back(note);
    return SafeTableMint::make(std::move(head), perturbed(table.counts(), keys, noise),
                               std::vector<CellMark>(table.counts().size(), CellMark::open));
  }
};

Result<NoiseRule> parse_noise_rule(const Json& object) {
  NoiseRule rule;
  if (!object.is_object()) return Error{"disclosure.rule", "noise"};
  for (const auto& [name, value] : object.members()) {
    const bool known =
        name == "change_max" || name == "variance_hundredths" || name == "note" || name == "tables";
    if (!known) return Error{"disclosure.rule", "noise " + name};
  }
  rule.limits.change_max = object["change_max"].integer();
  rule.limits.variance = static_cast<double>(object["variance_hundredths"].integer()) / 100;
  SANAQ_TRY(rule.note, Labels::parse(object["note"]));
  for (const Json& id : object["tables"].items()) rule.tables.insert(id.text());
  SANAQ_TRY_DONE(NoiseTable::make(rule.limits));
  return rule;
}

SafeTable noisy_table(const RawTable& table, std::span<const CellKey> keys, const NoiseTable& noise,
                      const Labels& note) {
  return NoiseProtector::protect(table, keys, noise, note);
}

LedgerTable noise_entry(const RawTable& table, const SafeTable& shown) {
  LedgerTable entry{shown.head(), 1, table.counts(),
                    std::vector<CellMark>(table.counts().size(), CellMark::open)};
  entry.head.meaning.counted += noise_ending;
  return entry;
}

bool is_noise(const LedgerTable& table) { return table.head.meaning.counted.ends_with(noise_ending); }

Result<Done> refuse_noise_beside_hiding(const std::vector<LedgerTable>& published,
                                        const std::vector<LedgerTable>& added) {
  SANAQ_TRY_DONE(check_pairs(added, published));
  SANAQ_TRY_DONE(check_pairs(published, added));
  return check_pairs(added, added);
}

}  // namespace sanaq::disclosure
