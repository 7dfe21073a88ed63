#pragma once
#include "fieldwork/door_report.h"
#include "fieldwork/handover.h"
#include "fieldwork/seminar.h"
#include "pg/pool.h"

namespace sanaq {

/// Seminars in PostgreSQL. Any thread.
class SeminarStorePg final : public SeminarStore {
 public:
  explicit SeminarStorePg(pg::Pool& pool) : pool_(pool) {}
  Result<Done> add(const Seminar& seminar, const AuditRecord& line) override;
  Result<std::vector<Seminar>> list(const std::vector<std::string>& territories) override;
  Result<std::optional<Seminar>> find(SeminarId id) override;
  Result<std::vector<SeminarSeat>> seats(SeminarId id) override;
  Result<Enrolment> enrol(SeminarId id, const std::vector<WorkerId>& workers) override;
  Result<bool> change(const Seminar& seminar, const AuditRecord& line) override;
  Result<Done> note(SeminarId id, WorkerId worker, bool attended, std::optional<int> points) override;
  Result<std::vector<Worker>> waiting(const std::vector<std::string>& territories,
                                      const std::vector<std::string>& roles) override;

 private:
  pg::Pool& pool_;
};

/// Reports from doors in PostgreSQL, place and words sealed. Any thread.
class DoorReportStorePg final : public DoorReportStore {
 public:
  DoorReportStorePg(pg::Pool& pool, const Sealer& sealer) : pool_(pool), sealer_(sealer) {}
  Result<Done> add(const DoorReport& report) override;
  Result<std::vector<DoorReport>> list(const std::vector<std::string>& territories) override;
  Result<bool> see(const Uuid& id, const std::vector<std::string>& territories, const std::string& actor,
                   UtcInstant at) override;

 private:
  pg::Pool& pool_;
  const Sealer& sealer_;
};

/// Kit, tablets in hands and open cases in PostgreSQL. Any thread.
class HandoverStorePg final : public HandoverStore {
 public:
  explicit HandoverStorePg(pg::Pool& pool) : pool_(pool) {}
  Result<std::vector<HandedItem>> kit(WorkerId worker) override;
  Result<Done> hand(WorkerId worker, const std::vector<std::string>& items, const AuditRecord& line) override;
  Result<std::vector<HeldDevice>> devices(WorkerId worker) override;
  Result<std::vector<HeldDevice>> free_devices(const std::vector<std::string>& territories) override;
  Result<bool> give_device(DeviceId device, WorkerId worker, const AuditRecord& line) override;
  Result<std::vector<DeviceId>> take_devices(WorkerId worker, const AuditRecord& line) override;
  Result<std::vector<OpenCase>> cases_of(DeviceId device) override;
  Result<Done> note_open(WorkerId worker, const std::vector<OpenCase>& cases, UtcInstant at) override;
  Result<std::vector<OpenCase>> open_cases(WorkerId worker) override;
  Result<Done> note_given(WorkerId worker, CaseId case_id, DeviceId device) override;

 private:
  pg::Pool& pool_;
};

}  // namespace sanaq
