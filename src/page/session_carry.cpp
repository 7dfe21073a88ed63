// The calls of Session about another version of the form, and about its lists.
#include <algorithm>

#include "interview/carry_over.h"
#include "interview/program.h"
#include "page/path.h"
#include "page/session.h"

namespace sanaq::page {
namespace {

// An entry holds 64 KiB; who reads the report needs no more lines either.
constexpr std::size_t lines_max = 60;

// "Айгүл: marital status", in every language of the form.
Json title_of(const Interview& interview, Place place, const Messages& texts) {
  const Form& form = interview.form();
  const Node& node = form.nodes[place.node];
  Json out = Json::object();
  for (const std::string& language : form.languages) {
    std::string title = interview.text(node.label, place, language);
    if (title.empty()) title = node.name;
    if (place.item != no_item)
      title = item_title(interview, place.item, node.list, language, texts) + ": " + title;
    out.set(language, Json::string(title));
  }
  return out;
}

Json line_of(const Interview& interview, Place place, const Messages& texts) {
  Json out = Json::object();
  out.set("question", Json::string(interview.form().nodes[place.node].name));
  if (place.item != no_item) out.set("item", Json::string(interview.item_id(place.item)));
  if (place.other != no_item) out.set("other", Json::string(interview.item_id(place.other)));
  out.set("title", title_of(interview, place, texts));
  return out;
}

}  // namespace

Result<std::string> Session::carry_from(const Json& input) {
  SANAQ_TRY(const FormSource source, read_package(to_text(input["form"])));
  CompiledForm compiled = compile_form(source);
  if (!compiled.form) return Error{"form.package", {}};
  earlier_source_ = source;
  earlier_ = std::move(compiled.form);
  return std::string("null");
}

Result<std::string> Session::carry(const Json& input) const {
  if (!earlier_) return Error{"session.state", "no earlier form"};
  const InterviewContext context{census_date_};
  Interview before(*earlier_, context);
  std::vector<Operation> operations;
  for (const Json& one : input["operations"].items()) {
    auto operation = read_operation(one);
    if (!operation) continue;  // no version of the engine reads it
    operations.push_back(*std::move(operation));
    if (!before.apply(operations.back())) continue;  // made under another version still
  }
  const CarriedOver carried =
      carry_over(before, std::make_shared<const Program>(*form_), context, operations);
  Json lost = Json::array(), asked = Json::array(), clear = Json::array();
  for (std::size_t i = 0; i < carried.lost.size() && i < lines_max; ++i) {
    Json line = line_of(before, carried.lost[i].place, texts_);
    line.set("why", Json::string(name_of(carried.lost[i].why)));
    lost.push(std::move(line));
  }
  for (std::size_t i = 0; i < carried.asked.size() && i < lines_max; ++i)
    asked.push(line_of(carried.next, carried.asked[i], texts_));
  for (const Operation& operation : carried.clear) clear.push(to_json(operation));
  Json out = Json::object();
  out.set("lost", std::move(lost));
  out.set("asked", std::move(asked));
  out.set("clear", std::move(clear));
  const std::size_t all = carried.lost.size() + carried.asked.size();
  const std::size_t shown =
      std::min(carried.lost.size(), lines_max) + std::min(carried.asked.size(), lines_max);
  out.set("more", Json::number(static_cast<std::int64_t>(all - shown)));
  return to_text(out);
}

Result<std::string> Session::territory(const Json& input) const {
  constexpr std::size_t levels_max = 10;
  Json chain = Json::array(), labels = Json::object();
  for (const ChoiceList& choices : form_->choice_lists) {
    if (!choices.codelist) continue;
    const Codelist& list = *choices.codelist;
    const std::size_t parent = list.column("parent");
    const Codelist::Row* row = list.find(input["code"].text());
    if (row == nullptr || parent >= list.columns().size()) continue;
    for (std::size_t i = 0; i < list.languages().size(); ++i)
      labels.set(list.languages()[i], Json::string(row->labels[i]));
    for (; row != nullptr && chain.items().size() < levels_max; row = list.find(row->columns[parent]))
      chain.push(Json::string(row->code));
    break;
  }
  Json out = Json::object();
  out.set("labels", std::move(labels));
  out.set("chain", std::move(chain));
  return to_text(out);
}

}  // namespace sanaq::page
