#pragma once
#include <string>
#include <vector>

#include "page/page_ref.h"

namespace sanaq::page {

/// A finding as a page sees it. `finding` points into Interview::findings(): valid until the next operation.
struct PageFinding {
  const Finding* finding = nullptr;
  std::vector<Place> places;  // the message stands beside all of them; the first is where a link leads
  PageRef home;               // the page one may not leave forwards with it: the last page it concerns
};

/// What waits to be mended or confirmed (passed findings are left out): findings that concern a place of the
/// page; on the cards of a list also those of the items' roster pages; on the review page all. A check across
/// pages concerns each of them, so that both ends show it; its home is the last one, where it becomes
/// evident.
std::vector<PageFinding> page_findings(const Interview& interview, PageRef page);
/// True when `finding` keeps a person on `page`: its home is there, or the page is the list of the roster
/// page it is on.
bool keeps_on(const Interview& interview, const PageFinding& finding, PageRef page);
/// Name of the fields that pass a soft finding: `<check>[:<item>[:<other>]]`; stands after `pass:` and
/// `note:`.
std::string pass_name(const Interview& interview, const Finding& finding);

}  // namespace sanaq::page
