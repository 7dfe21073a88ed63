#include "sanaq/production/case_pages.h"

namespace sanaq {

CasePages::CasePages(ClosedCases& cases, TextCoder* coder) : cases_(cases), coder_(coder) { read_ahead(); }

CasePages::~CasePages() {
  if (coming_.valid()) coming_.wait();
}

void CasePages::read_ahead() {
  coming_ = std::async(std::launch::async, [this]() -> Result<std::vector<ClosedCase>> {
    SANAQ_TRY(auto page, cases_.next());
    if (coder_ != nullptr)
      for (ClosedCase& closed : page) coder_->code(closed);
    return page;
  });
}

Result<std::vector<ClosedCase>> CasePages::next() {
  if (!coming_.valid()) return std::vector<ClosedCase>();
  auto page = coming_.get();
  if (page && !page->empty()) read_ahead();
  return page;
}

}  // namespace sanaq
