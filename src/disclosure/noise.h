#pragma once
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/labels.h"
#include "base/result.h"
#include "dataset/safe_table.h"
#include "disclosure/cell_key.h"
#include "disclosure/ledger.h"
#include "tabulation/raw_table.h"

namespace sanaq::disclosure {

/// Which tables of an edition are protected by noise instead of hiding, and how.
struct NoiseRule {
  NoiseTable::Limits limits;
  Labels note;  ///< for the reader: counts carry noise and do not add up
  std::set<std::string> tables;
};
/// {"change_max", "variance_hundredths", "note", "tables": [id, …]}. Errors: "disclosure.rule" (detail: the
/// member), "labels.form", those of NoiseTable::make.
Result<NoiseRule> parse_noise_rule(const Json& object);

/// A table with noise: every count as its cell key changes it, nothing hidden, the note behind its own notes.
/// keys: one a cell (cell_key.h).
SafeTable noisy_table(const RawTable& table, std::span<const CellKey> keys, const NoiseTable& noise,
                      const Labels& note);

/// What the ledger notes of a table with noise: nobody takes its counts for true ones.
LedgerTable noise_entry(const RawTable& table, const SafeTable& shown);
bool is_noise(const LedgerTable& table);

/// Counts with noise lie near the true ones, so a count that another table hides would follow from both, at
/// times exactly. A noise table is refused beside a table of the same freeze and unit with a hidden cell
/// whose variables it shows (those of its sides that are not their whole). Errors: "disclosure.noise"
/// (detail: both tables).
Result<Done> refuse_noise_beside_hiding(const std::vector<LedgerTable>& published,
                                        const std::vector<LedgerTable>& added);

}  // namespace sanaq::disclosure
