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
#include "sanaq/production/claims.h"
#include "sanaq/production/editing.h"
#include "sanaq/production/household_closing.h"

namespace sanaq {

/// What a freeze gave.
struct Frozen {
  Microdata data;
  FreezeReport report;
  std::unique_ptr<Editing> editing;           // nothing when the edition does not edit
  std::optional<PopulationCount> population;  // nothing when the edition does not say who belongs to it
  std::optional<ClaimBook> claims;            // nothing when the edition has no rules for counting
  std::optional<HouseholdClosing> closing;    // nothing when the edition closes none
  SubmissionSerial last;                      // that was read
};

/// What a freeze is made with besides cases and edition.
struct FreezePlan {
  std::int64_t revision = 1;                    // number of the freeze
  TextCoder* coder = nullptr;                   // nothing: no text is coded
  UnansweredDwellings* unanswered = nullptr;    // nothing: no household is closed
  LikelyPeople* likely = nullptr;               // nothing: nobody is known by names and day of birth
  std::map<std::int64_t, int> registered = {};  // people of administrative data, by number of the dwelling
  std::vector<RegisterCount> totals = {};       // known totals of residents, for weights
};
/// Reads all closed cases, decides who counts where, codes their texts, edits them (two passes), freezes
/// them, and closes the households that never answered. cases: at their beginning. texts: hold
/// locale/processing.csv. Errors: those of ClosedCases, settle_claims, Editing, Freezer and HouseholdClosing.
Result<Frozen> freeze_cases(ClosedCases& cases, const EditionFiles& edition, const Messages& texts,
                            FreezePlan plan);

/// One table on its way to the public.
struct PlacedTable {
  std::string id;
  std::size_t cells = 0, hidden = 0;
};
/// The tables of one release: ids of the column `table` of <tables>/releases/<name>.csv. Errors: those of
/// reading, "release.tables" (no such column, or no table).
Result<std::vector<std::string>> tables_of_release(const EditionFiles& edition, const std::string& name);

/// Tabulates tables of the edition, protects all together beside what is public already, and places them in
/// one transaction with the audit of everything public: all or none. ids: which; empty: all. visible_from:
/// the second of the release. texts: hold locale/disclosure.csv, too, where `why` is asked for: how a count
/// would be found out when the release is refused. secret: for tables with noise (noise_job.h). Errors: those
/// of each step; "disclosure.leak".
Result<std::vector<PlacedTable>> publish_tables(const Microdata& data, const EditionFiles& edition,
                                                const Messages& texts, ReleaseLedgerPg& ledger,
                                                std::int64_t version, UtcInstant visible_from,
                                                const std::vector<std::string>& ids,
                                                std::string* why = nullptr, const std::string& secret = "");

}  // namespace sanaq
