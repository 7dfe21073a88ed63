#include "spreadsheet/workbook.h"

#include <pugixml.hpp>

#include "base/text.h"
#include "spreadsheet/cell_number.h"
#include "spreadsheet/zip_archive.h"

namespace sanaq {
namespace {

constexpr std::size_t rows_max = 20'000;
constexpr std::size_t columns_max = 200;
constexpr std::size_t cell_bytes_max = 32'767;
constexpr std::size_t sheets_max = 100;

/// `name` of `prefix:name`: producers may write any prefix for the spreadsheet namespace.
std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& one : node.children()) {
    if (local_name(one) == name) return one;
  }
  return {};
}

// Text of a string item: the runs of rich text in turn; phonetic hints are no text.
std::string item_text(const pugi::xml_node& item) {
  std::string out;
  for (const pugi::xml_node& one : item.children()) {
    if (local_name(one) == "t") out += one.text().get();
    if (local_name(one) == "r") out += child(one, "t").text().get();
  }
  return out;
}

/// Position of a cell from its address (`B7`); both from 0. False when there is none within the limits.
bool read_address(std::string_view text, std::size_t& row, std::size_t& column) {
  std::size_t at = 0, letters = 0;
  while (at < text.size() && text[at] >= 'A' && text[at] <= 'Z' && at < 4) {
    letters = letters * 26 + static_cast<std::size_t>(text[at] - 'A' + 1);
    ++at;
  }
  const auto number = parse_digits(text.substr(at));
  if (letters == 0 || letters > columns_max || !number || *number < 1) return false;
  if (static_cast<std::size_t>(*number) > rows_max) return false;
  row = static_cast<std::size_t>(*number) - 1;
  column = letters - 1;
  return true;
}

/// Reads the parts of one workbook.
class WorkbookReader {
 public:
  explicit WorkbookReader(ZipArchive archive) : archive_(std::move(archive)) {}

  Result<std::vector<Sheet>> run() {
    SANAQ_TRY_DONE(read_styles());
    SANAQ_TRY_DONE(read_strings());
    SANAQ_TRY_DONE(read_relations());
    pugi::xml_document book;
    SANAQ_TRY_DONE(load("xl/workbook.xml", book));
    const pugi::xml_node root = book.document_element();
    const std::string_view epoch = child(root, "workbookPr").attribute("date1904").value();
    from_1904_ = epoch == "1" || epoch == "true";
    std::vector<Sheet> sheets;
    for (const pugi::xml_node& entry : child(root, "sheets").children()) {
      if (sheets.size() == sheets_max) return Error{"workbook.size", "more than 100 sheets"};
      SANAQ_TRY(Sheet sheet, read_sheet(entry.attribute("name").value(), part_of(entry)));
      sheets.push_back(std::move(sheet));
    }
    if (sheets.empty()) return Error{"workbook.part", "sheets"};
    return sheets;
  }

 private:
  struct Relation {
    std::string id, target;
  };

  Result<Done> load(const std::string& part, pugi::xml_document& document) {
    SANAQ_TRY(std::string text, archive_.read(part));
    // pugixml does not expand entities of a document type; one that is there shows a file made to harm.
    if (text.find("<!DOCTYPE") != std::string::npos || text.find("<!ENTITY") != std::string::npos) {
      return Error{"workbook.xml", part};
    }
    const auto flags = pugi::parse_default | pugi::parse_ws_pcdata_single;
    if (!document.load_buffer(text.data(), text.size(), flags)) return Error{"workbook.xml", part};
    return Done{};
  }

  // Which number formats show a date, by the style index of cells.
  Result<Done> read_styles() {
    if (!archive_.has("xl/styles.xml")) return Done{};
    pugi::xml_document document;
    SANAQ_TRY_DONE(load("xl/styles.xml", document));
    const pugi::xml_node root = document.document_element();
    for (const pugi::xml_node& format : child(root, "cellXfs").children()) {
      const int id = format.attribute("numFmtId").as_int();
      bool date = is_date_format(id);
      for (const pugi::xml_node& own : child(root, "numFmts").children()) {
        if (own.attribute("numFmtId").as_int() == id)
          date = is_date_pattern(own.attribute("formatCode").value());
      }
      date_styles_.push_back(date);
    }
    return Done{};
  }

  Result<Done> read_strings() {
    if (!archive_.has("xl/sharedStrings.xml")) return Done{};
    pugi::xml_document document;
    SANAQ_TRY_DONE(load("xl/sharedStrings.xml", document));
    for (const pugi::xml_node& item : document.document_element().children()) {
      if (local_name(item) == "si") strings_.push_back(item_text(item));
    }
    return Done{};
  }

  Result<Done> read_relations() {
    pugi::xml_document document;
    SANAQ_TRY_DONE(load("xl/_rels/workbook.xml.rels", document));
    for (const pugi::xml_node& one : document.document_element().children()) {
      relations_.push_back({one.attribute("Id").value(), one.attribute("Target").value()});
    }
    return Done{};
  }

  // The part that holds a sheet: an attribute whose local name is `id` points into the relations.
  std::string part_of(const pugi::xml_node& entry) const {
    std::string id;
    for (const pugi::xml_attribute& attribute : entry.attributes()) {
      if (std::string_view(attribute.name()).ends_with(":id")) id = attribute.value();
    }
    for (const Relation& relation : relations_) {
      if (relation.id != id) continue;
      return relation.target.starts_with('/') ? relation.target.substr(1) : "xl/" + relation.target;
    }
    return "xl/worksheets/?";
  }

  Result<Sheet> read_sheet(std::string_view name, const std::string& part) {
    pugi::xml_document document;
    SANAQ_TRY_DONE(load(part, document));
    Sheet sheet;
    sheet.name = std::string(name);
    std::size_t row = 0;
    for (const pugi::xml_node& line : child(document.document_element(), "sheetData").children()) {
      if (local_name(line) != "row") continue;
      if (const auto number = parse_digits(line.attribute("r").value()))
        row = static_cast<std::size_t>(*number) - 1;
      if (row >= rows_max) return Error{"workbook.cell", part};
      SANAQ_TRY_DONE(read_row(sheet, row, line, part));
      ++row;
    }
    while (!sheet.rows.empty() && sheet.rows.back().empty()) sheet.rows.pop_back();
    return sheet;
  }

  Result<Done> read_row(Sheet& sheet, std::size_t row, const pugi::xml_node& line, const std::string& part) {
    std::size_t column = 0;
    for (const pugi::xml_node& cell : line.children()) {
      if (local_name(cell) != "c") continue;
      const std::string_view address = cell.attribute("r").value();
      std::size_t cell_row = row;
      const bool placed = address.empty() ? column < columns_max : read_address(address, cell_row, column);
      if (!placed || cell_row != row) return Error{"workbook.cell", part + " " + std::string(address)};
      SANAQ_TRY(std::string text, cell_text(cell, part + " " + std::string(address)));
      if (!text.empty()) {
        if (sheet.rows.size() <= row) sheet.rows.resize(row + 1);
        if (sheet.rows[row].size() <= column) sheet.rows[row].resize(column + 1);
        sheet.rows[row][column] = std::move(text);
      }
      ++column;
    }
    return Done{};
  }

  Result<std::string> cell_text(const pugi::xml_node& cell, const std::string& place) {
    const std::string_view type = cell.attribute("t").value();
    std::string text = type == "inlineStr" ? item_text(child(cell, "is")) : child(cell, "v").text().get();
    if (type == "s") {
      const auto index = parse_digits(text);
      if (!index || static_cast<std::size_t>(*index) >= strings_.size()) return Error{"workbook.cell", place};
      text = strings_[static_cast<std::size_t>(*index)];
    } else if (type == "b") {
      text = text == "1" ? "true" : "false";
    } else if (type == "e") {
      return Error{"workbook.cell", place};
    } else if ((type.empty() || type == "n") && !text.empty()) {
      const auto style = parse_digits(cell.attribute("s").value());
      const bool date = style && static_cast<std::size_t>(*style) < date_styles_.size() &&
                        date_styles_[static_cast<std::size_t>(*style)];
      const auto number = date ? date_text(text, from_1904_) : number_text(text);
      if (!number) return Error{"workbook.cell", place};
      text = *number;
    }
    if (text.size() > cell_bytes_max || !is_utf8(text)) return Error{"workbook.cell", place};
    return text;
  }

  ZipArchive archive_;
  std::vector<std::string> strings_;
  std::vector<bool> date_styles_;
  std::vector<Relation> relations_;
  bool from_1904_ = false;
};

}  // namespace

Result<std::vector<Sheet>> read_workbook(std::string_view bytes) {
  if (bytes.size() > workbook_bytes_max) return Error{"workbook.size", "more than 32 MiB"};
  SANAQ_TRY(ZipArchive archive, ZipArchive::open(bytes));
  return WorkbookReader(std::move(archive)).run();
}

}  // namespace sanaq
