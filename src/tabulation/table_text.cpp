#include "tabulation/table_text.h"

#include "base/figure_text.h"

namespace sanaq {

std::string table_csv(const TabulatedTable& table) {
  const auto& dimensions = table.table.head().dimensions;
  std::string out;
  for (const Classification& dimension : dimensions) out += dimension.name + ',';
  out += "count";
  for (const MeasureColumn& measure : table.measures) out += ',' + measure.name;
  out += '\n';
  std::vector<std::size_t> line(dimensions.size(), 0);
  for (std::size_t cell = 0; cell < table.table.counts().size(); ++cell) {
    for (std::size_t d = 0; d < dimensions.size(); ++d) out += dimensions[d].categories[line[d]].code + ',';
    out += std::to_string(table.table.counts()[cell]);
    for (const MeasureColumn& measure : table.measures) {
      out += ',';
      if (const auto& figure = measure.figures[cell]) out += figure_text(*figure, measure.decimals);
    }
    out += '\n';
    for (std::size_t d = dimensions.size(); d-- > 0;) {
      if (++line[d] < dimensions[d].categories.size()) break;
      line[d] = 0;
    }
  }
  return out;
}

}  // namespace sanaq
