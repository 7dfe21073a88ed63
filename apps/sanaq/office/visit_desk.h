#pragma once
#include "store/visit_store_pg.h"

namespace sanaq {

/// What the office's pages of visits need (port). Errors: "store.unavailable".
class VisitDesk {
 public:
  virtual ~VisitDesk() = default;
  virtual Result<std::vector<VisitLine>> visits(const VisitQuery& query) = 0;
};

/// From PostgreSQL.
class VisitDeskPg final : public VisitDesk {
 public:
  explicit VisitDeskPg(VisitStorePg& store) : store_(store) {}
  Result<std::vector<VisitLine>> visits(const VisitQuery& query) override { return store_.find(query); }

 private:
  VisitStorePg& store_;
};

}  // namespace sanaq
