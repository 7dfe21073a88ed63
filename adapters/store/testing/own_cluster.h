#pragma once
#include <cstdlib>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include "pg/cluster.h"
#include "pg/migration.h"

namespace sanaq::testing {

/// A private cluster of its own with the whole schema, for tests that kill it and for benchmarks; gone at the end. Any
/// failure stops the program.
class OwnCluster {
 public:
  explicit OwnCluster(pg::ClusterProfile profile) {
    char name[] = "/tmp/sanaq-own-XXXXXX";
    SANAQ_CHECK(::mkdtemp(name) != nullptr);
    folder_ = name;
    std::filesystem::permissions(folder_, std::filesystem::perms(0755));
    auto started = pg::Cluster::start({.folder = folder_, .profile = profile});
    if (!started) std::fprintf(stderr, "cluster: %s\n", started.error().detail.c_str());
    SANAQ_CHECK(started.has_value());
    cluster_ = *std::move(started);
    auto connection = owner();
    SANAQ_CHECK(pg::migrate(connection, pg::schema_migrations(), pg::schema_roles()).has_value());
  }
  OwnCluster(const OwnCluster&) = delete;
  OwnCluster& operator=(const OwnCluster&) = delete;
  ~OwnCluster() {
    cluster_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  pg::Cluster& cluster() { return *cluster_; }
  std::string server() const { return cluster_->conninfo("postgres", "sanaq_server"); }
  pg::Connection owner() const {
    auto connection = pg::Connection::connect(cluster_->conninfo("postgres"));
    SANAQ_CHECK(connection.has_value());
    return *std::move(connection);
  }

 private:
  std::string folder_;
  std::unique_ptr<pg::Cluster> cluster_;
};

}  // namespace sanaq::testing
