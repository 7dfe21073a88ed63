#include "dataset/table_head.h"

#include "base/check.h"

namespace sanaq {

namespace {

bool fits(const TableMeaning& meaning, const std::vector<Classification>& dimensions) {
  if (meaning.sides.size() != dimensions.size()) return false;
  for (std::size_t d = 0; d < dimensions.size(); ++d) {
    if (meaning.sides[d].categories.size() != dimensions[d].categories.size()) return false;
  }
  return true;
}

}  // namespace

std::size_t cell_count(const TableHead& head) {
  std::uint64_t cells = 1;
  for (const Classification& dimension : head.dimensions) {
    cells *= dimension.categories.size();
    SANAQ_CHECK(cells <= 0xFFFF'FFFF);
  }
  return static_cast<std::size_t>(cells);
}

std::vector<std::size_t> coordinates(const TableHead& head, std::size_t cell) {
  std::vector<std::size_t> result(head.dimensions.size());
  for (std::size_t d = head.dimensions.size(); d-- > 0;) {
    const std::size_t size = head.dimensions[d].categories.size();
    result[d] = cell % size;
    cell /= size;
  }
  return result;
}

Json to_json(const TableHead& head) {
  Json object = Json::object();
  object.set("id", Json::string(head.id));
  object.set("edition", Json::string(head.edition));
  object.set("revision", Json::number(head.revision));
  object.set("title", head.title.to_json());
  object.set("unit", head.unit.to_json());
  Json notes = Json::array();
  for (const Labels& note : head.notes) notes.push(note.to_json());
  object.set("notes", std::move(notes));
  Json dimensions = Json::array();
  for (const Classification& dimension : head.dimensions) dimensions.push(to_json(dimension));
  object.set("dimensions", std::move(dimensions));
  if (head.meaning.is_known()) object.set("meaning", to_json(head.meaning));
  return object;
}

Result<TableHead> parse_table_head(const Json& object) {
  TableHead head;
  head.id = object["id"].text();
  head.edition = object["edition"].text();
  head.revision = object["revision"].integer();
  if (head.id.empty() || head.edition.empty() || head.revision < 1) return Error{"table_head.form", "id"};
  SANAQ_TRY(head.title, Labels::parse(object["title"]));
  SANAQ_TRY(head.unit, Labels::parse(object["unit"]));
  for (const Json& item : object["notes"].items()) {
    SANAQ_TRY(auto note, Labels::parse(item));
    head.notes.push_back(std::move(note));
  }
  std::uint64_t cells = 1;
  for (const Json& item : object["dimensions"].items()) {
    SANAQ_TRY(auto dimension, parse_classification(item));
    cells *= dimension.categories.size();
    if (cells == 0 || cells > 0xFFFF'FFFF) return Error{"table_head.form", "dimensions"};
    head.dimensions.push_back(std::move(dimension));
  }
  if (head.dimensions.empty()) return Error{"table_head.form", "dimensions"};
  if (object.has("meaning")) {
    SANAQ_TRY(head.meaning, parse_table_meaning(object["meaning"]));
    if (!fits(head.meaning, head.dimensions)) return Error{"table_head.form", "meaning"};
  }
  return head;
}

}  // namespace sanaq
