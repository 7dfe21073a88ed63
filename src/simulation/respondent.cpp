#include "simulation/respondent.h"

#include <algorithm>

namespace sanaq::simulation {
namespace {

constexpr int mending_rounds = 24;

bool is_question(const Node& node) {
  return node.kind == NodeKind::question && !node.calculated && node.type != ValueType::none;
}

}  // namespace

FormMap::FormMap(const Form& form, std::string_view territory_list)
    : topics(form.nodes.size(), no_topic), level_languages(form.nodes.size()), territories(form.nodes.size()) {
  constexpr std::string_view level = "language_level_";
  for (std::size_t i = 0; i < form.nodes.size(); ++i) {
    const Node& node = form.nodes[i];
    const std::string& name = node.concept_name.empty() ? node.name : node.concept_name;
    if (is_question(node)) topics[i] = find_topic(name);
    if (name.starts_with(level)) level_languages[i] = name.substr(level.size());
    if (node.choices != no_choice_list && form.choice_lists[node.choices].codelist)
      territories[i] = form.choice_lists[node.choices].codelist->name() == territory_list;
    const bool identifies = node.personal == Personal::iin || node.personal == Personal::name;
    if (people == no_node && node.list != no_node && identifies) people = node.list;
  }
}

Respondent::Respondent(const FormMap& map, const Household& household, Interview& interview, Rng& rng)
    : map_(map), household_(household), interview_(interview), form_(interview.form()), rng_(rng) {}

void Respondent::answer_all() {
  answer_form();
  for (int round = 0; round < mending_rounds && mend(); ++round) {
  }
}

void Respondent::answer_form() {
  for (std::size_t i = 0; i < form_.nodes.size(); ++i) {
    const auto node = static_cast<NodeIndex>(i);
    if (form_.nodes[i].kind == NodeKind::list) answer_list(node);
    if (form_.nodes[i].list == no_node && is_question(form_.nodes[i])) answer({node, no_item, no_item});
  }
}

// All people first, then each: families look at one another.
void Respondent::answer_list(NodeIndex list) {
  if (!interview_.on_path({list, no_item, no_item})) return;
  const std::size_t wanted = list == map_.people ? household_.persons.size() : form_.nodes[list].min_items;
  while (interview_.items(list).size() < wanted) add_item(list);
  const std::vector<ItemSlot> items = interview_.items(list);
  for (std::size_t at = 0; at < items.size(); ++at)
    for (std::size_t i = list; i < form_.nodes.size(); ++i) {
      const Node& node = form_.nodes[i];
      if (node.list != list || !is_question(node)) continue;
      const std::size_t others = node.matrix == no_node ? 1 : at;
      for (std::size_t other = 0; other < others; ++other)
        answer({static_cast<NodeIndex>(i), items[at], node.matrix == no_node ? no_item : items[other]});
    }
}

void Respondent::add_item(NodeIndex list) {
  Operation add;
  add.kind = Operation::Kind::add_item;
  add.question = form_.nodes[list].name;
  add.item = "p" + std::to_string(interview_.items(list).size() + 1);
  (void)interview_.apply(add);
}

const Person* Respondent::person_at(ItemSlot item) const {
  const auto& items = interview_.items(map_.people);
  const auto at = static_cast<std::size_t>(std::find(items.begin(), items.end(), item) - items.begin());
  return at < household_.persons.size() ? &household_.persons[at] : nullptr;
}

// What the household or the person can tell; empty when nothing.
std::string Respondent::known_answer(Place place) const {
  const bool of_person = form_.nodes[place.node].list == map_.people && map_.people != no_node;
  const Person* person = of_person ? person_at(place.item) : nullptr;
  if (person != nullptr)
    for (const auto& [language, level] : person->language_levels)
      if (language == map_.level_languages[place.node]) return level;
  const std::size_t topic = map_.topics[place.node];
  if (topic == no_topic) return {};
  if (person != nullptr) return person->answers.at(topic);
  return of_person ? std::string() : household_.answers.at(topic);
}

void Respondent::answer(Place place) {
  if (!interview_.on_path(place)) return;
  const Node& node = form_.nodes[place.node];
  const std::string known = known_answer(place);
  if (!known.empty() && tell(place, known)) return;
  if (map_.territories[place.node] && known.empty()) {
    const Person* person = node.list == map_.people ? person_at(place.item) : nullptr;
    const Settlement* there = person == nullptr ? household_.settlement : person->usual_home;
    if (there != nullptr && tell_territory(place, *there)) return;
  }
  if (interview_.stored(place).state != Value::State::empty || !interview_.is_required(place)) return;
  invent(place);
}

bool Respondent::tell(Place place, const std::string& text) {
  operation_.kind = text == refusal_text ? Operation::Kind::refuse : Operation::Kind::answer;
  operation_.question = form_.nodes[place.node].name;
  operation_.item = interview_.item_id(place.item);
  operation_.other = interview_.item_id(place.other);
  operation_.value = text;
  return interview_.apply(operation_).has_value();
}

bool Respondent::tell_territory(Place place, const Settlement& settlement) {
  const Codelist& list = *form_.choice_lists[form_.nodes[place.node].choices].codelist;
  for (const std::uint32_t row : interview_.offered(place)) {
    const std::string& code = list.rows()[row].code;
    if (std::find(settlement.path.begin(), settlement.path.end(), code) != settlement.path.end())
      return tell(place, code);
  }
  return false;
}

bool Respondent::has_finding(Place place) const {
  const auto& findings = interview_.findings();
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) {
    return f.place == place && f.kind != Finding::Kind::check;
  });
}

void Respondent::invent(Place place) {
  switch (form_.nodes[place.node].type) {
    case ValueType::choice:
    case ValueType::choices:
    case ValueType::code: return invent_choice(place);
    case ValueType::text: return invent_text(place);
    case ValueType::boolean:
    case ValueType::integer:
    case ValueType::decimal:
    case ValueType::year:
    case ValueType::date:
    case ValueType::month: return invent_number(place);
    case ValueType::geopoint: (void)tell(place, "51.13 71.43"); return;
    default: return;
  }
}

void Respondent::invent_choice(Place place) {
  const auto offered = interview_.offered(place);
  if (offered.empty()) return;
  const ChoiceList& list = form_.choice_lists[form_.nodes[place.node].choices];
  constexpr int tries = 8;
  for (int i = 0; i < tries; ++i) {
    const std::uint32_t at = offered[rng_.below(offered.size())];
    if (!list.codelist && list.choices[at].refusal && i + 1 < tries) continue;
    const std::string& code = list.codelist ? list.codelist->rows()[at].code : list.choices[at].code;
    if (tell(place, code) && !has_finding(place)) return;
  }
}

void Respondent::invent_number(Place place) {
  const ValueType type = form_.nodes[place.node].type;
  constexpr int tries = 24;
  constexpr std::array<std::uint64_t, 6> sizes = {2, 6, 15, 40, 120, 2100};
  for (int i = 0; i < tries; ++i) {
    const auto size = sizes[static_cast<std::size_t>(i) % sizes.size()];
    std::string text = std::to_string(rng_.below(size));
    const std::string year = std::to_string(1950 + rng_.below(71));
    const std::string month = year + "-0" + std::to_string(1 + rng_.below(8));
    if (type == ValueType::year || (type == ValueType::integer && i % 4 == 3)) text = year;
    if (type == ValueType::boolean) text = std::to_string(rng_.below(2));
    if (type == ValueType::month) text = month;
    if (type == ValueType::date) text = month + "-1" + std::to_string(rng_.below(9));
    if (tell(place, text) && !has_finding(place)) return;
  }
}

void Respondent::invent_text(Place place) {
  const Node& node = form_.nodes[place.node];
  if (node.personal == Personal::phone) {
    (void)tell(place, "+7700000" + std::to_string(1000 + rng_.below(9000)));
    return;
  }
  constexpr std::array<std::string_view, 4> words = {"басқа", "другое", "жоқ", "1"};
  for (const std::string_view word : words)
    if (tell(place, std::string(word)) && !has_finding(place)) return;
}

// Goes once over what is found. False when nothing is left.
bool Respondent::mend() {
  const std::vector<Finding> findings = interview_.findings();
  bool open = false;
  for (const Finding& finding : findings) {
    if (finding.passed) continue;
    open = true;
    mend(finding);
  }
  return open;
}

void Respondent::mend(const Finding& finding) {
  if (finding.severity == Severity::soft) return pass(finding);
  switch (finding.kind) {
    case Finding::Kind::check: return redraw(finding);
    case Finding::Kind::items: return add_item(finding.place.node);
    case Finding::Kind::required:
    case Finding::Kind::type:
    case Finding::Kind::constraint:
    case Finding::Kind::warning: break;
  }
  if (!interview_.on_path(finding.place)) return;  // mended with another one
  const std::string known = finding.kind == Finding::Kind::required ? known_answer(finding.place) : std::string();
  if (known.empty() || !tell(finding.place, known)) invent(finding.place);
}

// Another answer to one of the questions the rule points to; not to those that make the person.
void Respondent::redraw(const Finding& finding) {
  std::vector<Place> places;
  for (const NodeIndex node : form_.checks[finding.check].points_to) {
    const Place place{node, form_.nodes[node].list == no_node ? no_item : finding.item, no_item};
    if (!is_question(form_.nodes[node]) || form_.nodes[node].matrix != no_node || !interview_.on_path(place)) continue;
    if (form_.nodes[node].personal == Personal::no) places.push_back(place);
  }
  if (!places.empty()) invent(places[rng_.below(places.size())]);
}

void Respondent::pass(const Finding& finding) {
  constexpr std::array<std::string_view, 3> notes = {"тексерілді, дұрыс", "проверено, верно", "солай"};
  Operation pass;
  pass.kind = Operation::Kind::pass;
  pass.check = interview_.finding_name(finding);
  const ItemSlot item = finding.kind == Finding::Kind::check ? finding.item : finding.place.item;
  pass.item = interview_.item_id(item);
  pass.other = interview_.item_id(finding.place.other);
  pass.note = notes[rng_.below(notes.size())];
  (void)interview_.apply(pass);
}

}  // namespace sanaq::simulation
