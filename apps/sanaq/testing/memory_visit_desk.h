#pragma once
#include "sanaq/office/visit_desk.h"

namespace sanaq::testing {

/// Visits in memory; what was asked is kept.
class MemoryVisitDesk final : public VisitDesk {
 public:
  std::vector<VisitLine> lines;
  std::vector<VisitQuery> asked;
  Result<std::vector<VisitLine>> visits(const VisitQuery& query) override {
    asked.push_back(query);
    std::vector<VisitLine> found;
    for (const VisitLine& line : lines)
      if ((query.territories.empty() || std::find(query.territories.begin(), query.territories.end(),
                                                  line.territory) != query.territories.end()) &&
          (!query.device || *query.device == line.device))
        found.push_back(line);
    return found;
  }
};

}  // namespace sanaq::testing
