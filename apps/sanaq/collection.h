#pragma once
#include <atomic>
#include <memory>
#include <string>
#include <thread>

#include "http/server.h"
#include "os/clocks.h"
#include "os/system_rng.h"
#include "pg/pool.h"
#include "register/demo_person_register.h"
#include "register/demo_sms_gateway.h"
#include "sanaq/database_access.h"
#include "sanaq/equipment/equipment_desk.h"
#include "sanaq/fieldwork/fieldwork_parts.h"
#include "sanaq/front_end.h"
#include "sanaq/institution/institution_desk.h"
#include "sanaq/office/coding_desk.h"
#include "sanaq/office/office.h"
#include "sanaq/office/paper_desk.h"
#include "sanaq/office/visit_desk.h"
#include "sanaq/respondent/submission_api.h"
#include "sanaq/respondent/submitter.h"
#include "sanaq/site.h"
#include "sanaq/tablet/bundle_desk.h"
#include "sanaq/tablet/device_channel.h"
#include "sanaq/tablet/door_desk.h"
#include "sanaq/tablet/field_desk.h"
#include "store/audit_log.h"
#include "store/casework_keys.h"
#include "store/coding_queue_pg.h"
#include "store/conflict_store_pg.h"
#include "store/count_store_pg.h"
#include "store/draft_store_pg.h"
#include "store/equipment_acts_pg.h"
#include "store/equipment_holders_pg.h"
#include "store/frame_store_pg.h"
#include "store/likeness_store_pg.h"
#include "store/group_commit.h"
#include "store/notice_store_pg.h"
#include "store/pair_review_pg.h"
#include "store/paper_store_pg.h"
#include "store/place_store_pg.h"
#include "store/progress_store_pg.h"
#include "store/registration_store_pg.h"
#include "store/reminder_store_pg.h"
#include "store/resident_store_pg.h"
#include "store/signature_store_pg.h"
#include "store/staff_store.h"
#include "store/submission_store_pg.h"
#include "store/survey_store_pg.h"
#include "store/wrong_codes_pg.h"

namespace sanaq {

struct CollectionConfig {
  std::string data = "data";
  std::string database_url;  // empty: private cluster in `data`
  std::string edition_folder = "editions/kz-2021";
  std::string locale_folder = "locale";
  std::string web_folder = "build/web";  // built front end
  std::string address = "127.0.0.1";
  std::uint16_t port = 8443;
  bool demo = false;
  std::string clock;         // RFC 3339: where the demo clock starts; empty: the machine's time
  std::size_t workers = 64;  // most of them wait: for company in a transaction, and for its flush
  DeviceChannelConfig devices;
};

/// GroupCommit as the site's Submitter.
class GroupSubmitter final : public Submitter {
 public:
  explicit GroupSubmitter(GroupCommit& commit) : commit_(commit) {}
  void submit(PreparedSubmission household, Callback done) override;

 private:
  GroupCommit& commit_;
};

/// The collection server and everything it stands on, in the order in which the parts depend on each other.
class Collection {
 public:
  /// Errors: those of loading the edition, the keys, the database and the front end.
  static Result<std::unique_ptr<Collection>> open(CollectionConfig config);
  Collection(const Collection&) = delete;
  ~Collection();

  /// Starts to listen. Errors: those of http::Server::start.
  Result<Done> listen();
  std::uint16_t port() const { return server_ ? server_->port() : 0; }
  /// Of the listener for tablets; 0 without one.
  std::uint16_t device_port() const { return device_server_ ? device_server_->port() : 0; }
  void stop();
  /// Every address of the site with its handler, as listen() serves them.
  http::Router routes();

  const CollectionConfig& config() const { return config_; }
  const EditionFiles& edition() const { return edition_; }
  const DatabaseAccess& database() const { return *database_; }
  const crypto::Keyring& keys() const { return *keys_; }
  Site& site() { return *site_; }
  pg::Pool& pool() { return *pool_; }
  FieldDesk& field() { return *field_; }
  FieldworkDesk& fieldwork() { return fieldwork_->desk(); }
  DeviceChannel& device_channel() { return *channel_; }
  BundleDesk& bundles() { return *bundles_; }
  EquipmentDesk& equipment() { return *equipment_; }
  GroupCommit& commit() { return *commit_; }
  FrameStorePg& frame() { return *frame_; }
  StaffStore& staff() { return *staff_; }
  ConflictStore& conflicts() { return *conflicts_; }
  ProgressStore& progress() { return *progress_; }
  AuditLog& audit() { return *audit_; }
  InstitutionDesk& institutions() { return *institutions_; }
  LikenessStore& likenesses() { return *likenesses_; }
  os::Log& log() { return log_; }
  const Clock& clock() const { return config_.demo ? static_cast<const Clock&>(demo_clock_) : system_clock_; }
  Rng& rng() { return rng_; }
  const std::vector<KnownForm>& forms() const { return forms_; }
  const CaseworkSealer& sealer() const { return *sealer_; }
  const CaseworkHash& hash() const { return *hash_; }
  const DemoPersonRegister& people() const { return *people_; }

 private:
  explicit Collection(CollectionConfig config);
  Result<Done> load();
  Result<Done> load_texts();
  Result<Done> connect();
  Result<Done> make_site();
  http::Router device_routes();
  http::ServerConfig server_config() const;
  Result<Done> listen_to_devices();
  void run_jobs();
  void run_drafting();

  CollectionConfig config_;
  os::SystemClock system_clock_;
  os::DemoClock demo_clock_{system_clock_};
  os::Log log_;
  os::Metrics metrics_;
  os::SystemRng rng_;
  EditionFiles edition_;
  std::shared_ptr<const Program> program_;
  std::vector<KnownForm> forms_;
  Messages texts_;
  std::optional<crypto::Keyring> keys_;
  std::optional<DatabaseAccess> database_;
  std::unique_ptr<pg::Pool> pool_;
  std::unique_ptr<pg::Pool> households_pool_;  // for statements about many households at once
  std::unique_ptr<CaseworkHash> hash_;
  std::unique_ptr<CaseworkSealer> sealer_;
  std::unique_ptr<CaseworkSigner> signer_;
  std::unique_ptr<ReceiptPublicKeys> receipt_keys_;
  std::unique_ptr<DemoPersonRegister> people_;
  std::unique_ptr<DemoSmsGateway> sms_;
  FormNumbers form_numbers_;
  std::unique_ptr<RegistrationStorePg> registration_store_;
  std::unique_ptr<Registration> registration_;
  std::unique_ptr<DraftStorePg> draft_store_;
  std::unique_ptr<Drafts> drafts_;
  std::unique_ptr<SubmissionStorePg> submissions_;
  std::unique_ptr<PictureStorePg> pictures_;
  std::unique_ptr<PaperStorePg> papers_;
  std::unique_ptr<PlaceStorePg> places_;
  std::unique_ptr<ResidentStorePg> residents_;
  std::unique_ptr<CountStorePg> counts_;
  std::unique_ptr<LikenessStorePg> likenesses_;
  std::unique_ptr<SignatureStorePg> list_signatures_;
  std::unique_ptr<ReminderStorePg> reminders_;
  std::unique_ptr<OrganisationSignaturesCms> organisations_;
  std::unique_ptr<FrameStorePg> frame_;
  std::unique_ptr<ConflictStorePg> conflicts_;
  std::unique_ptr<ProgressStorePg> progress_;
  std::unique_ptr<NoticeStorePg> notices_;
  std::unique_ptr<StaffStore> staff_;
  std::unique_ptr<ExchangeStorePg> exchange_;
  std::unique_ptr<DeviceRegisterPg> devices_;
  std::unique_ptr<ChannelRegisterPg> channel_register_;
  std::unique_ptr<DeviceChannel> channel_;
  std::unique_ptr<WrongCodesPg> wrong_codes_;
  std::unique_ptr<DeviceCarePg> device_care_;
  std::unique_ptr<VisitStorePg> visits_;
  std::unique_ptr<VisitDeskPg> visit_desk_;
  std::unique_ptr<DoorCheckPg> door_checks_;
  std::unique_ptr<AnswerStorePg> answers_;
  std::unique_ptr<AuditLog> audit_;
  std::unique_ptr<GroupCommit> commit_;
  std::unique_ptr<GroupSubmitter> submitter_;
  std::shared_ptr<http::StaticFiles> files_;  // owners: this object and the route of /assets
  FormBundle bundle_, tablet_bundle_, boundaries_;
  std::unique_ptr<Site> site_;
  std::unique_ptr<SubmissionApi> submission_api_;
  std::unique_ptr<EvidenceStorePg> evidence_store_;
  std::unique_ptr<EvidenceDeskPg> evidence_;
  std::unique_ptr<CodingQueuePg> coding_queue_;
  std::unique_ptr<PairReviewPg> pairs_;
  std::unique_ptr<SurveyStorePg> survey_;
  std::unique_ptr<CodingDesk> coding_;
  std::unique_ptr<FieldDesk> field_;
  std::unique_ptr<DoorDesk> door_;
  std::unique_ptr<PaperDesk> paper_;
  std::unique_ptr<InstitutionDesk> institutions_;
  std::optional<DepartmentKeys> department_keys_;
  std::unique_ptr<BundleDesk> bundles_;
  std::unique_ptr<EquipmentHoldersPg> equipment_holders_;
  std::unique_ptr<EquipmentActsPg> equipment_acts_;
  std::unique_ptr<EquipmentDesk> equipment_;
  std::unique_ptr<FieldworkParts> fieldwork_;
  std::unique_ptr<OfficeSite> office_;
  std::unique_ptr<http::Server> server_, device_server_;
  std::atomic<bool> stopping_ = false;
  std::thread jobs_, drafting_;
};

}  // namespace sanaq
