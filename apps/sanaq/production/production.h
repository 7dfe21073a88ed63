#pragma once
#include <memory>
#include <optional>
#include <string>

#include "base/labels.h"
#include "base/messages.h"
#include "casework/closed_cases.h"
#include "edition_files/edition_files.h"
#include "ledger/release_ledger_pg.h"
#include "microdata/microdata.h"
#include "processing/freeze.h"
#include "processing/population_count.h"
#include "processing/text_coder.h"
#include "sanaq/production/editing.h"

namespace sanaq {

/// What a freeze gave.
struct Frozen {
  Microdata data;
  FreezeReport report;
  std::unique_ptr<Editing> editing;           // nothing when the edition does not edit
  std::optional<PopulationCount> population;  // nothing when the edition does not say who belongs to it
};
/// Reads all closed cases, codes their texts (coder: nothing when none are), edits them (two passes) and
/// freezes them. cases: at their beginning. texts: hold locale/processing.csv. revision: number of the
/// freeze, from 1. Errors: those of ClosedCases, Editing and Freezer.
Result<Frozen> freeze_cases(ClosedCases& cases, const EditionFiles& edition, const Messages& texts,
                            std::int64_t revision, TextCoder* coder = nullptr);

/// One table on its way to the public.
struct PublishedTable {
  std::string id;
  std::size_t cells = 0, hidden = 0;
};
/// The tables of one release: ids of the column `table` of <tables>/releases/<name>.csv. Errors: those of
/// reading, "release.tables" (no such column, or no table).
Result<std::vector<std::string>> tables_of_release(const EditionFiles& edition, const std::string& name);

/// Tabulates tables of the edition, protects all together beside what is public already, and places them in
/// one transaction with the audit of everything public: all or none. ids: which; empty: all. visible_from:
/// the second of the release. Errors: those of each step; "disclosure.leak".
Result<std::vector<PublishedTable>> publish_tables(const Microdata& data, const EditionFiles& edition,
                                                   const Messages& texts, ReleaseLedgerPg& ledger,
                                                   std::int64_t version, UtcInstant visible_from,
                                                   const std::vector<std::string>& ids);

}  // namespace sanaq
