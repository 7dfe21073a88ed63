#pragma once
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/messages.h"
#include "os/time_zone.h"

namespace sanaq::portal {

/// What stands around the content of every page.
struct PageFrame {
  std::string_view language;
  std::string title;
  /// Address of this page without its language: "/tables" or "/tables/region-ethnicity?region=KZ".
  std::string address;
  std::string main;  // HTML
};

/// A whole HTML page: skip link, name, language switch (the same page in the other languages), main, footer.
std::string page_html(const PageFrame& frame, const Messages& texts, std::string_view css_address);

/// 1234567 as people of the language write it: no-break spaces in Kazakh and Russian, commas in
/// English.
std::string number_text(std::int64_t value, std::string_view language);
/// The same of a number scaled by 10^decimals: 374 with one is 37.4, in Kazakh and Russian 37,4.
std::string number_text(std::int64_t value, int decimals, std::string_view language);
/// `1 December 2021, 10:00 (Asia/Almaty, UTC+6)` in a <time> element: on the wall of the zone, which is named
/// in words when the texts have them (`date.zone.<name>`).
std::string time_html(UtcInstant instant, const os::TimeZone& zone, const Messages& texts,
                      std::string_view language);

}  // namespace sanaq::portal
