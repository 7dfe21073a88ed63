#include "documents/custody_act.h"

#include <algorithm>
#include <array>

#include "documents/pdf_page.h"

namespace sanaq {
namespace {

// A4 in points, and what lies inside the margins.
constexpr double a4_width = 595.28, a4_height = 841.89, act_margin = 50;
constexpr double act_width = a4_width - 2 * act_margin, act_bottom = a4_height - 46;
constexpr const char* text_font = "PT Serif, DejaVu Serif 10.5";
constexpr const char* cell_font = "PT Sans, DejaVu Sans 9";
constexpr const char* head_font = "PT Sans, DejaVu Sans Bold 9";
constexpr const char* small_font = "PT Sans, DejaVu Sans 8";

// Number, what, serial number, how many, condition with its note.
constexpr std::array<double, 5> cell_widths = {28, 172, 118, 48, act_width - 366};
constexpr double padding = 4;

void line(cairo_t* page, double x, double y, double length) {
  cairo_set_line_width(page, 0.6);
  cairo_move_to(page, x, y);
  cairo_line_to(page, x + length, y);
  cairo_stroke(page);
}

class ActPages {
 public:
  ActPages(cairo_t* page, const ActDocument& act, const QrCode& qr) : page_(page), act_(act), qr_(qr) {}

  void draw() {
    head();
    for (const std::string& text : act_.paragraphs) paragraph(text);
    y_ += 6;
    row(act_.columns, head_font);
    for (const auto& cells : act_.rows) {
      if (y_ + row_height(cells, cell_font) > act_bottom) next_page(true);
      row(cells, cell_font);
    }
    y_ += 8;
    paragraph(act_.total);
    for (const std::string& text : act_.notes) paragraph(text);
    sides();
    foot();
  }

 private:
  void head() {
    const double code_side = 84;
    const double beside = act_width - code_side - 16;
    draw_qr(page_, qr_, a4_width - act_margin - code_side, act_margin, code_side);
    y_ += write_text(page_, act_.issuer, act_margin, y_, {cell_font, beside}) + 10;
    y_ += write_text(page_, act_.title, act_margin, y_, {"PT Serif, DejaVu Serif Bold 15", beside}) + 4;
    y_ += write_text(page_, act_.number + "     " + act_.day, act_margin, y_, {text_font, beside}) + 4;
    if (!act_.mark.empty()) y_ += write_text(page_, act_.mark, act_margin, y_, {head_font, beside}) + 2;
    y_ += write_text(page_, act_.code_hint + " " + act_.code, act_margin, y_, {small_font, beside}) + 8;
    y_ = std::max(y_, act_margin + code_side + 8);
    line(page_, act_margin, y_, act_width);
    y_ += 10;
  }

  void paragraph(const std::string& text) {
    if (text.empty()) return;
    const TextLook look{text_font, act_width};
    if (y_ + measure_text(page_, text, look) > act_bottom) next_page(false);
    y_ += write_text(page_, text, act_margin, y_, look) + 5;
  }

  double row_height(const std::vector<std::string>& cells, const char* font) const {
    double height = 0;
    for (std::size_t i = 0; i < cells.size() && i < cell_widths.size(); ++i)
      height = std::max(height, measure_text(page_, cells[i], {font, cell_widths[i] - 2 * padding}));
    return height + 2 * padding;
  }

  void row(const std::vector<std::string>& cells, const char* font) {
    const double height = row_height(cells, font);
    double x = act_margin;
    cairo_set_line_width(page_, 0.5);
    for (std::size_t i = 0; i < cells.size() && i < cell_widths.size(); ++i) {
      const bool is_number = i == 0 || i == 3;
      cairo_rectangle(page_, x, y_, cell_widths[i], height);
      cairo_stroke(page_);
      write_text(
          page_, cells[i], x + padding, y_ + padding,
          {font, cell_widths[i] - 2 * padding, is_number ? TextLook::Align::right : TextLook::Align::left});
      x += cell_widths[i];
    }
    y_ += height;
  }

  // Both sides stand together, so that nobody signs an empty page.
  void sides() {
    constexpr double height = 150;
    if (y_ + height > act_bottom) next_page(false);
    y_ += 10;
    const double half = act_width / 2 - 12;
    side(act_.giver, act_margin, half);
    side(act_.taker, act_margin + act_width / 2 + 12, half);
  }

  void side(const ActSide& side, double x, double half) {
    double y = y_;
    y += write_text(page_, side.role, x, y, {head_font, half}) + 4;
    y += write_text(page_, side.position, x, y, {cell_font, half}) + 2;
    y += write_text(page_, side.name, x, y, {"PT Sans, DejaVu Sans Bold 10", half});
    y = std::max(y, y_ + 52) + 26;
    line(page_, x, y, half * 0.62);
    line(page_, x + half * 0.68, y, half * 0.32);
    write_text(page_, act_.signature, x, y + 2, {small_font, half * 0.62});
    write_text(page_, act_.stamp, x + half * 0.68, y + 2, {small_font, half * 0.32});
    if (!side.said.empty()) write_text(page_, side.said, x, y + 16, {small_font, half});
  }

  void foot() const {
    const std::string text =
        act_.title + ", " + act_.number + " · " + act_.page + " " + std::to_string(number_);
    write_text(page_, text, act_margin, act_bottom + 10, {small_font, act_width, TextLook::Align::right});
  }

  void next_page(bool in_table) {
    foot();
    cairo_show_page(page_);
    ++number_;
    y_ = act_margin;
    if (in_table) row(act_.columns, head_font);
  }

  cairo_t* page_;
  const ActDocument& act_;
  const QrCode& qr_;
  double y_ = act_margin;
  int number_ = 1;
};

}  // namespace

Result<std::string> custody_act_pdf(const ActDocument& act) {
  SANAQ_TRY(const QrCode qr, make_qr_code(act.qr_text));
  return draw_pdf(a4_width, a4_height, act.title + " " + act.number,
                  [&](cairo_t* page) { ActPages(page, act, qr).draw(); });
}

}  // namespace sanaq
