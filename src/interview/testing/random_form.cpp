#include "interview/testing/random_form.h"

#include "base/csv.h"
#include "base/text.h"

namespace sanaq::testing {
namespace {

struct Question {
  std::string name, type;
  bool listed = false, paired = false, refusal = false;
};

class FormMaker {
 public:
  FormMaker(Rng& rng, History history, std::vector<std::string> languages)
      : rng_(rng), history_(history), languages_(std::move(languages)) {}

  FormText make() {
    header();
    questions(3, 7);
    row({{"type", "begin_repeat"},
         {"name", "items"},
         {"label", "Items"},
         {"relevant", maybe_condition(4)},
         {"parameters", rng_.chance(1, 3) ? "min_items=2 max_items=4" : ""}});
    in_list_ = true;
    questions(3, 7);
    if (rng_.chance(2, 3)) matrix();
    in_list_ = false;
    row({{"type", "end_repeat"}});
    has_list_ = true;
    questions(2, 6);
    checks();
    text_.choices = choices();
    text_.settings = "form_title::" + languages_[0] + ",form_title::" + languages_[1] +
                     ",form_title::" + languages_[2] + ",form_id,version,default_language\nA,A,A,random,1," +
                     languages_[0] + "\n";
    static const auto places = std::make_shared<Codelist>(*Codelist::parse(
        "places", "name,label_kk,label_ru,label_en,kind\n1,A,A,A,a\n2,B,B,B,b\n3,C,C,C,a\n"));
    text_.lists.push_back(places);
    return text_;
  }

 private:
  using Cells = std::vector<std::pair<std::string, std::string>>;
  static constexpr const char* columns[] = {"type",          "name",       "relevant",    "required",
                                            "constraint",    "warning",    "calculation", "default",
                                            "choice_filter", "appearance", "refusal",     "parameters"};

  void header() {
    for (const char* c : columns) text_.survey += std::string(c) + ',';
    for (const char* text : {"label", "constraint_message", "warning_message"})
      for (const std::string& l : languages_) text_.survey += std::string(text) + "::" + l + ',';
    text_.survey.back() = '\n';
  }

  void row(const Cells& cells) {
    const auto get = [&](std::string_view name) -> std::string {
      for (const auto& [key, value] : cells)
        if (key == name) return value;
      return {};
    };
    for (const char* c : columns) text_.survey += csv_field(get(c)) + ',';
    for (std::size_t i = 0; i < 3; ++i) text_.survey += csv_field(get("label")) + ',';
    for (const char* rule : {"constraint", "warning"})
      for (std::size_t i = 0; i < 3; ++i) text_.survey += get(rule).empty() ? "," : "Mend it,";
    text_.survey.back() = '\n';
  }

  std::string pick(std::initializer_list<const char*> options) {
    return options.begin()[rng_.below(options.size())];
  }
  std::string number(std::uint64_t bound) { return std::to_string(rng_.below(bound)); }

  // A question that may be named here.
  const Question* known(std::string_view type) {
    std::vector<const Question*> fit;
    for (const Question& q : known_)
      if (q.type == type && !q.paired && (!q.listed || in_list_)) fit.push_back(&q);
    return fit.empty() ? nullptr : fit[rng_.below(fit.size())];
  }
  const Question* listed(std::string_view type) {
    for (const Question& q : known_)
      if (q.type == type && q.listed && !q.paired && rng_.chance(1, 2)) return &q;
    return nullptr;
  }
  static std::string ref(const Question* q) { return "${" + q->name + "}"; }

  std::string integer(int depth) {
    const Question* q = known("integer");
    const Question* l = listed("integer");
    switch (rng_.below(depth > 0 ? 8 : 3)) {
      case 0:
        return number(6);
      case 1:
      case 2:
        if (q) return ref(q);
        break;
      case 3:
        return '(' + integer(depth - 1) + pick({" + ", " - ", " * "}) + integer(depth - 1) + ')';
      case 4:
        if (l && (has_list_ || in_list_)) return pick({"sum(", "max(", "count("}) + ref(l) + ')';
        break;
      case 5:
        return "if(" + condition(depth - 1) + ", " + integer(depth - 1) + ", " + integer(depth - 1) + ')';
      case 6:
        if (const Question* d = known("date")) return "age(" + ref(d) + ", census-date())";
        break;
      default:
        if (q) return "coalesce(" + ref(q) + ", " + number(4) + ')';
        break;
    }
    return in_list_ && rng_.chance(1, 2) ? "position(..)" : number(9);
  }

  std::string condition(int depth) {
    switch (rng_.below(depth > 0 ? 11 : 6)) {
      case 0:
        if (const Question* q = known("select_one a"))
          return ref(q) + pick({" = ", " != "}) + pick({"'x'", "'y'"});
        break;
      case 1:
        if (const Question* q = known("select_multiple m"))
          return "selected(" + ref(q) + ", " + pick({"'p'", "'q'"}) + ')';
        break;
      case 2:
        if (const Question* q = known("text")) return ref(q) + pick({" = ''", " != ''"});
        break;
      case 3:
        if (const Question* q = known("date")) return ref(q) + pick({" < ", " >= "}) + "'2000-01-01'";
        break;
      case 4:
        if (has_list_) return "count(${items}) > " + number(4);
        break;
      case 5:
        for (const Question& q : known_)
          if (q.refusal && !q.listed && rng_.chance(1, 2)) return "refused(" + ref(&q) + ')';
        break;
      case 6:
      case 7:
        return '(' + condition(depth - 1) + pick({" and ", " or "}) + condition(depth - 1) + ')';
      case 8:
        return "not(" + condition(depth - 1) + ')';
      case 9:
        if (const Question* q = known("text")) return "string-length(" + ref(q) + ") > " + number(4);
        break;
      default:
        break;
    }
    return integer(depth > 0 ? 1 : 0) + pick({" < ", " = ", " >= "}) + integer(0);
  }

  std::string maybe_condition(std::uint64_t one_in) {
    return rng_.chance(1, one_in) ? condition(2) : std::string();
  }

  void questions(std::uint64_t least, std::uint64_t most) {
    bool grouped = false;
    for (std::uint64_t left = least + rng_.below(most - least + 1); left > 0; --left) {
      if (rng_.chance(1, 5)) {
        if (grouped)
          row({{"type", "end_group"}});
        else
          row({{"type", "begin_group"},
               {"name", next_name("g")},
               {"label", "G"},
               {"relevant", maybe_condition(2)}});
        grouped = !grouped;
      }
      question();
    }
    if (grouped) question(), row({{"type", "end_group"}});
  }

  void question() {
    Question q;
    q.listed = in_list_;
    if (rng_.chance(1, 5)) return calculation(q);
    q.type = pick({"integer", "integer", "text", "date", "select_one a", "select_one a", "select_multiple m",
                   "decimal", "select_one f", "select_one_from_file places.csv"});
    q.name = next_name("q");
    q.refusal = rng_.chance(1, 4);
    Cells cells{{"type", q.type},
                {"name", q.name},
                {"label", label()},
                {"relevant", maybe_condition(3)},
                {"refusal", q.refusal ? "yes" : ""},
                {"required", rng_.chance(1, 2) ? "yes" : maybe_condition(4)}};
    if (q.type == "integer" || q.type == "decimal") {
      if (rng_.chance(1, 3)) cells.push_back({"constraint", ". > " + integer(1)});
      if (rng_.chance(1, 3)) cells.push_back({"warning", ". < " + integer(1) + " or " + condition(1)});
    }
    if (q.type == "select_one f") {
      const Question* a = known("select_one a");
      cells.push_back({"choice_filter", a ? "kind = string(" + ref(a) + ")" : "kind = 'x'"});
    }
    if (q.type.ends_with("csv") && rng_.chance(1, 2))
      cells.push_back({"choice_filter", "kind = " + pick({"'a'", "'b'"})});
    if (q.type == "integer" && rng_.chance(1, 3))
      cells.push_back({"default", history_ == History::none ? number(5) : integer(1)});
    row(cells);
    known_.push_back(q);
  }

  void calculation(Question q) {
    q.type = pick({"integer", "integer", "text"});
    q.name = next_name("c");
    std::string value = q.type == "integer" ? integer(2) : std::string();
    if (value.empty()) {
      const Question* t = known("text");
      const Question* a = known("select_one a");
      value = "concat('v', " + (t ? ref(t) : "''") + ", " + (a ? ref(a) : "'-'") + ')';
    } else if (history_ == History::kept && rng_.chance(1, 3)) {
      value = "once(" + value + ')';
    }
    row({{"type", "calculate"}, {"name", q.name}, {"calculation", value}});
    known_.push_back(q);
  }

  void matrix() {
    Cells cells{{"type", "select_one a"},
                {"name", "pair"},
                {"label", "Pair"},
                {"appearance", "matrix(items)"},
                {"required", "yes"}};
    if (const Question* q = listed("integer"); q && rng_.chance(2, 3)) {
      cells.push_back({"relevant", ref(q) + " >= ${other." + q->name + "}"});
      cells.push_back({"constraint", ". != 'x' or " + ref(q) + " > ${other." + q->name + "}"});
    }
    row(cells);
    known_.push_back({"pair", "select_one a", true, true, false});
  }

  std::string label() {
    const Question* q = known("integer");
    return q && rng_.chance(1, 2) ? "About " + ref(q) : "What?";
  }

  void checks() {
    text_.checks = "name,list,severity,when,condition,points_to";
    for (const std::string& l : languages_) text_.checks += ",message::" + l;
    text_.checks += '\n';
    for (std::uint64_t i = rng_.below(5); i > 0; --i) {
      in_list_ = rng_.chance(1, 2);
      const Question* target = nullptr;
      for (const Question& q : known_)
        if (q.listed == in_list_ && !q.paired && q.name[0] == 'q') target = &q;
      if (target == nullptr) continue;
      text_.checks += next_name("k") + (in_list_ ? ",items," : ",,") + pick({"hard,", "soft,", "soft,"}) +
                      csv_field(maybe_condition(2)) + ',' + csv_field(condition(2)) + ',' + target->name +
                      ",See,See,See\n";
    }
    in_list_ = false;
  }

  std::string choices() const {
    std::string out = "list_name,name,kind,exclusive,refusal";
    for (const std::string& l : languages_) out += ",label::" + l;
    out += '\n';
    const auto add = [&](std::string_view list, std::string_view rest) {
      if (text_.survey.find(std::string(list) + ',') == std::string::npos) return;
      const std::string_view name = list.substr(list.find(' ') + 1);
      for (const std::string_view line : split(rest, ';'))
        out += std::string(name) + ',' + std::string(line) + ",L,L,L\n";
    };
    add("select_one a", "x,,,;y,,,;z,,,yes");
    add("select_multiple m", "p,,,;q,,,;n,,yes,");
    add("select_one f", "u,x,,;v,y,,;w,x,,");
    return out;
  }

  std::string next_name(const char* prefix) { return prefix + std::to_string(++names_); }

  Rng& rng_;
  History history_;
  std::vector<std::string> languages_;
  FormText text_;
  std::vector<Question> known_;
  bool in_list_ = false, has_list_ = false;
  int names_ = 0;
};

}  // namespace

FormText random_form(Rng& rng, History history, const std::vector<std::string>& languages) {
  return FormMaker(rng, history, languages).make();
}

std::string random_value(Rng& rng, const Form& form, NodeIndex index) {
  const Node& node = form.nodes[index];
  const auto one_of = [&](std::size_t n) { return static_cast<std::size_t>(rng.below(n)); };
  switch (node.type) {
    case ValueType::integer:
      return std::to_string(static_cast<std::int64_t>(rng.below(9)) - 2);
    case ValueType::decimal:
      return std::to_string(rng.below(9)) + '.' + std::to_string(rng.below(10));
    case ValueType::text:
      return std::string(rng.below(6), static_cast<char>('a' + rng.below(3)));
    case ValueType::date:
      return zero_padded(static_cast<std::int64_t>(1950 + rng.below(70)), 4) + '-' +
             zero_padded(static_cast<std::int64_t>(1 + rng.below(12)), 2) + '-' +
             zero_padded(static_cast<std::int64_t>(1 + rng.below(29)), 2);
    case ValueType::choice: {
      const auto& choices = form.choice_lists[node.choices].choices;
      return choices[one_of(choices.size())].code;
    }
    case ValueType::choices: {
      const auto& choices = form.choice_lists[node.choices].choices;
      return choices[one_of(choices.size())].code + ' ' + choices[one_of(choices.size())].code;
    }
    case ValueType::code:
      return std::to_string(1 + rng.below(4));
    default:
      return "1";
  }
}

std::unique_ptr<Scenario> scenario_of(std::uint64_t seed, History history) {
  SplitMix rng(seed);
  auto form = try_compile(random_form(rng, history));
  if (form == nullptr) return nullptr;
  auto program = std::make_shared<const Program>(*form);
  return std::make_unique<Scenario>(form, program,
                                    Interview(program, {CivilDate::parse("2021-09-01").value()}));
}

Operation random_operation(Rng& rng, const Interview& interview) {
  const Form& form = interview.form();
  Operation o;
  const NodeIndex list = form.find("items");
  const auto some_id = [&] { return "m" + std::to_string(rng.below(4)); };
  const auto what = rng.below(20);
  if (what < 3) {
    o.kind = what < 2 ? Operation::Kind::add_item : Operation::Kind::remove_item;
    o.question = "items";
    o.item = some_id();
    if (what == 1) o.other = some_id();  // the one to stand before, which may not be there
    return o;
  }
  if (what < 6 && !interview.findings().empty()) {
    const Finding& f = interview.findings()[rng.below(interview.findings().size())];
    o.kind = Operation::Kind::pass;
    o.check = interview.finding_name(f);
    o.item = f.item == no_item ? "" : interview.item_id(f.item);
    o.other = f.place.other == no_item ? "" : interview.item_id(f.place.other);
    o.note = "seen";
    return o;
  }
  NodeIndex n = 0;
  do n = static_cast<NodeIndex>(rng.below(form.nodes.size()));
  while (form.nodes[n].kind != NodeKind::question);
  o.question = form.nodes[n].name;
  o.kind = what == 6 ? Operation::Kind::clear : what == 7 ? Operation::Kind::refuse : Operation::Kind::answer;
  const auto& items = interview.items(list);
  if (form.nodes[n].list != no_node)
    o.item = items.empty() ? some_id() : interview.item_id(items[rng.below(items.size())]);
  if (form.nodes[n].matrix != no_node)
    o.other = items.empty() ? some_id() : interview.item_id(items[rng.below(items.size())]);
  if (o.kind == Operation::Kind::answer) o.value = random_value(rng, form, n);
  return o;
}

}  // namespace sanaq::testing
