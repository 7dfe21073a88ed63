#pragma once
#include <doctest.h>

#include "publishing/release_store.h"
#include "publishing/testing/sample_release.h"

namespace sanaq::testing {

/// What every pair of archive and catalogue must do. The store is empty; `now` is a present moment of the
/// database.
inline void check_release_store(ReleaseArchive& archive, ReleaseCatalogue& catalogue, UtcInstant now) {
  const auto second = micros_per_second;
  const UtcInstant past{now.micros - 3600 * second}, future{now.micros + 3600 * second};
  const Release first = sample_release("region-sex", past);
  CHECK(archive.place(first));
  CHECK(archive.place(first));  // the same again changes nothing
  CHECK(archive.place(sample_release("region-sex", now)).error().code == "release.exists");
  CHECK(archive.place(sample_release("region-sex", past, 3)).error().code == "release.version");
  CHECK(archive.place(sample_release("other", past, 2)).error().code == "release.version");
  CHECK(archive.place(sample_release("region-sex", future, 2)));
  CHECK(archive.place(sample_release("embargoed", future)));

  const auto list = catalogue.list(now).value();
  REQUIRE(list.size() == 1);
  CHECK(list[0].id == "region-sex");
  CHECK(list[0].version == 1);
  CHECK(list[0].edition == "kz-2021");
  CHECK(list[0].title.in("ru") == "Численность населения");
  CHECK(list[0].visible_from == past);
  CHECK(catalogue.newest("region-sex", now).value()->version == 1);
  CHECK(!catalogue.newest("embargoed", now).value());
  CHECK(!catalogue.newest("region-sex", UtcInstant{past.micros - 1}).value());
  CHECK(catalogue.newest("region-sex", past).value());  // at the very second

  const auto files = catalogue.files("region-sex", 1, now).value();
  REQUIRE(files.size() == first.files.size());
  for (const ReleaseFileInfo& info : files) {
    const auto file = catalogue.file("region-sex", 1, info.name, now).value();
    REQUIRE(file);
    CHECK(file->sha256 == info.sha256);
    CHECK(file->bytes.size() == static_cast<std::size_t>(info.size));
    CHECK(file->media_type == info.media_type);
    CHECK(file->language == info.language);
    CHECK(!catalogue.file("region-sex", 2, info.name, now).value());
  }
  CHECK(catalogue.files("region-sex", 2, now).value().empty());
  CHECK(!catalogue.file("region-sex", 1, "nothing.csv", now).value());
  CHECK(!catalogue.file("embargoed", 1, "embargoed.px", now).value());
}

}  // namespace sanaq::testing
