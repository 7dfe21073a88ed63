#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "interview/interview.h"

namespace sanaq::page {

/// One page of a questionnaire: a group shown on one page, a question of its own, or the cards of a list; of
/// one item when it lives in a list. Without a node: the page at the end where everything is looked through
/// and submitted.
struct PageRef {
  NodeIndex node = no_node;
  ItemSlot item = no_item;
  friend bool operator==(const PageRef&, const PageRef&) = default;
};

inline constexpr PageRef review_page{};

/// What stands in the address bar: `dwelling`, `members`, `members/m1/identity`; `check-answers` for the last
/// page (no question can be called so). Holds ids only, never an answer.
std::string address(const Interview& interview, PageRef page);
/// The page of an address, on the path or not. Nothing when there is no such page or item.
std::optional<PageRef> parse_address(const Interview& interview, std::string_view text);

/// True when the group is shown as one page: `field-list`, or `roster` inside a list.
bool is_page_group(const Form& form, NodeIndex node);
/// True for a page shown while an item is added or changed, before one returns to the cards of its list.
bool is_roster_page(const Form& form, NodeIndex node);

}  // namespace sanaq::page
