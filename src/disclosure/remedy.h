#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "tabulation/raw_table.h"

namespace sanaq::disclosure {

/// One of the ways of point 22 besides the mark X, as an officer decides it: who, why, and what of a table's
/// side is to be changed before it is protected.
struct Remedy {
  enum class Method : std::uint8_t {
    higher_level,  ///< the parts of `element` are not shown, only the element itself
    move,          ///< respondents of `element` are shown under `to`
    merge,         ///< `elements` are shown as one new element
  };
  Method method = Method::merge;
  std::string dimension;
  std::string element;                // higher_level, move
  std::string to;                     // move
  std::vector<std::string> elements;  // merge: finest parts of one sum
  Category merged;                    // merge: code and label of the new element
  /// move: only within this element of another side; both empty: everywhere.
  std::string within_dimension, within;
  std::string who, why;
};

/// What a remedy changed, for the record.
struct RemedyRecord {
  Remedy remedy;
  std::string table;
  std::vector<std::string> codes_before, codes_after;  // of the side
  std::int64_t respondents_moved = 0;                  // who are shown under another element now
};

struct RemediedTable {
  RawTable table;
  std::vector<RemedyRecord> records;
};

/// {"method": "higher_level" | "move" | "merge", "dimension", "element", "to", "elements",
/// "merged": {"code","label"}, "within": {"dimension","code"}, "who", "why"}. Errors: "disclosure.remedy"
/// (detail: the member), "labels.form".
Result<Remedy> parse_remedy(const Json& object);
/// What was done, for the file of the table.
Json to_json(const RemedyRecord& record);

/// Does the remedies one after the other; every sum of the result holds, and the grand total is the one
/// before. Errors: "disclosure.remedy" (an element that is not there, not the finest, or not of one sum;
/// detail: table and element).
Result<RemediedTable> apply_remedies(const RawTable& table, const std::vector<Remedy>& remedies);

}  // namespace sanaq::disclosure
