// Workbooks are written with libxlsxwriter and held against the same questionnaire as a folder of CSV sheets.
#include "spreadsheet/form_files.h"

#include <doctest.h>
#include <xlsxwriter.h>
#include <zip.h>

#include "base/rng.h"
#include "os/files.h"
#include "spreadsheet/cell_number.h"
#include "spreadsheet/workbook.h"

using namespace sanaq;

namespace {

const std::string specimens = std::string(SANAQ_SOURCE_DIR) + "/specimens/questionnaires/";

/// Writes sheets as a workbook; cells that look like whole numbers become numbers, as an author's program
/// would do.
void write_workbook(const std::string& path, const std::vector<Sheet>& sheets, bool inline_strings) {
  lxw_workbook_options options{};
  options.constant_memory =
      inline_strings ? LXW_TRUE : LXW_FALSE;  // this mode writes strings inside the cells
  lxw_workbook* book = workbook_new_opt(path.c_str(), &options);
  for (const Sheet& sheet : sheets) {
    lxw_worksheet* page = workbook_add_worksheet(book, sheet.name.c_str());
    for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
      for (std::size_t column = 0; column < sheet.rows[row].size(); ++column) {
        const std::string& cell = sheet.rows[row][column];
        const auto y = static_cast<lxw_row_t>(row);
        const auto x = static_cast<lxw_col_t>(column);
        const bool number =
            !cell.empty() && cell.size() < 9 && cell.find_first_not_of("0123456789") == std::string::npos;
        if (number && cell[0] != '0')
          worksheet_write_number(page, y, x, std::stod(cell), nullptr);
        else if (!cell.empty())
          worksheet_write_string(page, y, x, cell.c_str(), nullptr);
      }
    }
  }
  REQUIRE(workbook_close(book) == LXW_NO_ERROR);
}

/// Without the blank cells and rows at the ends, which a workbook does not keep.
std::vector<Sheet> trimmed(std::vector<Sheet> sheets) {
  for (Sheet& sheet : sheets) {
    for (auto& row : sheet.rows) {
      while (!row.empty() && row.back().empty()) row.pop_back();
    }
    while (!sheet.rows.empty() && sheet.rows.back().empty()) sheet.rows.pop_back();
  }
  return sheets;
}

/// A zip archive with the parts given.
std::string zip_of(const std::vector<std::pair<std::string, std::string>>& parts) {
  const os::ScratchFolder scratch;
  const std::string path = scratch.path() + "/x.zip";
  int error = 0;
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE, &error);
  REQUIRE(archive != nullptr);
  for (const auto& [name, text] : parts) {
    zip_source_t* source = zip_source_buffer(archive, text.data(), text.size(), 0);
    REQUIRE(zip_file_add(archive, name.c_str(), source, 0) >= 0);
  }
  REQUIRE(zip_close(archive) == 0);
  return *os::read_file(path);
}

std::vector<std::pair<std::string, std::string>> parts_with(const std::string& sheet,
                                                            const std::string& prolog = {}) {
  return {{"xl/workbook.xml",
           "<workbook xmlns:r='r'><sheets><sheet name='survey' sheetId='1' r:id='a'/></sheets></workbook>"},
          {"xl/_rels/workbook.xml.rels",
           "<Relationships><Relationship Id='a' Target='worksheets/s.xml'/></Relationships>"},
          {"xl/worksheets/s.xml", prolog + "<worksheet><sheetData>" + sheet + "</sheetData></worksheet>"}};
}

std::string code_of(const std::string& bytes) {
  const auto sheets = read_workbook(bytes);
  return sheets ? "fine" : sheets.error().code;
}

}  // namespace

TEST_CASE("a workbook and a folder of CSV sheets give the same questionnaire") {
  const os::ScratchFolder scratch;
  for (const std::string name :
       {"matrix", "checks_list", "default", "choice_filter", "regex", "type_from_file"}) {
    INFO(name);
    const auto folder = read_form_source(specimens + name);
    REQUIRE(folder);
    for (const bool inline_strings : {false, true}) {
      const std::string path = scratch.path() + "/" + name + ".xlsx";
      write_workbook(path, folder->sheets, inline_strings);
      const auto book = read_form_source(path, specimens + name);
      REQUIRE(book);
      CHECK(book->lists.size() == folder->lists.size());
      const auto expected = trimmed(folder->sheets);
      REQUIRE(book->sheets.size() == expected.size());
      for (std::size_t i = 0; i < expected.size(); ++i) {
        CHECK(book->sheets[i].name == expected[i].name);
        CHECK(book->sheets[i].rows == expected[i].rows);
      }
      CHECK(compile_form(*book).form);
    }
  }
}

TEST_CASE("cells are what their author sees: numbers, dates, booleans, rich text, formulas") {
  const os::ScratchFolder scratch;
  const std::string path = scratch.path() + "/cells.xlsx";
  lxw_workbook* book = workbook_new(path.c_str());
  lxw_worksheet* page = workbook_add_worksheet(book, "survey");
  lxw_format* day = workbook_add_format(book);
  format_set_num_format(day, "dd.mm.yyyy");
  lxw_format* money = workbook_add_format(book);
  format_set_num_format(money, "#,##0.00 [$m-KZ]");
  lxw_datetime date{2021, 9, 1, 0, 0, 0}, moment{2021, 9, 1, 13, 5, 0};
  worksheet_write_number(page, 0, 0, 3, nullptr);
  worksheet_write_number(page, 0, 1, 0.1 + 0.2, nullptr);
  worksheet_write_number(page, 0, 2, -1234567.25, money);
  worksheet_write_datetime(page, 0, 3, &date, day);
  worksheet_write_datetime(page, 0, 4, &moment, day);
  worksheet_write_boolean(page, 0, 5, 1, nullptr);
  lxw_format* bold = workbook_add_format(book);
  format_set_bold(bold);
  lxw_rich_string_tuple first{nullptr, const_cast<char*>("Қош ")},
      second{bold, const_cast<char*>("келдіңіз")};
  lxw_rich_string_tuple* runs[] = {&first, &second, nullptr};
  worksheet_write_rich_string(page, 0, 6, runs, nullptr);
  worksheet_write_formula_str(page, 0, 7, "=CONCATENATE(\"a\",\"b\")", nullptr, "ab");
  worksheet_write_string(page, 2, 1, "after a blank row", nullptr);
  REQUIRE(workbook_close(book) == LXW_NO_ERROR);
  const auto source = read_form_source(path);
  REQUIRE(source);
  REQUIRE(source->sheets[0].rows.size() == 3);
  CHECK(source->sheets[0].rows[0] == std::vector<std::string>{"3", "0.3", "-1234567.25", "2021-09-01",
                                                              "2021-09-01 13:05:00", "true", "Қош келдіңіз",
                                                              "ab"});
  CHECK(source->sheets[0].rows[2] == std::vector<std::string>{"", "after a blank row"});
}

TEST_CASE("numbers and day numbers of workbooks") {
  CHECK(number_text("4.4439000000000002E4") == "44439");
  CHECK(number_text("1E-3") == "0.001");
  CHECK(!number_text("1E300"));
  CHECK(!number_text("nan"));
  CHECK(!number_text("12abc"));
  CHECK(date_text("1", false) == "1900-01-01");
  CHECK(date_text("59", false) == "1900-02-28");
  CHECK(!date_text("60", false));
  CHECK(date_text("61", false) == "1900-03-01");
  CHECK(date_text("44440", false) == "2021-09-01");
  CHECK(date_text("42978", true) == "2021-09-01");
  CHECK(!date_text("-1", false));
  CHECK(is_date_pattern("yyyy\\-mm\\-dd"));
  CHECK(!is_date_pattern("0.00 \"day\""));
  CHECK(!is_date_pattern("[Red]0"));
}

TEST_CASE("hostile and damaged workbooks are refused with a code") {
  CHECK(code_of("") == "workbook.zip");
  CHECK(code_of("PK\x03\x04 no archive at all") == "workbook.zip");
  CHECK(code_of(zip_of({{"a.txt", "a"}})) == "workbook.part");
  CHECK(code_of(zip_of(parts_with("<row r='1'><c r='A1'><v>1</v></c></row>"))) == "fine");
  CHECK(code_of(zip_of(parts_with("<row r='1'><c r='A1'><v>1</v></row>"))) == "workbook.xml");
  CHECK(code_of(zip_of(parts_with("<row r='1'/>", "<!DOCTYPE a [<!ENTITY b 'bbbb'>]>"))) == "workbook.xml");
  CHECK(code_of(zip_of(parts_with("<row r='1'><c r='ZZZZ1'><v>1</v></c></row>"))) == "workbook.cell");
  CHECK(code_of(zip_of(parts_with("<row r='99999999'/>"))) == "workbook.cell");
  CHECK(code_of(zip_of(parts_with("<row r='1'><c r='A1' t='s'><v>7</v></c></row>"))) == "workbook.cell");
  CHECK(code_of(zip_of(parts_with("<row r='1'><c r='A1' t='e'><v>#REF!</v></c></row>"))) == "workbook.cell");
  CHECK(code_of(zip_of(parts_with("<row r='1'><c r='A1' t='str'><v>" + std::string(40'000, 'a') +
                                  "</v></c></row>"))) == "workbook.cell");
  // A small archive that unpacks to more than 64 MiB.
  CHECK(code_of(zip_of(parts_with(std::string(std::size_t{70} << 20, ' ')))) == "workbook.size");
  std::vector<std::pair<std::string, std::string>> many;
  for (int i = 0; i < 501; ++i) many.emplace_back("p" + std::to_string(i), "x");
  CHECK(code_of(zip_of(many)) == "workbook.size");
}

TEST_CASE("a workbook with bytes changed never does harm") {
  const std::string whole =
      zip_of(parts_with("<row r='1'><c r='A1' t='inlineStr'><is><t>type</t></is></c></row>"));
  SplitMix rng(5);
  int refused = 0;
  for (int i = 0; i < 500; ++i) {
    std::string bytes = whole;
    for (int j = 0; j < 3; ++j) bytes[rng.below(bytes.size())] = static_cast<char>(rng.below(256));
    if (rng.chance(1, 4)) bytes.resize(rng.below(bytes.size()));
    refused += read_workbook(bytes) ? 0 : 1;
  }
  CHECK(refused > 100);
}

TEST_CASE("a list's name is no path, and what is not there is told") {
  const os::ScratchFolder scratch;
  REQUIRE(
      os::write_file(scratch.path() + "/survey.csv", "type,name\nselect_one_from_file ../../etc/x.csv,a\n"));
  CHECK(read_form_source(scratch.path()).error().code == "sheet.name");
  CHECK(read_form_source(scratch.path() + "/none").error().code == "file.missing");
  const os::ScratchFolder empty;
  CHECK(read_form_source(empty.path()).error().code == "file.missing");
  REQUIRE(os::write_file(scratch.path() + "/survey.csv", "type,name\nselect_one_from_file a.csv,a\n"));
  REQUIRE(os::write_file(scratch.path() + "/a.csv", "name\n1\n"));
  const auto wrong = read_form_source(scratch.path());
  CHECK(wrong.error().code == "codelist.header");
  CHECK(wrong.error().detail == "a.csv: row 1");
}

TEST_CASE("a workbook with a sheet of its own is refused by the compiler") {
  const os::ScratchFolder scratch;
  const std::string path = scratch.path() + "/x.xlsx";
  write_workbook(path, {{"survey", {{"type", "name"}}}, {"settings", {{"form_id"}}}, {"Sheet1", {{"a"}}}},
                 false);
  const auto source = read_form_source(path);
  REQUIRE(source);
  const CompiledForm compiled = compile_form(*source);
  REQUIRE(compiled.findings.size() == 1);
  CHECK(compiled.findings[0].code == "form.sheet.unknown");
  CHECK(compiled.findings[0].sheet == "Sheet1");
}
