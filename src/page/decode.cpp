#include "page/decode.h"

#include <algorithm>

#include "base/text.h"
#include "page/option.h"
#include "page/page_findings.h"

namespace sanaq::page {
namespace {

constexpr std::size_t note_max = 500;

struct Shown {
  Place place;
  std::string name, fingerprint;
};

// The questions that stood on the page when it was made, from the hidden field `shown`.
std::vector<Shown> read_shown(const Interview& interview, const Fields& fields) {
  std::vector<Shown> out;
  const std::string* list = find_field(fields, "shown");
  if (list == nullptr) return out;
  for (const auto entry : split_words(*list)) {
    const auto equals = entry.rfind('=');
    if (equals == std::string_view::npos) continue;
    const auto place = parse_field_name(interview, entry.substr(0, equals));
    if (place)
      out.push_back({*place, std::string(entry.substr(0, equals)), std::string(entry.substr(equals + 1))});
  }
  return out;
}

std::string field_text(const Fields& fields, const std::string& name) {
  const std::string* value = find_field(fields, name);
  return value == nullptr ? std::string() : std::string(trim(*value));
}

// A number as people type it: blanks between thousands, a comma for the point.
std::string number_text(std::string text) {
  for (const std::string_view blank : {" ", "\xC2\xA0", "\xE2\x80\xAF"})
    for (auto at = text.find(blank); at != std::string::npos; at = text.find(blank))
      text.erase(at, blank.size());
  std::replace(text.begin(), text.end(), ',', '.');
  return text;
}

// Coordinates as maps and people write them: `51.1694, 71.4491`, `51,1694 71,4491`, `51,1694; 71,4491`.
std::string geopoint_text(std::string text) {
  std::replace(text.begin(), text.end(), ';', ' ');
  const bool points = text.find('.') != std::string::npos;
  std::replace(text.begin(), text.end(), ',', points ? ' ' : '.');
  return text;
}

// Line breaks of a posted textarea are CR LF; in answers LF.
std::string line_text(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
  return text;
}

std::string padded(std::string part, std::size_t width) {
  part.erase(std::remove(part.begin(), part.end(), '-'), part.end());
  if (!part.empty() && part.size() < width && parse_digits(part)) part.insert(0, width - part.size(), '0');
  return part;
}

// Day, month and year; a whole date typed or pasted into the first field counts too (04.05.1987).
std::string date_text(const Fields& fields, const std::string& name, Widget kind) {
  std::string day = field_text(fields, name + ":day"), month = field_text(fields, name + ":month"),
              year = field_text(fields, name + ":year");
  const auto pieces = split(day, '.');
  if (kind == Widget::date && pieces.size() == 3 && month.empty() && year.empty()) {
    month = pieces[1];
    year = pieces[2];
    day = std::string(pieces[0]);
  }
  if (day.empty() && month.empty() && year.empty()) return {};
  std::string out = padded(std::move(year), 4) + '-' + padded(std::move(month), 2);
  if (kind == Widget::date) out += '-' + padded(std::move(day), 2);
  return out;
}

// Chosen codes in the order of the list. An option that excludes all others gives way to what was chosen
// after it, and takes the place of what was chosen before it.
std::string chosen_text(const Interview& interview, Place place, const Fields& fields,
                        const std::string& name) {
  std::vector<std::string> chosen;
  for (const auto& [key, value] : fields)
    if (key == name) chosen.push_back(value);
  const std::string before_text = interview.text_of(place.node, interview.stored(place));
  const auto before = split_words(before_text);
  const auto was = [&](const std::string& code) {
    return std::find(before.begin(), before.end(), code) != before.end();
  };
  const auto options = options_of(interview, place, {});
  std::vector<std::string> out, fresh_exclusive, ordinary;
  for (const Option& option : options) {
    if (std::find(chosen.begin(), chosen.end(), option.code) == chosen.end()) continue;
    out.push_back(option.code);
    if (!option.exclusive)
      ordinary.push_back(option.code);
    else if (!was(option.code))
      fresh_exclusive.push_back(option.code);
  }
  const bool mixed = ordinary.size() != out.size() && !ordinary.empty();
  const bool fresh_ordinary =
      std::any_of(ordinary.begin(), ordinary.end(), [&](const auto& c) { return !was(c); });
  if (mixed && fresh_exclusive.size() == 1 && !fresh_ordinary)
    out = fresh_exclusive;
  else if (mixed && fresh_exclusive.empty())
    out = ordinary;
  return join(out, " ");
}

std::string posted_text(const Interview& interview, const Shown& shown, const Fields& fields) {
  const Widget kind = widget(interview, shown.place);
  switch (kind) {
    case Widget::date:
    case Widget::month:
      return date_text(fields, shown.name, kind);
    case Widget::checkboxes:
      return chosen_text(interview, shown.place, fields, shown.name);
    case Widget::whole_number:
    case Widget::decimal_number:
    case Widget::year:
      return number_text(field_text(fields, shown.name));
    case Widget::geopoint:
      return geopoint_text(field_text(fields, shown.name));
    default:
      return line_text(field_text(fields, shown.name));
  }
}

Operation operation_at(const Interview& interview, Operation::Kind kind, Place place) {
  Operation operation;
  operation.kind = kind;
  operation.question = interview.form().nodes[place.node].name;
  if (place.item != no_item) operation.item = interview.item_id(place.item);
  if (place.other != no_item) operation.other = interview.item_id(place.other);
  return operation;
}

void decode_answer(const Interview& interview, const Shown& shown, const Fields& fields, Decoded& out) {
  const std::string text = posted_text(interview, shown, fields);
  const bool refuse = find_field(fields, shown.name + ":refuse") != nullptr;
  const bool was_refused = shown.fingerprint == fingerprint(refused_state);
  const bool refused = refuse && (!was_refused || text.empty());
  const std::string state = refused ? std::string(refused_state) : text;
  if (fingerprint(state) == shown.fingerprint || state == shown_state(interview, shown.place)) return;
  if (refused) {
    out.operations.push_back(operation_at(interview, Operation::Kind::refuse, shown.place));
  } else if (text.empty()) {
    out.operations.push_back(operation_at(interview, Operation::Kind::clear, shown.place));
  } else {
    out.operations.push_back(operation_at(interview, Operation::Kind::answer, shown.place));
    out.operations.back().value = text;
  }
}

void decode_passes(const Interview& interview, const Fields& fields, Decoded& out) {
  for (const auto& [key, value] : fields) {
    if (!key.starts_with("pass:") || value != "1") continue;
    const auto parts = split(std::string_view(key).substr(5), ':');
    Operation pass;
    pass.kind = Operation::Kind::pass;
    pass.check = parts[0];
    if (parts.size() > 1) pass.item = parts[1];
    if (parts.size() > 2) pass.other = parts[2];
    pass.note = line_text(field_text(fields, "note:" + key.substr(5)));
    while (pass.note.size() > note_max || !is_utf8(pass.note)) pass.note.pop_back();
    const bool waits =
        std::any_of(interview.findings().begin(), interview.findings().end(), [&](const Finding& f) {
          return f.severity == Severity::soft && !f.passed && pass_name(interview, f) == key.substr(5);
        });
    if (waits) out.operations.push_back(std::move(pass));
  }
}

void decode_action(const Interview& interview, PageRef page, const Fields& fields, std::string_view new_item,
                   Decoded& out) {
  const std::string* action = find_field(fields, "action");
  out.action = action == nullptr ? "next" : *action;
  const auto colon = out.action.find(':');
  if (colon != std::string::npos) {
    out.target = out.action.substr(colon + 1);
    out.action.resize(colon);
  }
  const bool list = page.node != no_node && interview.form().nodes[page.node].kind == NodeKind::list;
  if (list && (out.action == "add_item" || out.action == "remove_item")) {
    const bool add = out.action == "add_item";
    Operation operation =
        operation_at(interview, add ? Operation::Kind::add_item : Operation::Kind::remove_item, {page.node});
    operation.item = add ? std::string(new_item) : out.target;
    out.operations.push_back(std::move(operation));
  }
  if (out.action == "clear") {
    const auto place = parse_field_name(interview, out.target);
    if (place) out.operations.push_back(operation_at(interview, Operation::Kind::clear, *place));
  }
}

}  // namespace

Decoded decode(const Interview& interview, PageRef page, const Fields& fields, std::string_view new_item) {
  Decoded out;
  decode_action(interview, page, fields, new_item, out);
  const std::string cleared = out.action == "clear" ? out.target : std::string();
  for (const Shown& shown : read_shown(interview, fields)) {
    if (shown.name == cleared) continue;
    decode_answer(interview, shown, fields, out);
    std::string words = field_text(fields, shown.name + ":search");
    if (!words.empty()) out.searches.push_back({shown.place, std::move(words)});
  }
  decode_passes(interview, fields, out);
  return out;
}

}  // namespace sanaq::page
