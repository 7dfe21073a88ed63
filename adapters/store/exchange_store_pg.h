#pragma once
#include "casework/secrets.h"
#include "exchange/exchange_store.h"
#include "pg/pool.h"
#include "store/picture_store_pg.h"

namespace sanaq {

/// Chains, forks and feeds of devices in PostgreSQL, schema `exchange`; entries and news are sealed. Calls of
/// one device follow each other (its row is locked); those of different devices do not wait for each other.
/// Any thread.
class ExchangeStorePg final : public exchange::ExchangeStore {
 public:
  ExchangeStorePg(pg::Pool& pool, const Sealer& sealer)
      : pool_(pool), sealer_(sealer), pictures_(pool, sealer) {}

  Result<std::vector<std::optional<exchange::Head>>> heads(
      DeviceId device, std::span<const exchange::ProvenRun> runs) override;
  Result<std::optional<exchange::Link>> link_at(exchange::ChainId chain, std::int64_t number) override;
  Result<bool> holds_fork(const exchange::Link& last) override;
  Result<Done> commit(const exchange::Commit& commit) override;
  Result<std::vector<exchange::PictureStand>> pictures(std::span<const exchange::PictureId> asked) override {
    return pictures_.stands(asked);
  }
  Result<Done> take_part(DeviceId device, const exchange::PicturePart& part, UtcInstant at) override {
    return pictures_.take_part(device, part, at);
  }
  Result<std::vector<exchange::FeedEntry>> feed(DeviceId device, std::int64_t after,
                                                std::size_t limit) override;

  /// News for a device; `number` of each is given here. All or nothing.
  Result<Done> tell(DeviceId device, const std::vector<exchange::FeedEntry>& news);
  /// Entries of a chain after a number, opened, at most `limit`. Errors: "seal.broken" too.
  Result<std::vector<exchange::Entry>> read(exchange::ChainId chain, std::int64_t after, std::int64_t limit);

 private:
  Result<Done> add_additions(pg::Connection& connection, const exchange::Commit& commit);
  Result<Done> add_forks(pg::Connection& connection, const exchange::Commit& commit);

  pg::Pool& pool_;
  const Sealer& sealer_;
  PictureStorePg pictures_;
};

}  // namespace sanaq
