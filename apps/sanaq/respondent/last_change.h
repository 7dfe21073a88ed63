#pragma once
#include "page/step.h"
#include "sanaq/respondent/household.h"

namespace sanaq {

/// Takes back the last change that came with a posted page, on the interview of `household` and in its draft.
/// The server keeps nothing between two pages: the change is found in the log of the draft. What came from
/// the script of a browser, from the register or from the address page is not taken back, nor anything before
/// it: the script undoes its own changes. at: the page the wish came from. Errors: those of Drafts::read and
/// Drafts::append. Cost: reads the whole log.
Result<page::Step> take_last_change_back(const Site& site, const Visitor& visitor, OpenHousehold& household,
                                         page::PageRef at);

}  // namespace sanaq
