#include "ledger/release_ledger_pg.h"

#include <sanaq_sql/disclosure.h>

#include <chrono>

#include "ledger/count_bytes.h"
#include "pg/transaction.h"
#include "release_store/release_store_pg.h"

namespace sanaq {

namespace {

using disclosure::LedgerTable;

constexpr std::chrono::milliseconds wait_ms_max{10'000};
constexpr std::string_view letters = ".PS";  // in the order of CellMark

std::string marks_text(const std::vector<CellMark>& marks) {
  std::string text;
  for (const CellMark mark : marks) text += letters[static_cast<std::size_t>(mark)];
  return text;
}

Result<LedgerTable> table_of(const pg::Row& row) {
  LedgerTable table;
  table.version = row.get<std::int64_t>(0);
  SANAQ_TRY(const Json head, parse_json(row.get<std::string_view>(1)));
  SANAQ_TRY(table.head, parse_table_head(head));
  SANAQ_TRY(table.counts, parse_count_bytes(row.get<pg::Bytes>(2).value));
  for (const char letter : row.get<std::string_view>(3)) {
    const std::size_t mark = letters.find(letter);
    if (mark == std::string_view::npos) return Error{"ledger.damaged", table.head.id};
    table.marks.push_back(static_cast<CellMark>(mark));
  }
  const std::size_t cells = cell_count(table.head);
  if (table.counts.size() != cells || table.marks.size() != cells)
    return Error{"ledger.damaged", table.head.id};
  table.width = row.get<std::int64_t>(4);
  table.withdrawn = row.get<bool>(5);
  SANAQ_TRY(table.respondents, parse_count_bytes(row.get<pg::Bytes>(6).value));
  table.width_percent = row.get<std::int64_t>(7);
  if (!table.respondents.empty() && table.respondents.size() != cells)
    return Error{"ledger.damaged", table.head.id};
  return table;
}

Result<std::vector<LedgerTable>> read_tables(pg::Connection& connection, std::string_view edition) {
  SANAQ_TRY(const auto rows, connection.query(sql::disclosure::list_published, {edition}));
  std::vector<LedgerTable> tables;
  for (const auto row : rows) {
    SANAQ_TRY(auto table, table_of(row));
    tables.push_back(std::move(table));
  }
  return tables;
}

Result<Done> note(pg::Connection& connection, const LedgerTable& table) {
  const std::string head = to_canonical(to_json(table.head)), counts = to_count_bytes(table.counts),
                    respondents = to_count_bytes(table.respondents);
  SANAQ_TRY(const auto added, connection.execute(sql::disclosure::add_published,
                                                 {table.head.id, table.version, table.head.edition, head,
                                                  pg::Bytes{counts}, marks_text(table.marks), table.width,
                                                  pg::Bytes{respondents}, table.width_percent}));
  SANAQ_CHECK(added <= 1);
  return Done{};
}

}  // namespace

Result<std::vector<LedgerTable>> ReleaseLedgerPg::tables(std::string_view edition) {
  SANAQ_TRY(auto lease, pool_.acquire(wait_ms_max));
  return read_tables(*lease, edition);
}

Result<Done> ReleaseLedgerPg::place(std::span<const LedgerTable> tables, std::span<const Release> releases,
                                    const Check& check) {
  if (tables.empty()) return Done{};
  SANAQ_TRY(auto lease, pool_.acquire(wait_ms_max));
  SANAQ_TRY(auto transaction, pg::Transaction::begin(*lease));
  SANAQ_TRY(const auto locked, lease->query(sql::disclosure::lock_published, {}));
  SANAQ_CHECK(locked.size() == 1);
  SANAQ_TRY(const auto published, read_tables(*lease, tables.front().head.edition));
  SANAQ_TRY_DONE(check(published));
  for (const LedgerTable& table : tables) SANAQ_TRY_DONE(note(*lease, table));
  for (const Release& release : releases) SANAQ_TRY_DONE(place_release(*lease, release));
  return transaction.commit();
}

Result<Done> ReleaseLedgerPg::withdraw(std::string_view id, std::int64_t version, UtcInstant at) {
  SANAQ_TRY(auto lease, pool_.acquire(wait_ms_max));
  SANAQ_TRY(const auto changed, lease->execute(sql::disclosure::withdraw_published, {id, version, at}));
  if (changed != 1) return Error{"ledger.unknown", std::string(id)};
  return Done{};
}

}  // namespace sanaq
