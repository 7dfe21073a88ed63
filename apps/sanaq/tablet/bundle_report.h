#pragma once
#include <optional>
#include <string>

#include "base/json.h"
#include "sanaq/tablet/carrier_desk.h"

namespace sanaq {

/// A file that was to be imported and what became of it: taken, or refused as a whole.
struct BundleLine {
  std::string file;   // as the person calls it
  std::string label;  // of the tablet; empty when it is not known
  std::optional<exchange::BundleReport> report;
  std::optional<Error> refused;
  /// Everything of it is durable and nothing has to be looked at.
  bool is_good() const;
  /// A part did not arrive, or came without what stands before it: the tablet is to write another file.
  bool bring_again() const;
};

std::string to_plain_text(const BundleLine& line);
Json to_json(const BundleLine& line);

/// For the audit log: numbers only.
std::string audit_detail(const exchange::BundleReport& report);

/// `whole`, `cut` or `broken`.
std::string_view name_of(exchange::BundleEnd end);

}  // namespace sanaq
