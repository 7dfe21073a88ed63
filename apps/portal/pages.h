#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/messages.h"
#include "os/time_zone.h"
#include "portal/table_view.h"
#include "publishing/release_store.h"

namespace sanaq::portal {

/// The list of releases: <main> of the page. zone: on whose wall times are told.
std::string list_main(const std::vector<ReleaseSummary>& releases, const os::TimeZone& zone,
                      std::string_view language, const Messages& texts);

/// A table: choice of what is shown, chart, accessible table, notes, downloads.
struct TablePage {
  const ReleaseSummary& release;
  const std::vector<ReleaseFileInfo>& files;
  const TableView& view;
  const os::TimeZone& zone;
};
std::string table_main(const TablePage& page, std::string_view language, const Messages& texts);

/// The table alone: caption, column and row headers with scope, X explained.
std::string table_html(const TableView& view, std::string_view language, const Messages& texts);

}  // namespace sanaq::portal
