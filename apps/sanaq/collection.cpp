#include "sanaq/collection.h"

#include <algorithm>
#include <chrono>

#include "casework/forget_job.h"
#include "casework/notice.h"
#include "casework/picture_job.h"
#include "crypto/certificate.h"
#include "http/security_headers.h"
#include "http/static_files.h"
#include "os/files.h"
#include "page/session.h"
#include "sanaq/demo/demo_pages.h"
#include "sanaq/fieldwork/staff_check_pages.h"
#include "sanaq/front_end.h"
#include "sanaq/institution/likeness_job.h"
#include "sanaq/pictures.h"
#include "sanaq/tablet/device_api.h"

namespace sanaq {
namespace {

constexpr std::size_t package_rows_max =
    300;  // longer lists are fetched by the browser when a page needs them
constexpr std::size_t tablet_rows_max = 100'000;  // a tablet works without network: all of them
constexpr std::uint64_t demo_people_seed = 2021;
constexpr int notices_a_round = 200;
constexpr int likenesses_a_round = 500;  // in no hurry: submissions come first
// Fewer than workers: what many wait for together is done by one of them on one connection.
constexpr int connections_max = 12;
constexpr std::chrono::milliseconds job_pause{500};

// Their work waits for nothing, so more than cores only take each other's place.
std::size_t desk_threads(std::size_t workers) {
  return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, workers);
}

// A question for coordinates, or a tablet, which notes where a visit was: only then may a page ask where it
// is.
bool asks_position(const std::vector<Node>& nodes) {
  return std::any_of(nodes.begin(), nodes.end(),
                     [](const Node& node) { return node.type == ValueType::geopoint; });
}

}  // namespace

void GroupSubmitter::submit(PreparedSubmission household, Callback done) {
  if (!commit_.submit(std::move(household), done)) done(Error{"server.busy", {}});
}

Collection::Collection(CollectionConfig config) : config_(std::move(config)), log_(2, system_clock_) {}

Collection::~Collection() { stop(); }

Result<std::unique_ptr<Collection>> Collection::open(CollectionConfig config) {
  std::unique_ptr<Collection> collection(new Collection(std::move(config)));
  SANAQ_TRY_DONE(collection->load());
  SANAQ_TRY_DONE(collection->connect());
  SANAQ_TRY_DONE(collection->make_site());
  return collection;
}

Result<Done> Collection::load_texts() {
  for (const char* area : {"page", "server", "casework", "office", "http", "processing", "dates", "equipment",
                           "fieldwork", "institution"}) {
    const std::string path = config_.locale_folder + '/' + area + ".csv";
    SANAQ_TRY(const std::string csv, os::read_file(path));
    if (auto added = texts_.add(csv); !added)
      return Error{added.error().code, path + ' ' + added.error().detail};
  }
  return Done{};
}

Result<Done> Collection::load() {
  if (!config_.clock.empty()) {
    SANAQ_TRY(const UtcInstant start, parse_rfc3339(config_.clock));
    demo_clock_.set(start);
  }
  SANAQ_TRY(edition_, load_edition(config_.edition_folder));
  people_ = std::make_unique<DemoPersonRegister>(demo_people_seed, edition_.edition.census_date, [](int ms) {
    std::this_thread::sleep_for(std::chrono::milliseconds(ms));
  });
  program_ = std::make_shared<const Program>(*edition_.form.form);
  SANAQ_TRY(SubmissionPlan plan, SubmissionPlan::make(*edition_.form.form));
  forms_.push_back({&*edition_.form.form, std::move(plan)});
  SANAQ_TRY_DONE(load_texts());
  SANAQ_TRY_DONE(os::make_folder(config_.data));
  SANAQ_TRY(keys_, open_or_create_keys(config_.data));
  return Done{};
}

Result<Done> Collection::connect() {
  const auto profile = config_.demo ? pg::ClusterProfile::demo : pg::ClusterProfile::production;
  SANAQ_TRY(database_, DatabaseAccess::open(config_.data, config_.database_url, profile));
  pg::PoolOptions options;
  options.conninfo = database_->conninfo("sanaq_server");
  options.size = connections_max;
  pool_ = std::make_unique<pg::Pool>(options);
  options.limits.look_ups = true;
  households_pool_ = std::make_unique<pg::Pool>(std::move(options));
  hash_ = std::make_unique<CaseworkHash>(*keys_);
  sealer_ = std::make_unique<CaseworkSealer>(*keys_);
  signer_ = std::make_unique<CaseworkSigner>(*keys_);
  receipt_keys_ = std::make_unique<ReceiptPublicKeys>(*keys_);
  sms_ = std::make_unique<DemoSmsGateway>(clock());
  registration_store_ = std::make_unique<RegistrationStorePg>(*households_pool_);
  draft_store_ = std::make_unique<DraftStorePg>(*households_pool_);
  drafts_ = std::make_unique<Drafts>(*draft_store_, *sealer_, clock());
  submissions_ = std::make_unique<SubmissionStorePg>(*pool_, form_numbers_);
  pictures_ = std::make_unique<PictureStorePg>(*pool_, *sealer_);
  papers_ = std::make_unique<PaperStorePg>(*pool_);
  places_ = std::make_unique<PlaceStorePg>(*pool_, *sealer_);
  residents_ = std::make_unique<ResidentStorePg>(*pool_, *sealer_);
  counts_ = std::make_unique<CountStorePg>(*pool_);
  list_signatures_ = std::make_unique<SignatureStorePg>(*pool_, *sealer_);
  reminders_ = std::make_unique<ReminderStorePg>(*pool_);
  likenesses_ = std::make_unique<LikenessStorePg>(*pool_, form_numbers_, *sealer_);
  SANAQ_TRY(auto organisations,
            OrganisationSignaturesCms::open(config_.data + "/keys", config_.demo, clock()));
  organisations_ = std::make_unique<OrganisationSignaturesCms>(std::move(organisations));
  frame_ = std::make_unique<FrameStorePg>(*pool_);
  conflicts_ = std::make_unique<ConflictStorePg>(*pool_, form_numbers_);
  progress_ = std::make_unique<ProgressStorePg>(*pool_, edition_.edition.zone_name);
  notices_ = std::make_unique<NoticeStorePg>(*pool_, form_numbers_);
  staff_ = std::make_unique<StaffStore>(*pool_);
  exchange_ = std::make_unique<ExchangeStorePg>(*pool_, *sealer_);
  devices_ = std::make_unique<DeviceRegisterPg>(*pool_);
  evidence_store_ = std::make_unique<EvidenceStorePg>(*pool_, *sealer_);
  coding_queue_ = std::make_unique<CodingQueuePg>(*pool_);
  pairs_ = std::make_unique<PairReviewPg>(*pool_);
  survey_ = std::make_unique<SurveyStorePg>(*pool_, form_numbers_);
  channel_register_ = std::make_unique<ChannelRegisterPg>(*pool_, *sealer_);
  SANAQ_TRY(channel_,
            DeviceChannel::open(config_.devices, config_.data + "/keys", *channel_register_, system_clock_));
  equipment_holders_ = std::make_unique<EquipmentHoldersPg>(*pool_, *sealer_);
  equipment_acts_ = std::make_unique<EquipmentActsPg>(*pool_, *sealer_);
  device_care_ = std::make_unique<DeviceCarePg>(*pool_);
  visits_ = std::make_unique<VisitStorePg>(*pool_);
  visit_desk_ = std::make_unique<VisitDeskPg>(*visits_);
  door_checks_ = std::make_unique<DoorCheckPg>(*pool_);
  answers_ = std::make_unique<AnswerStorePg>(*pool_);
  wrong_codes_ = std::make_unique<WrongCodesPg>(*pool_, *hash_, "tablet");
  audit_ = std::make_unique<AuditLog>(*pool_);
  commit_ = std::make_unique<GroupCommit>(*submissions_);
  submitter_ = std::make_unique<GroupSubmitter>(*commit_);
  registration_ = std::make_unique<Registration>(
      Registration::Ports{*registration_store_, *people_, *sms_, *hash_, *sealer_, clock(), rng_, texts_},
      RegistrationRules{});
  return Done{};
}

Result<Done> Collection::make_site() {
  SANAQ_TRY(const std::string page_texts, os::read_file(config_.locale_folder + "/page.csv"));
  const std::string bundle = page::write_bundle(write_package(edition_.form_source, package_rows_max),
                                                page_texts, edition_.edition.census_date);
  SANAQ_TRY(FrontEnd front, load_front_end(config_.web_folder));
  files_ = std::move(front.files);
  bundle_ = make_form_bundle(bundle);
  front.assets.form = bundle_.address;
  if (!front.assets.tablet.empty()) {
    tablet_bundle_ = make_form_bundle(page::write_bundle(write_package(edition_.form_source, tablet_rows_max),
                                                         page_texts, edition_.edition.census_date));
    front.assets.tablet_form = tablet_bundle_.address;
    if (!edition_.boundaries.empty()) boundaries_ = make_form_bundle(edition_.boundaries, "boundaries");
    front.assets.tablet_boundaries = boundaries_.address;
  }
  site_.reset(new Site{edition_,
                       program_,
                       forms_.front().plan,
                       forms_,
                       InterviewContext{edition_.edition.census_date},
                       texts_,
                       clock(),
                       config_.demo ? &demo_clock_ : nullptr,
                       log_,
                       metrics_,
                       rng_,
                       *hash_,
                       *sealer_,
                       *signer_,
                       *receipt_keys_,
                       *registration_,
                       *drafts_,
                       *submissions_,
                       *pictures_,
                       *submitter_,
                       *frame_,
                       std::move(front.assets)});
  submission_api_ = std::make_unique<SubmissionApi>(*site_, desk_threads(config_.workers));
  field_ = std::make_unique<FieldDesk>(*site_, *exchange_, *devices_, *device_care_, *visits_, *channel_,
                                       *survey_);
  door_ = std::make_unique<DoorDesk>(*site_, *door_checks_);
  department_keys_.emplace(*keys_);
  bundles_ = std::make_unique<BundleDesk>(
      BundleDesk::Parts{*site_, *exchange_, *devices_, *field_, *department_keys_, *answers_});
  equipment_ = std::make_unique<EquipmentDesk>(
      EquipmentDesk::Parts{*equipment_holders_, *equipment_acts_, *field_, edition_.edition,
                           edition_.territories(), *hash_, clock(), rng_, log_});
  evidence_ = std::make_unique<EvidenceDeskPg>(*evidence_store_, *drafts_);
  SANAQ_TRY(coding_, CodingDesk::open(edition_, *coding_queue_, clock()));
  paper_ = std::make_unique<PaperDesk>(*site_, *papers_);
  institutions_ = std::make_unique<InstitutionDesk>(
      InstitutionDesk::Parts{*site_, *places_, *residents_, *counts_, *list_signatures_, *reminders_,
                             *likenesses_, *organisations_, *staff_, *audit_});
  SANAQ_TRY(fieldwork_,
            FieldworkParts::open({edition_, *pool_, *sealer_, *hash_, *signer_, *receipt_keys_, clock(),
                                  system_clock_, rng_, LeaseHandover(*field_, *devices_, *exchange_), *sms_},
                                 config_.data + "/keys"));
  if (!fieldwork_->looks_for_faces())
    log_.info("portrait.no_cascade", {{"file", FaceFinder::default_file()}});
  office_.reset(new OfficeSite{*site_, *staff_, *conflicts_, *progress_, *audit_, *field_, *evidence_,
                               *paper_, *bundles_, *channel_, *visit_desk_, fieldwork_->desk(), *equipment_,
                               *institutions_, *coding_, *pairs_, system_clock_});
  return Done{};
}

http::Router Collection::routes() {
  http::Router router;
  add_welcome_pages(router, *site_);
  add_registration_pages(router, *site_);
  add_address_pages(router, *site_);
  add_questionnaire_pages(router, *site_);
  add_draft_api(router, *site_);
  add_picture_api(router, *site_);
  add_submission_pages(router, *site_);
  submission_api_->add_routes(router);
  add_verify_pages(router, *site_);
  add_explanation_pages(router, *site_);
  add_list_api(router, *site_);
  const bool is_open = config_.devices.address.empty() || config_.devices.is_site_open;
  add_device_api(router, {*field_, *door_, *bundles_, *receipt_keys_, *channel_, *wrong_codes_, 1, is_open});
  add_front_end(router, files_, bundle_);
  add_tablet_app(router, *site_, tablet_bundle_, boundaries_);
  add_health_pages(router, *site_, *pool_);
  add_office_pages(router, *office_);
  add_staff_check_pages(
      router, {*site_, fieldwork_->desk(), fieldwork_->wrong_numbers(), fieldwork_->reports_sent()});
  if (config_.demo) add_demo_pages(router, *site_, *sms_, *people_);
  return router;
}

// In the tunnel: the calls of tablets and their app, nothing of the site and the office.
http::Router Collection::device_routes() {
  http::Router router;
  add_device_api(router, {*field_, *door_, *bundles_, *receipt_keys_, *channel_, *wrong_codes_, 3});
  add_front_end(router, files_, bundle_);
  add_tablet_app(router, *site_, tablet_bundle_, boundaries_);
  return router;
}

http::ServerConfig Collection::server_config() const {
  http::ServerConfig config;
  config.workers = config_.workers;
  config.queue_max = 2'000;
  const bool tablets = !site_->assets.tablet.empty();
  const bool position = asks_position(edition_.form.form->nodes) || tablets;
  config.fixed_headers =
      http::security_headers({.wasm = true, .blob_images = true, .geolocation = position, .camera = tablets});
  return config;
}

Result<Done> Collection::listen_to_devices() {
  if (config_.devices.address.empty()) return Done{};
  const crypto::CertificateFiles files{config_.data + "/tls/device-certificate.pem",
                                       config_.data + "/tls/device-key.pem"};
  SANAQ_TRY_DONE(
      channel_->authority().ensure_server_certificate(files, config_.devices.address, system_clock_.now()));
  http::ServerConfig config = server_config();
  config.address = config_.devices.address;
  config.port = config_.devices.port;
  config.certificate_file = files.certificate;
  config.key_file = files.key;
  config.client_authority = channel_->authority().certificate();
  http::ServerHooks hooks;
  hooks.log = &log_;
  SANAQ_TRY(device_server_, http::Server::start(std::move(config), device_routes(), std::move(hooks)));
  return Done{};
}

Result<Done> Collection::listen() {
  const crypto::CertificateFiles certificate{config_.data + "/tls/certificate.pem",
                                             config_.data + "/tls/key.pem"};
  SANAQ_TRY_DONE(os::make_folder(config_.data + "/tls", os::FileAccess::owner_only));
  SANAQ_TRY_DONE(crypto::ensure_demo_certificate(certificate, {}, system_clock_.now()));
  http::ServerConfig config = server_config();
  config.address = config_.address;
  config.port = config_.port;
  config.certificate_file = certificate.certificate;
  config.key_file = certificate.key;
  http::ServerHooks hooks;
  hooks.log = &log_;
  hooks.metrics = &metrics_;
  hooks.problem_page = [this](int status, std::string_view code, const http::Request* request) {
    if (request == nullptr || !request->wants_html())
      return http::problem(status, code, request ? request->id : std::string());
    Visitor visitor;
    visitor.language = language_of(*site_, *request);
    if (code == "http.body" && request->route.ends_with("/office/tablets/import"))
      code = "office.import.too_large";
    return message_page(*site_, visitor, texts_.has(code) ? code : "error.server.busy", status);
  };
  SANAQ_TRY(server_, http::Server::start(std::move(config), routes(), std::move(hooks)));
  SANAQ_TRY_DONE(listen_to_devices());
  if (const auto applied = channel_->apply(); !applied) log_.failure("vpn.apply", applied.error());
  jobs_ = std::thread([this] { run_jobs(); });
  drafting_ = std::thread([this] { run_drafting(); });
  return Done{};
}

// Codes to members, counts for boards: small rounds, so that a stop is quick.
void Collection::run_jobs() {
  NoticeJob notices({*notices_, *sms_, *hash_, *sealer_, clock(), texts_}, forms_, PhoneRules{});
  ForgetJob forgetting(*registration_store_, clock());
  PictureJob pictures(*pictures_, clock());
  LikenessJob likenesses(*likenesses_, forms_, *hash_, *sealer_);
  while (!stopping_) {
    if (const auto sent = notices.run(notices_a_round); !sent) log_.failure("notice.failed", sent.error());
    if (const auto folded = progress_->fold(); !folded) log_.failure("progress.failed", folded.error());
    if (const auto done = forgetting.run(); !done) log_.failure("forget.failed", done.error());
    if (const auto done = pictures.run(); !done) log_.failure("pictures.failed", done.error());
    if (const auto done = likenesses.run(likenesses_a_round); !done)
      log_.failure("likeness.failed", done.error());
    std::this_thread::sleep_for(job_pause);
  }
}

// What came on carriers, apart from the jobs: the work of a tablet of many days takes minutes.
void Collection::run_drafting() {
  if (const auto found = bundles_->find_undrafted(); !found)
    log_.failure("device.draft_failed", found.error());
  while (!stopping_)
    if (!bundles_->draft_next()) std::this_thread::sleep_for(job_pause);
}

void Collection::stop() {
  if (stopping_.exchange(true)) return;
  if (server_) server_->stop();
  if (device_server_) device_server_->stop();
  if (field_) field_->stop_drafting();
  if (jobs_.joinable()) jobs_.join();
  if (drafting_.joinable()) drafting_.join();
}

}  // namespace sanaq
