#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/messages.h"
#include "sanaq/tablet/carrier_desk.h"

namespace sanaq {

/// A file that was to be imported and what became of it: taken, or refused as a whole.
struct BundleLine {
  std::string file;   // as the person calls it
  std::string label;  // of the tablet; empty when it is not known
  std::optional<exchange::BundleReport> report;
  std::optional<Error> refused;
  std::string answer;  // where the answer for the tablet stands: a path or an address; empty: nowhere
  /// Everything of it is durable and nothing has to be looked at.
  bool is_good() const;
  /// A part did not arrive, or came without what stands before it: the tablet is to write another file.
  bool bring_again() const;
};

/// A line of the report's table: key of its name, entries, and households where they can be told.
struct BundleCountRow {
  std::string_view key;
  std::int64_t entries = 0;
  std::optional<std::int64_t> cases;
};
std::vector<BundleCountRow> count_rows(const exchange::BundleReport& report);

/// A sentence of the report, in the order in which they are said.
struct BundleSentence {
  std::string text;
  bool is_good = true;
};
std::vector<BundleSentence> sentences(const BundleLine& line, const Messages& texts,
                                      std::string_view language);

/// The report as a person reads it on a terminal. written: the moment of the file, as people write it.
std::string to_plain_text(const BundleLine& line, const Messages& texts, std::string_view language,
                          const std::string& written);
Json to_json(const BundleLine& line);

/// For the audit log: numbers only.
std::string audit_detail(const exchange::BundleReport& report);

/// `whole`, `cut` or `broken`.
std::string_view name_of(exchange::BundleEnd end);

/// How the file with an answer to this one is called.
std::string answer_name(std::string_view file);

}  // namespace sanaq
