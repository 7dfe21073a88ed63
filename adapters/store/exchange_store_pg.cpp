#include "store/exchange_store_pg.h"

#include <sanaq_sql/exchange.h>

#include <algorithm>
#include <map>

#include "base/byte_stream.h"
#include "exchange/message.h"
#include "exchange/wire.h"
#include "pg/pipeline.h"
#include "pg/transaction.h"
#include "store/database.h"

namespace sanaq {

using namespace exchange;

namespace {

struct StoredHead {
  DeviceId device;
  CaseId case_id;
  Head head;
};

Link link_of_column(pg::Bytes column) {
  Link link{};
  SANAQ_CHECK(column.value.size() == link.size());
  std::copy(column.value.begin(), column.value.end(), link.begin());
  return link;
}

pg::Bytes bytes_of(const Link& link) { return {view(link)}; }

std::map<ChainId, StoredHead> heads_in(const pg::Rows& rows) {
  std::map<ChainId, StoredHead> heads;
  for (const auto row : rows)
    heads[{row.get<Uuid>(0)}] = {{row.get<Uuid>(1)},
                                 {row.get<Uuid>(2)},
                                 {row.get<std::int64_t>(3), link_of_column(row.get<pg::Bytes>(4))}};
  return heads;
}

// Sealed bytes open only in their own place.
std::string place_of(std::string_view kind, const Uuid& owner, std::int64_t number) {
  std::string place(kind);
  place += view(owner.bytes());
  ByteWriter out(place);
  out.number(static_cast<std::uint64_t>(number));
  return place;
}

// The columns of `add_entries`; texts live here as long as the statement needs them.
struct EntryColumns {
  std::vector<Uuid> chains, cases;
  std::vector<std::int64_t> numbers, epochs;
  std::vector<pg::Bytes> links;
  std::vector<std::optional<pg::Bytes>> signatures;
  std::vector<std::string> sealed;
  std::vector<pg::Bytes> sealed_bytes() const {
    std::vector<pg::Bytes> out;
    for (const std::string& one : sealed) out.push_back({one});
    return out;
  }
  void add(const Addition& addition, const Sealer& sealer) {
    for (std::size_t i = 0; i < addition.entries.size(); ++i) {
      const std::int64_t number = addition.expected.number + static_cast<std::int64_t>(i) + 1;
      chains.push_back(addition.chain.value);
      cases.push_back(addition.case_id.value);
      numbers.push_back(number);
      epochs.push_back(addition.read[i].epoch);
      links.push_back(bytes_of(addition.links[i]));
      const bool last = i + 1 == addition.entries.size();
      signatures.push_back(last ? std::optional(pg::Bytes{view(addition.signature)}) : std::nullopt);
      sealed.push_back(sealer.seal(SealPurpose::draft, addition.entries[i],
                                   place_of("entry", addition.chain.value, number)));
    }
  }
};

}  // namespace

Result<std::vector<std::optional<Head>>> ExchangeStorePg::heads(DeviceId device,
                                                                std::span<const ProvenRun> runs) {
  std::vector<Uuid> ids;
  for (const ProvenRun& run : runs) ids.push_back(run.chain.value);
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::exchange::find_chains, {ids}));
  const auto stored = heads_in(rows);
  std::vector<std::optional<Head>> out;
  for (const ProvenRun& run : runs) {
    const auto found = stored.find(run.chain);
    if (found == stored.end())
      out.emplace_back(Head{});
    else if (found->second.device != device || found->second.case_id != run.case_id)
      out.emplace_back();
    else
      out.emplace_back(found->second.head);
  }
  return out;
}

Result<std::optional<Link>> ExchangeStorePg::link_at(ChainId chain, std::int64_t number) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::exchange::find_link, {chain, number}));
  if (rows.empty()) return std::optional<Link>();
  return std::optional(link_of_column(rows[0].get<pg::Bytes>(0)));
}

Result<bool> ExchangeStorePg::holds_fork(const Link& last) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::exchange::find_fork, {bytes_of(last)}));
  return rows[0].get<bool>(0);
}

Result<Done> ExchangeStorePg::commit(const Commit& commit) {
  std::vector<Uuid> ids;
  for (const Addition& addition : commit.additions) ids.push_back(addition.chain.value);
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_STORE_TRY(auto pipeline, pg::Pipeline::begin(*connection));
  SANAQ_STORE_DONE(pipeline.add(sql::exchange::lock_device, {commit.device}));
  SANAQ_STORE_DONE(pipeline.add(sql::exchange::find_chains, {ids}));
  SANAQ_STORE_TRY(const auto answers, pipeline.finish());
  const auto stored = heads_in(answers[1]);
  for (const Addition& addition : commit.additions) {
    const auto found = stored.find(addition.chain);
    const Head head = found == stored.end() ? Head{} : found->second.head;
    if (head != addition.expected) return Error{"exchange.moved", {}};
  }
  SANAQ_TRY_DONE(add_additions(*connection, commit));
  SANAQ_TRY_DONE(add_forks(*connection, commit));
  SANAQ_STORE_DONE(transaction.commit());
  return Done{};
}

Result<Done> ExchangeStorePg::add_additions(pg::Connection& connection, const Commit& commit) {
  if (commit.additions.empty()) return Done{};
  std::vector<Uuid> ids, cases;
  std::vector<std::int64_t> numbers;
  std::vector<pg::Bytes> links;
  EntryColumns entries;
  for (const Addition& addition : commit.additions) {
    ids.push_back(addition.chain.value);
    cases.push_back(addition.case_id.value);
    numbers.push_back(addition.expected.number + static_cast<std::int64_t>(addition.entries.size()));
    links.push_back(bytes_of(addition.links.back()));
    entries.add(addition, sealer_);
  }
  SANAQ_STORE_TRY(auto pipeline, pg::Pipeline::begin(connection));
  SANAQ_STORE_DONE(pipeline.add(sql::exchange::move_chains, {ids, commit.device, cases, numbers, links}));
  SANAQ_STORE_DONE(pipeline.add(sql::exchange::add_entries,
                                {commit.device, commit.at, entries.chains, entries.cases, entries.numbers,
                                 entries.links, entries.epochs, entries.signatures, entries.sealed_bytes()}));
  SANAQ_STORE_TRY([[maybe_unused]] const auto done, pipeline.finish());
  return Done{};
}

Result<Done> ExchangeStorePg::add_forks(pg::Connection& connection, const Commit& commit) {
  if (commit.forks.empty()) return Done{};
  std::vector<pg::Bytes> lasts, sealed;
  std::vector<Uuid> chains, cases;
  std::vector<std::string> texts;
  texts.reserve(commit.forks.size());
  for (const Fork& fork : commit.forks) {
    lasts.push_back(bytes_of(fork.last));
    chains.push_back(fork.run.chain.value);
    cases.push_back(fork.run.case_id.value);
    // A call with this one run: its reader is there already.
    texts.push_back(sealer_.seal(SealPurpose::draft, encode(SyncRequest{commit.device, 0, {fork.run}}),
                                 "fork" + std::string(view(fork.last))));
    sealed.push_back({texts.back()});
  }
  SANAQ_STORE_DONE(
      connection.execute(sql::exchange::add_forks, {commit.device, commit.at, lasts, chains, cases, sealed}));
  return Done{};
}

Result<std::vector<FeedEntry>> ExchangeStorePg::feed(DeviceId device, std::int64_t after, std::size_t limit) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::exchange::read_feed,
                                                     {device, after, static_cast<std::int64_t>(limit)}));
  std::vector<FeedEntry> news;
  for (const auto row : rows) {
    FeedEntry entry{row.get<std::int64_t>(0), static_cast<FeedKind>(row.get<std::int16_t>(1)),
                    {row.get<Uuid>(2)},       row.get<std::int64_t>(3),
                    row.get<std::int64_t>(4), {}};
    SANAQ_TRY(entry.payload,
              sealer_.open(SealPurpose::draft, row.get<pg::Bytes>(5).value,
                           place_of("news", device.value, static_cast<std::int64_t>(entry.kind))));
    news.push_back(std::move(entry));
  }
  return news;
}

Result<Done> ExchangeStorePg::tell(DeviceId device, const std::vector<FeedEntry>& news) {
  if (news.empty()) return Done{};
  std::vector<std::int16_t> kinds;
  std::vector<Uuid> cases;
  std::vector<std::int64_t> epochs, positions;
  std::vector<std::string> texts;
  for (const FeedEntry& entry : news) {
    kinds.push_back(static_cast<std::int16_t>(entry.kind));
    cases.push_back(entry.case_id.value);
    epochs.push_back(entry.epoch);
    positions.push_back(entry.position);
    // The number is given by the database; news open only for their device and as what they are.
    texts.push_back(sealer_.seal(SealPurpose::draft, entry.payload,
                                 place_of("news", device.value, static_cast<std::int64_t>(entry.kind))));
  }
  std::vector<pg::Bytes> sealed;
  for (const std::string& text : texts) sealed.push_back({text});
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_DONE(
      connection->execute(sql::exchange::add_feed, {device, kinds, cases, epochs, positions, sealed}));
  return Done{};
}

Result<std::vector<Entry>> ExchangeStorePg::read(ChainId chain, std::int64_t after, std::int64_t limit) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::exchange::read_entries, {chain, after, limit}));
  std::vector<Entry> entries;
  for (const auto row : rows) {
    SANAQ_TRY(const auto bytes, sealer_.open(SealPurpose::draft, row.get<pg::Bytes>(1).value,
                                             place_of("entry", chain.value, row.get<std::int64_t>(0))));
    SANAQ_TRY(Entry entry, decode_entry(bytes));
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace sanaq
