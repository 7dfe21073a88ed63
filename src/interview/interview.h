#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil_date.h"
#include "base/json.h"
#include "base/result.h"
#include "interview/operation.h"
#include "interview/value.h"
#include "questionnaire/form.h"

namespace sanaq {

/// Number of an item inside the interview: stable while the interview is open, never reused.
using ItemSlot = std::uint16_t;
inline constexpr ItemSlot no_item = 0xFFFF;

/// Where an answer stands: a question, of one item when it lives in a list, and of a pair in a matrix.
struct Place {
  NodeIndex node = no_node;
  ItemSlot item = no_item;
  ItemSlot other = no_item;
  friend auto operator<=>(const Place&, const Place&) = default;
};

/// Something to mend or to confirm. Findings are computed from answers, never stored.
struct Finding {
  enum class Kind : std::uint8_t { required, type, constraint, warning, check, items };
  Kind kind = Kind::required;
  Severity severity = Severity::hard;
  bool passed = false;           // a soft finding the person saw and passed
  Place place;                   // the question a click leads to; of `items` the list itself
  std::uint16_t check = 0xFFFF;  // index into Form::checks for Kind::check
  ItemSlot item = no_item;       // item a list check is about
  friend bool operator==(const Finding&, const Finding&) = default;
};

/// A soft finding that was passed, with the reason given.
struct PassedFinding {
  Finding finding;
  std::string note;
};

/// An answer as it stands, with a view into the interview: present or refused.
struct StandingAnswer {
  NodeIndex node = no_node;
  std::uint16_t other = 0xFFFF;  // of a matrix: position of the other item in the list
  bool refused = false;
  std::int64_t number = 0;  // see Value
  std::string_view text;
};

/// Takes answers one after the other.
class AnswerSink {
 public:
  virtual ~AnswerSink() = default;
  virtual void take(const StandingAnswer& answer) = 0;
};

class Program;

/// Facts of the edition an interview may read.
struct InterviewContext {
  CivilDate census_date;  // day of the census moment
};

/// One household's answers to one form: the engine. It keeps every answer ever given; what is out of path is
/// kept but neither read by expressions nor submitted. After every operation values, path and findings are
/// those that a computation from nothing would give (tested as a property); the work is that of the questions
/// concerned. `form` must outlive the interview. Not thread-safe; as cheap to make as its items.
class Interview {
 public:
  Interview(const Form& form, InterviewContext context);
  /// The same with what was derived from the form before: for programs that open many interviews of one form.
  Interview(std::shared_ptr<const Program> program, InterviewContext context);
  ~Interview();
  Interview(Interview&&) noexcept;
  Interview& operator=(Interview&&) noexcept;

  const Form& form() const;
  const std::shared_ptr<const Program>& program() const;

  /// Carries out one operation. Errors change nothing: "answer.question" (no such question or it is
  /// calculated), "answer.item" (no such item), "answer.type" (the text is no value of the type),
  /// "answer.choice" (no such option, or exclusive options mixed), "answer.refusal" (not offered),
  /// "item.exists", "item.limit", "item.id", "check.unknown". A value that breaks a constraint is stored and
  /// gives a finding. `answer` with a blank value clears. A `pass` of a finding that is not there does
  /// nothing; a pass is dropped when an answer its check reads changes.
  Result<Done> apply(const Operation& operation);
  /// Takes back the last operation that was not undone. False when there is none. At most 1,000 are
  /// remembered.
  bool undo();

  /// Asked now: every condition from the question up to the form holds. For a list: the list itself.
  bool on_path(Place place) const;
  /// The value expressions see: empty when out of path or refused.
  Value value(Place place) const;
  /// The value as stored, path or not; `refused` shows.
  Value stored(Place place) const;
  /// The answers on the path to some questions, in their order: calculated ones as expressions see them,
  /// others as stored. All outside lists (item: no_item), or all of the list of one item. What a submission
  /// is made of: one look at each answer, no copies.
  void each_answer(const std::vector<NodeIndex>& questions, ItemSlot item, AnswerSink& sink) const;
  /// Canonical text of a value ("2021-09-01", "kk ru", "3.5"); empty text for empty and refused.
  std::string text_of(NodeIndex node, const Value& value) const;
  /// What a person reads: labels of choices in the language, dates as dd.mm.yyyy.
  std::string shown(Place place, std::string_view language) const;

  /// Items of a list in order.
  const std::vector<ItemSlot>& items(NodeIndex list) const;
  std::string_view item_id(ItemSlot item) const;
  /// Slot of an item id in a list, or no_item.
  ItemSlot find_item(NodeIndex list, std::string_view id) const;

  bool is_required(Place place) const;
  /// The person took the default out and left the question empty: the default does not come again.
  bool is_cleared(Place place) const;
  /// The text for a place in a language with answers put in (not escaped).
  std::string text(const LocalizedText& text, Place place, std::string_view language) const;
  /// Options offered now: positions in ChoiceList::choices, or rows of its codelist.
  std::vector<std::uint32_t> offered(Place place) const;
  /// What the choice filter of a place asks for: a value a term, in the order of Form::filters. Nothing while
  /// one of them is not answered, or without filter. The browser fetches the rows of a long list by it.
  std::vector<std::string> filter_values(Place place) const;

  /// All findings in the order of the form. Recomputed only where something changed.
  const std::vector<Finding>& findings() const;
  /// Passed findings that still stand, in the order of the form.
  std::vector<PassedFinding> passed() const;
  std::string message(const Finding& finding, std::string_view language) const;
  /// Name for machines: the check's name, `<question>.required`, `.constraint`, `.warning`, `.type`,
  /// `<list>.items`.
  std::string finding_name(const Finding& finding) const;
  /// Nothing hard left, every required question on the path answered, soft findings passed.
  bool complete() const;

  /// Number of questions on the path, and how many of them are answered.
  struct Progress {
    std::uint32_t asked = 0, answered = 0;
  };
  Progress progress() const;
  /// Bytes held by this interview, without the form.
  std::size_t memory_bytes() const;

 private:
  friend struct InterviewAccess;
  struct Impl;
  std::string check_text(const Finding& finding, std::string_view language) const;
  explicit Interview(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// Puts a household's answers (docs/handbook/xlsform.md, "Answers") into an empty interview. Unknown names
/// and values of the wrong type are errors ("answers.form" and those of apply, detail: name of the question,
/// never the value).
Result<Done> load_answers(Interview& interview, const Json& answers);
/// Whole household straight to the full computation (one pass): what the server does with a submission.
Result<Interview> open_answers(const Form& form, InterviewContext context, const Json& answers);
Result<Interview> open_answers(std::shared_ptr<const Program> program, InterviewContext context,
                               const Json& answers);
/// The same straight from JSON text, without a tree of values in between. Errors also those of parse_json.
Result<Interview> open_answers(std::shared_ptr<const Program> program, InterviewContext context,
                               std::string_view json);

enum class Scope : std::uint8_t { on_path, everything };
Json write_answers(const Interview& interview, Scope scope);
/// Path, values, lists and findings as JSON; equal bytes natively and in the browser.
Json trace(const Interview& interview);
/// The findings of trace() alone: as quick as they are few.
Json trace_findings(const Interview& interview);

}  // namespace sanaq
