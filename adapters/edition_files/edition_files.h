#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "codelist/codelist.h"
#include "edition/edition.h"
#include "edition_files/filling_notes.h"
#include "questionnaire/form_source.h"

namespace sanaq {

/// Reads the text of an edition.toml. An unknown key, a missing value or a value of the wrong type is an
/// error: "edition.toml" (malformed), "edition.key" (detail: the key), "edition.value" (detail: the key).
Result<Edition> parse_edition(std::string_view toml);

/// An edition with everything it names, read from its folder and checked.
struct EditionFiles {
  std::string folder;  // "editions/kz-2021"
  Edition edition;
  std::map<std::string, std::shared_ptr<Codelist>>
      codelists;  // by name; indexes warmed for use by many threads
  FormSource form_source;
  CompiledForm form;                       // with a value
  std::vector<FillingNote> filling_notes;  // none where the edition has no explanations
  std::string boundaries;  // text of boundaries.json (frame/boundary.h); empty: the edition has none

  /// The list of territories named by the edition.
  const Codelist& territories() const;
};

/// folder: of one edition. Errors: those of parse_edition, of reading files and of code lists; "edition.form"
/// when the questionnaire does not compile (detail: the first finding), "edition.territories".
Result<EditionFiles> load_edition(const std::string& folder);

}  // namespace sanaq
