#pragma once
#include <string>

#include "pg/connection.h"

namespace sanaq::pg::testing {

/// A fresh database with all migrations of this build, for one test; dropped at the end of its scope.
///
/// The first one of a test program starts a private cluster without durability in a scratch folder (about a second),
/// which ends with the program. When the environment names SANAQ_TEST_DATABASE (a conninfo of a role that may create
/// databases and roles), that server is used instead.
/// Any failure stops the program: there is nothing to test without it.
class TestDatabase {
 public:
  enum class Content { migrated, empty };
  explicit TestDatabase(Content content = Content::migrated);
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;
  ~TestDatabase();

  const std::string& conninfo() const { return conninfo_; }
  /// As another role, "sanaq_portal".
  std::string conninfo_as(std::string_view role) const;
  Connection connect() const;
  Connection connect_as(std::string_view role) const;

 private:
  std::string name_;
  std::string conninfo_;
};

}  // namespace sanaq::pg::testing
