#include "institution/list_content.h"

#include <map>

#include "base/json.h"

namespace sanaq {

std::string write_list(const std::vector<Resident>& people) {
  Json rows = Json::array();
  for (const Resident& one : people) {
    Json row = Json::object();
    row.set("id", Json::string(one.id.value.to_string()));
    row.set("row", Json::number(one.row));
    row.set("person", Json::string(write_person(one.person)));
    rows.push(std::move(row));
  }
  return to_canonical(rows);
}

Result<std::vector<Resident>> read_list(std::string_view content) {
  const auto rows = parse_json(content);
  if (!rows || !rows->is_array()) return Error{"institution.sealed", {}};
  std::vector<Resident> people;
  for (const Json& row : rows->items()) {
    const auto id = Uuid::parse(row["id"].text());
    if (!id) return Error{"institution.sealed", {}};
    Resident one;
    one.id = {*id};
    one.row = static_cast<std::int32_t>(row["row"].integer());
    SANAQ_TRY(one.person, read_person(row["person"].text()));
    people.push_back(std::move(one));
  }
  return people;
}

ListDifference compare_lists(const std::vector<Resident>& before, const std::vector<Resident>& now) {
  std::map<ResidentId, const Resident*> known;
  for (const Resident& one : before) known[one.id] = &one;
  ListDifference difference;
  for (const Resident& one : now) {
    const auto found = known.find(one.id);
    if (found == known.end()) {
      difference.added.push_back(one);
      continue;
    }
    if (!(found->second->person == one.person)) difference.changed.emplace_back(*found->second, one);
    known.erase(found);
  }
  for (const Resident& one : before)
    if (known.contains(one.id)) difference.removed.push_back(one);
  return difference;
}

}  // namespace sanaq
