#include "portal/chart.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "portal/layout.h"

namespace sanaq::portal {

namespace {

constexpr std::size_t rows_max = 25;
constexpr std::int64_t row_height = 20, width = 720, label_width = 210, value_width = 90, top = 24;

std::string number(std::int64_t value) { return zero_padded(value, 1); }

std::string rect(std::string_view side, std::int64_t x, std::int64_t y, std::int64_t w) {
  return "<rect class=\"" + std::string(side) + "\" x=\"" + number(x) + "\" y=\"" + number(y) +
         "\" width=\"" + number(w) + "\" height=\"14\"/>";
}

std::string text_at(std::int64_t x, std::int64_t y, std::string_view anchor, std::string_view text) {
  return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + std::string(anchor) +
         "\">" + escape_html(text) + "</text>";
}

/// A label that fits beside the bars: at most 28 characters.
std::string short_label(const std::string& label) {
  constexpr std::size_t length_max = 28;
  if (code_point_count(label) <= length_max) return label;
  std::size_t end = 0;
  for (std::size_t seen = 0; end < label.size(); ++end) {
    const bool starts = (static_cast<unsigned char>(label[end]) & 0xC0) != 0x80;
    if (starts && ++seen == length_max) break;
  }
  return label.substr(0, end) + "…";
}

/// Rows that are drawn: the finest ones. A row with a deeper row right behind it is a sum.
std::vector<std::size_t> drawn_rows(const TableView& view) {
  std::vector<std::size_t> rows;
  const auto& categories = view.rows().categories;
  int deepest = 0;
  for (const auto& category : categories) deepest = std::max(deepest, category.depth);
  for (std::size_t i = 0; i < categories.size(); ++i) {
    if (categories[i].depth == deepest) rows.push_back(i);
  }
  return rows;
}

/// Of too many rows to draw, those with the largest values of the first column, the largest first. Hidden
/// ones come last.
std::vector<std::size_t> largest_rows(const TableView& view, std::vector<std::size_t> rows) {
  std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
    return view.value(a, 0).value_or(-1) > view.value(b, 0).value_or(-1);
  });
  rows.resize(rows_max);
  return rows;
}

bool is_pyramid(const TableView& view, std::size_t rows) {
  const auto* columns = view.columns();
  return rows >= 5 && columns != nullptr && columns->categories.size() == 3 &&
         columns->categories[0].depth == 0 && columns->categories[1].depth == 1 &&
         columns->categories[2].depth == 1;
}

struct Largest {
  std::int64_t value = 0;
  std::size_t row = 0;
};

Largest largest_of(const TableView& view, const std::vector<std::size_t>& rows, std::size_t first,
                   std::size_t last) {
  Largest largest;
  for (const std::size_t row : rows) {
    for (std::size_t column = first; column <= last; ++column) {
      const auto value = view.value(row, column);
      if (value && *value > largest.value) largest = {*value, row};
    }
  }
  return largest;
}

class Drawing {
 public:
  Drawing(const TableView& view, std::string_view language, std::vector<std::size_t> rows)
      : view_(view), language_(language), rows_(std::move(rows)) {}

  std::string bars(Largest largest) const {
    const std::int64_t room = width - label_width - value_width;
    std::string out;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const std::int64_t y = top + static_cast<std::int64_t>(i) * row_height;
      const auto value = view_.value(rows_[i], 0);
      const std::int64_t length = value ? *value * room / largest.value : 0;
      out += text_at(label_width - 8, y + 12, "end", short_label(view_.rows().categories[rows_[i]].label));
      if (value) out += rect("left", label_width, y, std::max<std::int64_t>(length, *value > 0 ? 1 : 0));
      out += text_at(label_width + length + 6, y + 12, "start", shown(value, rows_[i], 0));
    }
    return out;
  }

  /// Oldest on top: the last row first.
  std::string pyramid(Largest largest) const {
    const std::int64_t middle = width / 2, gap = 92, room = middle - gap - value_width;
    std::string out = text_at(middle - gap, 14, "end", view_.columns()->categories[1].label) +
                      text_at(middle + gap, 14, "start", view_.columns()->categories[2].label);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const std::size_t row = rows_[rows_.size() - 1 - i];
      const std::int64_t y = top + static_cast<std::int64_t>(i) * row_height;
      out += text_at(middle, y + 12, "middle", short_label(view_.rows().categories[row].label));
      const auto left = view_.value(row, 1), right = view_.value(row, 2);
      const std::int64_t left_length = left ? *left * room / largest.value : 0;
      const std::int64_t right_length = right ? *right * room / largest.value : 0;
      if (left) out += rect("left", middle - gap - left_length, y, left_length);
      if (right) out += rect("right", middle + gap, y, right_length);
      out += text_at(middle - gap - left_length - 6, y + 12, "end", shown(left, row, 1));
      out += text_at(middle + gap + right_length + 6, y + 12, "start", shown(right, row, 2));
    }
    return out;
  }

  std::int64_t height() const { return top + static_cast<std::int64_t>(rows_.size()) * row_height; }

 private:
  std::string shown(std::optional<std::int64_t> value, std::size_t row, std::size_t column) const {
    if (value) return number_text(*value, view_.decimals(row, column), language_);
    return view_.is_nobody(row, column) ? "\u2013" : "X";
  }
  const TableView& view_;
  std::string_view language_;
  std::vector<std::size_t> rows_;
};

}  // namespace

std::string chart_html(const TableView& view, std::string_view language, const Messages& texts) {
  std::vector<std::size_t> rows = drawn_rows(view);
  const bool cut = rows.size() > rows_max;
  if (cut) rows = largest_rows(view, std::move(rows));
  const bool pyramid = is_pyramid(view, rows.size());
  const Largest largest = pyramid ? largest_of(view, rows, 1, 2) : largest_of(view, rows, 0, 0);
  if (rows.size() < 2 || largest.value <= 0 || largest.value > 1'000'000'000'000) return "";
  const std::string where = view.rows().categories[largest.row].label,
                    most = number_text(largest.value, view.decimals(largest.row, pyramid ? 1 : 0), language);
  const std::string title = view.table().title + (view.fixed_text().empty() ? "" : ": " + view.fixed_text());
  const std::string description =
      pyramid
          ? texts.text(
                "portal.chart.pyramid", language,
                {view.columns()->categories[1].label, view.columns()->categories[2].label, where, most})
          : texts.text("portal.chart.bars", language,
                       {view.columns() != nullptr ? view.columns()->categories[0].label : view.table().unit,
                        where, most});
  const Drawing drawing(view, language, rows);
  std::string out = "<h2>" + escape_html(texts.text("portal.chart", language)) + "</h2><figure>";
  out += "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"" +
         escape_html(texts.text("portal.chart", language)) +
         "\"><svg role=\"img\" aria-labelledby=\"chart-title chart-text\" viewBox=\"0 0 " + number(width) +
         " " + number(drawing.height()) + "\"><title id=\"chart-title\">" + escape_html(title) +
         "</title><desc id=\"chart-text\">" + escape_html(description) + "</desc>" +
         (pyramid ? drawing.pyramid(largest) : drawing.bars(largest)) + "</svg></div>";
  out += "<figcaption class=\"meta\">" + escape_html(description);
  if (cut) out += " " + escape_html(texts.text("portal.chart.first", language, {number(rows_max)}));
  return out + "</figcaption></figure>\n";
}

}  // namespace sanaq::portal
