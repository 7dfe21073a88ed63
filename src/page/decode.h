#pragma once
#include <string>
#include <vector>

#include "interview/operation.h"
#include "page/render.h"

namespace sanaq::page {

/// What a posted page means. Only answers that differ from what the person was shown become operations; a
/// form sent back untouched gives none, whatever came from other devices meanwhile.
struct Decoded {
  std::vector<Operation> operations;
  std::vector<Search> searches;
  std::string action;  // "next", "back", "save", "stay", "find", "add_item", "remove_item", "ask_remove",
                       // "clear", "language", "submit", "undo"
  std::string target;  // what stands after the colon of the action: an item id, a field name, a language
};

/// new_item: id for an item that the action `add_item` makes ([a-z0-9]{1,15}, not used in this interview).
/// Unknown fields are ignored. O(fields * questions of the page).
Decoded decode(const Interview& interview, PageRef page, const Fields& fields, std::string_view new_item);

}  // namespace sanaq::page
