#include "sanaq/database_access.h"

#include "os/files.h"
#include "pg/connection.h"
#include "pg/migration.h"

namespace sanaq {
namespace {

const std::string database_name = "sanaq";

Result<Done> bring_up_to_date(const std::string& conninfo) {
  pg::ConnectionLimits limits;
  limits.statement = std::chrono::milliseconds(0);
  SANAQ_TRY(auto connection, pg::Connection::connect(conninfo, limits));
  SANAQ_TRY([[maybe_unused]] const auto report,
            pg::migrate(connection, pg::schema_migrations(), pg::schema_roles()));
  return Done{};
}

}  // namespace

Result<DatabaseAccess> DatabaseAccess::open(const std::string& data, const std::string& url,
                                            pg::ClusterProfile profile) {
  DatabaseAccess access;
  access.url_ = url;
  if (url.empty()) {
    SANAQ_TRY_DONE(os::make_folder(data, os::FileAccess::everyone));
    pg::ClusterOptions options;
    options.folder = data;
    options.profile = profile;
    SANAQ_TRY(access.cluster_, pg::Cluster::start(std::move(options)));
    SANAQ_TRY_DONE(access.cluster_->ensure_database(database_name));
  }
  SANAQ_TRY_DONE(bring_up_to_date(url.empty() ? access.cluster_->conninfo(database_name) : url));
  return access;
}

std::string DatabaseAccess::conninfo(const std::string& role) const {
  return cluster_ ? cluster_->conninfo(database_name, role) : url_;
}

std::string DatabaseAccess::owner_conninfo() const {
  return cluster_ ? cluster_->conninfo(database_name) : url_;
}

Result<crypto::Keyring> open_or_create_keys(const std::string& data) {
  const std::string folder = data + "/keys";
  auto ring = crypto::Keyring::open(folder);
  if (ring || ring.error().code != "keyring.missing") return ring;
  return crypto::Keyring::create(folder);
}

}  // namespace sanaq
