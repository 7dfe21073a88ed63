#include "interview/value_text.h"

#include <algorithm>
#include <array>

#include "base/civil_date.h"
#include "base/decimal.h"
#include "base/text.h"

namespace sanaq::engine {
namespace {

constexpr std::int64_t first_year = 1800, last_year = 2199;

Value no_value() { return {}; }

Result<Value> checked(bool good, const Node& node, Value value) {
  if (!good) return Error{"answer.type", node.name};
  return value;
}

bool is_printable(std::string_view text) {
  return is_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
           return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7F;
         });
}

std::int64_t position_of(const ChoiceList& list, std::string_view code) {
  for (std::size_t i = 0; i < list.choices.size(); ++i)
    if (list.choices[i].code == code) return static_cast<std::int64_t>(i);
  return -1;
}

Result<Value> read_choices(const Node& node, const ChoiceList& list, std::string_view text) {
  std::int64_t set = 0;
  bool alone = false;
  std::size_t count = 0;
  for (const std::string_view code : split_words(text)) {
    const std::int64_t i = position_of(list, code);
    if (i < 0 || i > 62) return Error{"answer.choice", node.name};
    if (((set >> i) & 1) == 0) ++count;
    set |= std::int64_t{1} << i;
    const Choice& choice = list.choices[static_cast<std::size_t>(i)];
    alone |= choice.exclusive || choice.refusal;
  }
  if (alone && count > 1) return Error{"answer.choice", node.name};
  return set == 0 ? no_value() : Value::of(set);
}

Result<Value> read_code(const Node& node, const ChoiceList& list, std::string_view text) {
  if (text.size() > code_bytes_max || !is_printable(text)) return Error{"answer.type", node.name};
  // With a part of the list at hand (the browser) the code is accepted; the server has the whole list.
  if (list.codelist && list.codelist->complete() && list.codelist->find(text) == nullptr)
    return Error{"answer.choice", node.name};
  return Value::of_text(std::string(text));
}

Result<Value> read_month(const Node& node, std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return Error{"answer.type", node.name};
  const auto year = parse_digits(text.substr(0, 4)), month = parse_digits(text.substr(5));
  const bool good = year && month && *year >= first_year && *year <= last_year && *month >= 1 && *month <= 12;
  return checked(good, node, good ? Value::of(*year * 12 + *month - 1) : no_value());
}

Result<Value> read_year(const Node& node, std::string_view text) {
  const auto year = parse_digits(text);
  const bool good = text.size() == 4 && year && *year >= first_year && *year <= last_year;
  return checked(good, node, good ? Value::of(*year) : no_value());
}

// "latitude longitude [altitude [accuracy]]" in degrees and metres (ODK XForms), in canonical decimals.
Result<Value> read_geopoint(const Node& node, std::string_view text) {
  const auto words = split_words(text);
  if (words.size() < 2 || words.size() > 4) return Error{"answer.type", node.name};
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto number = parse_decimal(words[i]);
    if (!number) return Error{"answer.type", node.name};
    const Decimal limit = Decimal::of(i == 0 ? 90 : i == 1 ? 180 : 100'000);
    if (*number > limit || Decimal{-number->scaled} > limit) return Error{"answer.type", node.name};
    if (i > 0) out += ' ';
    out += to_string(*number);
  }
  return Value::of_text(std::move(out));
}

bool is_reference(std::string_view text) {
  return text.size() <= 200 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                  c == '_' || c == '-';
         });
}

Result<Value> read_boolean(const Node& node, std::string_view text) {
  if (text == "true" || text == "1") return Value::of(1);
  if (text == "false" || text == "0") return Value::of(0);
  return Error{"answer.type", node.name};
}

}  // namespace

Result<Value> read_value(const Form& form, NodeIndex index, std::string_view text) {
  const Node& node = form.nodes[index];
  text = trim(text);
  if (text.empty()) return no_value();
  switch (node.type) {
    case ValueType::none:
      break;
    case ValueType::boolean:
      return read_boolean(node, text);
    case ValueType::integer: {
      const auto value = parse_integer(text);
      return checked(value.has_value(), node, Value::of(value.value_or(0)));
    }
    case ValueType::decimal: {
      const auto value = parse_decimal(text);
      return checked(value.has_value(), node, Value::of(value.value_or(Decimal{}).scaled));
    }
    case ValueType::text:
      return checked(text.size() <= text_bytes_max && is_printable(text), node,
                     Value::of_text(std::string(text)));
    case ValueType::date: {
      const auto value = CivilDate::parse(text);
      return checked(value.has_value(), node, value ? Value::of(value->days()) : no_value());
    }
    case ValueType::month:
      return read_month(node, text);
    case ValueType::year:
      return read_year(node, text);
    case ValueType::choice: {
      const std::int64_t i = position_of(form.choice_lists[node.choices], text);
      if (i < 0) return Error{"answer.choice", node.name};
      return Value::of(i);
    }
    case ValueType::choices:
      return read_choices(node, form.choice_lists[node.choices], text);
    case ValueType::code:
      return read_code(node, form.choice_lists[node.choices], text);
    case ValueType::geopoint:
      return read_geopoint(node, text);
    case ValueType::image:
      return checked(is_reference(text), node, Value::of_text(std::string(text)));
  }
  return Error{"answer.question", node.name};
}

std::string written_number(ValueType type, std::int64_t value) {
  switch (type) {
    case ValueType::boolean:
      return value != 0 ? "true" : "false";
    case ValueType::decimal:
      return to_string(Decimal{value});
    case ValueType::date:
      return CivilDate::from_days(static_cast<std::int32_t>(value)).to_string();
    case ValueType::month:
      return zero_padded(value / 12, 4) + '-' + zero_padded(value % 12 + 1, 2);
    case ValueType::year:
      return zero_padded(value, 4);
    default:
      return std::to_string(value);
  }
}

std::string written_choices(const ChoiceList& list, ValueType type, std::int64_t value) {
  if (type == ValueType::choice) return list.choices[static_cast<std::size_t>(value)].code;
  std::string out;
  for (std::size_t i = 0; i < list.choices.size() && i < 63; ++i) {
    if (((value >> i) & 1) == 0) continue;
    if (!out.empty()) out += ' ';
    out += list.choices[i].code;
  }
  return out;
}

std::string written_value(const Form& form, NodeIndex index, const Value& value) {
  if (!value.present()) return {};
  const Node& node = form.nodes[index];
  switch (node.type) {
    case ValueType::none:
      return {};
    case ValueType::text:
    case ValueType::code:
    case ValueType::geopoint:
    case ValueType::image:
      return value.text;
    case ValueType::choice:
    case ValueType::choices:
      return written_choices(form.choice_lists[node.choices], node.type, value.number);
    default:
      return written_number(node.type, value.number);
  }
}

}  // namespace sanaq::engine
