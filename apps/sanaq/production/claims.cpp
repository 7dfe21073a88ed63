#include "sanaq/production/claims.h"

#include "os/files.h"

namespace sanaq {

Result<std::optional<ClaimBook>> settle_claims(ClosedCases& cases, const EditionFiles& edition) {
  const std::string path = edition.folder + "/processing/counting.json";
  if (!os::file_exists(path)) return std::optional<ClaimBook>();
  SANAQ_TRY(const std::string text, os::read_file(path));
  SANAQ_TRY(const Json json, parse_json(text));
  SANAQ_TRY(CountingRules rules, parse_counting_rules(json, *edition.form.form));
  SANAQ_TRY(const auto disputed, cases.disputed());
  ClaimBook book(std::move(rules), edition.edition.permanent_groups, edition.edition.institutions);
  for (const DisputedCase& one : disputed) {
    SANAQ_TRY(const auto closed, cases.find(one.serial));
    if (closed) book.note(*closed, one);
  }
  book.settle();
  return std::optional(std::move(book));
}

}  // namespace sanaq
