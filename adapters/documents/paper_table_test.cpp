#include "documents/paper_table.h"

#include <doctest.h>

using namespace sanaq;

namespace {

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("a list of many rows goes over pages, each with its heading and foot") {
  PaperTable table;
  table.titles = {"Адамдар тізімі", "Список людей"};
  table.facts = {{"Нөмірі", "12-001"}};
  table.columns = {"№", "Аты-жөні"};
  table.widths = {0.2, 0.8};
  for (int i = 1; i <= 100; ++i) table.rows.push_back({std::to_string(i), "Үлгібай Адам"});
  table.signatures = {"Басшы"};
  table.foot = "12-001, 1";
  const auto pdf = paper_table_pdf(table);
  REQUIRE(pdf);
  CHECK(pdf->starts_with("%PDF-"));
  CHECK(count(*pdf, "/Type /Page %") >= 2);
  table.rows.clear();
  const auto short_one = paper_table_pdf(table);
  REQUIRE(short_one);
  CHECK(count(*short_one, "/Type /Page %") == 1);
}
