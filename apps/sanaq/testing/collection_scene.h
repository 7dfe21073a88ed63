#pragma once
#include <doctest.h>

#include <cstdlib>
#include <filesystem>
#include <functional>

#include "http/client.h"
#include "pg/testing/test_database.h"
#include "sanaq/collection.h"

namespace sanaq::testing {

/// A collection server of its own, listening, on a database of its own.
struct CollectionScene {
  pg::testing::TestDatabase database{pg::testing::TestDatabase::Content::empty};
  std::string folder = new_folder();
  std::unique_ptr<Collection> collection;

  explicit CollectionScene(const std::function<void(CollectionConfig&)>& change = {}) {
    const std::string source = SANAQ_SOURCE_DIR;
    CollectionConfig config;
    config.data = folder;
    config.database_url = database.conninfo();
    config.edition_folder = source + "/editions/kz-2021";
    config.locale_folder = source + "/locale";
    config.web_folder = folder + "/web";  // none
    config.port = 0;
    config.demo = true;
    config.clock = "2021-09-15T12:00:00+06:00";
    config.workers = 2;
    if (change) change(config);
    collection = must(Collection::open(std::move(config)));
    must(collection->listen());
  }
  ~CollectionScene() {
    collection.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
  FieldDesk& field() { return collection->field(); }
  const Site& census() const { return collection->site(); }
  http::Endpoint site() const { return {"127.0.0.1", collection->port(), true, http::Trust::anything, {}}; }
  template <class T>
  static T must(Result<T> result) {
    if (!result) FAIL(result.error().code, ' ', result.error().detail);
    return *std::move(result);
  }

 private:
  static std::string new_folder() {
    std::string name = "/tmp/sanaq-scene-XXXXXX";
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    return name;
  }
};

}  // namespace sanaq::testing
