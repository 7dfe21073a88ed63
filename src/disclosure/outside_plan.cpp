#include <algorithm>
#include <array>

#include "disclosure/outside_table.h"

namespace sanaq::disclosure {

namespace {

constexpr int decimals_max = 6;

Error plan_error(std::string_view member) { return {"cells.plan", std::string(member)}; }

Result<Done> known_members(const Json& object, std::initializer_list<std::string_view> known) {
  if (!object.is_object()) return plan_error("an object is needed");
  for (const auto& [name, value] : object.members())
    if (std::find(known.begin(), known.end(), name) == known.end()) return plan_error(name);
  return Done{};
}

Result<OutsidePlan::Side> side_of(const Json& object) {
  SANAQ_TRY_DONE(known_members(object, {"column", "total", "hierarchy"}));
  OutsidePlan::Side side{object["column"].text(), object["total"].text(), object["hierarchy"].text()};
  if (side.column.empty()) return plan_error("column");
  return side;
}

}  // namespace

Result<OutsidePlan> parse_outside_plan(const Json& object) {
  SANAQ_TRY_DONE(known_members(object, {"id", "file", "form", "sides", "volume", "respondents", "largest",
                                        "respondent", "decimals", "rule"}));
  OutsidePlan plan;
  for (const auto& [name, target] : {std::pair<const char*, std::string*>{"id", &plan.id},
                                     {"file", &plan.file},
                                     {"volume", &plan.volume},
                                     {"respondents", &plan.respondents},
                                     {"respondent", &plan.respondent}}) {
    if (object.has(name) && !object[name].is_string()) return plan_error(name);
    *target = object[name].text();
  }
  if (plan.id.empty()) return plan_error("id");
  if (plan.file.empty()) return plan_error("file");
  if (plan.volume.empty()) return plan_error("volume");
  const std::string& form = object["form"].text();
  if (form != "cells" && form != "contributions") return plan_error("form");
  plan.form = form == "cells" ? OutsidePlan::Form::cells : OutsidePlan::Form::contributions;
  for (const Json& item : object["sides"].items()) {
    SANAQ_TRY(auto side, side_of(item));
    plan.sides.push_back(std::move(side));
  }
  if (plan.sides.empty()) return plan_error("sides");
  for (const Json& item : object["largest"].items()) plan.largest.push_back(item.text());
  const std::int64_t decimals = object["decimals"].integer(0);
  if (decimals < 0 || decimals > decimals_max) return plan_error("decimals");
  plan.decimals = static_cast<int>(decimals);
  SANAQ_TRY(plan.rule, parse_volume_rule(object.has("rule") ? object["rule"] : Json::object()));
  const std::int64_t wanted = std::max<std::int64_t>(plan.rule.dominant, plan.rule.prior_percent > 0 ? 2 : 0);
  if (plan.form == OutsidePlan::Form::contributions) {
    if (!plan.respondents.empty() || !plan.largest.empty()) return plan_error("respondents");
    return plan;
  }
  if (plan.respondents.empty() || !plan.respondent.empty()) return plan_error("respondents");
  if (static_cast<std::int64_t>(plan.largest.size()) < wanted) return plan_error("largest");
  return plan;
}

}  // namespace sanaq::disclosure
