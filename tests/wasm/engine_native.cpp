// The calls of the engine natively: reads lines `["name","input"]`, writes lines `["ok"|"error","output"]`.
// Beside the calls of page::Session there is `bundle {"folder","messages","census_date","rows_max"}`: a
// folder of CSV sheets as the text that `load` takes. `tablet.…` are calls of exchange::TabletCalls,
// `office.…` those of Office.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>

#include "base/csv.h"
#include "exchange/tablet_calls.h"
#include "frame/walk.h"
#include "office.h"
#include "page/session.h"

using namespace sanaq;

namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Result<FormSource> read_folder(const std::filesystem::path& folder) {
  FormSource source;
  std::set<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".csv") files.insert(entry.path());
  for (const auto& path : files) {
    const std::string name = path.stem();
    const bool sheet = name == "survey" || name == "choices" || name == "settings" || name == "checks";
    if (sheet) {
      SANAQ_TRY(auto rows, parse_csv(read_file(path)));
      source.sheets.push_back({name, std::move(rows)});
    } else {
      SANAQ_TRY(Codelist list, Codelist::parse(name, read_file(path)));
      source.lists.push_back(std::make_shared<Codelist>(std::move(list)));
    }
  }
  return source;
}

Result<std::string> make_bundle(const Json& input) {
  SANAQ_TRY(const FormSource source, read_folder(input["folder"].text()));
  SANAQ_TRY(const CivilDate date, CivilDate::parse(input["census_date"].text()));
  const auto rows_max = static_cast<std::size_t>(input["rows_max"].integer(1'000));
  return page::write_bundle(write_package(source, rows_max), read_file(input["messages"].text()), date);
}

struct Faces {
  page::Session session;
  exchange::TabletCalls tablet;
  Office office;
};

Result<std::string> answer(Faces& faces, const std::string& line) {
  SANAQ_TRY(const Json request, parse_json(line));
  if (request.items().size() != 2) return Error{"session.call", "two texts"};
  const std::string& name = request.items()[0].text();
  const std::string& input = request.items()[1].text();
  if (name.starts_with("tablet.")) return faces.tablet.call(name.substr(7), input);
  if (name == "walk") return walk_call(input);
  if (name != "bundle" && !name.starts_with("office.")) return faces.session.call(name, input);
  SANAQ_TRY(const Json json, parse_json(input));
  return name == "bundle" ? make_bundle(json) : faces.office.call(name.substr(7), json);
}

}  // namespace

int main() {
  Faces faces;
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto result = answer(faces, line);
    Json out = Json::array();
    out.push(Json::string(result ? "ok" : "error"));
    out.push(Json::string(result ? *result : result.error().code + " " + result.error().detail));
    std::cout << to_text(out) << std::endl;
  }
}
