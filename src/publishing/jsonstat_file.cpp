#include "publishing/jsonstat_file.h"

#include "base/json.h"
#include "base/text.h"
#include "publishing/contents.h"
#include "publishing/csv_file.h"

namespace sanaq {

namespace {

Json category_of(const Classification& dimension, std::string_view language) {
  Json index = Json::array(), labels = Json::object();
  Json::Members label_members, child_members;
  std::vector<Json> children(dimension.categories.size(), Json::array());
  for (const Category& category : dimension.categories) {
    index.push(Json::string(category.code));
    label_members.emplace_back(category.code, Json::string(category.label.in(language)));
    if (category.parent != Category::no_parent) {
      children[static_cast<std::size_t>(category.parent)].push(Json::string(category.code));
    }
  }
  for (std::size_t i = 0; i < children.size(); ++i) {
    if (!children[i].items().empty())
      child_members.emplace_back(dimension.categories[i].code, std::move(children[i]));
  }
  SANAQ_CHECK(labels.adopt(std::move(label_members)));
  Json category = Json::object();
  category.set("index", std::move(index));
  category.set("label", std::move(labels));
  if (!child_members.empty()) {
    Json child = Json::object();
    SANAQ_CHECK(child.adopt(std::move(child_members)));
    category.set("child", std::move(child));
  }
  return category;
}

Json dimensions_of(const TableHead& head, std::string_view language) {
  Json dimensions = Json::object();
  for (const Classification& dimension : head.dimensions) {
    Json one = Json::object();
    one.set("label", Json::string(dimension.label.in(language)));
    one.set("category", category_of(dimension, language));
    dimensions.set(dimension.name, std::move(one));
  }
  return dimensions;
}

/// Counts and figures as a side of the table.
Json contents_of(const Contents& contents, const ReleasePlan& plan, std::string_view language) {
  Json index = Json::array(), labels = Json::object(), units = Json::object();
  for (std::size_t i = 0; i < contents.size(); ++i) {
    index.push(Json::string(contents.name(i)));
    labels.set(contents.name(i), Json::string(contents.label(i).in(language)));
    Json unit = Json::object();
    unit.set("decimals", Json::number(contents.decimals(i)));
    units.set(contents.name(i), std::move(unit));
  }
  Json category = Json::object();
  category.set("index", std::move(index));
  category.set("label", std::move(labels));
  category.set("unit", std::move(units));
  Json side = Json::object();
  side.set("label", Json::string(plan.contents_label.in(language)));
  side.set("category", std::move(category));
  return side;
}

void set_cells(Json& object, const SafeTable& table) {
  const Contents contents(table);
  Json values = Json::array(), status = Json::object();
  Json::Members unseen;
  for (std::size_t i = 0; i < contents.size() * table.size(); ++i) {
    const std::size_t content = i / table.size(), cell = i % table.size();
    const FigureSign sign = contents.sign(content, cell);
    values.push(sign == FigureSign::shown ? Json::number_text(contents.text(content, cell)) : Json::null());
    if (sign != FigureSign::shown)
      unseen.emplace_back(zero_padded(static_cast<std::int64_t>(i), 1),
                          Json::string(sign == FigureSign::hidden ? hidden_sign : nobody_sign));
  }
  object.set("value", std::move(values));
  if (unseen.empty()) return;
  SANAQ_CHECK(status.adopt(std::move(unseen)));
  object.set("status", std::move(status));
}

}  // namespace

std::string write_jsonstat_file(const SafeTable& table, const ReleasePlan& plan, std::string_view language) {
  const TableHead& head = table.head();
  Json object = Json::object();
  object.set("version", Json::string("2.0"));
  object.set("class", Json::string("dataset"));
  object.set("label", Json::string(head.title.in(language)));
  object.set("source", Json::string(plan.source.in(language)));
  object.set("updated", Json::string(to_rfc3339(plan.visible_from)));
  Json notes = Json::array();
  notes.push(Json::string(std::string(hidden_sign) + ": " + plan.hidden_note.in(language)));
  for (const Labels& note : head.notes) notes.push(Json::string(note.in(language)));
  object.set("note", std::move(notes));
  Json ids = Json::array(), sizes = Json::array();
  const Contents contents(table);
  Json dimensions = dimensions_of(head, language);
  if (contents.size() > 1) {
    ids.push(Json::string(contents_side));
    sizes.push(Json::number(static_cast<std::int64_t>(contents.size())));
    dimensions.set(contents_side, contents_of(contents, plan, language));
    Json metric = Json::array(), role = Json::object();
    metric.push(Json::string(contents_side));
    role.set("metric", std::move(metric));
    object.set("role", std::move(role));
  }
  for (const Classification& dimension : head.dimensions) {
    ids.push(Json::string(dimension.name));
    sizes.push(Json::number(static_cast<std::int64_t>(dimension.categories.size())));
  }
  object.set("id", std::move(ids));
  object.set("size", std::move(sizes));
  object.set("dimension", std::move(dimensions));
  set_cells(object, table);
  Json extension = Json::object();
  extension.set("id", Json::string(head.id));
  extension.set("version", Json::number(plan.version));
  extension.set("edition", Json::string(head.edition));
  extension.set("language", Json::string(language));
  extension.set("unit", Json::string(head.unit.in(language)));
  extension.set("publisher", Json::string(plan.publisher.in(language)));
  object.set("extension", std::move(extension));
  return to_text(object) + "\n";
}

}  // namespace sanaq
