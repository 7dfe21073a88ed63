#include "edition_files/edition_files.h"

#include "os/files.h"
#include "spreadsheet/form_files.h"

namespace sanaq {
namespace {

// Every list file of the folder, by name. All column indexes are made now, before threads share the lists.
Result<Done> load_codelists(const std::string& folder, EditionFiles& files) {
  SANAQ_TRY(const auto entries, os::list_folder(folder));
  for (const auto& entry : entries) {
    if (!entry.name.ends_with(".csv")) continue;
    const std::string name = entry.name.substr(0, entry.name.size() - 4);
    SANAQ_TRY(const std::string text, os::read_file(folder + '/' + entry.name));
    auto list = Codelist::parse(name, text);
    if (!list) return Error{list.error().code, entry.name + ' ' + list.error().detail};
    for (std::size_t column = 0; column < list->columns().size(); ++column)
      static_cast<void>(list->where(column, ""));
    files.codelists.emplace(name, std::make_shared<Codelist>(std::move(*list)));
  }
  return Done{};
}

Error first_error(const std::vector<FormFinding>& findings) {
  for (const FormFinding& f : findings)
    if (f.level == FormFinding::Level::error)
      return {"edition.form", f.code + " at " + f.sheet + " row " + std::to_string(f.row) + ' ' + f.column};
  return {"edition.form", {}};
}

}  // namespace

const Codelist& EditionFiles::territories() const {
  const auto found = codelists.find(edition.territory_list);
  SANAQ_CHECK(found != codelists.end());
  return *found->second;
}

Result<EditionFiles> load_edition(const std::string& folder) {
  EditionFiles files;
  files.folder = folder;
  SANAQ_TRY(const std::string toml, os::read_file(folder + "/edition.toml"));
  SANAQ_TRY(files.edition, parse_edition(toml));
  SANAQ_TRY_DONE(load_codelists(folder + '/' + files.edition.codelists_path, files));
  if (!files.codelists.contains(files.edition.territory_list)) return Error{"edition.territories", {}};
  if (files.territories().column("parent") >= files.territories().columns().size())
    return Error{"edition.territories", {}};
  const std::string boundaries = folder + '/' + files.edition.codelists_path + "/boundaries.json";
  if (os::file_exists(boundaries)) {
    SANAQ_TRY(files.boundaries, os::read_file(boundaries));
  }
  SANAQ_TRY(files.form_source, read_form_source(folder + '/' + files.edition.form_path,
                                                folder + '/' + files.edition.codelists_path));
  files.form = compile_form(files.form_source);
  if (!files.form.form) return first_error(files.form.findings);
  if (files.edition.explanations_path.empty()) return files;
  SANAQ_TRY(const std::string notes, os::read_file(folder + '/' + files.edition.explanations_path));
  SANAQ_TRY(files.filling_notes, read_filling_notes(notes, *files.form.form, files.edition.languages));
  return files;
}

}  // namespace sanaq
