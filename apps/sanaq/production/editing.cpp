#include "sanaq/production/editing.h"

#include <algorithm>
#include <thread>

#include "interview/value_text.h"
#include "os/files.h"

namespace sanaq {
namespace {

constexpr int donors_kept_unread = 40;  // until a plan is read with the first form

// f(part, from, to) for equal parts of 0 … count - 1, each on a thread of its own.
template <class F>
void in_parts(std::size_t count, unsigned threads, const F& f) {
  std::vector<std::thread> running;
  for (unsigned part = 0; part < threads; ++part)
    running.emplace_back([&, part] { f(part, count * part / threads, count * (part + 1) / threads); });
  for (std::thread& thread : running) thread.join();
}

Result<Done> first_error(const std::vector<std::optional<Error>>& errors) {
  for (const auto& error : errors)
    if (error) return *error;
  return Done{};
}

}  // namespace

Editing::Editing(const EditionFiles& edition, Json plan, unsigned threads)
    : edition_(edition),
      plan_(std::move(plan)),
      threads_(std::max(1u, threads)),
      donors_(donors_kept_unread) {}

Result<std::unique_ptr<Editing>> Editing::make(const EditionFiles& edition, unsigned threads) {
  const std::string path = edition.folder + "/processing/editing.json";
  if (!os::file_exists(path)) return std::unique_ptr<Editing>();
  SANAQ_TRY(const std::string text, os::read_file(path));
  SANAQ_TRY(Json plan, parse_json(text));
  SANAQ_TRY(const EditPlan checked, parse_edit_plan(plan, *edition.form.form));
  auto out = std::unique_ptr<Editing>(new Editing(edition, std::move(plan), threads));
  out->donors_ = DonorPool(checked.donors_kept);
  return out;
}

Result<const CaseEditor*> Editing::editor_of(const ClosedCase& closed) {
  auto& editor = editors_[closed.form];
  if (!editor) {
    SANAQ_TRY(EditPlan plan, parse_edit_plan(plan_, *closed.form->form));
    editor =
        std::make_unique<CaseEditor>(*closed.form, std::move(plan),
                                     InterviewContext{edition_.edition.census_date}, edition_.territories());
  }
  if (!report_) report_ = editor->new_report();
  return static_cast<const CaseEditor*>(editor.get());
}

Result<Done> Editing::survey(const std::vector<ClosedCase>& cases, std::int64_t first) {
  if (cases.empty()) return Done{};
  std::vector<const CaseEditor*> editors;
  for (const ClosedCase& closed : cases) {
    SANAQ_TRY(const CaseEditor* editor, editor_of(closed));
    editors.push_back(editor);
  }
  std::vector<char> holds(cases.size());
  std::vector<DonorPool> donors(threads_, DonorPool(editors.front()->plan().donors_kept));
  std::vector<EditReport> reports(threads_, editors.front()->new_report());
  std::vector<std::optional<Error>> errors(threads_);
  in_parts(cases.size(), threads_, [&](unsigned part, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to && !errors[part]; ++i) {
      auto done =
          editors[i]->survey(cases[i], first + static_cast<std::int64_t>(i), donors[part], reports[part]);
      if (done)
        holds[i] = *done ? 1 : 0;
      else
        errors[part] = done.error();
    }
  });
  SANAQ_TRY_DONE(first_error(errors));
  for (DonorPool& part : donors) donors_.merge(std::move(part));
  for (const EditReport& part : reports) report_->merge(part);
  broken_.resize(static_cast<std::size_t>(first) + cases.size());
  for (std::size_t i = 0; i < cases.size(); ++i) broken_[static_cast<std::size_t>(first) + i] = holds[i] == 0;
  return Done{};
}

Result<Done> Editing::mend(std::vector<ClosedCase>& cases, std::int64_t first) {
  std::vector<std::size_t> broken;
  for (std::size_t i = 0; i < cases.size(); ++i)
    if (const std::size_t household = static_cast<std::size_t>(first) + i;
        household < broken_.size() && broken_[household])
      broken.push_back(i);
  if (broken.empty()) return Done{};
  std::vector<EditReport> reports(threads_, editors_.begin()->second->new_report());
  std::vector<std::optional<Error>> errors(threads_);
  std::vector<Touched> touched(broken.size());
  in_parts(broken.size(), threads_, [&](unsigned part, std::size_t from, std::size_t to) {
    for (std::size_t at = from; at < to && !errors[part]; ++at) {
      const std::int64_t household = first + static_cast<std::int64_t>(broken[at]);
      const ClosedCase& closed = cases[broken[at]];
      auto edited = editors_.at(closed.form)->edit(closed, household, donors_, reports[part]);
      if (edited)
        touched[at] = {household, *std::move(edited)};
      else
        errors[part] = edited.error();
    }
  });
  SANAQ_TRY_DONE(first_error(errors));
  for (const EditReport& part : reports) report_->merge(part);
  for (std::size_t at = 0; at < broken.size(); ++at) {
    if (!touched[at].edited.answers.empty())
      cases[broken[at]].response.answers = std::move(touched[at].edited.answers);
    touched[at].edited.answers.clear();
    form_ = cases[broken[at]].form->form;
    touched_.push_back(std::move(touched[at]));
  }
  return Done{};
}

std::string Editing::changes_csv() const {
  std::string out = "household,person,question,before,after,rule,donor\n";
  for (const Touched& one : touched_)
    for (const ValueChange& change : one.edited.changes) {
      const std::string person =
          change.item == CodedAnswer::none ? std::string() : std::to_string(change.item + 1);
      out += std::to_string(one.household) + ',' + person + ',' + form_->nodes[change.node].name + ',' +
             engine::written_value(*form_, change.node, change.before) + ',' +
             engine::written_value(*form_, change.node, change.after) + ',' + change.rule + ',' +
             (change.donor == 0 ? std::string() : std::to_string(change.donor)) + '\n';
    }
  return out;
}

}  // namespace sanaq
