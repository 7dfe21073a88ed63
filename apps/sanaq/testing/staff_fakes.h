#pragma once
#include <filesystem>
#include <optional>

#include "casework/testing/memory_keys.h"
#include "fieldwork/testing/memory_worker_store.h"
#include "fieldwork/testing/staff_edition.h"
#include "sanaq/fieldwork/fieldwork_desk.h"
#include "sanaq/fieldwork/portrait_rules.h"
#include "sanaq/fieldwork/tablet_handover.h"

namespace sanaq::testing {

/// No seminars, reports or holdings: pages of them are opened, nothing is in them.
class NoSeminars final : public SeminarStore {
 public:
  Result<Done> add(const Seminar&, const AuditRecord&) override { return Done{}; }
  Result<std::vector<Seminar>> list(const std::vector<std::string>&) override {
    return std::vector<Seminar>();
  }
  Result<std::optional<Seminar>> find(SeminarId) override { return std::optional<Seminar>(); }
  Result<std::vector<SeminarSeat>> seats(SeminarId) override { return std::vector<SeminarSeat>(); }
  Result<Enrolment> enrol(SeminarId, const std::vector<WorkerId>&) override { return Enrolment::unknown; }
  Result<bool> change(const Seminar&, const AuditRecord&) override { return false; }
  Result<Done> note(SeminarId, WorkerId, bool, std::optional<int>) override { return Done{}; }
  Result<std::vector<Worker>> waiting(const std::vector<std::string>&,
                                      const std::vector<std::string>&) override {
    return std::vector<Worker>();
  }
};

class NoReports final : public DoorReportStore {
 public:
  Result<Done> add(const DoorReport&) override { return Done{}; }
  Result<std::vector<DoorReport>> list(const std::vector<std::string>&) override {
    return std::vector<DoorReport>();
  }
  Result<bool> see(const Uuid&, const std::vector<std::string>&, const std::string&, UtcInstant) override {
    return false;
  }
};

class NoHoldings final : public HandoverStore, public TabletHandover {
 public:
  Result<std::vector<HandedItem>> kit(WorkerId) override { return std::vector<HandedItem>(); }
  Result<Done> hand(WorkerId, const std::vector<std::string>&, const AuditRecord&) override { return Done{}; }
  Result<std::vector<HeldDevice>> devices(WorkerId) override { return std::vector<HeldDevice>(); }
  Result<std::vector<HeldDevice>> free_devices(const std::vector<std::string>&) override {
    return std::vector<HeldDevice>();
  }
  Result<bool> give_device(DeviceId, WorkerId, const AuditRecord&) override { return false; }
  Result<std::vector<DeviceId>> take_devices(WorkerId, const AuditRecord&) override {
    return std::vector<DeviceId>();
  }
  Result<std::vector<OpenCase>> cases_of(DeviceId) override { return std::vector<OpenCase>(); }
  Result<Done> note_open(WorkerId, const std::vector<OpenCase>&, UtcInstant) override { return Done{}; }
  Result<std::vector<OpenCase>> open_cases(WorkerId) override { return std::vector<OpenCase>(); }
  Result<Done> note_given(WorkerId, CaseId, DeviceId) override { return Done{}; }
  Result<Done> withdraw(const std::vector<OpenCase>&) override { return Done{}; }
  Result<Done> give(const OpenCase&, DeviceId) override { return Done{}; }
};

/// Keeps what was sent.
class KeptSms final : public SmsGateway {
 public:
  std::vector<SmsMessage> sent;
  bool is_away = false;
  Result<SmsAccepted> send(const SmsMessage& message) override {
    if (is_away) return Error{"sms.unavailable", {}};
    sent.push_back(message);
    return SmsAccepted{"1"};
  }
};

/// The census staff without a database.
struct StaffFakes {
  const Clock& clock;
  const KeyedHash& hash;
  const Sealer& sealer;
  MemoryWorkerStore store;
  MemorySigner signer;
  SplitMix rng{21};
  NoSeminars no_seminars;
  NoReports reports;
  NoHoldings holdings;
  PortraitRules portraits = portrait_rules();
  KeptSms sms;
  std::string folder = "/tmp/sanaq-staff-XXXXXX";
  std::optional<crypto::DocumentSeal> seal;
  std::optional<Workforce> workforce;
  std::optional<Seminars> seminars;
  std::optional<FieldworkDesk> desk;

  StaffFakes(const Clock& time, const KeyedHash& keyed, const Sealer& seals)
      : clock(time), hash(keyed), sealer(seals) {
    REQUIRE(::mkdtemp(folder.data()) != nullptr);
  }
  ~StaffFakes() { std::filesystem::remove_all(folder); }
  StaffFakes(const StaffFakes&) = delete;

  void open(const Edition& edition, const Codelist& territories) {
    seal.emplace(crypto::DocumentSeal::open(folder, clock).value());
    workforce.emplace(edition, territories,
                      Workforce::Ports{store, sealer, hash, signer, signer, clock, rng});
    seminars.emplace(no_seminars, *workforce, clock, rng);
    desk.emplace(FieldworkDesk{*workforce, *seminars, reports, holdings, holdings, portraits, *seal, sms});
  }
  WorkerId apply(const std::string& iin, const std::string& territory) {
    ApplicationForm form = good_form(iin);
    form.territory = territory;
    const auto check = workforce->check(form);
    REQUIRE(check.findings.empty());
    return workforce->apply(check.candidate, {{}, "bureau", Role::bureau, ""}).value().front();
  }
};

}  // namespace sanaq::testing
