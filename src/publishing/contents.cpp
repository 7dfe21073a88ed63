#include "publishing/contents.h"

#include "base/figure_text.h"

namespace sanaq {

std::string_view Contents::name(std::size_t content) const {
  return content == 0 ? std::string_view("count") : std::string_view(figures(content).name);
}

const Labels& Contents::label(std::size_t content) const {
  return content == 0 ? table_.head().unit : figures(content).label;
}

int Contents::decimals(std::size_t content) const { return content == 0 ? 0 : figures(content).decimals; }

FigureSign Contents::sign(std::size_t content, std::size_t cell) const {
  if (content != 0) return figures(content).signs[cell];
  return table_.is_hidden(cell) ? FigureSign::hidden : FigureSign::shown;
}

std::string Contents::text(std::size_t content, std::size_t cell) const {
  if (sign(content, cell) != FigureSign::shown) return "";
  const std::int64_t value = content == 0 ? *table_.value(cell) : figures(content).values[cell];
  return figure_text(value, decimals(content));
}

}  // namespace sanaq
