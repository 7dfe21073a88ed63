#pragma once
#include "pg/pool.h"
#include "processing/frozen_states.h"

namespace sanaq {

/// Frozen states in schema `processing`, by the role sanaq_processing. Any thread.
class FrozenStatesPg final : public FrozenStates {
 public:
  explicit FrozenStatesPg(pg::Pool& pool) : pool_(pool) {}
  Result<std::optional<FrozenState>> find(const std::string& edition, std::int64_t revision) override;
  Result<bool> add(const FrozenState& state) override;

 private:
  pg::Pool& pool_;
};

}  // namespace sanaq
