#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/messages.h"
#include "page/page_ref.h"

namespace sanaq::page {

/// The pages now on the path, in the order a person meets them; the review page stands last. A list gives its
/// cards, then each item's `roster` pages, then each item's other pages in turn. O(questions * items).
std::vector<PageRef> pages(const Interview& interview);

/// The page after this one; after the last roster page of an item the cards of its list. A page that left the
/// path leads on from where it stood.
PageRef next(const Interview& interview, PageRef page);
/// The page before, or nothing on the first one.
std::optional<PageRef> previous(const Interview& interview, PageRef page);
/// True when the page is on the path now.
bool is_open(const Interview& interview, PageRef page);
/// First page on the path where a required answer, a hard finding or an unseen soft finding waits; nothing
/// when the interview is complete.
std::optional<PageRef> first_with_finding(const Interview& interview);
/// Where a person who comes back goes on: the first page of an untouched interview, else first_with_finding,
/// else the review page.
PageRef resume_page(const Interview& interview);
/// First roster page of an item, or the list page when the list has none.
PageRef item_page(const Interview& interview, NodeIndex list, ItemSlot item);
/// The page a place is shown on (the list page for a list).
PageRef page_of(const Interview& interview, Place place);

/// The place an operation speaks of; its node is `no_node` when the form has no such question, a slot is not
/// that of any item when the item is unknown.
Place place_of(const Interview& interview, const Operation& operation);

/// What stands on a page now, in order: questions and notes on the path, a matrix question once for every
/// other item.
std::vector<Place> places(const Interview& interview, PageRef page);

/// Name a person gave the item (all answers to questions marked `personal: name`, joined); empty when not
/// given yet.
std::string item_name(const Interview& interview, ItemSlot item, NodeIndex list, std::string_view language);
/// The same, or the item's number ("№ 2").
std::string item_title(const Interview& interview, ItemSlot item, NodeIndex list, std::string_view language,
                       const Messages& texts);
/// Heading of a page without markup: label of the group, list or question; `page.review.title` for the last
/// page.
std::string page_title(const Interview& interview, PageRef page, std::string_view language,
                       const Messages& texts);

}  // namespace sanaq::page
