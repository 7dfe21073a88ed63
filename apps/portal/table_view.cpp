#include "portal/table_view.h"

#include <algorithm>

#include "publishing/contents.h"

namespace sanaq::portal {

TableView::TableView(const PublishedTable& table,
                     const std::function<std::string_view(std::string_view dimension)>& chosen)
    : table_(table), position_(table.dimensions.size(), 0) {
  // The last two dimensions are shown: the order of the table says which belong together.
  const std::size_t count = table.dimensions.size();
  row_ = count - 1;
  if (count >= 2) {
    column_ = count - 2;
    if (table.dimensions[*column_].categories.size() > table.dimensions[row_].categories.size())
      std::swap(row_, *column_);
  }
  for (std::size_t d = 0; d + 2 < count; ++d) {
    fixed_.push_back(d);
    const auto& categories = table.dimensions[d].categories;
    const std::string_view code = chosen(table.dimensions[d].name);
    const auto found =
        std::find_if(categories.begin(), categories.end(), [code](const auto& c) { return c.code == code; });
    if (found != categories.end()) position_[d] = static_cast<std::size_t>(found - categories.begin());
  }
}

std::size_t TableView::cell_at(std::size_t row, std::size_t column) const {
  std::size_t cell = 0;
  for (std::size_t d = 0; d < table_.dimensions.size(); ++d) {
    const std::size_t position = d == row_ ? row : column_ && d == *column_ ? column : position_[d];
    cell = cell * table_.dimensions[d].categories.size() + position;
  }
  return cell;
}

std::optional<std::int64_t> TableView::value(std::size_t row, std::size_t column) const {
  return table_.values[cell_at(row, column)];
}

int TableView::decimals(std::size_t row, std::size_t column) const {
  const auto& contents = table_.dimensions.front().categories;
  return contents[cell_at(row, column) / (table_.values.size() / contents.size())].decimals;
}

// The side that tells figures from counts comes first, and the count is its first element.
bool TableView::shows_figures() const {
  return table_.dimensions.front().name == contents_side && position_.front() > 0 &&
         std::find(fixed_.begin(), fixed_.end(), 0U) != fixed_.end();
}

const std::string& TableView::unit() const {
  return shows_figures() ? table_.dimensions.front().categories[position_.front()].label : table_.unit;
}

std::string TableView::fixed_text() const {
  std::string text;
  for (const std::size_t d : fixed_) {
    text += (text.empty() ? "" : ", ") + table_.dimensions[d].categories[position_[d]].label;
  }
  return text;
}

std::string TableView::query() const {
  std::string query;
  for (const std::size_t d : fixed_) {
    // Names and codes are plain by the rules of the code lists; anything else is left to the default.
    const std::string& code = table_.dimensions[d].categories[position_[d]].code;
    const bool plain = std::all_of(code.begin(), code.end(), [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
             c == '.' || c == '_';
    });
    if (plain) query += (query.empty() ? "?" : "&") + table_.dimensions[d].name + "=" + code;
  }
  return query;
}

}  // namespace sanaq::portal
