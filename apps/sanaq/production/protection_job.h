#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/messages.h"
#include "disclosure/ledger.h"
#include "disclosure/protect.h"
#include "disclosure/remedy.h"
#include "edition_files/edition_files.h"
#include "microdata/microdata.h"

namespace sanaq {

/// A table of the edition on its way from counts to the public.
struct ProtectedTable {
  RawTable raw;
  disclosure::Protection protection;
  std::int64_t width = 1;
  std::vector<disclosure::RemedyRecord> remedies;
  disclosure::PatternPrice price;  // of the whole release
  /// What a reader can come back to from the figures of the table: counts and sums that no cell prints.
  std::vector<disclosure::LedgerTable> behind = {};
  bool by_noise = false;  // instead of hiding
};

/// Asks for the cheapest pattern of a release of at most so many cells that are not zero.
struct ExactWish {
  disclosure::CoverSolver* solver = nullptr;  // nullptr: not asked for
  std::size_t cells_max = 0;
};

/// Tabulates tables of the edition (ids: which; empty: all), does what officers decided about it (remedies)
/// and protects all of them together, beside what is public already: a pattern published before is kept, that
/// of an earlier freeze too (revision.h). Figures are shown where what they are made of may be (figures.h).
/// The rules are those of edition.toml and protection.json;
/// the tables it names for noise get noise, by cell keys made with `secret`. Errors: those of each step;
/// detail begins with the file.
Result<std::vector<ProtectedTable>> protect_edition(const Microdata& data, const EditionFiles& edition,
                                                    const std::vector<std::string>& ids,
                                                    const std::vector<disclosure::LedgerTable>& published,
                                                    disclosure::LinearSolver& solver,
                                                    const ExactWish& exact = {},
                                                    const std::string& secret = "");

/// Tables that were attacked together, and what came of it.
using AuditedSystem = disclosure::Leak;

/// An attacker's try at everything that was ever public, by itself: counts together, and the sums of each
/// variable together. width: further counts that every primary cell has to leave possible. threshold: of the
/// edition. Errors: those of attack().
Result<std::vector<AuditedSystem>> audit_published(const std::vector<disclosure::LedgerTable>& known,
                                                   std::int64_t width, std::int64_t threshold,
                                                   disclosure::LinearSolver& solver);

bool passed(const std::vector<AuditedSystem>& systems);

/// How the first breaches of a report come about, as sentences. known: the tables of the attack in its order.
/// texts: hold locale/disclosure.csv. For the office only.
std::string derivations(const std::vector<disclosure::LedgerTable>& known,
                        const disclosure::AuditReport& report, const Messages& texts,
                        const std::string& language);

/// What the ledger notes of it: the table, then what stands behind its figures.
std::vector<disclosure::LedgerTable> ledger_tables(const ProtectedTable& table, std::int64_t version);

/// Why each cell is hidden, as CSV with one line a cell: table, codes, mark, reason, the codes of the cell it
/// protects and of the sum whose line it closes. For the office only.
std::string explanations_csv(const ProtectedTable& table);

}  // namespace sanaq
