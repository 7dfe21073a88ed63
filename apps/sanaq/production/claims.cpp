#include "sanaq/production/claims.h"

#include <algorithm>

#include "os/files.h"
#include "sanaq/production/case_pages.h"

namespace sanaq {

namespace {

/// Questionnaires of likely people, too; each once, by serial.
void add_likely(std::vector<DisputedCase>& disputed, const std::vector<LikelyPerson>& people) {
  std::vector<DisputedCase> more;
  for (const LikelyPerson& one : people)
    if (more.empty() || more.back().serial != one.place.serial)
      more.push_back({one.place.serial, std::nullopt, one.institution_kind});
  const auto before = [](const DisputedCase& a, const DisputedCase& b) { return a.serial < b.serial; };
  std::vector<DisputedCase> all;
  // Of equal ones the first list's stays, which knows the address.
  std::set_union(disputed.begin(), disputed.end(), more.begin(), more.end(), std::back_inserter(all), before);
  disputed = std::move(all);
}

}  // namespace

Result<std::optional<ClaimReading>> ClaimReading::begin(ClosedCases& cases, const EditionFiles& edition,
                                                        LikelyPeople* likely) {
  const std::string path = edition.folder + "/processing/counting.json";
  if (!os::file_exists(path)) return std::optional<ClaimReading>();
  SANAQ_TRY(const std::string text, os::read_file(path));
  SANAQ_TRY(const Json json, parse_json(text));
  SANAQ_TRY(CountingRules rules, parse_counting_rules(json, *edition.form.form));
  SANAQ_TRY(auto disputed, cases.disputed());
  ClaimBook book(std::move(rules), edition.edition.permanent_groups, edition.edition.institutions);
  if (likely != nullptr) {
    SANAQ_TRY(auto people, likely->people());
    SANAQ_TRY(auto decisions, likely->decisions());
    add_likely(disputed, people);
    book.expect(std::move(people), std::move(decisions));
  }
  return std::optional(ClaimReading(std::move(book), std::move(disputed)));
}

void ClaimReading::note(const std::vector<ClosedCase>& page) {
  for (const ClosedCase& closed : page) {
    // A case that was listed and is not read is not closed.
    while (noted_ < disputed_.size() && disputed_[noted_].serial < closed.head.serial) ++noted_;
    if (noted_ < disputed_.size() && disputed_[noted_].serial == closed.head.serial)
      book_.note(closed, disputed_[noted_++]);
  }
}

ClaimBook ClaimReading::settle() && {
  book_.settle();
  return std::move(book_);
}

Result<std::optional<ClaimBook>> settle_claims(ClosedCases& cases, const EditionFiles& edition,
                                               LikelyPeople* likely) {
  SANAQ_TRY(auto reading, ClaimReading::begin(cases, edition, likely));
  if (!reading) return std::optional<ClaimBook>();
  const SubmissionSerial position = cases.position();
  cases.resume(SubmissionSerial());
  for (CasePages pages(cases, nullptr);;) {
    SANAQ_TRY(const auto page, pages.next());
    if (page.empty()) break;
    reading->note(page);
  }
  cases.resume(position);
  return std::optional(std::move(*reading).settle());
}

}  // namespace sanaq
