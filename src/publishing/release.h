#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/labels.h"
#include "base/result.h"
#include "dataset/safe_table.h"

namespace sanaq {

/// One file of a release, as the public downloads it. Its bytes never change.
struct ReleaseFile {
  std::string name;        // "region-ethnicity.kk.csv"
  std::string media_type;  // "text/csv; charset=utf-8"
  std::string language;    // "kk"; empty when the file holds all languages
  std::string sha256;      // 64 hexadecimal digits, of `bytes`
  std::string bytes;
};

/// What the office decides about a release.
struct ReleasePlan {
  std::int64_t version = 1;            // 1, then 2, 3 … for corrections of the same table
  UtcInstant visible_from;             // the second of the release, for all at once
  std::vector<std::string> languages;  // of the publication; the first one leads in files that hold all
  Labels publisher;                    // the office, as it signs its tables
  Labels source;                       // the census as the source line names it
  Labels hidden_note;                  // what X means
  Labels contents_label = {};          // "Figure": the side of counts and figures; of tables with figures
};

/// One version of one published table. id + version name it for ever.
struct Release {
  std::string id;
  std::int64_t version = 1;
  std::string edition;
  Labels title;
  UtcInstant visible_from;
  std::vector<ReleaseFile> files;
};

/// Makes all files of a release: CSV and JSON-stat 2.0 a language, one PX for all. The same table and plan
/// give the same bytes. Errors: "release.plan" (version below 1, no language, a label without one of the
/// languages; that of the contents is asked for where the table has figures), "release.language" (a label of
/// the table lacks a language; detail: where).
Result<Release> make_release(const SafeTable& table, const ReleasePlan& plan);

/// True from the very second on: nobody gets it earlier, and everybody can get it then.
inline bool is_visible(UtcInstant visible_from, UtcInstant now) { return now >= visible_from; }

/// The JSON-stat file of a language, or nullptr.
const ReleaseFile* find_jsonstat(const Release& release, std::string_view language);

}  // namespace sanaq
