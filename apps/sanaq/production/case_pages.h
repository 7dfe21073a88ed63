#pragma once
#include <future>
#include <vector>

#include "casework/closed_cases.h"
#include "processing/text_coder.h"

namespace sanaq {

/// Closed cases page by page, their texts coded. The next page is read, opened and coded on a thread of its
/// own while the caller works on the one before: until the last page was taken, or this ends, nobody else may
/// use `cases` and `coder`.
class CasePages {
 public:
  /// coder: may be nullptr. Both must outlive this.
  CasePages(ClosedCases& cases, TextCoder* coder);
  CasePages(const CasePages&) = delete;
  CasePages& operator=(const CasePages&) = delete;
  ~CasePages();
  /// None at the end. Errors: those of ClosedCases::next.
  Result<std::vector<ClosedCase>> next();

 private:
  void read_ahead();
  ClosedCases& cases_;
  TextCoder* coder_;
  std::future<Result<std::vector<ClosedCase>>> coming_;
};

}  // namespace sanaq
