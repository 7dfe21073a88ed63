#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "questionnaire/form_source.h"

namespace sanaq {

/// A cell of a workbook, for findings. `column` is the header as the author wrote it.
struct CellPlace {
  std::string_view sheet;
  std::uint32_t row = 0;
  std::string column;
};

/// Collects what the author must mend.
class FindingList {
 public:
  void error(std::string_view code, const CellPlace& place, std::string_view detail);
  void warning(std::string_view code, const CellPlace& place, std::string_view detail);
  bool has_error() const { return errors_ > 0; }
  std::size_t errors() const { return errors_; }
  /// All findings in the order of the sheets given, then row, then column of the header, without repetitions.
  std::vector<FormFinding> sorted(const std::vector<Sheet>& sheets) &&;

 private:
  std::vector<FormFinding> findings_;
  std::size_t errors_ = 0;
};

}  // namespace sanaq
