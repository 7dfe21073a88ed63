#include "census_site.h"

#include <cstdlib>
#include <filesystem>

#include "casework/account_details.h"
#include "measure.h"
#include "pg/copy.h"
#include "pg/transaction.h"

namespace sanaq::perf {
namespace {

constexpr const char* census_day = "2021-09-15T12:00:00+06:00";
constexpr pg::ConnectionLimits no_limits{.statement = std::chrono::milliseconds(0)};

std::string new_folder() {
  const char* base = std::getenv("SANAQ_BENCH_FOLDER");
  std::string name = std::string(base != nullptr ? base : "/tmp") + "/sanaq-bench-XXXXXX";
  SANAQ_CHECK(::mkdtemp(name.data()) != nullptr);
  std::filesystem::permissions(name, std::filesystem::perms(0755));
  return name;
}

}  // namespace

CensusSite::CensusSite(std::int64_t preloaded, const std::function<void(CollectionConfig&)>& change)
    : folder_(new_folder()) {
  pg::ClusterOptions options{.folder = folder_ + "/pg", .profile = pg::ClusterProfile::production};
  cluster_ = must(pg::Cluster::start(std::move(options)), "cluster");
  CollectionConfig config;
  config.data = folder_ + "/data";
  config.database_url = cluster_->conninfo("postgres");
  config.port = 0;
  config.demo = true;
  config.clock = census_day;
  if (const char* workers = std::getenv("SANAQ_BENCH_WORKERS"))
    config.workers = std::strtoul(workers, nullptr, 10);
  if (change) change(config);
  collection_ = must(Collection::open(std::move(config)), "collection");
  if (preloaded > 0) preload(preloaded);
  must(collection_->listen(), "listen");
}

CensusSite::~CensusSite() {
  collection_.reset();
  cluster_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

pg::Connection CensusSite::owner() const {
  return must(pg::Connection::connect(cluster_->conninfo("postgres"), no_limits), "connect");
}

std::int64_t CensusSite::stored_households() const {
  auto connection = owner();
  const auto rows =
      must(connection.query(pg::Statement{"", "select count(*) from casework.submission", "", ""}), "count");
  return rows[0].get<std::int64_t>(0);
}

// Sizes as the questionnaire gives them. The index of persons is built with the free space that an index
// grown by random keys has.
void CensusSite::preload(std::int64_t households) const {
  const std::string n = std::to_string(households);
  const std::string quick =
      "set synchronous_commit = off; set statement_timeout = 0; set maintenance_work_mem = '1GB';";
  auto connection = owner();
  must(connection.run_script(
           quick +
           "alter table casework.person drop constraint person_pkey;"
           "insert into casework.form (form, version, fingerprint) values ('old', '1', 1);"
           "insert into casework.submission select g, ('017b0000-' || substr(md5(g::text), 1, 4) || '-7' || "
           "substr(md5(g::text), 5, 3) || '-8' || substr(md5(g::text), 8, 3) || '-' || "
           "substr(md5(g::text), 12, 12))::uuid,"
           "md5(g::text)::uuid, timestamptz '2021-09-01' + g * interval '0.1 second', 1, 1, 5, "
           "(110000000 + g % 218 * 10000)::text, decode(repeat(md5(g::text), 35), 'hex') from "
           "generate_series(1, " +
           n + ") g"),
       "preload submissions");
  must(
      connection.run_script(
          quick +
          "insert into identity.household select g, decode(repeat(md5(g::text), 20), 'hex') from "
          "generate_series(1, " +
          n +
          ") g;"
          "insert into casework.person select md5(g::text || 'p' || m)::uuid, g, m from generate_series(1, " +
          n +
          ") g, generate_series(1, 5) m;"
          "alter table casework.person add constraint person_pkey primary key (key) with (fillfactor = 70);"
          "update casework.cursor set serial = " +
          n),
      "preload persons");
  must(connection.run_script("analyze casework.submission, casework.person, identity.household"), "analyze");
  must(connection.run_script("vacuum casework.submission"), "vacuum");
  must(connection.run_script("checkpoint"), "checkpoint");
}

namespace {

AccountDetails details_of(std::uint64_t number) {
  AccountDetails details;
  details.phone = "7701" + std::to_string(1'000'000 + number % 9'000'000);
  return details;
}

std::string_view view(const Uuid& id) {
  return {reinterpret_cast<const char*>(id.bytes().data()), id.bytes().size()};
}

}  // namespace

std::string session_token(std::uint64_t number) {
  std::string digits = std::to_string(number);
  return "measured-" + std::string(10 - digits.size(), '0') + digits + std::string(24, 'x');
}

void add_sessions(CensusSite& site, std::uint64_t first, std::uint64_t count) {
  auto connection = site.owner();
  Collection& c = site.collection();
  const UtcInstant now = c.clock().now();
  auto transaction = must(pg::Transaction::begin(connection), "begin");
  std::vector<Uuid> accounts, cases;
  {
    auto copy = must(pg::CopyIn::begin(connection,
                                       "copy casework.account (id, person, case_id, sealed, language, "
                                       "created_at) from stdin (format binary)"),
                     "copy");
    for (std::uint64_t i = 0; i < count; ++i) {
      const std::int64_t at = now.micros / 1000 - static_cast<std::int64_t>(count - i);
      accounts.push_back(Uuid::make(at, c.rng()));
      cases.push_back(Uuid::make(at, c.rng()));
      const std::string details = write_details(details_of(first + i));
      const std::string sealed = c.sealer().seal(SealPurpose::account, details, view(accounts.back()));
      const Uuid person = Uuid::make(at, c.rng());
      must(copy.row({accounts.back(), person, cases.back(), pg::Bytes{sealed}, "kk", now}), "account");
    }
    must(copy.finish(), "accounts");
  }
  auto copy = must(pg::CopyIn::begin(connection,
                                     "copy casework.session (token_hash, account, case_id, expires_at) "
                                     "from stdin (format binary)"),
                   "copy");
  const UtcInstant until{now.micros + 10 * 3600 * micros_per_second};
  for (std::uint64_t i = 0; i < count; ++i) {
    const Mac hash = c.hash().mac(HashPurpose::session, session_token(first + i));
    const pg::Bytes bytes{std::string_view(reinterpret_cast<const char*>(hash.data()), hash.size())};
    must(copy.row({bytes, accounts[i], cases[i], until}), "session");
  }
  must(copy.finish(), "sessions");
  must(transaction.commit(), "commit");
  must(connection.run_script("analyze casework.session, casework.account"), "analyze");
}

}  // namespace sanaq::perf
