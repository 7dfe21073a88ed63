#include "base/messages.h"

#include "interview/finding_texts.h"
#include "interview/state.h"
#include "interview/value_text.h"

// What a person reads of an interview: texts with answers put in, values with labels, messages of findings.
namespace sanaq {

using namespace engine;

namespace {

const Messages& finding_texts() {
  static const Messages texts = [] {
    Messages m;
    SANAQ_CHECK(m.add(finding_texts_csv));
    return m;
  }();
  return texts;
}

std::size_t language_index(const Form& form, std::string_view language) {
  for (std::size_t i = 0; i < form.languages.size(); ++i)
    if (form.languages[i] == language) return i;
  return 0;
}

bool is_blank(const LocalizedText& text, std::size_t language) {
  return (language >= text.size() || text[language].empty()) && (text.empty() || text.front().empty());
}

}  // namespace

std::string Interview::text(const LocalizedText& text, Place place, std::string_view language) const {
  const std::size_t index = language_index(impl_->form, language);
  if (is_blank(text, index)) return {};
  const TextTemplate& parts = index < text.size() && !text[index].empty() ? text[index] : text.front();
  const Impl::Spot s = impl_->spot(place);
  const Cell* self = s.node == nullptr ? nullptr : &impl_->cell(*s.node, s.at);
  std::string out;
  for (const TextPart& part : parts) {
    out += part.literal;
    if (part.value == no_expression) continue;
    const TermIndex term = impl_->plan.text_terms[part.value];
    // Where no item is at hand (a heading over the list) an answer of an item is left out.
    if (term == no_term || !impl_->plan.is_reachable(term, s.node == nullptr ? nullptr : &s.node->home))
      continue;
    out += impl_->evaluator.written(term, s.at, self, index).text;
  }
  return out;
}

std::string Interview::shown(Place place, std::string_view language) const {
  const Value value = stored(place);
  if (value.state == Value::State::refused) return finding_texts().text("refused", language);
  if (!value.present()) return {};
  const Node& node = impl_->form.nodes[place.node];
  const std::size_t index = language_index(impl_->form, language);
  switch (node.type) {
    case ValueType::boolean:
      return finding_texts().text(value.number != 0 ? "yes" : "no", language);
    case ValueType::date:
      return formatted_date(node.type, value.number, "%d.%m.%Y", language);
    case ValueType::month:
      return formatted_date(node.type, value.number, "%m.%Y", language);
    case ValueType::code: {
      const auto& list = impl_->form.choice_lists[node.choices].codelist;
      return list ? std::string(list->label(value.text, language)) : value.text;
    }
    case ValueType::choice:
    case ValueType::choices: {
      const Impl::Spot s = impl_->spot(place);
      return impl_->evaluator.chosen(*s.node, value.number, s.at, index);
    }
    default:
      return text_of(place.node, value);
  }
}

std::string Interview::message(const Finding& finding, std::string_view language) const {
  const auto own = [&](const LocalizedText& written, std::string_view otherwise) {
    std::string out = text(written, finding.place, language);
    return out.empty() ? finding_texts().text(otherwise, language) : out;
  };
  const Form& form = impl_->form;
  switch (finding.kind) {
    case Finding::Kind::required:
      return finding_texts().text("required", language);
    case Finding::Kind::type:
      return finding_texts().text("type", language);
    case Finding::Kind::constraint:
      return own(form.nodes[finding.place.node].constraint_message, "constraint");
    case Finding::Kind::warning:
      return own(form.nodes[finding.place.node].warning_message, "warning");
    case Finding::Kind::check: {
      const std::string out = check_text(finding, language);
      return out.empty() ? finding_texts().text("check", language) : out;
    }
    case Finding::Kind::items: {
      const Node& list = form.nodes[finding.place.node];
      const bool few = items(finding.place.node).size() < list.min_items;
      const std::uint16_t limit = few ? list.min_items : list.max_items;
      return finding_texts().text(few ? "items_few" : "items_many", language, {std::to_string(limit)});
    }
  }
  return {};
}

// The message of a check speaks of the check's item, wherever the click leads.
std::string Interview::check_text(const Finding& finding, std::string_view language) const {
  const Check& check = impl_->form.checks[finding.check];
  Place here = finding.place;
  if (finding.item != no_item && here.item == no_item)
    for (const NodeIndex n : impl_->plan.blocks[impl_->plan.block_of(check.list)].nodes)
      if (impl_->form.nodes[n].matrix == no_node) {
        here = {n, finding.item, no_item};
        break;
      }
  return text(check.message, here, language);
}

std::string Interview::finding_name(const Finding& finding) const {
  const Form& form = impl_->form;
  const auto named = [&](const char* suffix) { return form.nodes[finding.place.node].name + suffix; };
  switch (finding.kind) {
    case Finding::Kind::required:
      return named(".required");
    case Finding::Kind::type:
      return named(".type");
    case Finding::Kind::constraint:
      return named(".constraint");
    case Finding::Kind::warning:
      return named(".warning");
    case Finding::Kind::check:
      return form.checks[finding.check].name;
    case Finding::Kind::items:
      return named(".items");
  }
  return {};
}

}  // namespace sanaq
