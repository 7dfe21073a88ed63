#pragma once
#include <atomic>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/desk.h"
#include "sanaq/site.h"
#include "sanaq/tablet/enrolled_key.h"
#include "sanaq/tablet/tablet_desk.h"
#include "store/device_care_pg.h"
#include "store/exchange_store_pg.h"
#include "store/visit_store_pg.h"

namespace sanaq {

class DeviceChannel;
class SurveyRounds;

/// A call as it came.
struct DeviceCall {
  DeviceId device;
  std::string proof;  // the device's signature over the call
  std::string_view body;
  std::int16_t channel = 1;           // as in CallRecord
  std::string_view certificate = {};  // SHA-256 of what was shown at the tunnel's listener
  std::string told = {};              // as in CallRecord
  bool packed = false;                // the body is raw DEFLATE; the proof is over it as it came
};

/// The office's side of the tablets: invites and enrols them, gives them addresses, takes their work, carries
/// it into the drafts of the cases, submits what is finished. Any thread.
class FieldDesk final : public TabletDesk {
 public:
  FieldDesk(const Site& site, ExchangeStorePg& exchange, DeviceRegisterPg& devices, DeviceCarePg& care,
            VisitStorePg& visits, DeviceChannel& channel, SurveyRounds& survey);

  Result<std::string> invite(const std::string& label, const std::string& territory,
                             bool phrase = false) override;
  Result<std::vector<std::string>> release_codes(DeviceId device) override;
  /// {"number","code"}: the code that opens the device after it sealed itself, to follow the one it has.
  /// question: {"have":number}. Errors: "exchange.locked", those of parse_json.
  Result<Json> next_release(const DeviceRecord& device, std::string_view question);
  /// Whether the device is to be opened by a phrase.
  Result<bool> needs_phrase(DeviceId device);
  /// key: Ed25519, 32 bytes. Errors: "device.code" (wrong, used, too old), "device.key".
  Result<DeviceRecord> enrol(std::string_view code, std::string_view key);
  /// Whose call it is. Errors: "device.proof" (unknown device or wrong signature), "device.revoked",
  /// "device.certificate" (in the tunnel: of another device, replaced or too old), "store.unavailable".
  Result<DeviceRecord> identify(const DeviceCall& call);
  /// Takes and answers a call. Errors: those of identify(), "exchange.form", "exchange.size",
  /// "exchange.device".
  Result<std::string> sync(const DeviceCall& call);

  /// place: JSON of the address as the tablet shows it. Takes the case from the one that had it.
  Result<Done> assign(CaseId case_id, DeviceId device, const std::string& place,
                      std::optional<DwellingId> dwelling = {});
  Result<int> assign_next(DeviceId device, int count) override;
  Result<Done> set_state(DeviceId device, DeviceState state) override;
  Result<std::vector<DeviceLine>> list() override { return devices_.list(); }

  /// Puts into the device's feed what is new for it: cases that others wrote in, the questionnaire.
  Result<Done> tell_news(DeviceId device);
  /// Carries what a device wrote into the drafts of its cases and submits what is finished, from where it
  /// stopped.
  Result<Done> draft_all(DeviceId device);
  /// The end of the program does not wait for all of it.
  void stop_drafting() { stopping_ = true; }

  /// What a device signs to prove a call.
  static std::string proof_bytes(std::string_view body);
  static constexpr std::int64_t invitation_seconds = 600;
  /// A call as it comes, and unpacked.
  static constexpr std::size_t call_bytes_max = 2 * 1024 * 1024;

 private:
  static Result<std::string> unpack(const DeviceCall& call);
  Result<std::string> take_call(const DeviceCall& call);
  void note_refusal(const DeviceCall& call, const std::string& code);
  void note_call(const DeviceCall& call, const exchange::SyncRequest& request,
                 const exchange::SyncAnswer& answer, std::size_t bytes_out);
  Result<Done> tell_form(DeviceId device);
  Result<Done> tell_case(DeviceId device, const CaseNews& news);
  Result<Done> draft_chain(DeviceId device, ChainBehind chain);
  Result<Done> draft_entry(DeviceId device, const exchange::Entry& entry, ChainBehind& chain);
  Result<Done> note_visit(const exchange::Entry& entry, const ChainBehind& chain);
  Result<Done> keep_picture(const exchange::Entry& entry, CaseId case_id);
  Result<Done> draft_operations(const exchange::Entry& entry, ChainBehind& chain);
  Result<Done> finish(DeviceId device, CaseId case_id);
  Result<Done> tell_unfinished(DeviceId device, CaseId case_id, const std::vector<std::string>& findings);

  const Site& site_;
  ExchangeStorePg& exchange_;
  DeviceRegisterPg& devices_;
  DeviceCarePg& care_;
  VisitStorePg& visits_;
  DeviceChannel& channel_;
  SurveyRounds& survey_;
  SheetSigner signer_;
  std::atomic<bool> stopping_ = false;
  exchange::SyncDesk desk_;
};

}  // namespace sanaq
