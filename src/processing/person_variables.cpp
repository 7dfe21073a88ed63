#include "processing/person_variables.h"

#include <array>

#include "base/labels.h"
#include "processing/household_shape.h"

namespace sanaq {
namespace {

constexpr std::int32_t age_max = 130, children_max = 30;

// Further questions that become variables where a form asks them, by their concepts.
constexpr std::array<std::string_view, 26> person_choices = {"relation_to_head",
                                                             "marriage_registered",
                                                             "birth_place",
                                                             "birth_settlement_type",
                                                             "lives_since_birth",
                                                             "previous_place",
                                                             "year_ago_place",
                                                             "lived_abroad",
                                                             "move_reason",
                                                             "language_level_kk",
                                                             "language_level_ru",
                                                             "language_level_en",
                                                             "studying",
                                                             "computer_skill",
                                                             "main_livelihood",
                                                             "income",
                                                             "worked_last_week",
                                                             "employment_status",
                                                             "workplace",
                                                             "difficulty_seeing",
                                                             "difficulty_hearing",
                                                             "difficulty_walking",
                                                             "difficulty_remembering",
                                                             "difficulty_selfcare",
                                                             "difficulty_communicating",
                                                             "plans_leave"};
// Questions answered from a classifier; of those in levels the top one is a variable beside it, NAME_group.
constexpr std::array<std::string_view, 6> person_codes = {
    "occupation", "activity", "speciality", "citizenship_country", "previous_country", "country_of_birth"};
constexpr std::array<std::string_view, 2> person_regions = {"region_of_birth", "previous_region"};
constexpr std::array<std::string_view, 2> household_choices = {"tenure", "tenure_terms"};
constexpr std::array<std::string_view, 14> dwelling_choices = {
    "premises_type", "dwelling_type",   "construction_period", "wall_material", "electricity", "cooking_fuel",
    "gas",           "heating",         "water_supply",        "hot_water",     "sewerage",    "toilet",
    "bath",          "waste_collection"};

struct NumberSpan {
  std::string_view name;
  std::int32_t last = 0;
};
// Made by counting the people of a household.
constexpr std::array<NumberSpan, 3> household_counts = {
    {{"household_size", 60}, {"children", 30}, {"elderly", 30}}};
constexpr std::array<NumberSpan, 3> dwelling_numbers = {
    {{"rooms", 60}, {"total_area", 998}, {"living_area", 998}}};

// The texts of locale/processing.csv, in every language of the file.
Labels text_labels(const Messages& texts, const std::string& key) {
  Json object = Json::object();
  for (const std::string& language : texts.languages())
    object.set(language, Json::string(texts.text(key, language)));
  return Labels::parse(object).value();
}

Category category(const Messages& texts, std::string_view code, const std::string& key) {
  return {std::string(code), text_labels(texts, key), Category::no_parent};
}

Labels labels_of(const Form& form, const LocalizedText& text, const std::string& otherwise) {
  Json object = Json::object();
  for (std::size_t i = 0; i < form.languages.size() && i < text.size(); ++i) {
    std::string joined;
    // What the interview would put in stays a gap, as on a paper form.
    for (const TextPart& part : text[i]) joined += part.value != no_expression ? "…" : part.literal;
    if (!joined.empty()) object.set(form.languages[i], Json::string(joined));
  }
  const auto labels = Labels::parse(object);
  return labels ? *labels : Labels{{form.languages.front(), otherwise}};
}

// A form asks "Kazakh"; a table counts "Kazakhs": what `people_<language>` says where a list has it.
Labels row_labels(const Codelist& list, const Codelist::Row& row) {
  Json object = Json::object();
  for (std::size_t i = 0; i < row.labels.size(); ++i) {
    const std::string& language = list.languages()[i];
    const std::size_t people = list.column("people_" + language);
    const bool counted = people != std::string::npos && !row.columns[people].empty();
    object.set(language, Json::string(counted ? row.columns[people] : row.labels[i]));
  }
  return Labels::parse(object).value();
}

void add_missing_codes(Variable& variable, const Messages& texts) {
  variable.codes.categories.push_back(category(texts, not_stated, "variable.not_stated"));
  variable.codes.categories.push_back(category(texts, not_applicable, "variable.not_applicable"));
}

// A variable of ours: named like its key.
Variable named_variable(const Messages& texts, std::string_view name) {
  Variable variable;
  variable.codes.name = name;
  variable.codes.label = text_labels(texts, "variable." + std::string(name));
  return variable;
}

// A variable with the codes of the question's options or of its external list.
Result<Variable> question_variable(const FreezeSources& sources, std::string_view concept_name,
                                   NodeIndex at) {
  const Form& form = sources.form;
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
  add_missing_codes(variable, sources.texts);
  return variable;
}

Variable territory_variable(const FreezeSources& sources, std::string_view name, std::string_view level,
                            std::string_view parent_name) {
  const Codelist& territories = sources.territories;
  Variable variable = named_variable(sources.texts, name);
  variable.parent = parent_name;
  const std::size_t parent = territories.column("parent");
  for (const std::uint32_t at : territories.where(territories.column("level"), level)) {
    const Codelist::Row& row = territories.rows()[at];
    variable.codes.categories.push_back({row.code, row_labels(territories, row), Category::no_parent});
    if (!parent_name.empty()) variable.parent_codes.push_back(row.columns[parent]);
  }
  return variable;
}

// A variable with two codes, whose labels stand below its own.
Variable two_way_variable(const Messages& texts, std::string_view name, std::string_view first,
                          std::string_view second) {
  Variable variable = named_variable(texts, name);
  const std::string key = "variable." + std::string(name) + '.';
  for (const std::string_view code : {first, second})
    variable.codes.categories.push_back(category(texts, code, key + std::string(code)));
  return variable;
}

Variable age_variable(const Messages& texts) {
  Variable variable = named_variable(texts, census_variable::age);
  variable.kind = Variable::Kind::number;
  variable.last_number = age_max;
  return variable;
}

Result<Done> check_texts(const Messages& texts) {
  for (const char* key :
       {"region", "district", "urban_rural", "urban_rural.urban", "urban_rural.rural", "age", "record_status",
        "record_status.permanent", "record_status.temporary", "record_origin", "record_origin.told",
        "record_origin.imputed", "not_stated", "not_applicable"})
    if (const std::string name = std::string("variable.") + key; !texts.has(name))
      return Error{"processing.text", name};
  return Done{};
}

// A question's variable when the form has such a question, of choices.
Result<Done> add_optional(const FreezeSources& sources, std::string_view name, bool of_person,
                          std::vector<Variable>& out) {
  const NodeIndex at =
      of_person ? question_of(sources.form, name) : household_question_of(sources.form, name);
  if (at == no_node || sources.form.nodes[at].choices == no_choice_list) return Done{};
  SANAQ_TRY(Variable variable, question_variable(sources, name, at));
  out.push_back(std::move(variable));
  return Done{};
}

// The codes of a classifier of two levels, by their own top level: "221" lies in "22".
Variable top_variable(const Variable& variable, const Codelist& list, const Messages& texts) {
  Variable top = named_variable(texts, variable.name() + "_group");
  const std::size_t parent = list.column("parent");
  for (const Codelist::Row& row : list.rows())
    if (row.columns[parent].empty())
      top.codes.categories.push_back({row.code, row_labels(list, row), Category::no_parent});
  add_missing_codes(top, texts);
  return top;
}

void put_below(Variable& variable, const Variable& top, const Codelist& list) {
  variable.parent = top.name();
  const std::size_t parent = list.column("parent");
  for (const Category& one : variable.codes.categories) {
    const Codelist::Row* row = list.find(one.code);
    const bool is_top = row == nullptr || row->columns[parent].empty();
    variable.parent_codes.push_back(is_top ? one.code : row->columns[parent]);
  }
}

// A country that is calculated has no list of its own: it is that of the other countries.
NodeIndex list_question(const Form& form, NodeIndex at) {
  if (form.nodes[at].choices != no_choice_list) return at;
  return form.nodes[at].calculated ? question_of(form, "citizenship_country") : no_node;
}

Result<Done> add_code(const FreezeSources& sources, std::string_view name, std::vector<Variable>& out) {
  const Form& form = sources.form;
  const NodeIndex at = question_of(form, name);
  const NodeIndex from = at == no_node ? no_node : list_question(form, at);
  if (from == no_node || form.nodes[from].choices == no_choice_list) return Done{};
  SANAQ_TRY(Variable variable, question_variable(sources, name, from));
  const std::string own = "variable." + std::string(name);
  if (from != at && sources.texts.has(own)) variable.codes.label = text_labels(sources.texts, own);
  const auto& list = form.choice_lists[form.nodes[from].choices].codelist;
  if (list && list->column("parent") != std::string::npos) {
    if (!sources.texts.has(own + "_group")) return Error{"processing.text", own + "_group"};
    Variable top = top_variable(variable, *list, sources.texts);
    put_below(variable, top, *list);
    out.push_back(std::move(top));
  }
  out.push_back(std::move(variable));
  return Done{};
}

// A question about a region: the regions, and what says there is none.
Result<Done> add_region(const FreezeSources& sources, std::string_view name, std::vector<Variable>& out) {
  const NodeIndex at = question_of(sources.form, name);
  if (at == no_node) return Done{};
  Variable variable = territory_variable(sources, census_variable::region, "1", "");
  variable.codes.name = name;
  variable.codes.label = labels_of(sources.form, sources.form.nodes[at].label, std::string(name));
  add_missing_codes(variable, sources.texts);
  out.push_back(std::move(variable));
  return Done{};
}

// A whole number from -1 (not asked or not stated) on. label: of the question, or of our own texts.
Variable number_variable(std::string_view name, Labels label, std::int32_t last, std::int32_t first = -1) {
  Variable variable;
  variable.codes.name = name;
  variable.codes.label = std::move(label);
  variable.kind = Variable::Kind::number;
  variable.first_number = first;
  variable.last_number = last;
  return variable;
}

void add_number(const FreezeSources& sources, std::string_view name, std::int32_t last, bool of_person,
                std::vector<Variable>& out) {
  const NodeIndex at =
      of_person ? question_of(sources.form, name) : household_question_of(sources.form, name);
  if (at == no_node) return;
  out.push_back(
      number_variable(name, labels_of(sources.form, sources.form.nodes[at].label, std::string(name)), last));
}

// Derived from who names whom; what a household told is no code of it.
Result<Variable> household_type_of(const Messages& texts) {
  const std::string key = "variable." + std::string(household_type_variable);
  if (!texts.has(key)) return Error{"processing.text", key};
  Variable variable = named_variable(texts, household_type_variable);
  for (const std::string_view code : household_types) {
    const std::string name = key + '.' + std::string(code);
    if (!texts.has(name)) return Error{"processing.text", name};
    variable.codes.categories.push_back(category(texts, code, name));
  }
  add_missing_codes(variable, texts);
  return variable;
}

void add_place(const FreezeSources& sources, std::vector<Variable>& out) {
  namespace v = census_variable;
  out.push_back(territory_variable(sources, v::region, "1", ""));
  out.push_back(territory_variable(sources, v::district, "2", v::region));
  out.push_back(two_way_variable(sources.texts, v::urban_rural, "urban", "rural"));
}

}  // namespace

NodeIndex household_question_of(const Form& form, std::string_view concept_name) {
  for (NodeIndex i = 0; i < form.nodes.size(); ++i)
    if (form.nodes[i].concept_name == concept_name && form.nodes[i].list == no_node) return i;
  return no_node;
}

NodeIndex question_of(const Form& form, std::string_view concept_name) {
  for (NodeIndex i = 0; i < form.nodes.size(); ++i)
    if (form.nodes[i].concept_name == concept_name && form.nodes[i].list != no_node) return i;
  return no_node;
}

Result<std::vector<Variable>> person_variables(const FreezeSources& sources) {
  namespace v = census_variable;
  const Messages& texts = sources.texts;
  SANAQ_TRY_DONE(check_texts(texts));
  std::vector<Variable> out;
  add_place(sources, out);
  SANAQ_TRY(Variable sex, question_variable(sources, v::sex, question_of(sources.form, v::sex)));
  out.push_back(std::move(sex));
  out.push_back(age_variable(texts));
  for (const std::string_view name :
       {v::ethnicity, v::native_language, v::religion, v::marital_status, v::education, v::citizenship}) {
    SANAQ_TRY(Variable variable, question_variable(sources, name, question_of(sources.form, name)));
    out.push_back(std::move(variable));
  }
  out.push_back(two_way_variable(texts, v::record_status, "permanent", "temporary"));
  for (const std::string_view name : person_choices) SANAQ_TRY_DONE(add_optional(sources, name, true, out));
  for (const std::string_view name : person_codes) SANAQ_TRY_DONE(add_code(sources, name, out));
  for (const std::string_view name : person_regions) SANAQ_TRY_DONE(add_region(sources, name, out));
  add_number(sources, "children_born", children_max, true, out);
  out.push_back(two_way_variable(texts, record_origin_variable, "told", "imputed"));
  return out;
}

Result<UnitVariables> unit_variables(const FreezeSources& sources) {
  UnitVariables out;
  SANAQ_TRY(out[index_of(Unit::person)], person_variables(sources));
  for (const auto& [name, last] : household_counts) {
    const std::string key = "variable." + std::string(name);
    if (!sources.texts.has(key)) return Error{"processing.text", key};
  }
  std::vector<Variable>& households = out[index_of(Unit::household)];
  add_place(sources, households);
  for (const auto& [name, last] : household_counts)
    households.push_back(
        number_variable(name, text_labels(sources.texts, "variable." + std::string(name)), last, 0));
  SANAQ_TRY(Variable type, household_type_of(sources.texts));
  households.push_back(std::move(type));
  for (const std::string_view name : household_choices)
    SANAQ_TRY_DONE(add_optional(sources, name, false, households));
  households.push_back(two_way_variable(sources.texts, record_origin_variable, "told", "imputed"));
  std::vector<Variable>& dwellings = out[index_of(Unit::dwelling)];
  add_place(sources, dwellings);
  for (const std::string_view name : dwelling_choices)
    SANAQ_TRY_DONE(add_optional(sources, name, false, dwellings));
  for (const auto& [name, last] : dwelling_numbers) add_number(sources, name, last, false, dwellings);
  dwellings.push_back(two_way_variable(sources.texts, record_origin_variable, "told", "imputed"));
  if (sources.weight_max_thousandths > 0) {
    if (!sources.texts.has("variable.weight")) return Error{"processing.text", "variable.weight"};
    for (std::vector<Variable>& variables : out)
      variables.push_back(number_variable(weight_variable, text_labels(sources.texts, "variable.weight"),
                                          sources.weight_max_thousandths + 1, 0));  // rounded up
  }
  return out;
}

}  // namespace sanaq
