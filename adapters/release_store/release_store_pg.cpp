#include "release_store/release_store_pg.h"

#include <sanaq_sql/publishing.h>

#include <algorithm>
#include <chrono>

#include "base/json.h"
#include "pg/transaction.h"

namespace sanaq {

namespace {

constexpr std::chrono::milliseconds wait_ms_max{2'000};

Result<ReleaseSummary> summary_of(const pg::Row& row) {
  SANAQ_TRY(const Json title, parse_json(row.get<std::string_view>(3)));
  SANAQ_TRY(auto labels, Labels::parse(title));
  return ReleaseSummary{row.get<std::string>(0), row.get<std::int64_t>(1), row.get<std::string>(2),
                        std::move(labels), row.get<UtcInstant>(4)};
}

/// Done when the version that is there holds the same files from the same second. Errors: "release.exists".
Result<Done> check_same(pg::Connection& connection, const Release& release) {
  SANAQ_TRY(const auto rows, connection.query(sql::publishing::placed_files, {release.id, release.version}));
  bool same = rows.size() == static_cast<int>(release.files.size());
  for (const auto row : rows) {
    const auto name = row.get<std::string_view>(0);
    const auto file = std::find_if(release.files.begin(), release.files.end(),
                                   [name](const ReleaseFile& candidate) { return candidate.name == name; });
    same = same && file != release.files.end() && file->sha256 == row.get<std::string_view>(1) &&
           row.get<UtcInstant>(2) == release.visible_from;
  }
  if (!same) return Error{"release.exists", release.id};
  return Done{};
}

}  // namespace

Result<std::vector<ReleaseSummary>> ReleaseCataloguePg::list(UtcInstant now) {
  SANAQ_TRY(auto lease, pool_.acquire(wait_ms_max));
  SANAQ_TRY(const auto rows, lease->query(sql::publishing::list_releases, {now}));
  std::vector<ReleaseSummary> summaries;
  for (const auto row : rows) {
    SANAQ_TRY(auto summary, summary_of(row));
    summaries.push_back(std::move(summary));
  }
  return summaries;
}

Result<std::optional<ReleaseSummary>> ReleaseCataloguePg::newest(std::string_view id, UtcInstant now) {
  SANAQ_TRY(auto lease, pool_.acquire(wait_ms_max));
  SANAQ_TRY(const auto rows, lease->query(sql::publishing::newest_release, {id, now}));
  if (rows.empty()) return std::optional<ReleaseSummary>{};
  SANAQ_TRY(auto summary, summary_of(rows[0]));
  return std::optional(std::move(summary));
}

Result<std::vector<ReleaseFileInfo>> ReleaseCataloguePg::files(std::string_view id, std::int64_t version,
                                                               UtcInstant now) {
  SANAQ_TRY(auto lease, pool_.acquire(wait_ms_max));
  SANAQ_TRY(const auto rows, lease->query(sql::publishing::list_files, {id, version, now}));
  std::vector<ReleaseFileInfo> infos;
  for (const auto row : rows) {
    infos.push_back({row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2),
                     row.get<std::string>(3), row.get<std::int64_t>(4)});
  }
  return infos;
}

Result<std::optional<ReleaseFile>> ReleaseCataloguePg::file(std::string_view id, std::int64_t version,
                                                            std::string_view name, UtcInstant now) {
  SANAQ_TRY(auto lease, pool_.acquire(wait_ms_max));
  SANAQ_TRY(const auto rows, lease->query(sql::publishing::find_file, {id, version, name, now}));
  if (rows.empty()) return std::optional<ReleaseFile>{};
  const auto row = rows[0];
  return std::optional(ReleaseFile{row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2),
                                   row.get<std::string>(3), std::string(row.get<pg::Bytes>(4).value)});
}

Result<Done> ReleaseArchivePg::place(const Release& release) {
  SANAQ_TRY(auto lease, pool_.acquire(wait_ms_max));
  SANAQ_TRY(auto transaction, pg::Transaction::begin(*lease));
  SANAQ_TRY_DONE(place_release(*lease, release));
  return transaction.commit();
}

Result<Done> place_release(pg::Connection& connection, const Release& release) {
  SANAQ_TRY(const auto last, connection.query(sql::publishing::last_version, {release.id}));
  const auto last_version = last[0].get<std::int64_t>(0);
  if (release.version <= last_version) return check_same(connection, release);
  if (release.version != last_version + 1) return Error{"release.version", release.id};
  const std::string title = to_canonical(release.title.to_json());
  SANAQ_TRY(const auto added,
            connection.execute(sql::publishing::add_release,
                               {release.id, release.version, release.edition, title, release.visible_from}));
  if (added != 1) return Error{"release.exists", release.id};  // another job placed it in the same moment
  for (const ReleaseFile& file : release.files) {
    SANAQ_TRY(const auto rows, connection.execute(sql::publishing::add_release_file,
                                                  {release.id, release.version, file.name, file.media_type,
                                                   file.language, file.sha256, pg::Bytes{file.bytes}}));
    SANAQ_CHECK(rows == 1);
  }
  return Done{};
}

}  // namespace sanaq
