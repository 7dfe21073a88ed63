#include "publishing/csv_file.h"

#include "base/csv.h"
#include "base/text.h"

namespace sanaq {

std::string write_csv_file(const SafeTable& table, std::string_view language) {
  const TableHead& head = table.head();
  std::string out = "\xEF\xBB\xBF";
  for (const Classification& dimension : head.dimensions) {
    out += csv_field(dimension.name + "_code") + "," + csv_field(dimension.label.in(language)) + ",";
  }
  out += "value\r\n";
  for (std::size_t cell = 0; cell < table.size(); ++cell) {
    const auto position = coordinates(head, cell);
    for (std::size_t d = 0; d < position.size(); ++d) {
      const Category& category = head.dimensions[d].categories[position[d]];
      out += csv_field(category.code) + "," + csv_field(category.label.in(language)) + ",";
    }
    const auto value = table.value(cell);
    out += value ? zero_padded(*value, 1) : std::string(hidden_sign);
    out += "\r\n";
  }
  return out;
}

}  // namespace sanaq
