#pragma once
#include <memory>
#include <string>

#include "crypto/keyring.h"
#include "pg/cluster.h"

namespace sanaq {

/// The database of a census: the private cluster in the data folder, or an existing one.
class DatabaseAccess {
 public:
  /// data: the folder of the census. url: of an existing database, or empty for the private cluster. Brings
  /// the schema up to date. Errors: those of Cluster::start and migrate.
  static Result<DatabaseAccess> open(const std::string& data, const std::string& url,
                                     pg::ClusterProfile profile);
  /// How the role reaches the database. With an existing database every role uses its address as given.
  std::string conninfo(const std::string& role) const;
  /// As the owner of the schema: for loading the frame and other work of an administrator.
  std::string owner_conninfo() const;
  /// The private cluster, or nullptr.
  const pg::Cluster* cluster() const { return cluster_.get(); }

 private:
  std::unique_ptr<pg::Cluster> cluster_;
  std::string url_;
};

/// The census's master keys in `data`/keys, made at the first start. Errors: those of Keyring.
Result<crypto::Keyring> open_or_create_keys(const std::string& data);

}  // namespace sanaq
