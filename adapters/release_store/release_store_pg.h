#pragma once
#include "pg/pool.h"
#include "publishing/release_store.h"

namespace sanaq {

/// The public catalogue over schema `release`, for the role sanaq_portal. Two gates keep the embargo: the
/// views of the schema (clock of the database) and `now` (clock of the program). May be used from many
/// threads.
class ReleaseCataloguePg final : public ReleaseCatalogue {
 public:
  explicit ReleaseCataloguePg(pg::Pool& pool) : pool_(pool) {}
  Result<std::vector<ReleaseSummary>> list(UtcInstant now) override;
  Result<std::optional<ReleaseSummary>> newest(std::string_view id, UtcInstant now) override;
  Result<std::vector<ReleaseFileInfo>> files(std::string_view id, std::int64_t version,
                                             UtcInstant now) override;
  Result<std::optional<ReleaseFile>> file(std::string_view id, std::int64_t version, std::string_view name,
                                          UtcInstant now) override;

 private:
  pg::Pool& pool_;
};

/// The office's side, for the role sanaq_processing. A release and its files are one transaction.
class ReleaseArchivePg final : public ReleaseArchive {
 public:
  explicit ReleaseArchivePg(pg::Pool& pool) : pool_(pool) {}
  Result<Done> place(const Release& release) override;

 private:
  pg::Pool& pool_;
};

/// The same within a transaction that the caller has begun and commits. Errors: as ReleaseArchive::place.
Result<Done> place_release(pg::Connection& connection, const Release& release);

}  // namespace sanaq
