#include "sanaq/equipment/act_form.h"

#include "base/text.h"

namespace sanaq {
namespace {

using equipment::ActKind;
using equipment::Condition;

class ActFormReader {
 public:
  ActFormReader(const http::Fields& fields, const EquipmentRules& rules) : fields_(fields), rules_(rules) {}

  ActFormRead read() {
    const auto kind = equipment::parse_act_kind(value("kind"));
    const auto giver = Uuid::parse(value("giver")), taker = Uuid::parse(value("taker"));
    if (!kind || !giver || !taker) {
      refuse("giver", "act.sides");
      return std::move(read_);
    }
    read_.order.kind = *kind;
    read_.order.giver = {*giver};
    read_.order.taker = {*taker};
    read_.order.note = trim(value("note"));
    for (int portion = 1; portion <= act_portions; ++portion)
      for (const EquipmentKind& thing : rules_.kinds) read_portion(thing, portion);
    if (equipment::is_report(*kind)) read_incident();
    return std::move(read_);
  }

 private:
  std::string value(std::string_view name) const { return std::string(http::field_value(fields_, name)); }
  void refuse(std::string field, std::string code) {
    read_.findings.push_back({std::move(field), std::move(code)});
  }

  void read_portion(const EquipmentKind& thing, int portion) {
    const std::string note(trim(value(portion_field("note", portion, thing.name))));
    const std::string chosen = value(portion_field("condition", portion, thing.name));
    const auto parsed = equipment::parse_condition(chosen);
    const Condition condition = parsed.value_or(conditions_of(read_.order.kind, portion).front());
    if (!chosen.empty() && !parsed) refuse(portion_field("condition", portion, thing.name), "act.condition");
    if (thing.counting != Counting::count) read_serials(thing, portion, condition, note);
    if (thing.counting != Counting::serial) read_count(thing, portion, condition, note);
  }

  void read_serials(const EquipmentKind& thing, int portion, Condition condition, const std::string& note) {
    const std::string field = portion_field("serials", portion, thing.name);
    std::string typed = value(field);
    for (char& c : typed)
      if (c == ',' || c == ';') c = ' ';
    for (const std::string_view word : split_words(typed)) {
      const auto serial = equipment::parse_serial(word);
      if (!serial) return refuse(field, "act.serial");
      read_.order.lines.push_back({thing.name, *serial, 1, condition, note});
    }
  }

  void read_count(const EquipmentKind& thing, int portion, Condition condition, const std::string& note) {
    const std::string field = portion_field("count", portion, thing.name);
    const std::string typed(trim(value(field)));
    if (typed.empty() || typed == "0") return;
    const auto count = parse_digits(typed);
    if (!count || *count < 1 || *count > equipment::count_max) return refuse(field, "act.count");
    read_.order.lines.push_back({thing.name, "", *count, condition, note});
  }

  void read_incident() {
    const auto day = CivilDate::parse(trim(value("incident.day")));
    if (!day) return refuse("incident.day", "act.incident");
    read_.order.incident = equipment::Incident{*day, std::string(trim(value("incident.place"))),
                                               std::string(trim(value("incident.circumstances")))};
  }

  const http::Fields& fields_;
  const EquipmentRules& rules_;
  ActFormRead read_;
};

}  // namespace

std::string portion_field(std::string_view what, int portion, std::string_view kind) {
  return std::string(what) + "." + std::to_string(portion) + "." + std::string(kind);
}

ActFormRead read_act_form(const http::Fields& fields, const EquipmentRules& rules) {
  return ActFormReader(fields, rules).read();
}

std::vector<Condition> conditions_of(ActKind kind, int portion) {
  using enum Condition;
  switch (kind) {
    case ActKind::acceptance:
      return portion == 1 ? std::vector{as_new, good, repaired, worn, damaged}
                          : std::vector{damaged, unusable, worn, good, as_new};
    case ActKind::handover:
    case ActKind::giving_back:
      return portion == 1 ? std::vector{good, as_new, worn, repaired, damaged, unusable}
                          : std::vector{damaged, unusable, worn, repaired, good, as_new};
    case ActKind::loss:
      return {lost};
    case ActKind::damage:
      return {damaged, unusable};
    case ActKind::write_off:
      return portion == 1 ? std::vector{unusable, damaged, worn, good, as_new, lost}
                          : std::vector{lost, unusable, damaged, worn, good, as_new};
  }
  return {good};
}

}  // namespace sanaq
