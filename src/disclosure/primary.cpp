#include "disclosure/primary.h"

#include "base/text.h"

namespace sanaq::disclosure {

namespace {

Result<std::size_t> cell_of(const RawTable& table, const Grid& grid, const Consent& consent) {
  const auto& dimensions = table.head().dimensions;
  const Error bad{"disclosure.consent", join(consent.codes, "/")};
  if (consent.codes.size() != dimensions.size()) return bad;
  std::size_t cell = 0;
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    const std::int32_t category = find_category(dimensions[d], consent.codes[d]);
    if (category < 0) return bad;
    cell = grid.moved(cell, d, static_cast<std::size_t>(category));
  }
  return cell;
}

}  // namespace

Result<Pattern> mark_primary(const RawTable& table, const Grid& grid, const ProtectionRule& rule) {
  if (rule.threshold < 1) return Error{"disclosure.rule", "threshold"};
  const auto& counts = table.counts();
  std::vector<std::uint8_t> consented(counts.size(), 0);
  for (const Consent& consent : rule.consents) {
    SANAQ_TRY(const std::size_t cell, cell_of(table, grid, consent));
    if (counts[cell] < 1 || counts[cell] > rule.threshold) {
      return Error{"disclosure.consent", join(consent.codes, "/")};
    }
    for (std::size_t other = 0; other < counts.size(); ++other) {
      const bool same_people =
          counts[other] == counts[cell] && (grid.covers(other, cell) || grid.covers(cell, other));
      if (same_people) consented[other] = 1;
    }
  }
  Pattern pattern;
  pattern.marks.assign(counts.size(), CellMark::open);
  for (std::size_t cell = 0; cell < counts.size(); ++cell) {
    if (counts[cell] < 1 || counts[cell] > rule.threshold || consented[cell] != 0) continue;
    pattern.hide(CellMark::primary, {.cell = cell, .reason = Explanation::Reason::few_respondents});
  }
  return pattern;
}

}  // namespace sanaq::disclosure
