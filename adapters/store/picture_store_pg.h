#pragma once
#include "casework/picture_store.h"
#include "casework/secrets.h"
#include "exchange/exchange_store.h"
#include "pg/pool.h"

namespace sanaq {

/// Pictures in PostgreSQL, whole or as they arrive in parts from a device. Any thread.
class PictureStorePg final : public PictureStore {
 public:
  PictureStorePg(pg::Pool& pool, const Sealer& sealer) : pool_(pool), sealer_(sealer) {}

  Result<Done> put(CaseId case_id, std::string_view name, const picture::File& file, UtcInstant at) override;
  Result<std::optional<picture::File>> find(CaseId case_id, std::string_view name) override;
  Result<std::vector<PictureLine>> list(CaseId case_id) override;
  Result<std::vector<PictureCase>> cases(const std::vector<std::string>& territories, int limit) override;
  Result<std::optional<PictureCase>> pictures_of(CaseId case_id) override;
  Result<std::vector<std::string>> keep(CaseId case_id, std::span<const std::string> names) override;
  Result<bool> forget(UtcInstant before) override;

  /// See exchange::ExchangeStore.
  Result<std::vector<exchange::PictureStand>> stands(std::span<const exchange::PictureId> asked);
  Result<Done> take_part(DeviceId device, const exchange::PicturePart& part, UtcInstant at);

 private:
  struct Whole;
  Result<std::vector<PictureCase>> cases_of(const std::optional<Uuid>& only,
                                            const std::vector<std::string>& territories, std::int32_t limit);
  Result<Done> add(pg::Connection& connection, const Whole& whole, UtcInstant at);
  Result<Done> continue_with(pg::Connection& connection, const exchange::PicturePart& part, UtcInstant at,
                             std::int32_t held);
  Result<Done> finish(pg::Connection& connection, const exchange::PictureId& picture, UtcInstant at);
  Result<Done> settle(pg::Connection& connection, const exchange::PictureId& picture,
                      PictureLine::State state);

  pg::Pool& pool_;
  const Sealer& sealer_;
};

}  // namespace sanaq
