#include "tabulation/table_spec.h"

#include <algorithm>
#include <initializer_list>

namespace sanaq {

namespace {

Error form_error(std::string_view where) { return Error{"table_spec.form", std::string(where)}; }

/// Errors: "table_spec.form" when `object` is no object or has a member that is not named.
Result<Done> check_members(const Json& object, std::string_view where,
                           std::initializer_list<std::string_view> known) {
  if (!object.is_object()) return form_error(where);
  for (const auto& [name, value] : object.members()) {
    if (std::find(known.begin(), known.end(), name) == known.end()) return form_error(name);
  }
  return Done{};
}

Result<std::string> text_of(const Json& object, std::string_view name) {
  const Json& value = object[name];
  if (!value.is_string() || value.text().empty()) return form_error(name);
  return value.text();
}

Result<std::vector<std::string>> texts_of(const Json& object, std::string_view name) {
  std::vector<std::string> texts;
  if (!object.has(name)) return texts;
  if (!object[name].is_array()) return form_error(name);
  for (const Json& item : object[name].items()) {
    if (!item.is_string()) return form_error(name);
    texts.push_back(item.text());
  }
  return texts;
}

Result<ValueSet> values_of(const Json& object) {
  ValueSet values;
  SANAQ_TRY(values.codes, texts_of(object, "codes"));
  if (object.has("first")) values.first = object["first"].integer();
  if (object.has("last")) values.last = object["last"].integer();
  const bool span = values.first || values.last;
  if (span != values.codes.empty()) return form_error("codes, or first and last");
  return values;
}

Result<Condition> condition_of(const Json& object) {
  SANAQ_TRY_DONE(check_members(object, "universe", {"variable", "codes", "first", "last"}));
  Condition condition;
  SANAQ_TRY(condition.variable, text_of(object, "variable"));
  SANAQ_TRY(condition.values, values_of(object));
  return condition;
}

Result<Group> group_of(const Json& object) {
  SANAQ_TRY_DONE(check_members(object, "groups", {"code", "label", "codes", "first", "last", "parent"}));
  Group group;
  group.parent = object["parent"].text();
  SANAQ_TRY(group.code, text_of(object, "code"));
  SANAQ_TRY(group.label, Labels::parse(object["label"]));
  if (!object.has("codes") && !object.has("first") && !object.has("last")) return group;
  SANAQ_TRY(group.values, values_of(object));
  return group;
}

Result<TotalSpec> total_of(const Json& object) {
  SANAQ_TRY_DONE(check_members(object, "total", {"code", "label"}));
  TotalSpec total;
  SANAQ_TRY(total.code, text_of(object, "code"));
  SANAQ_TRY(total.label, Labels::parse(object["label"]));
  return total;
}

Result<DimensionSpec> dimension_of(const Json& object) {
  SANAQ_TRY_DONE(check_members(
      object, "dimensions",
      {"variable", "name", "label", "total", "groups", "leave_out", "leave_rest", "with_parent"}));
  DimensionSpec dimension;
  SANAQ_TRY(dimension.variable, text_of(object, "variable"));
  dimension.name = dimension.variable;
  if (object.has("name")) {
    SANAQ_TRY(dimension.name, text_of(object, "name"));
  }
  if (object.has("label")) {
    SANAQ_TRY(dimension.label, Labels::parse(object["label"]));
  }
  if (object.has("total")) {
    SANAQ_TRY(dimension.total, total_of(object["total"]));
  }
  for (const Json& item : object["groups"].items()) {
    SANAQ_TRY(auto group, group_of(item));
    dimension.groups.push_back(std::move(group));
  }
  SANAQ_TRY(dimension.leave_out, texts_of(object, "leave_out"));
  dimension.leave_rest = object["leave_rest"].truth();
  dimension.with_parent = object["with_parent"].truth();
  if (dimension.with_parent && !dimension.groups.empty()) return form_error("with_parent and groups");
  return dimension;
}

/// A list of conditions that all must hold, or one expression.
Result<Expression> universe_of(const Json& value, std::string_view name) {
  if (value.is_string()) {
    auto expression = parse_universe(value.text());
    if (!expression)
      return Error{expression.error().code, std::string(name) + ' ' + expression.error().detail};
    return expression;
  }
  Expression expression;
  for (const Json& item : value.items()) {
    SANAQ_TRY(auto condition, condition_of(item));
    expression.require(std::move(condition));
  }
  return expression;
}

constexpr std::string_view measure_kinds[] = {"sum", "mean", "median", "share", "rate"};
constexpr int decimals_max = 6;
constexpr std::int64_t per_max = 1'000'000;

Result<Done> read_rate(const Json& object, MeasureSpec& measure) {
  if (!object["numerator"].is_string() || !object["denominator"].is_string()) return form_error("numerator");
  SANAQ_TRY(measure.numerator, universe_of(object["numerator"], "numerator"));
  SANAQ_TRY(measure.denominator, universe_of(object["denominator"], "denominator"));
  measure.per = object["per"].integer(1);
  if (measure.per < 1 || measure.per > per_max) return form_error("per");
  return Done{};
}

Result<MeasureSpec> measure_of(const Json& object) {
  SANAQ_TRY_DONE(check_members(object, "measures",
                               {"kind", "name", "label", "variable", "from", "dimension", "numerator",
                                "denominator", "per", "decimals"}));
  MeasureSpec measure;
  const auto* kind = std::find(std::begin(measure_kinds), std::end(measure_kinds), object["kind"].text());
  if (kind == std::end(measure_kinds)) return form_error("kind");
  measure.kind = static_cast<MeasureSpec::Kind>(kind - std::begin(measure_kinds));
  SANAQ_TRY(measure.name, text_of(object, "name"));
  if (!is_table_id(measure.name)) return form_error("name");
  SANAQ_TRY(measure.label, Labels::parse(object["label"]));
  const std::int64_t decimals = object["decimals"].integer(0);
  if (decimals < 0 || decimals > decimals_max) return form_error("decimals");
  measure.decimals = static_cast<int>(decimals);
  if (object.has("from")) measure.from = object["from"].integer();
  if (measure.kind == MeasureSpec::Kind::share) {
    SANAQ_TRY(measure.dimension, text_of(object, "dimension"));
  } else if (measure.kind == MeasureSpec::Kind::rate) {
    SANAQ_TRY_DONE(read_rate(object, measure));
  } else {
    SANAQ_TRY(measure.variable, text_of(object, "variable"));
    if (measure.kind == MeasureSpec::Kind::sum) measure.per = object["per"].integer(1);
    if (measure.per < 1 || measure.per > per_max) return form_error("per");
  }
  return measure;
}

Result<Unit> counted_of(const Json& object) {
  if (!object.has("counted")) return Unit::person;
  for (const Unit unit : units)
    if (object["counted"].text() == name_of(unit)) return unit;
  return form_error("counted");
}

}  // namespace

bool is_table_id(std::string_view text) {
  return !text.empty() && text.size() <= 60 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

Result<TableSpec> parse_table_spec(const Json& object) {
  SANAQ_TRY_DONE(check_members(
      object, "table", {"id", "title", "unit", "notes", "counted", "universe", "dimensions", "measures"}));
  TableSpec spec;
  SANAQ_TRY(spec.id, text_of(object, "id"));
  if (!is_table_id(spec.id)) return Error{"table_spec.id", spec.id};
  SANAQ_TRY(spec.title, Labels::parse(object["title"]));
  SANAQ_TRY(spec.unit, Labels::parse(object["unit"]));
  for (const Json& item : object["notes"].items()) {
    SANAQ_TRY(auto note, Labels::parse(item));
    spec.notes.push_back(std::move(note));
  }
  SANAQ_TRY(spec.counted, counted_of(object));
  SANAQ_TRY(spec.universe, universe_of(object["universe"], "universe"));
  for (const Json& item : object["dimensions"].items()) {
    SANAQ_TRY(auto dimension, dimension_of(item));
    spec.dimensions.push_back(std::move(dimension));
  }
  for (const Json& item : object["measures"].items()) {
    SANAQ_TRY(auto measure, measure_of(item));
    spec.measures.push_back(std::move(measure));
  }
  if (spec.dimensions.empty()) return form_error("dimensions");
  return spec;
}

}  // namespace sanaq
