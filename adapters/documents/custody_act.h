#pragma once
#include <string>
#include <vector>

#include "base/result.h"

namespace sanaq {

/// One side of an act of acceptance and return, as it stands above its signature line.
struct ActSide {
  std::string role;  // "Handed over"
  std::string name;  // empty: a blank line is printed
  std::string position;
  std::string said;  // how it was signed, when it was: "signed with an own log-in on …"
};

/// An act of acceptance and return in one language, in words alone.
struct ActDocument {
  std::string language;  // "kk": for readers
  std::string issuer, title;
  std::string number, day;  // with their words: "No. 12/2021", "1 October 2021"
  std::vector<std::string> paragraphs;
  std::vector<std::string> columns;            // heads of the table, five
  std::vector<std::vector<std::string>> rows;  // as many cells as heads
  std::string total;
  std::vector<std::string> notes;
  ActSide giver, taker;
  std::string signature, stamp, page;  // words below the lines, and before the number of a page
  std::string mark;                    // across the head while it is not in force; may be empty
  std::string code, code_hint;         // as people read it, and what it is for
  std::string qr_text;
};

/// The act as PDF, A4, with embedded fonts; the head of the table stands on every page. About 15 ms and 1 ms
/// more for 20 rows. Errors: "document.pdf", "qr.size".
Result<std::string> custody_act_pdf(const ActDocument& act);

}  // namespace sanaq
