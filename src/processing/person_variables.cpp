#include "processing/person_variables.h"

#include <array>

#include "base/labels.h"

namespace sanaq {
namespace {

constexpr std::int32_t age_max = 130;

Labels not_stated_label() { return {{"kk", "Көрсетілмеген"}, {"ru", "Не указано"}, {"en", "Not stated"}}; }
Labels not_applicable_label() {
  return {{"kk", "Сұралмайды"}, {"ru", "Не спрашивается"}, {"en", "Not applicable"}};
}

Labels labels_of(const Form& form, const LocalizedText& text, const std::string& otherwise) {
  Json object = Json::object();
  for (std::size_t i = 0; i < form.languages.size() && i < text.size(); ++i) {
    std::string joined;
    for (const TextPart& part : text[i]) joined += part.literal;
    if (!joined.empty()) object.set(form.languages[i], Json::string(joined));
  }
  const auto labels = Labels::parse(object);
  return labels ? *labels : Labels{{"kk", otherwise}};
}

Labels row_labels(const Codelist& list, const Codelist::Row& row) {
  Json object = Json::object();
  for (std::size_t i = 0; i < row.labels.size(); ++i)
    object.set(list.languages()[i], Json::string(row.labels[i]));
  return Labels::parse(object).value();
}

void add_missing_codes(Variable& variable) {
  variable.codes.categories.push_back({std::string(not_stated), not_stated_label(), Category::no_parent});
  variable.codes.categories.push_back(
      {std::string(not_applicable), not_applicable_label(), Category::no_parent});
}

// A variable with the codes of the question's options or of its external list.
Result<Variable> question_variable(const Form& form, std::string_view concept_name) {
  const NodeIndex at = question_of(form, concept_name);
  if (at == no_node || form.nodes[at].choices == no_choice_list)
    return Error{"processing.concept", std::string(concept_name)};
  const Node& node = form.nodes[at];
  Variable variable;
  variable.codes.name = concept_name;
  variable.codes.label = labels_of(form, node.label, node.name);
  const ChoiceList& list = form.choice_lists[node.choices];
  for (const Choice& choice : list.choices)
    variable.codes.categories.push_back(
        {choice.code, labels_of(form, choice.label, choice.code), Category::no_parent});
  if (list.codelist)
    for (const Codelist::Row& row : list.codelist->rows())
      variable.codes.categories.push_back({row.code, row_labels(*list.codelist, row), Category::no_parent});
  add_missing_codes(variable);
  return variable;
}

Variable territory_variable(const Codelist& territories, std::string_view name, std::string_view level,
                            Labels label, std::string_view parent_name) {
  Variable variable;
  variable.codes.name = name;
  variable.codes.label = std::move(label);
  variable.parent = parent_name;
  const std::size_t parent = territories.column("parent");
  for (const std::uint32_t at : territories.where(territories.column("level"), level)) {
    const Codelist::Row& row = territories.rows()[at];
    variable.codes.categories.push_back({row.code, row_labels(territories, row), Category::no_parent});
    if (!parent_name.empty()) variable.parent_codes.push_back(row.columns[parent]);
  }
  return variable;
}

Variable settlement_variable() {
  Variable variable;
  variable.codes.name = census_variable::urban_rural;
  variable.codes.label = {{"kk", "Жергілікті жер түрі"}, {"ru", "Тип местности"}, {"en", "Urban or rural"}};
  variable.codes.categories = {
      {"urban", {{"kk", "Қала"}, {"ru", "Город"}, {"en", "Urban"}}, Category::no_parent},
      {"rural", {{"kk", "Ауыл"}, {"ru", "Село"}, {"en", "Rural"}}, Category::no_parent}};
  return variable;
}

Variable age_variable() {
  Variable variable;
  variable.kind = Variable::Kind::number;
  variable.codes.name = census_variable::age;
  variable.codes.label = {{"kk", "Жасы"}, {"ru", "Возраст"}, {"en", "Age"}};
  variable.last_number = age_max;
  return variable;
}

Variable household_variable() {
  Variable variable;
  variable.kind = Variable::Kind::link;
  variable.codes.name = census_variable::household;
  variable.codes.label = {{"kk", "Үй шаруашылығы"}, {"ru", "Домохозяйство"}, {"en", "Household"}};
  return variable;
}

Variable status_variable() {
  Variable variable;
  variable.codes.name = census_variable::record_status;
  variable.codes.label = {{"kk", "Халық санаты"}, {"ru", "Категория населения"}, {"en", "Population group"}};
  variable.codes.categories = {
      {"permanent",
       {{"kk", "Тұрақты тұратын"}, {"ru", "Постоянное население"}, {"en", "Permanent resident"}},
       Category::no_parent},
      {"temporary",
       {{"kk", "Тұрақты емес"}, {"ru", "Непостоянное население"}, {"en", "Not permanent"}},
       Category::no_parent}};
  return variable;
}

}  // namespace

NodeIndex question_of(const Form& form, std::string_view concept_name) {
  for (NodeIndex i = 0; i < form.nodes.size(); ++i)
    if (form.nodes[i].concept_name == concept_name && form.nodes[i].list != no_node) return i;
  return no_node;
}

Result<std::vector<Variable>> person_variables(const FreezeSources& sources) {
  namespace v = census_variable;
  std::vector<Variable> out;
  out.push_back(territory_variable(sources.territories, v::region, "1",
                                   {{"kk", "Өңір"}, {"ru", "Регион"}, {"en", "Region"}}, ""));
  out.push_back(territory_variable(sources.territories, v::district, "2",
                                   {{"kk", "Аудан"}, {"ru", "Район"}, {"en", "District"}}, v::region));
  out.push_back(settlement_variable());
  for (const std::string_view name : {v::sex}) {
    SANAQ_TRY(Variable variable, question_variable(sources.form, name));
    out.push_back(std::move(variable));
  }
  out.push_back(age_variable());
  for (const std::string_view name :
       {v::ethnicity, v::native_language, v::religion, v::marital_status, v::education, v::citizenship}) {
    SANAQ_TRY(Variable variable, question_variable(sources.form, name));
    out.push_back(std::move(variable));
  }
  out.push_back(household_variable());
  out.push_back(status_variable());
  return out;
}

}  // namespace sanaq
