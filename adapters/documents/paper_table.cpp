#include "documents/paper_table.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>

namespace sanaq {
namespace {

constexpr double paper_width = 595.28, paper_height = 841.89, edge = 48, foot_height = 28, gap = 6;

struct Unreference {
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
};

// Text of one look, written at places of the page that is open.
class Pen {
 public:
  Pen(cairo_t* page, const char* font) : page_(page), layout_(pango_cairo_create_layout(page)) {
    PangoFontDescription* description = pango_font_description_from_string(font);
    pango_layout_set_font_description(layout_.get(), description);
    pango_font_description_free(description);
    pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
  }
  double height(const std::string& text, double width) {
    put(text, width);
    int high = 0;
    pango_layout_get_size(layout_.get(), nullptr, &high);
    return static_cast<double>(high) / PANGO_SCALE;
  }
  double write(const std::string& text, double x, double y, double width) {
    const double high = height(text, width);
    cairo_move_to(page_, x, y);
    pango_cairo_show_layout(page_, layout_.get());
    return high;
  }

 private:
  void put(const std::string& text, double width) {
    pango_layout_set_width(layout_.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_text(layout_.get(), text.data(), static_cast<int>(text.size()));
  }
  cairo_t* page_;
  std::unique_ptr<PangoLayout, Unreference> layout_;
};

class PaperWriter {
 public:
  PaperWriter(cairo_t* page, const PaperTable& table)
      : page_(page),
        table_(table),
        title_(page, "PT Serif, DejaVu Serif Bold 14"),
        head_(page, "PT Sans, DejaVu Sans Bold 9"),
        body_(page, "PT Sans, DejaVu Sans 9") {}

  void write() {
    for (const std::string& title : table_.titles) y_ += title_.write(title, edge, y_, width) + gap;
    y_ += gap;
    for (const auto& [label, value] : table_.facts) {
      const double left = body_.write(label, edge, y_, width / 2 - gap);
      const double right = head_.write(value, edge + width / 2, y_, width / 2);
      y_ += std::max(left, right) + gap / 2;
    }
    y_ += gap;
    if (!table_.columns.empty()) row(head_, table_.columns);
    for (const auto& cells : table_.rows) row(body_, cells);
    signatures();
    foot();
  }

 private:
  static constexpr double width = paper_width - 2 * edge;

  void row(Pen& pen, const std::vector<std::string>& cells) {
    double high = 0;
    for (std::size_t i = 0; i < cells.size(); ++i)
      high = std::max(high, pen.height(cells[i], table_.widths[i] * width - gap));
    if (y_ + high > paper_height - edge - foot_height) {
      turn();
      if (&pen == &body_) row(head_, table_.columns);
    }
    double x = edge;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      pen.write(cells[i], x, y_, table_.widths[i] * width - gap);
      x += table_.widths[i] * width;
    }
    y_ += high + gap / 2;
    rule(y_);
    y_ += gap / 2;
  }

  void signatures() {
    constexpr double line = 40;
    for (const std::string& who : table_.signatures) {
      if (y_ + line > paper_height - edge - foot_height) turn();
      y_ += line;
      rule(y_);
      y_ += body_.write(who, edge, y_ + 2, width);
    }
  }

  void rule(double y) {
    cairo_set_line_width(page_, 0.4);
    cairo_move_to(page_, edge, y);
    cairo_line_to(page_, paper_width - edge, y);
    cairo_stroke(page_);
  }

  void foot() {
    body_.write(table_.foot + " · " + std::to_string(number_), edge, paper_height - edge, width);
    cairo_show_page(page_);
  }

  void turn() {
    foot();
    ++number_;
    y_ = edge;
  }

  cairo_t* page_;
  const PaperTable& table_;
  Pen title_, head_, body_;
  double y_ = edge;
  int number_ = 1;
};

cairo_status_t add_bytes(void* out, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

Result<std::string> paper_table_pdf(const PaperTable& table) {
  SANAQ_CHECK(table.widths.size() == table.columns.size());
  std::string out;
  using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
  using Context = std::unique_ptr<cairo_t, decltype(&cairo_destroy)>;
  const Surface surface(cairo_pdf_surface_create_for_stream(&add_bytes, &out, paper_width, paper_height),
                        &cairo_surface_destroy);
  cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_4);  // what archives read
  if (!table.titles.empty())
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, table.titles.front().c_str());
  {
    const Context page(cairo_create(surface.get()), &cairo_destroy);
    PaperWriter(page.get(), table).write();
    if (cairo_status(page.get()) != CAIRO_STATUS_SUCCESS) return Error{"document.pdf", {}};
  }
  cairo_surface_finish(surface.get());
  return out;
}

}  // namespace sanaq
