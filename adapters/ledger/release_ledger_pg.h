#pragma once
#include <functional>
#include <span>

#include "disclosure/ledger.h"
#include "pg/pool.h"
#include "publishing/release.h"

namespace sanaq {

/// The ledger over schema `disclosure`, for the role sanaq_processing. May be used from many threads.
class ReleaseLedgerPg final : public disclosure::ReleaseLedger {
 public:
  explicit ReleaseLedgerPg(pg::Pool& pool) : pool_(pool) {}
  Result<std::vector<disclosure::LedgerTable>> tables(std::string_view edition) override;

  /// Says whether the new tables may become public beside those that are; an Error forbids it.
  using Check = std::function<Result<Done>(const std::vector<disclosure::LedgerTable>& published)>;
  /// Makes releases public: under a lock reads what is public, asks `check`, notes the tables and places the
  /// releases, all in one transaction. tables: of one edition, those of the releases and
  /// what else the releases let a reader know. Placing the same again changes
  /// nothing. Errors: those of `check`; those of ReleaseArchive::place; "db.…".
  Result<Done> place(std::span<const disclosure::LedgerTable> tables, std::span<const Release> releases,
                     const Check& check);
  /// Notes that a version is shown no more; it stays known. Errors: "ledger.unknown" (no such version, or
  /// withdrawn before); "db.…".
  Result<Done> withdraw(std::string_view id, std::int64_t version, UtcInstant at);

 private:
  pg::Pool& pool_;
};

}  // namespace sanaq
