#include "page/field.h"

#include "base/text.h"

namespace sanaq::page {
namespace {

std::string joined_name(const Interview& interview, Place place, char separator) {
  std::string out = "q";
  out += separator;
  out += interview.form().nodes[place.node].name;
  for (const ItemSlot slot : {place.item, place.other}) {
    if (slot == no_item) continue;
    out += separator;
    out += interview.item_id(slot);
  }
  return out;
}

Widget choice_widget(const Interview& interview, Place place) {
  const Form& form = interview.form();
  const std::size_t options = interview.offered(place).size();
  const auto& codelist = form.choice_lists[form.nodes[place.node].choices].codelist;
  const bool partial = codelist && !codelist->complete();
  if (form.has_look(place.node, Look::autocomplete)) return Widget::search;
  if (options > select_max) return Widget::search;
  if (codelist) return partial || options > radios_max ? Widget::select : Widget::radios;
  return options > radios_max ? Widget::select : Widget::radios;
}

}  // namespace

std::string field_name(const Interview& interview, Place place) { return joined_name(interview, place, '.'); }

std::string field_id(const Interview& interview, Place place) { return joined_name(interview, place, '-'); }

std::optional<Place> parse_field_name(const Interview& interview, std::string_view name) {
  const auto parts = split(name, '.');
  if (parts.size() < 2 || parts.size() > 4 || parts[0] != "q") return std::nullopt;
  const Form& form = interview.form();
  Place place{form.find(parts[1])};
  if (place.node == no_node) return std::nullopt;
  const Node& node = form.nodes[place.node];
  const std::size_t wanted = node.list == no_node ? 2u : node.matrix == no_node ? 3u : 4u;
  if (node.kind != NodeKind::question || node.calculated || parts.size() != wanted) return std::nullopt;
  if (wanted >= 3) place.item = interview.find_item(node.list, parts[2]);
  if (wanted == 4) place.other = interview.find_item(node.matrix, parts[3]);
  if ((wanted >= 3 && place.item == no_item) || (wanted == 4 && place.other == no_item)) return std::nullopt;
  return place;
}

const std::string* find_field(const Fields& fields, std::string_view name) {
  for (const auto& [key, value] : fields)
    if (key == name) return &value;
  return nullptr;
}

std::string fingerprint(std::string_view shown) {
  std::uint32_t hash = 2166136261u;
  for (const char c : shown) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  std::string out(8, '0');
  for (std::size_t i = 8; i-- > 0; hash >>= 4) out[i] = "0123456789abcdef"[hash & 15u];
  return out;
}

std::string shown_state(const Interview& interview, Place place) {
  const Value value = interview.stored(place);
  if (value.state == Value::State::refused) return std::string(refused_state);
  return interview.text_of(place.node, value);
}

Widget widget(const Interview& interview, Place place) {
  const Form& form = interview.form();
  switch (form.nodes[place.node].type) {
    case ValueType::none:
      return Widget::note;
    case ValueType::boolean:
      return Widget::acknowledge;
    case ValueType::integer:
      return Widget::whole_number;
    case ValueType::decimal:
      return Widget::decimal_number;
    case ValueType::text:
      return form.has_look(place.node, Look::multiline) ? Widget::multiline : Widget::text;
    case ValueType::date:
      return Widget::date;
    case ValueType::month:
      return Widget::month;
    case ValueType::year:
      return Widget::year;
    case ValueType::choice:
    case ValueType::code:
      return choice_widget(interview, place);
    case ValueType::choices:
      return Widget::checkboxes;
    case ValueType::geopoint:
      return Widget::geopoint;
    case ValueType::image:
      return Widget::image;
  }
  return Widget::note;
}

}  // namespace sanaq::page
