#include "base/text.h"
#include "sanaq/site.h"

namespace sanaq {
namespace {

constexpr std::size_t rows_max = 1000, found_max = 50;

Json row_json(const Codelist::Row& row) {
  Json out = Json::object();
  out.set("code", Json::string(row.code));
  Json labels = Json::array();
  for (const std::string& label : row.labels) labels.push(Json::string(label));
  Json columns = Json::array();
  for (const std::string& column : row.columns) columns.push(Json::string(column));
  out.set("labels", std::move(labels));
  out.set("columns", std::move(columns));
  return out;
}

// Rows by one column (`?parent=750000000`), by code, or by words (`?search=`).
http::Response list_rows(const Site& site, const http::Request& request) {
  const auto found = site.edition.codelists.find(std::string(request.param("name")));
  if (found == site.edition.codelists.end()) return http::problem(404, "list.unknown", request.id);
  const Codelist& list = *found->second;
  std::vector<std::uint32_t> rows;
  Json items = Json::array();
  if (const std::string_view code = request.query_value("name"); !code.empty()) {
    if (const Codelist::Row* row = list.find(code); row != nullptr) items.push(row_json(*row));
  } else if (const std::string_view words = request.query_value("search"); !words.empty()) {
    rows = list.search(words, found_max);
  } else if (request.query.size() == 1) {
    const std::size_t column = list.column(request.query[0].name);
    if (column >= list.columns().size()) return http::problem(400, "list.column", request.id);
    rows = list.where(column, request.query[0].value);
  }
  Json out = Json::object();
  out.set("list", Json::string(list.name()));
  for (std::size_t i = 0; i < rows.size() && i < rows_max; ++i) items.push(row_json(list.rows()[rows[i]]));
  out.set("rows", std::move(items));
  http::Response response = http::json(out);
  response.compress = true;
  http::add_header(response, "Cache-Control", "public, max-age=86400");
  return response;
}

}  // namespace

void add_list_api(http::Router& router, const Site& site) {
  router.get("/lists/{name}", [&site](http::Request&& request, http::Responder&& responder) {
    responder.send(list_rows(site, request));
  });
}

}  // namespace sanaq
