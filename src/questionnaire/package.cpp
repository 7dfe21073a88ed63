#include "base/json.h"
#include "questionnaire/form_source.h"

namespace sanaq {
namespace {

Json strings(const std::vector<std::string>& texts) {
  Json out = Json::array();
  for (const std::string& text : texts) out.push(Json::string(text));
  return out;
}

bool read_strings(const Json& json, std::vector<std::string>& out) {
  if (!json.is_array()) return false;
  for (const Json& item : json.items()) {
    if (!item.is_string()) return false;
    out.push_back(item.text());
  }
  return true;
}

Json write_list(const Codelist& list, std::size_t rows_max) {
  Json out = Json::object();
  const bool whole = list.rows().size() <= rows_max && list.complete();
  out.set("name", Json::string(list.name()));
  out.set("languages", strings(list.languages()));
  out.set("columns", strings(list.columns()));
  out.set("complete", Json::boolean(whole));
  Json rows = Json::array();
  for (const Codelist::Row& row : list.rows()) {
    if (!whole) break;
    std::vector<std::string> cells{row.code};
    cells.insert(cells.end(), row.labels.begin(), row.labels.end());
    cells.insert(cells.end(), row.columns.begin(), row.columns.end());
    rows.push(strings(cells));
  }
  out.set("rows", std::move(rows));
  return out;
}

bool read_list(const Json& json, FormSource& source) {
  std::vector<std::string> languages, columns;
  if (!json["name"].is_string() || !json["rows"].is_array()) return false;
  if (!read_strings(json["languages"], languages) || !read_strings(json["columns"], columns)) return false;
  const std::size_t labels = languages.size(), width = 1 + labels + columns.size();
  // Shared by the source, the forms compiled from it and the questions in them.
  auto list = std::make_shared<Codelist>(json["name"].text(), std::move(languages), std::move(columns));
  for (const Json& item : json["rows"].items()) {
    std::vector<std::string> cells;
    if (!read_strings(item, cells) || cells.size() != width) return false;
    Codelist::Row row;
    row.code = cells[0];
    const auto from = cells.begin() + 1, middle = from + static_cast<std::ptrdiff_t>(labels);
    row.labels.assign(from, middle);
    row.columns.assign(middle, cells.end());
    list->add(std::move(row));
  }
  list->set_complete(json["complete"].truth());
  source.lists.push_back(std::move(list));
  return true;
}

bool read_sheet(const Json& json, FormSource& source) {
  Sheet sheet;
  if (!json["name"].is_string() || !json["rows"].is_array()) return false;
  sheet.name = json["name"].text();
  for (const Json& row : json["rows"].items()) {
    sheet.rows.emplace_back();
    if (!read_strings(row, sheet.rows.back())) return false;
  }
  source.sheets.push_back(std::move(sheet));
  return true;
}

}  // namespace

std::string write_package(const FormSource& source, std::size_t rows_max) {
  Json sheets = Json::array(), lists = Json::array();
  for (const Sheet& sheet : source.sheets) {
    Json rows = Json::array();
    for (const auto& row : sheet.rows) rows.push(strings(row));
    Json out = Json::object();
    out.set("name", Json::string(sheet.name));
    out.set("rows", std::move(rows));
    sheets.push(std::move(out));
  }
  for (const auto& list : source.lists) lists.push(write_list(*list, rows_max));
  Json package = Json::object();
  package.set("sheets", std::move(sheets));
  package.set("lists", std::move(lists));
  return to_text(package);
}

Result<FormSource> read_package(std::string_view text) {
  SANAQ_TRY(const Json package, parse_json(text));
  FormSource source;
  if (!package["sheets"].is_array() || !package["lists"].is_array())
    return Error{"form.package", "sheets and lists expected"};
  for (const Json& sheet : package["sheets"].items()) {
    if (!read_sheet(sheet, source)) return Error{"form.package", "sheet"};
  }
  for (const Json& list : package["lists"].items()) {
    if (!read_list(list, source)) return Error{"form.package", "list"};
  }
  return source;
}

}  // namespace sanaq
