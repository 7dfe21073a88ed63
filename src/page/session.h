#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/messages.h"
#include "interview/interview.h"
#include "page/render.h"
#include "page/undo.h"
#include "questionnaire/form_source.h"

namespace sanaq::page {

/// The engine as a program outside C++ sees it: texts in, texts out. apps/engine_wasm gives these calls to
/// JavaScript; a native program gives the same, so that tests can compare the two byte for byte.
class Session {
 public:
  /// load      {"census_date","messages":"<locale/page.csv>","form":<package>} →
  /// {"form","version","languages","lists"} open      answers (docs/handbook/xlsform.md), or null for an
  /// empty interview → {"complete"} apply     {"operations":[…]} → {"applied":n,"refused":[{"at","code"}]}
  /// page      {"address","language",…} → HTML of <main>
  /// step      the same and {"fields":[[name,value],…],"new_item"} →
  /// {"operations","to","language","outcome","undone","html"} pages     null → ["dwelling",…];  first null →
  /// {"page"}: where to go on answers   {"scope":"everything"|"on_path"};  trace null;  findings null wanted
  /// {"address"} → [{"list","column","value"}]: rows of external lists the page needs feed
  /// {"list","rows":[{"code","labels":[…],"columns":[…]}]} → {"added":n}
  /// carry_from as load: the version of the form that drafts were begun under
  /// carry     {"operations":[…]} → what of a draft does not stand under the form loaded:
  /// {"lost":[{"question","item","other","why","title":{}}],"asked":[…],"clear":[operations to
  /// add],"more":n}: see interview/carry_over.h
  /// territory {"code"} → {"labels":{},"chain":[code, the one above, …]} of the list of the form that has the
  /// code and a column `parent`. Members of page and step beside address and language: "base",
  /// "submit_action", "show_findings", "hidden":{}, "render_as" (language of the page that comes back).
  /// Errors: those of the rooms below, "session.call" (no such call), "session.state" (no form or no
  /// interview yet), "session.address" (no such page).
  Result<std::string> call(std::string_view name, std::string_view input);

 private:
  Result<std::string> load(const Json& input);
  Result<std::string> open(const Json& input);
  Result<std::string> apply(const Json& input);
  Result<std::string> page(const Json& input) const;
  Result<std::string> step(const Json& input);
  Result<std::string> wanted(const Json& input) const;
  Result<std::string> feed(const Json& input);
  Result<std::string> carry_from(const Json& input);
  Result<std::string> carry(const Json& input) const;
  Result<std::string> territory(const Json& input) const;
  Result<std::string> question(std::string_view name, const Json& input) const;
  Result<PageRef> page_at(const Json& input) const;
  RenderOptions options(const Json& input) const;

  Messages texts_;
  FormSource source_;
  std::optional<Form> form_;
  FormSource earlier_source_;
  std::optional<Form> earlier_;  // the version drafts were begun under
  CivilDate census_date_;
  std::optional<Interview> interview_;
  UndoStack undo_;  // changes of this opening of the interview
};

/// What load() reads: the form and everything the browser needs to show it. package: of write_package().
std::string write_bundle(std::string_view package, std::string_view messages_csv, CivilDate census_date);

}  // namespace sanaq::page
