#pragma once
#include <optional>
#include <string>
#include <vector>

#include "page/decode.h"
#include "page/undo.h"

namespace sanaq::page {

/// What came of a posted page.
struct Step {
  enum class Outcome { page, saved, submit };
  Outcome outcome = Outcome::page;    // show `to`; "saved, go on later"; the person submits
  std::vector<Operation> operations;  // carried out on the interview, in order: to be stored
  std::vector<Rejected> rejected;     // not carried out; shown again on `to`
  std::vector<Search> searches;
  PageRef to;
  bool show_findings = false;  // `to` is the same page and something keeps the person on it
  ItemSlot confirm_removal = no_item;
  std::string language;  // not empty: the person chose another language
  /// What takes `operations` back (see inverse_of): for an UndoStack.
  std::optional<std::vector<Operation>> inverse = std::vector<Operation>{};
  /// The person wants the last change back: whoever keeps the changes goes on with take_back.
  bool wants_undo = false;
  Undone undone = Undone::no;
};

/// Carries a posted page out: decodes it, applies the operations, and decides where to go. On "next" a page
/// is shown again while an answer on it was rejected, a question came up that the person has not seen, or a
/// finding keeps them. With an unchanged page nothing but the way changes. new_item: see decode.
Step take_step(Interview& interview, PageRef page, const Fields& fields, std::string_view new_item);

/// Takes the last change back. inverse: its operations; none when there is nothing to take back. They are in
/// Step::operations as far as they still fit: to be stored like any others. `to` is the page of what came
/// back, or `page` when that is not on the path. Step::inverse is empty: what was taken back is not offered
/// again.
Step take_back(Interview& interview, PageRef page, const std::vector<Operation>& inverse);

/// Options to show `step.to` with; `base` gives texts, language and hidden fields.
RenderOptions options_after(const Step& step, RenderOptions base);

}  // namespace sanaq::page
