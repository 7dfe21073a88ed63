#pragma once
#include <string>
#include <utility>
#include <vector>

#include "base/messages.h"
#include "page/field.h"
#include "page/page_ref.h"

namespace sanaq::page {

/// Something a person typed that is no value of the question (`31.02.2021`): shown again with the message,
/// not stored.
struct Rejected {
  Place place;
  std::string value;  // as typed; parts of a date joined by `-`
  std::string code;   // error code of Interview::apply
};

/// Words a person looks for in a long list.
struct Search {
  Place place;
  std::string words;
};

/// What became of the wish to take the last change back.
enum class Undone { no, yes, nothing_to_undo };

/// What a page needs beside the interview. `texts` must outlive the call; it holds locale/page.csv.
struct RenderOptions {
  const Messages& texts;
  std::string language;                     // "kk"
  std::string base = {};                    // "/kk/q/": stands before page addresses in links
  std::string submit_action = "/q/submit";  // where the last page is posted
  std::string pictures = {};                // stands before names of pictures; empty: a script shows them
  std::vector<std::pair<std::string, std::string>> hidden = {};  // csrf, device, sequence …
  bool show_findings = false;                                    // after the person tried to leave the page
  std::vector<Rejected> rejected = {};
  std::vector<Search> searches = {};
  ItemSlot confirm_removal = no_item;  // asks whether this item is really to be removed
  bool focus_first = false;            // the first question has the focus: for who keys without looking
  bool offer_undo = false;             // there is a change that can be taken back
  Undone undone = Undone::no;          // told at the top of the page
};

/// The content of <main> for a page: one form that works without JavaScript. Every id is unique, every text
/// escaped. The same interview and options give the same bytes natively and in the browser. O(places on the
/// page).
std::string render(const Interview& interview, PageRef page, const RenderOptions& options);
/// The last page: every answer with a way to change it, what still waits, and the declaration with the submit
/// button.
std::string render_review(const Interview& interview, const RenderOptions& options);

/// Shown after the submission is durable.
struct Receipt {
  std::string number;                                        // of the submission
  std::vector<std::pair<std::string, std::string>> persons;  // name and completion code of each
  std::string certificate_href;  // certificates as PDF, `?member=1` for the first person; empty: not offered
  std::string qr_href;           // image of the code shown at the door; empty: not offered
};
std::string render_done(const Receipt& receipt, const RenderOptions& options);

}  // namespace sanaq::page
