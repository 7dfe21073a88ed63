#include "edition_files/filling_notes.h"

#include <algorithm>

#include "base/csv.h"
#include "base/text.h"

namespace sanaq {
namespace {

Error wrong(std::size_t row, std::string_view what) {
  return {"edition.explanations", "row " + std::to_string(row + 1) + ' ' + std::string(what)};
}

Result<FillingNote> note_of(const std::vector<std::string>& cells, std::size_t row, const Form& form,
                            const std::vector<std::string>& languages) {
  if (cells.size() != languages.size() + 1) return wrong(row, "columns");
  FillingNote note{cells[0], {cells.begin() + 1, cells.end()}};
  if (!note.name.empty() && form.find(note.name) == no_node) return wrong(row, note.name);
  for (std::size_t i = 0; i < languages.size(); ++i)
    if (trim(note.texts[i]).empty()) return wrong(row, languages[i]);
  return note;
}

}  // namespace

Result<std::vector<FillingNote>> read_filling_notes(std::string_view csv, const Form& form,
                                                    const std::vector<std::string>& languages) {
  SANAQ_TRY(const auto rows, parse_csv(csv));
  std::vector<std::string> head{"name"};
  head.insert(head.end(), languages.begin(), languages.end());
  if (rows.empty() || rows.front() != head) return wrong(0, "columns");
  std::vector<FillingNote> notes;
  for (std::size_t row = 1; row < rows.size(); ++row) {
    SANAQ_TRY(auto note, note_of(rows[row], row, form, languages));
    const auto same = [&](const FillingNote& other) { return other.name == note.name; };
    if (std::any_of(notes.begin(), notes.end(), same)) return wrong(row, note.name);
    notes.push_back(std::move(note));
  }
  return notes;
}

}  // namespace sanaq
