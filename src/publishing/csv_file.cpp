#include "publishing/csv_file.h"

#include "base/csv.h"
#include "publishing/contents.h"

namespace sanaq {

std::string write_csv_file(const SafeTable& table, std::string_view language) {
  const TableHead& head = table.head();
  std::string out = "\xEF\xBB\xBF";
  for (const Classification& dimension : head.dimensions) {
    out += csv_field(dimension.name + "_code") + "," + csv_field(dimension.label.in(language)) + ",";
  }
  const Contents contents(table);
  out += "value";
  for (std::size_t i = 1; i < contents.size(); ++i) out += "," + csv_field(contents.name(i));
  out += "\r\n";
  for (std::size_t cell = 0; cell < table.size(); ++cell) {
    const auto position = coordinates(head, cell);
    for (std::size_t d = 0; d < position.size(); ++d) {
      const Category& category = head.dimensions[d].categories[position[d]];
      out += csv_field(category.code) + "," + csv_field(category.label.in(language)) + ",";
    }
    for (std::size_t i = 0; i < contents.size(); ++i) {
      const bool hidden = contents.sign(i, cell) == FigureSign::hidden;
      out += (i == 0 ? "" : ",") + (hidden ? std::string(hidden_sign) : contents.text(i, cell));
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace sanaq
