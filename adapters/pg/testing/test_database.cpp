#include "pg/testing/test_database.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <memory>

#include "os/files.h"
#include "pg/cluster.h"
#include "pg/migration.h"

namespace sanaq::pg::testing {
namespace {

template <class T>
T must(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "test database: %s %s\n", result.error().code.c_str(), result.error().detail.c_str());
    std::abort();
  }
  return *std::move(result);
}

/// The server of this test program, with one database that holds the migrated schema and is copied for each test.
class TestServer {
 public:
  TestServer() {
    if (const char* named = std::getenv("SANAQ_TEST_DATABASE")) {
      base_ = named;
    } else {
      scratch_ = std::make_unique<os::ScratchFolder>();
      cluster_ = must(Cluster::start({.folder = scratch_->path(), .profile = ClusterProfile::test}));
      base_ = cluster_->conninfo("postgres");
    }
  }
  ~TestServer() {
    if (!template_.empty()) drop(template_);
  }

  /// Later keys of a conninfo win, so appending changes the database. An address is not supported here.
  std::string conninfo(const std::string& database) const { return base_ + " dbname=" + conninfo_value(database); }
  std::string fresh_name() { return "sanaq_test_" + std::to_string(::getpid()) + "_" + std::to_string(++count_); }
  const std::string& migrated_template() {
    if (template_.empty()) {
      template_ = fresh_name();
      create(template_, "template0");
      Connection connection = must(Connection::connect(conninfo(template_)));
      must(migrate(connection, schema_migrations(), schema_roles()));
    }
    return template_;
  }
  void create(const std::string& name, const std::string& from) {
    must(admin().run_script("create database " + name + " template " + from));
  }
  void drop(const std::string& name) { must(admin().run_script("drop database if exists " + name + " with (force)")); }

 private:
  Connection admin() const { return must(Connection::connect(base_)); }
  std::unique_ptr<os::ScratchFolder> scratch_;  // outlives the cluster
  std::unique_ptr<Cluster> cluster_;
  std::string base_;
  std::string template_;
  int count_ = 0;
};

TestServer& server() {
  static TestServer instance;  // one for the test program
  return instance;
}

}  // namespace

TestDatabase::TestDatabase(Content content) : name_(server().fresh_name()), conninfo_(server().conninfo(name_)) {
  server().create(name_, content == Content::migrated ? server().migrated_template() : "template0");
}

TestDatabase::~TestDatabase() { server().drop(name_); }

std::string TestDatabase::conninfo_as(std::string_view role) const {
  return conninfo_ + " user=" + conninfo_value(role);
}
Connection TestDatabase::connect() const { return must(Connection::connect(conninfo_)); }
Connection TestDatabase::connect_as(std::string_view role) const {
  return must(Connection::connect(conninfo_as(role)));
}

}  // namespace sanaq::pg::testing
