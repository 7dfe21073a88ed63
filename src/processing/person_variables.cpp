#include "processing/person_variables.h"

#include "base/labels.h"

namespace sanaq {
namespace {

constexpr std::int32_t age_max = 130;

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
    for (const TextPart& part : text[i]) joined += part.literal;
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
Result<Variable> question_variable(const FreezeSources& sources, std::string_view concept_name) {
  const Form& form = sources.form;
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

Variable household_variable(const Messages& texts) {
  Variable variable = named_variable(texts, census_variable::household);
  variable.kind = Variable::Kind::link;
  return variable;
}

Result<Done> check_texts(const Messages& texts) {
  for (const char* key : {"region", "district", "urban_rural", "urban_rural.urban", "urban_rural.rural",
                          "age", "household", "record_status", "record_status.permanent",
                          "record_status.temporary", "not_stated", "not_applicable"})
    if (const std::string name = std::string("variable.") + key; !texts.has(name))
      return Error{"processing.text", name};
  return Done{};
}

}  // namespace

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
  out.push_back(territory_variable(sources, v::region, "1", ""));
  out.push_back(territory_variable(sources, v::district, "2", v::region));
  out.push_back(two_way_variable(texts, v::urban_rural, "urban", "rural"));
  SANAQ_TRY(Variable sex, question_variable(sources, v::sex));
  out.push_back(std::move(sex));
  out.push_back(age_variable(texts));
  for (const std::string_view name :
       {v::ethnicity, v::native_language, v::religion, v::marital_status, v::education, v::citizenship}) {
    SANAQ_TRY(Variable variable, question_variable(sources, name));
    out.push_back(std::move(variable));
  }
  out.push_back(household_variable(texts));
  out.push_back(two_way_variable(texts, v::record_status, "permanent", "temporary"));
  return out;
}

}  // namespace sanaq
